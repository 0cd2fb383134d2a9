import { z } from 'zod';

/**
 * What a machine is doing, as LIMEN shows it.
 *
 *   creating ──▶ stopped ⇄ running ⇄ paused      any ──▶ deleting ──▶ (gone)
 *                   ▲          │
 *                   ├─ crashed ┤                 failed: it could not be made, or a part of it is missing
 *                   └── saved ─┘                 saved: off, and its next start goes on where it was
 *                                                trashed: deleted, and can be brought back for a while
 *
 * `unknown`: its host has not told us yet. Whether an operation is at work is the vm's `operation`, not a state.
 */
export const vmState = z.enum([
  'creating',
  'stopped',
  'running',
  'paused',
  'suspended',
  'stopping',
  'crashed',
  'saved',
  'deleting',
  'failed',
  'trashed',
  'unknown',
]);
export type VmState = z.infer<typeof vmState>;

/** Why it is in that state, where that matters to a person. */
export const vmStateReason = z.enum([
  'io_error',
  'no_space',
  'crashed',
  'guest_shutdown',
  'powered_off',
  'host_error',
  'domain_missing',
  'disk_missing',
  'create_failed',
  'delete_failed',
  'unresponsive',
]);
export type VmStateReason = z.infer<typeof vmStateReason>;

export const vmAction = z.enum([
  'start',
  'shutdown',
  'powerOff',
  'reboot',
  'reset',
  'pause',
  'save',
  'resume',
  'delete',
  'restore',
  'extend',
  'console',
  'watch',
  'screenshot',
  'share',
  'media',
  'drives',
  'boot',
  'resize',
  'hardware',
  'edit',
  'snapshot',
  'restoreSnapshot',
  'deleteSnapshot',
  'fork',
  'disks',
  'nics',
  'hostDevices',
  'clone',
  'template',
  'export',
]);
export type VmAction = z.infer<typeof vmAction>;

type Rule = {
  /** States in which the action makes sense. */
  readonly states: readonly VmState[];
  /** Whether it may begin while an operation holds the machine. */
  readonly whileBusy: boolean;
  /** It is a matter of LIMEN alone: the host need not be there. */
  readonly withoutHost?: true;
  /** Not while the machine's time is over (leases.ts): it has to be extended first. */
  readonly needsTime?: true;
  /** Not while the machine is protected from it: that has to be taken away first. */
  readonly notProtected?: true;
  /** Not with a device of the host, whose state is not in the machine’s memory and does not wait for it. */
  readonly noHostDevice?: true;
};

/** The rules as data: the server enforces them, the web takes from them why a button is off. */
export const vmCan: Readonly<Record<VmAction, Rule>> = {
  start: { states: ['stopped', 'crashed', 'saved'], whileBusy: false, needsTime: true },
  shutdown: { states: ['running'], whileBusy: false },
  /** Of a saved one: what was saved is thrown away. */
  powerOff: { states: ['running', 'paused', 'suspended', 'stopping', 'saved'], whileBusy: false },
  reboot: { states: ['running'], whileBusy: false },
  reset: { states: ['running', 'paused'], whileBusy: false },
  pause: { states: ['running'], whileBusy: false },
  save: { states: ['running'], whileBusy: false, noHostDevice: true },
  resume: { states: ['paused'], whileBusy: false },
  /** To the trash, or for good: see `goesForGood`. */
  delete: {
    states: [
      'stopped',
      'running',
      'paused',
      'suspended',
      'stopping',
      'crashed',
      'saved',
      'failed',
      'unknown',
      'deleting',
      'trashed',
    ],
    whileBusy: false,
    notProtected: true,
  },
  restore: { states: ['trashed'], whileBusy: false },
  /** Its name, notes and tags, protection and autostart, which are LIMEN’s; libvirt is told of the first two. */
  edit: {
    states: [
      'stopped',
      'running',
      'paused',
      'suspended',
      'stopping',
      'crashed',
      'saved',
      'failed',
      'unknown',
    ],
    whileBusy: true,
    withoutHost: true,
  },
  extend: {
    states: [
      'stopped',
      'running',
      'paused',
      'suspended',
      'stopping',
      'crashed',
      'saved',
      'failed',
      'unknown',
    ],
    whileBusy: true,
  },
  console: { states: ['running', 'paused', 'stopping'], whileBusy: true },
  // the console of whoever may look and not touch
  watch: { states: ['running', 'paused', 'stopping'], whileBusy: true },
  screenshot: { states: ['running', 'paused', 'stopping'], whileBusy: true },
  share: {
    states: vmState.options.filter((state) => state !== 'trashed'),
    whileBusy: true,
    withoutHost: true,
  },
  /** Discs into drives and out of them. */
  media: { states: ['stopped', 'crashed', 'running', 'paused'], whileBusy: false },
  /** Drives themselves; those that cannot be plugged only while it is off: `driveNeedsOff`. */
  drives: { states: ['stopped', 'crashed', 'running', 'paused'], whileBusy: false },
  boot: { states: ['stopped', 'crashed', 'running', 'paused'], whileBusy: false },
  // a paused guest takes nothing
  resize: { states: ['stopped', 'crashed', 'running'], whileBusy: false },
  /** Firmware, TPM, board and processor, which nothing that runs can change, and which saved memory fits. */
  hardware: { states: ['stopped', 'crashed'], whileBusy: false },
  // a paused guest lets it go of nothing
  disks: { states: ['stopped', 'crashed', 'running'], whileBusy: false },
  nics: { states: ['stopped', 'crashed', 'running'], whileBusy: false },
  /** Of the host, which only administrators give. */
  hostDevices: { states: ['stopped', 'crashed', 'running'], whileBusy: false },
  snapshot: { states: ['stopped', 'running', 'paused'], whileBusy: false },
  restoreSnapshot: {
    states: ['stopped', 'crashed', 'running', 'paused'],
    whileBusy: false,
    needsTime: true,
  },
  deleteSnapshot: { states: ['stopped', 'running', 'paused'], whileBusy: false },
  // what is in a snapshot nobody writes to
  fork: { states: ['stopped', 'running', 'paused', 'saved'], whileBusy: false },
  /** A disk is copied while nobody writes to it. */
  clone: { states: ['stopped'], whileBusy: false },
  template: { states: ['stopped'], whileBusy: false },
  export: { states: ['stopped'], whileBusy: false },
};

/** Why an action is off, or null when it may begin. `busy` wins over `state`: it passes by itself. */
export type WhyNot =
  | 'permission'
  | 'busy'
  | 'state'
  | 'saved'
  | 'stale'
  | 'lease'
  | 'protected'
  | 'hostDevice';

/**
 * @param subject the machine's state, whether an operation holds it, whether its host is away, what the reader may do,
 *   whether its time is over, whether it is protected, which devices of the host it has
 * @returns null when the action may begin now
 */
export const whyNot = (
  action: VmAction,
  subject: {
    state: VmState;
    busy: boolean;
    stale: boolean;
    permissions: readonly VmAction[];
    ended?: boolean;
    protected?: boolean;
    hostDevices?: readonly unknown[];
  },
): WhyNot | null => {
  const rule = vmCan[action];
  if (!subject.permissions.includes(action)) return 'permission';
  if (subject.busy && !rule.whileBusy) return 'busy';
  if (subject.stale && !rule.withoutHost) return 'stale';
  if (!rule.states.includes(subject.state)) {
    // what could be done if it were simply off
    return subject.state === 'saved' && rule.states.includes('stopped') ? 'saved' : 'state';
  }
  if (rule.needsTime && subject.ended) return 'lease';
  if (rule.notProtected && subject.protected) return 'protected';
  if (rule.noHostDevice && (subject.hostDevices?.length ?? 0) > 0) return 'hostDevice';
  return null;
};

/**
 * Whether deleting it now is final. Into the trash goes what can come back from it: not a machine that could not be made,
 * or of which a part is deleted already.
 *
 * @param trashDays of the setting `trash`
 */
export const goesForGood = (
  vm: { state: VmState; stateReason: VmStateReason | null },
  trashDays: number,
): boolean =>
  trashDays === 0 ||
  vm.state === 'trashed' ||
  vm.state === 'deleting' ||
  (vm.state === 'failed' && vm.stateReason !== 'disk_missing');
