import { z } from 'zod';
import { bytes, id, time } from './fields.ts';
import { autostart } from './labels.ts';
import { machineMake } from './hardware.ts';
import { operation } from './operations.ts';
import { defineRoutes } from './route.ts';
import { cdromBus, diskBus, diskCache, nicModel } from './systems.ts';
import { vmAction } from './vm-rules.ts';
import { vm } from './vms.ts';

/** How many of the last changes of a machine are kept. */
export const mostChanges = 50;

const fromTo = <const W extends string, T extends z.ZodType>(what: W, value: T) =>
  z.object({ what: z.literal(what), before: value, after: value });
/** By its place among the machine's disks or drives at that time, from 1. */
const number = z.int().min(1);
/** null: its host’s first one, which has no name of its own. */
const networkName = z.string().nullable();
const bootPart = z.object({ kind: z.enum(['disk', 'cdrom', 'nic']), number });

/** One thing that is another now, with what it was. */
export const difference = z.discriminatedUnion('what', [
  fromTo('name', z.string()),
  fromTo('description', z.string()),
  fromTo('tags', z.array(z.string())),
  fromTo('protected', z.boolean()),
  fromTo('autostart', autostart),
  fromTo('vcpus', z.int()),
  fromTo('memoryBytes', bytes),
  fromTo('firmware', machineMake.firmware),
  fromTo('secureBoot', machineMake.secureBoot),
  fromTo('tpm', machineMake.tpm),
  fromTo('machine', machineMake.machine),
  fromTo('cpuModel', machineMake.cpuModel),
  fromTo('bootOrder', z.array(bootPart)),
  z.object({ what: z.literal('diskAdded'), number, sizeBytes: bytes }),
  z.object({ what: z.literal('diskRemoved'), number, sizeBytes: bytes }),
  fromTo('diskSize', bytes).extend({ number }),
  fromTo('diskBus', diskBus).extend({ number }),
  fromTo('diskCache', diskCache).extend({ number }),
  fromTo('diskBytesPerSecond', bytes.nullable()).extend({ number }),
  fromTo('diskIops', z.int().nullable()).extend({ number }),
  fromTo('diskPool', z.string().nullable())
    .extend({ number })
    .describe('Names of storage pools; null: LIMEN’s own'),
  z.object({ what: z.literal('driveAdded'), number, bus: cdromBus }),
  z.object({ what: z.literal('driveRemoved'), number, bus: cdromBus }),
  z.object({ what: z.literal('nicAdded'), number, network: networkName }),
  z.object({ what: z.literal('nicRemoved'), number, network: networkName }),
  fromTo('nicNetwork', networkName).extend({ number }),
  fromTo('nicModel', nicModel).extend({ number }),
  fromTo('nicLink', z.boolean()).extend({ number }),
  fromTo('nicGuarded', z.boolean()).extend({ number }),
  fromTo('nicAddress', z.string().nullable()).extend({ number }),
  fromTo('nicGroups', z.array(z.string())).extend({ number }).describe('Names of its firewall groups'),
  fromTo('nicToGuest', z.int().nullable()).extend({ number }).describe('Bits a second; null: no limit'),
  fromTo('nicFromGuest', z.int().nullable()).extend({ number }).describe('Bits a second; null: no limit'),
  z.object({ what: z.literal('hostDeviceAdded'), name: z.string() }),
  z.object({ what: z.literal('hostDeviceRemoved'), name: z.string() }),
  fromTo('disc', z.string().nullable()).extend({ number }).describe('Names of what is in the drive'),
]);
export type Difference = z.infer<typeof difference>;

/** Why what a change has changed cannot be made so again. */
export const noWayBack = z.enum([
  // it is so again
  'same',
  'diskRemoved',
  'diskGrown',
  'diskAdded',
  'nicRemoved',
  'discGone',
  'deviceGone',
  'restored',
  'tpmAdded',
  'tpmRemoved',
]);
export type NoWayBack = z.infer<typeof noWayBack>;

/** What was changed about a machine, by whom and when. */
export const vmChange = z
  .object({
    id,
    at: time,
    actor: z.object({ id: id.nullable(), name: z.string() }).nullable().describe('null: LIMEN itself'),
    action: z.string().describe('As in the audit log'),
    differences: z.array(difference),
    way: z
      .union([z.object({ by: vmAction }), z.object({ not: noWayBack })])
      .describe('What it takes to make it so again, or why nothing does'),
  })
  .meta({ id: 'VmChange' });
export type VmChange = z.infer<typeof vmChange>;

export const changeRoutes = defineRoutes({
  list: {
    method: 'GET',
    path: '/api/vms/:id/changes',
    access: 'approved',
    summary: 'What was changed about a machine’s configuration, newest first',
    params: z.strictObject({ id }),
    status: 200,
    reply: z.object({ changes: z.array(vmChange) }),
    errors: ['object.not_found'],
  },
  takeBack: {
    method: 'POST',
    action: 'vm.edit',
    path: '/api/vms/:id/changes/:changeId/take-back',
    access: 'approved',
    summary: 'Make what a change has changed as it was before: itself a change, by the verb that it takes',
    params: z.strictObject({ id, changeId: id }),
    status: 200,
    reply: z.object({ vm, operation: operation.nullable() }),
    errors: [
      'object.not_found',
      'vm.no_way_back',
      'vm.name_taken',
      'vm.busy',
      'vm.state',
      'vm.above_ceiling',
      'vm.has_snapshots',
      'auth.forbidden',
      'network.address',
      'network.no_limits',
      'vm.disk_limit',
      'vm.disk_in_snapshot',
      'pool.full',
      'vm.limit',
      'image.not_ready',
      'quota.exceeded',
      'host_device.taken',
      'host_device.absent',
      'host_device.limit',
      'host.capacity',
      'host.unavailable',
      'host.refused',
    ],
  },
});
