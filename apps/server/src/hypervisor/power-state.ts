import type { VmStateReason } from '@limen/contract/vm-rules';
import {
  DomainCrashedReason,
  DomainPausedReason,
  DomainShutoffReason,
  DomainState,
} from '@limen/libvirt/generated/enums';
import type { PowerState } from './vm-spec.ts';

/**
 * libvirt's state and reason (virDomainState and its reasons, libvirt-domain.h) in our words.
 * A QEMU that died is "shut off, crashed" to libvirt; to a person it crashed.
 */
export const powerState = (
  state: number,
  reason: number,
): { state: PowerState; reason: VmStateReason | null } => {
  switch (state) {
    case DomainState.RUNNING:
    case DomainState.BLOCKED:
      return { state: 'running', reason: null };
    case DomainState.PAUSED:
      return { state: 'paused', reason: pausedReasons.get(reason) ?? null };
    case DomainState.SHUTDOWN:
      return { state: 'stopping', reason: null };
    case DomainState.SHUTOFF:
      return reason === DomainShutoffReason.CRASHED
        ? { state: 'crashed', reason: 'crashed' }
        : { state: 'stopped', reason: shutoffReasons.get(reason) ?? null };
    case DomainState.CRASHED:
      return { state: 'crashed', reason: reason === DomainCrashedReason.PANICKED ? 'crashed' : null };
    case DomainState.PMSUSPENDED:
      return { state: 'suspended', reason: null };
    default:
      return { state: 'unknown', reason: null };
  }
};

const pausedReasons = new Map<number, VmStateReason>([
  [DomainPausedReason.IOERROR, 'io_error'],
  [DomainPausedReason.CRASHED, 'crashed'],
]);

const shutoffReasons = new Map<number, VmStateReason>([
  [DomainShutoffReason.SHUTDOWN, 'guest_shutdown'],
  [DomainShutoffReason.DESTROYED, 'powered_off'],
  [DomainShutoffReason.FAILED, 'host_error'],
]);
