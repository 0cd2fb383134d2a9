import { z } from 'zod';
import { id, line, time } from './fields.ts';
import { defineRoutes } from './route.ts';

/** Ports of the host that administrators may let lead to machines: none of those below are, nor those it opens connections from. */
export const forwardablePorts = { min: 1024, max: 32_767 } as const;
/** Of one machine, whatever administrators say. */
export const mostForwards = 100;
const hostPort = z.int().min(forwardablePorts.min).max(forwardablePorts.max);

/** What administrators say of ways in: a setting (settings.ts). */
export const forwardRules = z
  .strictObject({
    firstPort: hostPort,
    lastPort: hostPort,
    perMachine: z.int().min(0).max(mostForwards).describe('0: no port leads to any machine from now on'),
    perPerson: z
      .int()
      .min(0)
      .max(10_000)
      .nullable()
      .describe('Of all machines of one person; null: no limit'),
  })
  .refine(({ firstPort, lastPort }) => firstPort <= lastPort, {
    path: ['lastPort'],
    message: 'comes before the first one',
  })
  .meta({ id: 'ForwardRules' });
export type ForwardRules = z.infer<typeof forwardRules>;

/** Senders that one forward is open to. */
export const mostSources = 16;

const port = z.int().min(1).max(65_535);
const protocol = z.enum(['tcp', 'udp']);
/** Senders: an IPv4 address, or a network such as 192.168.1.0/24. */
export const source = z
  .string()
  .refine((text) => z.ipv4().safeParse(text).success || z.cidrv4().safeParse(text).success, {
    message: 'neither an IPv4 address nor a network of them',
  });

/** A port of the host that leads to one of a machine. */
export const forward = z
  .object({
    id,
    nicId: id,
    name: z.string().describe('What it is for; may be empty'),
    protocol,
    hostPort: port,
    guestPort: port,
    sources: z.array(z.string()).describe('Who may come in; empty: anybody'),
    address: z
      .string()
      .nullable()
      .describe(
        'Where it leads now; null: the machine has no address yet, or the card is on another network by now, and nobody comes through',
      ),
    createdAt: time,
  })
  .meta({ id: 'Forward' });
export type Forward = z.infer<typeof forward>;

export const newForwardBody = z.strictObject({
  nicId: id,
  name: line(60).optional(),
  protocol: protocol.default('tcp'),
  guestPort: port,
  hostPort: port
    .optional()
    .describe('One of those that administrators give out; without it the first free one'),
  sources: z.array(source).max(mostSources).default([]),
});
export type NewForwardBody = z.output<typeof newForwardBody>;
export type NewForwardInput = z.input<typeof newForwardBody>;

const params = z.strictObject({ id });
const forwardParams = z.strictObject({ id, forwardId: id });

/** Ways into a machine on a network with address translation: ports of its host. */
export const forwardRoutes = defineRoutes({
  list: {
    method: 'GET',
    path: '/api/vms/:id/forwards',
    access: 'approved',
    summary: 'Ports of the host that lead to a machine',
    params,
    status: 200,
    reply: z.object({
      forwards: z.array(forward),
      rules: forwardRules,
      ofOwner: z.int().describe('Ports that lead to machines of its owner, this one’s among them'),
    }),
    errors: ['object.not_found'],
  },
  add: {
    method: 'POST',
    action: 'vm.forwardAdd',
    path: '/api/vms/:id/forwards',
    access: 'approved',
    summary: 'Have a port of the host lead to one of a machine',
    params,
    body: newForwardBody,
    status: 201,
    reply: forward,
    errors: [
      'object.not_found',
      'auth.forbidden',
      'forward.port_taken',
      'forward.port_range',
      'forward.limit',
      'forward.person_limit',
      'forward.network',
      'host.unavailable',
      'host.refused',
    ],
  },
  remove: {
    method: 'DELETE',
    action: 'vm.forwardRemove',
    path: '/api/vms/:id/forwards/:forwardId',
    access: 'approved',
    summary: 'Close a way into a machine; connections that are open are not cut',
    params: forwardParams,
    status: 204,
    reply: z.null(),
    errors: ['object.not_found', 'auth.forbidden', 'host.unavailable'],
  },
});
