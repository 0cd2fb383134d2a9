import { type CallOptions, type Connection, connect } from '@limen/libvirt/connection';
import type { Procedure } from '@limen/libvirt/procedure';
import { AppError } from '../lib/app-error.ts';
import { toAppError } from './to-app-error.ts';

/** As long as keepalive takes to notice the same of one that is open. */
const openMs = 20_000;

/**
 * Two connections to one libvirt. libvirtd stops reading a connection with five calls in flight, and a call to a hung
 * machine never ends: what may hang (anything that talks to a machine's QEMU) goes over `slow`, so that looking
 * and listing over `control` keeps answering (measured: `max_client_requests`).
 */
export class HostConnection {
  readonly control: Connection;
  readonly #slow: Connection;

  private constructor(control: Connection, slow: Connection) {
    this.control = control;
    this.#slow = slow;
  }

  /**
   * @throws ConnectionLost, LibvirtError or UriError, as they come: the caller says why it is not connected; Error where
   *   libvirt takes the connection and answers nothing, which it would be waited for without an end
   */
  static async open(uri: string, signal: AbortSignal): Promise<HostConnection> {
    const late = AbortSignal.timeout(openMs);
    const options = {
      uri,
      keepalive: { intervalMs: 5000, count: 3 },
      signal: AbortSignal.any([signal, late]),
    };
    try {
      const control = await connect(options);
      try {
        return new HostConnection(control, await connect(options));
      } catch (error) {
        await control.close();
        throw error;
      }
    } catch (error) {
      if (error !== late.reason) throw error;
      // without the timeout as its cause: this is what an administrator is shown
      // oxlint-disable-next-line preserve-caught-error
      throw new Error('libvirt takes connections and does not answer; restarting its service helps');
    }
  }

  /** Resolves with the first of the two that ended. */
  get ended(): Promise<unknown> {
    return Promise.race([this.control.closed, this.#slow.closed]);
  }

  /** A quick call: reads, definitions, files. @throws AppError or, for what the caller handles, LibvirtError in `cause` */
  call<Args, Ret>(procedure: Procedure<Args, Ret>, args: Args, options: CallOptions = {}): Promise<Ret> {
    return translated(this.control.call(procedure, args, { timeoutMs: 30_000, ...options }));
  }

  /** A call that talks to a machine's QEMU and may hang with it. */
  callSlow<Args, Ret>(procedure: Procedure<Args, Ret>, args: Args, options: CallOptions = {}): Promise<Ret> {
    return translated(this.#slow.call(procedure, args, { timeoutMs: 90_000, ...options }));
  }

  async close(): Promise<void> {
    await Promise.all([this.control.close(), this.#slow.close()]);
  }
}

const translated = async <T>(reply: Promise<T>): Promise<T> => {
  try {
    return await reply;
  } catch (error) {
    throw toAppError(error);
  }
};

/** Whether an error of `call` is this one of libvirt's: `caused(error, ErrorNumber.NO_DOMAIN)`. */
export const caused = (error: unknown, code: number): boolean =>
  error instanceof AppError &&
  typeof error.cause === 'object' &&
  error.cause !== null &&
  'code' in error.cause &&
  error.cause.code === code;
