import { CallQueueFull, CallTimeout, type ConnectionLost, LibvirtError, ProtocolError } from './errors.ts';
import { encodeFrame, type Frame, headerFor } from './frames.ts';
import { MessageStatus, MessageType } from './generated/wire.ts';
import type { Procedure } from './procedure.ts';
import { XdrReader } from './xdr.ts';

/** How long to wait for one reply. Either end of waiting leaves the call running in the daemon. */
export type CallOptions = {
  readonly signal?: AbortSignal | undefined;
  readonly timeoutMs?: number | undefined;
};

/** A call from the moment it was made: queued, then sent, then answered or given up by its caller. */
type Pending = {
  readonly serial: number;
  readonly procedure: Procedure<never, unknown>;
  readonly bytes: Buffer;
  readonly resolve: (payload: Frame['payload']) => void;
  readonly reject: (error: unknown) => void;
};

/**
 * Calls on one connection: at most `maxInFlight` at the daemon, a bounded queue above. At five unanswered calls
 * libvirtd stops reading the socket, keepalive pings included (max_client_requests), so the default is four.
 * A caller that stops waiting frees nothing: the place is held until the reply comes or the connection ends.
 */
export class CallWindow {
  readonly #maxInFlight: number;
  readonly #maxQueued: number;
  readonly #send: (bytes: Buffer) => void;
  readonly #sent = new Map<number, Pending>();
  readonly #queue: Pending[] = [];
  #serial = 0;
  #ended: ConnectionLost | undefined;

  constructor(options: { maxInFlight: number; maxQueued: number; send: (bytes: Buffer) => void }) {
    this.#maxInFlight = options.maxInFlight;
    this.#maxQueued = options.maxQueued;
    this.#send = options.send;
  }

  /** Calls at the daemon and calls that wait for a place. */
  get counts(): { inFlight: number; queued: number } {
    return { inFlight: this.#sent.size, queued: this.#queue.length };
  }

  /**
   * Sends a call and gives its decoded reply. Rejects with LibvirtError, ConnectionLost, CallTimeout, CallQueueFull,
   * the signal's reason, XdrError for arguments that do not fit, or ProtocolError for a reply that cannot be read.
   * `sending` gets the call's serial before its bytes leave: streams listen for it from then on.
   */
  async call<A, R>(
    procedure: Procedure<A, R>,
    args: A,
    { signal, timeoutMs }: CallOptions = {},
    sending?: (serial: number) => void,
  ): Promise<R> {
    signal?.throwIfAborted();
    if (this.#ended) throw this.#ended.for(procedure.name);
    if (this.#sent.size >= this.#maxInFlight && this.#queue.length >= this.#maxQueued) {
      throw new CallQueueFull(procedure.name, this.#maxQueued);
    }
    const serial = this.#nextSerial();
    const header = headerFor(procedure, { type: MessageType.CALL, serial, status: MessageStatus.OK });
    const bytes = encodeFrame(header, (writer) => procedure.writeArgs(writer, args));
    sending?.(serial);

    const { promise, resolve, reject } = Promise.withResolvers<R>();
    const pending: Pending = {
      serial,
      procedure,
      bytes,
      resolve: (payload) => resolve(decodeReply(procedure, payload)),
      reject,
    };
    const giveUp = (reason: unknown) => {
      const waiting = this.#queue.indexOf(pending);
      if (waiting !== -1) this.#queue.splice(waiting, 1);
      reject(reason);
    };
    const abort = () => giveUp(signal?.reason);
    const timer =
      timeoutMs === undefined
        ? undefined
        : setTimeout(() => giveUp(new CallTimeout(procedure.name, timeoutMs)), timeoutMs);
    signal?.addEventListener('abort', abort, { once: true });
    this.#queue.push(pending);
    this.#advance();
    try {
      return await promise;
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
    }
  }

  /** Gives a reply to its caller. Throws ProtocolError if no call of that serial and procedure waits for one. */
  reply(frame: Frame): void {
    const pending = this.#sent.get(frame.serial);
    if (pending === undefined)
      throw new ProtocolError(`a reply to the serial ${frame.serial}, which waits for none`);
    const { procedure } = pending;
    if (frame.program !== procedure.program.number || frame.procedure !== procedure.number) {
      throw new ProtocolError(
        `a reply from ${frame.program}/${frame.procedure} to the call ${procedure.name}`,
      );
    }
    this.#sent.delete(frame.serial);
    try {
      if (frame.status === MessageStatus.OK) pending.resolve(frame.payload);
      else if (frame.status === MessageStatus.ERROR)
        pending.reject(LibvirtError.read(procedure.name, frame.payload));
      else throw new ProtocolError(`a reply with the status ${frame.status}`);
    } catch (cause) {
      const message = cause instanceof Error ? cause.message : String(cause);
      pending.reject(new ProtocolError(`${procedure.name}: the reply cannot be read: ${message}`, { cause }));
    }
    this.#advance();
  }

  /** Fails every waiter by name; later calls fail the same way. */
  end(loss: ConnectionLost): void {
    if (this.#ended) return;
    this.#ended = loss;
    const waiters = [...this.#sent.values(), ...this.#queue.splice(0)];
    this.#sent.clear();
    for (const { procedure, reject } of waiters) reject(loss.for(procedure.name));
  }

  #advance(): void {
    while (this.#sent.size < this.#maxInFlight) {
      const next = this.#queue.shift();
      if (next === undefined) return;
      this.#sent.set(next.serial, next);
      this.#send(next.bytes);
    }
  }

  #nextSerial(): number {
    // 32 bits, wrapping; 0 belongs to messages nobody asked for
    do this.#serial = this.#serial === 0xffff_ffff ? 1 : this.#serial + 1;
    while (this.#sent.has(this.#serial));
    return this.#serial;
  }
}

function decodeReply<R>(procedure: Procedure<never, R>, payload: Uint8Array): R {
  const reader = new XdrReader(payload);
  const ret = procedure.readRet(reader);
  reader.end(procedure.name);
  return ret;
}
