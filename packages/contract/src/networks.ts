import { z } from 'zod';
import { id, line, time } from './fields.ts';
import { defineRoutes } from './route.ts';

/** As many networks as one person may have of their own. */
export const mostOwnNetworks = 8;

/**
 * `nat`: a way out through the host's address, none in · `isolated`: no way out · `bridge`: a bridge that the host has
 * already, with the local network behind it · `user`: QEMU's own small network for each machine, for hosts that can make none.
 */
export const networkKind = z.enum(['nat', 'isolated', 'bridge', 'user']);
export type NetworkKind = z.infer<typeof networkKind>;

/** What anybody may have of their own; the others are the host's, and an administrator's to add. */
export const ownNetworkKind = networkKind.extract(['nat', 'isolated']);

/** Whether LIMEN gives addresses in it, so that one can be kept for a card. */
export const hasAddresses = (kind: NetworkKind): boolean => kind === 'nat' || kind === 'isolated';

export const network = z
  .object({
    id,
    hostId: id,
    name: z
      .string()
      .nullable()
      .describe('null: the host’s first network, on which a new machine is unless told otherwise'),
    kind: networkKind,
    owner: z
      .object({ id, userName: z.string(), displayName: z.string() })
      .nullable()
      .describe(
        'Whose machines are on it, reaching each other; null: of everybody, whose machines do not reach each other',
      ),
    subnet: z
      .string()
      .nullable()
      .describe('Its addresses, e.g. 192.168.167.0/24; null: they are not given by LIMEN'),
    bridge: z.string().nullable().describe('The host’s bridge it stands for; null: it has one of its own'),
    nics: z.number().int().describe('Cards on it, in the trash too; of a network of everybody one’s own'),
    canLimit: z
      .boolean()
      .describe(
        'Whether cards on it can be limited: not on QEMU’s own, and not where the host’s kernel cannot',
      ),
    canChange: z.boolean().describe('Whether the reader may rename and delete it'),
    revision: z.number().int(),
    createdAt: time,
  })
  .meta({ id: 'Network' });
export type Network = z.infer<typeof network>;

export const newNetworkBody = z
  .strictObject({
    name: line(60),
    kind: networkKind.default('isolated'),
    shared: z.boolean().default(false).describe('Of everybody: administrators only'),
    bridge: z
      .string()
      .regex(/^[a-zA-Z0-9][\w.-]{0,14}$/)
      .optional()
      .describe('Of a bridge: its name on the host'),
  })
  .refine((body) => (body.kind === 'bridge') === (body.bridge !== undefined), {
    path: ['bridge'],
    message: 'is said of a bridge, and of nothing else',
  })
  .refine((body) => body.shared || hasAddresses(body.kind), {
    path: ['kind'],
    message: 'only a shared one can be of this kind',
  });
export type NewNetworkBody = z.output<typeof newNetworkBody>;
export type NewNetworkInput = z.input<typeof newNetworkBody>;

export const editNetworkBody = z.strictObject({ name: line(60) });
export type EditNetworkBody = z.output<typeof editNetworkBody>;

const params = z.strictObject({ id });

/** Networks of machines: the host's, which are everybody's, and those that a person's own machines share. */
export const networkRoutes = defineRoutes({
  list: {
    method: 'GET',
    path: '/api/networks',
    access: 'network:read',
    summary: 'The networks that one’s machines can be on; an administrator sees all',
    status: 200,
    reply: z.object({
      networks: z.array(network),
      bridges: z
        .array(z.string())
        .describe('Bridges of the host that a network can stand for; administrators only'),
    }),
    errors: [],
  },
  create: {
    method: 'POST',
    action: 'network.create',
    path: '/api/networks',
    access: 'network:add',
    summary: 'Make a network for one’s own machines, or, as an administrator, for everybody’s',
    body: newNetworkBody,
    status: 201,
    reply: network,
    errors: [
      'auth.forbidden',
      'network.name_taken',
      'network.limit',
      'network.no_subnet',
      'network.no_bridge',
      'host.unavailable',
      'host.refused',
    ],
  },
  edit: {
    method: 'PATCH',
    action: 'network.edit',
    path: '/api/networks/:id',
    access: 'network:add',
    summary: 'Give a network another name',
    params,
    body: editNetworkBody,
    status: 200,
    reply: network,
    errors: ['object.not_found', 'auth.forbidden', 'network.name_taken', 'network.first'],
  },
  delete: {
    method: 'DELETE',
    action: 'network.delete',
    path: '/api/networks/:id',
    access: 'network:add',
    summary: 'Take a network away that no card is on',
    params,
    status: 204,
    reply: z.null(),
    errors: [
      'object.not_found',
      'auth.forbidden',
      'network.in_use',
      'network.first',
      'host.unavailable',
      'host.refused',
    ],
  },
});
