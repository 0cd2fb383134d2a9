import { ApiError } from '@limen/client/api-error';
import { consoleClose } from '@limen/contract/consoles';

/** Why the screen is not there, each with a sentence in the messages. */
export type ClosedBecause =
  | 'guestStopped'
  | 'accessEnded'
  | 'tooSlow'
  | 'serverClosing'
  | 'hostUnavailable'
  | 'protocolError'
  | 'lost';

/** What follows: try again by oneself, or leave it to the person. */
export type AfterClose = { because: ClosedBecause; again: boolean };

/** @param code of the WebSocket's close; 1006 where nobody said anything */
export const afterClose = (code: number): AfterClose => {
  switch (code) {
    case consoleClose.guestStopped:
      return { because: 'guestStopped', again: true };
    case consoleClose.accessEnded:
      return { because: 'accessEnded', again: false };
    case consoleClose.tooSlow:
      return { because: 'tooSlow', again: true };
    case consoleClose.serverClosing:
      return { because: 'serverClosing', again: true };
    case consoleClose.hostUnavailable:
      return { because: 'hostUnavailable', again: true };
    case consoleClose.protocolError:
    case consoleClose.tooBig:
      return { because: 'protocolError', again: false };
    default:
      return { because: 'lost', again: true };
  }
};

/** Whether a ticket that was refused is worth asking for again by oneself. */
export const ticketMayComeLater = (error: unknown): boolean => {
  if (!(error instanceof ApiError)) return true;
  return error.status >= 500 || error.code === 'console.not_running' || error.code === 'request.rate_limited';
};
