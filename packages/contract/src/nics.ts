import { z } from 'zod';
import { id } from './fields.ts';
import { mostGroupsOfNic } from './firewall.ts';
import { networkKind } from './networks.ts';
import { operation } from './operations.ts';
import { defineRoutes } from './route.ts';
import { nicModel } from './systems.ts';

/** Network cards of one machine. */
export const mostNics = 8;

/** In bits a second: below the least a guest would take its network for broken. */
export const nicLimits = { min: 100_000, max: 100_000_000_000 } as const;

/** A network card as a machine shows it. */
export const nic = z.object({
  id,
  mac: z.string(),
  network: z.object({ id, name: z.string().nullable(), kind: networkKind }),
  model: nicModel,
  linkUp: z.boolean().describe('Whether its guest sees a cable plugged in'),
  guarded: z.boolean().describe('Its guest can send by its own MAC and its own address only'),
  address: z.string().nullable().describe('The one kept for it; null: it has the one it is leased'),
  addresses: z.array(z.string()).describe('As the network’s DHCP server gave them'),
  groups: z
    .array(z.object({ id, name: z.string() }))
    .describe('With one at least, what none of them allows does not come in'),
  toGuestBitsPerSecond: z.int().nullable().describe('As much may come to its guest; null: no limit'),
  fromGuestBitsPerSecond: z.int().nullable().describe('As much may its guest send; null: no limit'),
});

/** A MAC address of one card: not of a group (IEEE 802, the last bit of the first byte), nor all zeros. */
export const macForm = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^(?!00(:00){5})[0-9a-f][02468ace](:[0-9a-f]{2}){5}$/, 'is no MAC address of a card');

/** Firewall groups of a card. */
export const groupIds = z.array(id).max(mostGroupsOfNic);

const limit = z.int().min(nicLimits.min).max(nicLimits.max).nullable();

/** How much may go over a card that is new, each way. */
export const limitsOfNew = {
  toGuestBitsPerSecond: limit.default(null).describe('As much may come to its guest; null: no limit'),
  fromGuestBitsPerSecond: limit.default(null).describe('As much may its guest send; null: no limit'),
};

/** An IPv4 address in its usual form. */
const address = z.ipv4();

export const addNicBody = z.strictObject({
  networkId: id,
  model: nicModel.default('virtio'),
  mac: macForm
    .nullable()
    .default(null)
    .describe(
      'null: one is made for it. On what is everybody’s, and one that begins with 52:4c:4d, it is administrators’ to choose',
    ),
  linkUp: z.boolean().default(true),
  groupIds: groupIds.default([]).describe('Its firewall groups; none: everything comes in'),
  ...limitsOfNew,
});
export type AddNicBody = z.output<typeof addNicBody>;
export type AddNicInput = z.input<typeof addNicBody>;

/** What is left out stays as it is. */
export const changeNicBody = z
  .strictObject({
    networkId: id.optional(),
    model: nicModel.optional().describe('Another one than it has: only while the machine is off'),
    linkUp: z.boolean().optional(),
    guarded: z
      .boolean()
      .optional()
      .describe('Administrators only, but for a card on its owner’s own network'),
    address: address
      .nullable()
      .optional()
      .describe('Kept for it in its network, from its guest’s next DHCP request on; null: none'),
    groupIds: groupIds.optional().describe('All its firewall groups from now on; none: everything comes in'),
    toGuestBitsPerSecond: limit.optional().describe('At once; null takes the limit away'),
    fromGuestBitsPerSecond: limit.optional().describe('At once; null takes the limit away'),
  })
  .refine((body) => Object.values(body).some((value) => value !== undefined), {
    path: ['linkUp'],
    message: 'needs one of them',
  });
export type ChangeNicBody = z.output<typeof changeNicBody>;

const params = z.strictObject({ id });
const nicParams = z.strictObject({ id, nicId: id });

/** Network cards of one machine, also while it runs. Each change is an operation. */
export const nicRoutes = defineRoutes({
  add: {
    method: 'POST',
    action: 'vm.nic.add',
    path: '/api/vms/:id/nics',
    access: 'approved',
    summary: 'Add a network card, also while the machine runs',
    params,
    body: addNicBody,
    status: 202,
    reply: operation,
    errors: [
      'object.not_found',
      'auth.forbidden',
      'vm.busy',
      'vm.state',
      'vm.nic_limit',
      'network.mac',
      'vm.no_slot',
      'network.no_limits',
      'host.unavailable',
    ],
  },
  change: {
    method: 'PATCH',
    action: 'vm.nic.change',
    path: '/api/vms/:id/nics/:nicId',
    access: 'approved',
    summary: 'Plug a card into another network, its cable in or out, keep an address for it, limit it',
    params: nicParams,
    body: changeNicBody,
    status: 202,
    reply: operation,
    errors: [
      'object.not_found',
      'auth.forbidden',
      'vm.busy',
      'vm.state',
      'network.address',
      'network.no_limits',
      'host.unavailable',
      'host.refused',
    ],
  },
  remove: {
    method: 'DELETE',
    action: 'vm.nic.remove',
    path: '/api/vms/:id/nics/:nicId',
    access: 'approved',
    summary: 'Remove a network card, once the guest has let go of it',
    params: nicParams,
    status: 202,
    reply: operation,
    errors: ['object.not_found', 'vm.busy', 'vm.state', 'host.unavailable'],
  },
});
