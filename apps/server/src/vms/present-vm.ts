import type { Action } from '@limen/contract/rights';
import {
  type VmAction,
  type VmState,
  vmAction,
  vmState,
  vmStateReason,
  whyNot,
} from '@limen/contract/vm-rules';
import { clockOffset, videoModel } from '@limen/contract/systems';
import type { Vm } from '@limen/contract/vms';
import { type Actor, may, refOf } from '../auth/policy.ts';
import { presentOperation } from '../operations/present-operation.ts';
import { bootOrderOf } from './boot-order.ts';
import type { VmRecord, VmRow } from './vm.rows.ts';
import { ceilingOf, sizeOfRun } from './vm-usage.ts';

/** Which right each action on a machine asks for. */
export const actionRight: Readonly<Record<VmAction, Action>> = {
  start: 'vm:power',
  shutdown: 'vm:power',
  powerOff: 'vm:power',
  reboot: 'vm:power',
  reset: 'vm:power',
  pause: 'vm:power',
  save: 'vm:power',
  resume: 'vm:power',
  delete: 'vm:delete',
  restore: 'vm:delete',
  extend: 'vm:edit',
  console: 'vm:console',
  watch: 'vm:watch',
  screenshot: 'vm:watch',
  share: 'vm:share',
  media: 'vm:edit',
  drives: 'vm:edit',
  boot: 'vm:edit',
  resize: 'vm:edit',
  hardware: 'vm:edit',
  edit: 'vm:edit',
  snapshot: 'vm:edit',
  restoreSnapshot: 'vm:edit',
  deleteSnapshot: 'vm:edit',
  disks: 'vm:edit',
  nics: 'vm:edit',
  hostDevices: 'device:give',
  // whoever copies a disk has all that is on it
  fork: 'vm:edit',
  clone: 'vm:edit',
  template: 'vm:edit',
  export: 'vm:edit',
};

const phaseState = vmState.extract(['creating', 'deleting', 'failed', 'trashed']);

/** Our phase wins over libvirt's state: while we make or delete a machine, that is what it is doing. */
export const stateOf = (row: Pick<VmRow, 'phase' | 'observedState'>): VmState => {
  return row.phase === 'ready'
    ? vmState.catch('unknown').parse(row.observedState)
    : phaseState.parse(row.phase);
};

/** Why it is in that state. */
export const reasonOf = (row: VmRow): Vm['stateReason'] => {
  if (row.phase === 'failed' && row.observedReason === null) return 'create_failed';
  return vmStateReason.nullable().catch(null).parse(row.observedReason);
};

const iso = (date: Date | null): string | null => date?.toISOString() ?? null;

// written by our own verbs only, see create-vm and sync-vm
const asError = (value: unknown): Vm['lastError'] => (value as Vm['lastError'] | null) ?? null;

/** The only shape in which a machine leaves the server. `connected`: whether its host is. */
export const presentVm = (record: VmRecord, actor: Actor, connected: boolean): Vm => {
  const { vm, owner } = record;
  const ref = refOf(vm.ownerId, record.shares);
  const on = vm.domainRunId !== null;
  const [run, ceiling] = [sizeOfRun(vm), ceilingOf(vm)];
  return {
    id: vm.id,
    name: vm.name,
    description: vm.description,
    tags: vm.tags,
    protected: vm.isProtected,
    autostart: { on: vm.autostart, order: vm.autostartOrder, delaySeconds: vm.autostartDelaySeconds },
    favourite: record.favouredBy.includes(actor.userId),
    owner,
    hostId: vm.hostId,
    state: stateOf(vm),
    stateReason: reasonOf(vm),
    stale: !connected,
    observedAt: iso(vm.observedAt),
    startedAt: iso(vm.startedAt),
    accelerator: vm.accelerator === 'kvm' || vm.accelerator === 'tcg' ? vm.accelerator : null,
    firmware: vm.firmware === 'uefi' ? 'uefi' : 'bios',
    secureBoot: vm.secureBoot,
    osId: vm.osId,
    tpm: vm.tpm,
    machine: vm.machine,
    cpuModel: vm.cpuModel,
    video: videoModel.parse(vm.video),
    clock: clockOffset.parse(vm.clock),
    hyperv: vm.hyperv,
    boot: { order: bootOrderOf(vm.bootOrder, record), once: vm.bootOnce },
    vcpus: {
      configured: vm.vcpus,
      running: on ? run.vcpus : null,
      ceiling: ceiling.vcpus,
    },
    memoryBytes: {
      configured: vm.memoryBytes,
      running: on ? run.memoryBytes : null,
      ceiling: ceiling.memoryBytes,
    },
    disks: record.disks,
    cdroms: record.cdroms,
    image:
      vm.imageId !== null && record.imageName !== null ? { id: vm.imageId, name: record.imageName } : null,
    nics: record.nics,
    hostDevices: record.hostDevices,
    cloudInit: record.cloudInit,
    operation: record.operation ? presentOperation(record.operation) : null,
    lastError: asError(vm.lastError),
    sharedAs: vm.ownerId === actor.userId ? null : (ref.shares?.get(actor.userId) ?? null),
    permissions: vmAction.options.filter((action) => may(actor, actionRight[action], ref)),
    createdAt: vm.createdAt.toISOString(),
    expiresAt: iso(vm.expiresAt),
    lastUsedAt: vm.lastUsedAt.toISOString(),
    endNoticedAt: iso(vm.endNoticedAt),
    trashedAt: iso(vm.trashedAt),
    revision: vm.revision,
  };
};

/** Why `action` cannot begin on a machine in this row's state; null when it can. Rights were asked before. */
export const refusal = (
  action: VmAction,
  row: Pick<VmRow, 'phase' | 'observedState' | 'isProtected'>,
  ended: boolean,
): 'state' | 'lease' | 'protected' | null => {
  const state = stateOf(row);
  const subject = {
    state,
    busy: false,
    stale: false,
    permissions: [action],
    ended,
    protected: row.isProtected,
  };
  const why = whyNot(action, subject);
  return why === null || why === 'lease' || why === 'protected' ? why : 'state';
};
