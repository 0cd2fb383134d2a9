import { z } from 'zod';
import { historyPage, historyQuery } from './audit.ts';
import { cloudInitState } from './cloud-init.ts';
import { amounts, bytes, id, line, time } from './fields.ts';
import { bootDevice } from './boot.ts';
import { accelerator } from './hosts.ts';
import { firmware } from './images.ts';
import { machineMake } from './hardware.ts';
import { labelFields } from './labels.ts';
import { operation } from './operations.ts';
import { defineRoutes } from './route.ts';
import { givenDevice } from './host-devices.ts';
import { nic } from './nics.ts';
import { shareLevel } from './shares.ts';
import { settingSchemas } from './settings.ts';
import { cdromBus, clockOffset, diskBus, systemId, videoModel } from './systems.ts';
import { vmAction, vmState, vmStateReason } from './vm-rules.ts';
import { createVmBody, createVmsBody, vmLimits } from './new-vms.ts';

/** A virtual machine as its owner sees it. */
export const vm = z
  .object({
    id,
    name: z.string(),
    description: z.string(),
    ...labelFields,
    owner: z.object({ id, userName: z.string(), displayName: z.string() }),
    hostId: id,
    state: vmState,
    stateReason: vmStateReason.nullable(),
    stale: z.boolean().describe('The host is not connected: this is the last that was seen'),
    observedAt: time.nullable(),
    startedAt: time.nullable(),
    accelerator: accelerator.nullable(),
    firmware,
    secureBoot: z.boolean(),
    osId: systemId.nullable().describe('The system on it, as far as anybody said'),
    tpm: z.boolean(),
    machine: machineMake.machine,
    cpuModel: machineMake.cpuModel,
    video: videoModel,
    clock: clockOffset,
    hyperv: z.boolean(),
    boot: z
      .object({
        order: z.array(bootDevice).describe('What is tried, in this order'),
        once: bootDevice.nullable().describe('Before all of them at the next start, and then no more'),
      })
      .describe('What it boots from'),
    vcpus: amounts(z.number().int()),
    memoryBytes: amounts(bytes),
    disks: z.array(z.object({ id, sizeBytes: bytes, imageId: id.nullable(), bus: diskBus })),
    cdroms: z
      .array(
        z.object({
          id,
          bus: cdromBus,
          image: z.object({ id, name: z.string() }).nullable(),
          disc: z.enum(['cloud-init', 'answers']).nullable().describe('One that LIMEN made for this machine'),
        }),
      )
      .describe('CD drives in their order; one with neither is empty'),
    image: z.object({ id, name: z.string() }).nullable(),
    nics: z.array(nic),
    hostDevices: z.array(givenDevice).describe('Devices of its host; only an administrator gives them'),
    cloudInit: z
      .object({
        state: cloudInitState,
        detail: z.string().nullable().describe('What the guest said of a failure: to be read, not believed'),
      })
      .nullable()
      .describe('How far the guest is with what it was told for its first boot; null: it was told nothing'),
    operation: operation.nullable().describe('The operation that holds this machine now'),
    lastError: z.object({ code: z.string(), message: z.string() }).nullable(),
    sharedAs: shareLevel.nullable().describe('The part the reader was given; null: none'),
    permissions: z
      .array(vmAction)
      .describe('What the reader may do; whether the state allows it now is vm-rules'),
    createdAt: time,
    expiresAt: time.nullable().describe('When its life ends; when it really does is leases.ts'),
    lastUsedAt: time.describe('Exact to the hour'),
    endNoticedAt: time.nullable().describe('When its owner was told that its time ends'),
    trashedAt: time.nullable().describe('Since when it is in the trash'),
    revision: z.number().int(),
  })
  .meta({ id: 'Vm' });
export type Vm = z.infer<typeof vm>;

const params = z.strictObject({ id });
const verb = <const A extends string>(path: A, action: string, summary: string) =>
  ({
    method: 'POST',
    action,
    path: `/api/vms/:id/${path}`,
    access: 'approved',
    summary,
    params,
    status: 202,
    reply: operation,
    errors: ['object.not_found', 'vm.busy', 'vm.state', 'vm.lease', 'host.unavailable'],
  }) as const;

export const vmRoutes = defineRoutes({
  list: {
    method: 'GET',
    path: '/api/vms',
    live: true,
    access: 'approved',
    summary: 'One’s own machines, or all for an administrator, without those in the trash',
    status: 200,
    reply: z.object({ vms: z.array(vm) }),
    errors: [],
  },
  get: {
    method: 'GET',
    path: '/api/vms/:id',
    live: true,
    access: 'approved',
    summary: 'One machine',
    params,
    status: 200,
    reply: vm,
    errors: ['object.not_found'],
  },
  history: {
    method: 'GET',
    path: '/api/vms/:id/history',
    access: 'approved',
    summary:
      'What was done with a machine and by whom, newest first; addresses and sessions for administrators',
    params,
    query: historyQuery,
    status: 200,
    reply: historyPage,
    errors: ['object.not_found'],
  },
  create: {
    method: 'POST',
    action: 'vm.create',
    path: '/api/vms',
    access: 'approved',
    summary: 'Make a machine: its row at once, the rest as an operation',
    body: createVmBody,
    status: 202,
    reply: z.object({ vm, operation }),
    errors: [
      'object.not_found',
      'vm.name_taken',
      'image.not_ready',
      'ssh_key.invalid',
      'cloud_init.invalid',
      'host.unavailable',
      'host.capacity',
      'quota.exceeded',
      'vm.limit',
      'network.address',
      'network.no_limits',
      'pool.full',
    ],
    idempotent: true,
  },
  createMany: {
    method: 'POST',
    action: 'vm.create',
    path: '/api/vms/batch',
    access: 'approved',
    summary: 'Make several machines that are alike: all of them or none, each with an operation of its own',
    body: createVmsBody,
    status: 202,
    reply: z.object({ vms: z.array(vm), operations: z.array(operation) }),
    errors: [
      'object.not_found',
      'vm.name_taken',
      'image.not_ready',
      'ssh_key.invalid',
      'cloud_init.invalid',
      'host.unavailable',
      'host.capacity',
      'quota.exceeded',
      'vm.limit',
      'network.address',
      'network.no_limits',
      'pool.full',
    ],
    idempotent: true,
  },
  start: {
    ...verb('start', 'vm.start', 'Start a stopped machine'),
    errors: [
      'object.not_found',
      'vm.busy',
      'vm.state',
      'host.unavailable',
      'host.capacity',
      'quota.exceeded',
    ],
  },
  shutdown: verb('shutdown', 'vm.shutdown', 'Ask the guest to shut down (ACPI) and wait until it has'),
  powerOff: verb('power-off', 'vm.powerOff', 'Cut the power: what the guest had not written is lost'),
  reboot: verb('reboot', 'vm.reboot', 'Ask the guest to reboot'),
  reset: verb('reset', 'vm.reset', 'Press the reset button'),
  pause: verb('pause', 'vm.pause', 'Stop the processors; memory stays'),
  save: {
    ...verb('save', 'vm.save', 'Save its memory to disk and switch it off; its start goes on from there'),
    errors: ['object.not_found', 'vm.busy', 'vm.state', 'vm.host_device', 'host.unavailable'],
  },
  resume: verb('resume', 'vm.resume', 'Let the processors run again'),
  delete: {
    method: 'DELETE',
    action: 'vm.delete',
    path: '/api/vms/:id',
    access: 'approved',
    summary:
      'Move a machine to the trash; one that is there, or could not be made, goes for good, as with `permanent`',
    params,
    query: z.strictObject({
      permanent: z
        .enum(['true', 'false'])
        .optional()
        .describe(
          'true: for good in any case; false: refused where it would be; without it: as the setting says',
        ),
    }),
    status: 202,
    reply: operation,
    errors: ['object.not_found', 'vm.busy', 'vm.state', 'vm.protected', 'host.unavailable'],
  },
  trash: {
    method: 'GET',
    path: '/api/trash',
    live: true,
    access: 'approved',
    summary: 'One’s own deleted machines that can be brought back, or everybody’s for an administrator',
    status: 200,
    reply: z.object({
      keptDays: z.number().int().describe('From `trashedAt` on; then a machine is deleted for good'),
      vms: z.array(vm),
    }),
    errors: [],
  },
  restore: {
    method: 'POST',
    action: 'vm.restore',
    path: '/api/vms/:id/restore',
    access: 'approved',
    summary: 'Bring a machine back from the trash, switched off',
    params,
    body: z.strictObject({
      name: line(vmLimits.nameLength).optional().describe('Where its own is taken meanwhile'),
    }),
    status: 202,
    reply: operation,
    errors: [
      'object.not_found',
      'vm.busy',
      'vm.state',
      'vm.name_taken',
      'quota.exceeded',
      'host.unavailable',
    ],
  },
  extend: {
    method: 'POST',
    action: 'vm.extend',
    path: '/api/vms/:id/extend',
    access: 'approved',
    summary: 'Give a machine more time, within the rule',
    params,
    status: 200,
    reply: vm,
    errors: ['object.not_found', 'vm.state', 'vm.lease'],
  },
  setEnd: {
    method: 'PATCH',
    action: 'vm.setEnd',
    path: '/api/vms/:id/lease',
    access: 'setting:change',
    summary: 'Choose when one machine’s life ends, or that it does not',
    params,
    body: z.strictObject({ expiresAt: time.nullable() }),
    status: 200,
    reply: vm,
    errors: ['object.not_found', 'vm.state'],
  },
  timeRules: {
    method: 'GET',
    path: '/api/time-rules',
    access: 'approved',
    summary: 'How long machines live, and how long a deleted one can be brought back',
    status: 200,
    reply: z.object({ lease: settingSchemas.lease, trash: settingSchemas.trash }),
    errors: [],
  },
});
