import { z } from 'zod';

/**
 * What a machine is doing, as LIMEN shows it.
 *
 *   creating ──▶ stopped ⇄ running ⇄ paused      any ──▶ deleting ──▶ (gone)
 *                   ▲          │
 *                   └─ crashed ┘                 failed: it could not be made, or a part of it is missing
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
  'deleting',
  'failed',
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
  'resume',
  'delete',
  'console',
  'watch',
  'share',
]);
export type VmAction = z.infer<typeof vmAction>;

type Rule = {
  /** States in which the action makes sense. */
  readonly states: readonly VmState[];
  /** Whether it may begin while an operation holds the machine. */
  readonly whileBusy: boolean;
  /** It is a matter of LIMEN alone: the host need not be there. */
  readonly withoutHost?: true;
};

/** The rules as data: the server enforces them, the web takes from them why a button is off. */
export const vmCan: Readonly<Record<VmAction, Rule>> = {
  start: { states: ['stopped', 'crashed'], whileBusy: false },
  shutdown: { states: ['running'], whileBusy: false },
  powerOff: { states: ['running', 'paused', 'suspended', 'stopping'], whileBusy: false },
  reboot: { states: ['running'], whileBusy: false },
  reset: { states: ['running', 'paused'], whileBusy: false },
  pause: { states: ['running'], whileBusy: false },
  resume: { states: ['paused'], whileBusy: false },
  delete: {
    states: [
      'stopped',
      'running',
      'paused',
      'suspended',
      'stopping',
      'crashed',
      'failed',
      'unknown',
      'deleting',
    ],
    whileBusy: false,
  },
  console: { states: ['running', 'paused', 'stopping'], whileBusy: true },
  // the console of whoever may look and not touch
  watch: { states: ['running', 'paused', 'stopping'], whileBusy: true },
  share: { states: vmState.options, whileBusy: true, withoutHost: true },
};

/** Why an action is off, or null when it may begin. `busy` wins over `state`: it passes by itself. */
export type WhyNot = 'permission' | 'busy' | 'state' | 'stale';

/**
 * @param subject the machine's state, whether an operation holds it, whether its host is away, what the reader may do
 * @returns null when the action may begin now
 */
export const whyNot = (
  action: VmAction,
  subject: { state: VmState; busy: boolean; stale: boolean; permissions: readonly VmAction[] },
): WhyNot | null => {
  const rule = vmCan[action];
  if (!subject.permissions.includes(action)) return 'permission';
  if (subject.busy && !rule.whileBusy) return 'busy';
  if (subject.stale && !rule.withoutHost) return 'stale';
  if (!rule.states.includes(subject.state)) return 'state';
  return null;
};
