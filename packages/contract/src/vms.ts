import { z } from 'zod';
import { historyPage, historyQuery } from './audit.ts';
import { cloudInitBody, cloudInitState } from './cloud-init.ts';
import { amounts, bytes, GiB, id, line, MiB, prose, time } from './fields.ts';
import { bootDevice, mostCdroms } from './boot.ts';
import { accelerator } from './hosts.ts';
import { firmware } from './images.ts';
import { machineMake } from './hardware.ts';
import { labelFields } from './labels.ts';
import { operation } from './operations.ts';
import { defineRoutes } from './route.ts';
import { givenDevice } from './host-devices.ts';
import { groupIds, nic } from './nics.ts';
import { shareLevel } from './shares.ts';
import { settingSchemas } from './settings.ts';
import { cdromBus, clockOffset, diskBus, machineChoices, systemId, videoModel } from './systems.ts';
import { unattendedBody } from './unattended.ts';
import { mostVmsAtOnce, namesOf, vmNameLength } from './vm-names.ts';
import { vmAction, vmState, vmStateReason } from './vm-rules.ts';

/** Hard bounds of one machine; quota and host capacity come on top. */
export const vmLimits = {
  vcpus: { min: 1, max: 64 },
  memoryBytes: { min: 64 * MiB, max: 1024 * GiB, step: 2 * MiB },
  diskBytes: { min: 1 * MiB, max: 16384 * GiB, step: 1 * MiB },
  nameLength: vmNameLength,
} as const;

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

/** Of one machine, within its hard bounds. */
export const vmSizes = {
  vcpus: z.int().min(vmLimits.vcpus.min).max(vmLimits.vcpus.max),
  memoryBytes: z
    .int()
    .min(vmLimits.memoryBytes.min)
    .max(vmLimits.memoryBytes.max)
    .multipleOf(vmLimits.memoryBytes.step),
  diskBytes: z
    .int()
    .min(vmLimits.diskBytes.min)
    .max(vmLimits.diskBytes.max)
    .multipleOf(vmLimits.diskBytes.step),
};

/**
 * A clone of a disk image, or an empty disk with an ISO in the drive. What is left out is chosen by the server: as the
 * system's profile says (systems.ts), as far as image and host can.
 */
export const createVmBody = z.strictObject({
  name: line(vmLimits.nameLength),
  description: prose(2000).default(''),
  boot: z.discriminatedUnion('from', [
    z.strictObject({ from: z.literal('image'), imageId: id }),
    z.strictObject({ from: z.literal('iso'), imageId: id }),
  ]),
  ...vmSizes,
  poolId: id
    .nullable()
    .optional()
    .describe('The storage pool of its disk; left out or null: the one under LIMEN’s home'),
  osId: systemId
    .nullable()
    .optional()
    .describe('The system that will be on it; left out: that of the image; null: nobody knows'),
  firmware: firmware.optional(),
  secureBoot: z.boolean().optional(),
  cdroms: z
    .array(id)
    .max(mostCdroms - 1)
    .default([])
    .describe('ISOs for further drives, e.g. a disc with drivers'),
  networkId: id.optional().describe('What its card is plugged into; left out: the first network of its host'),
  groupIds: groupIds.default([]).describe('Firewall groups of its card; none: everything comes in'),
  advanced: machineChoices.omit({ firmware: true, secureBoot: true }).strict().partial().default({}),
  cloudInit: cloudInitBody.optional().describe('What it is told at its first boot'),
  detachAfterBoot: z
    .boolean()
    .default(false)
    .describe('Takes the disc with that out once the guest said that it has finished'),
  unattended: unattendedBody
    .optional()
    .describe('With an ISO whose system’s installer takes answers from a disc: unattended.ts says which'),
  start: z.boolean().default(true),
});
export type CreateVmBody = z.output<typeof createVmBody>;
export type CreateVmInput = z.input<typeof createVmBody>;

/** Machines that are alike but for their names, as one form asks for them. */
export const createVmsBody = createVmBody
  .omit({ name: true })
  .extend({
    count: z.int().min(1).max(mostVmsAtOnce),
    namePattern: line(vmLimits.nameLength).describe(
      'Their name with `{n}` where the number goes; `{nn}` and `{nnn}` have zeros before it',
    ),
    firstNumber: z.int().min(0).max(9999).default(1),
  })
  .superRefine((body, context) => {
    const names = namesOf(body);
    if (!names.ok)
      context.addIssue({ code: 'custom', path: ['namePattern'], message: patternSaid[names.why] });
    for (const { path, message } of body.count > 1 ? onlyForOne(body) : [])
      context.addIssue({ code: 'custom', path, message });
  });
export type CreateVmsBody = z.output<typeof createVmsBody>;
export type CreateVmsInput = z.input<typeof createVmsBody>;

/** What is one machine's alone, and cannot be said of several. */
const onlyForOne = ({
  cloudInit,
  unattended,
}: Pick<CreateVmBody, 'cloudInit' | 'unattended'>): { path: string[]; message: string }[] => {
  const hostName = 'several machines cannot have one host name: left out, it is made from each name';
  const form = cloudInit?.from === 'form' ? cloudInit.form : null;
  return [
    ...(form && form.hostName !== null
      ? [{ path: ['cloudInit', 'form', 'hostName'], message: hostName }]
      : []),
    ...(form?.network.some(({ by }) => by === 'static')
      ? [{ path: ['cloudInit', 'form', 'network'], message: 'several machines cannot have one address' }]
      : []),
    ...(unattended && unattended.hostName !== null
      ? [{ path: ['unattended', 'hostName'], message: hostName }]
      : []),
  ];
};

const patternSaid = {
  number: 'needs {n} once, where the number of each machine goes',
  length: `makes names longer than ${vmLimits.nameLength} characters`,
} as const;

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
