import { CallQueueFull, CallTimeout, ConnectionLost, LibvirtError } from '@limen/libvirt/errors';
import { ErrorNumber } from '@limen/libvirt/generated/enums';
import { AppError } from '../lib/app-error.ts';

/**
 * libvirt's failure in our words. What libvirt wrote (it names files and other people's machines) stays in `cause`,
 * for the log; the sentence is safe to show.
 */
export const toAppError = (error: unknown): unknown => {
  if (error instanceof ConnectionLost || error instanceof CallQueueFull) {
    return new AppError('host.unavailable', 'The connection to the host was lost.', { cause: error });
  }
  if (error instanceof CallTimeout) {
    return new AppError('host.unresponsive', 'The host did not answer in time.', { cause: error });
  }
  if (!(error instanceof LibvirtError)) return error;
  if (/no space left on device/i.test(error.message)) {
    return new AppError('pool.full', 'The host has no space left for this.', { cause: error });
  }
  if (/cannot allocate memory|cannot set up guest memory/i.test(error.message)) {
    return new AppError('host.capacity', 'The host has not enough free memory for this machine.', {
      cause: error,
    });
  }
  if (error.is(ErrorNumber.OPERATION_TIMEOUT) || error.is(ErrorNumber.AGENT_UNRESPONSIVE)) {
    return new AppError('host.unresponsive', 'The machine did not answer the host in time.', {
      cause: error,
    });
  }
  return new AppError('host.refused', 'The host refused: see the log with this request’s id.', {
    cause: error,
  });
};
