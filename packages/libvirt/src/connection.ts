import { authenticate, type Credentials } from './authenticate.ts';
import { type CallOptions, CallWindow } from './call-window.ts';
import { ConnectionLost, ProtocolError } from './errors.ts';
import { EventRouter } from './event-router.ts';
import type { EventSubscription } from './events.ts';
import { FrameSocket } from './frame-socket.ts';
import { encodeFrame, type Frame, type FrameHeader, headerFor } from './frames.ts';
import { connectClose, connectOpen, connectSupportsFeature } from './generated/procedures.ts';
import {
  keepalivePing,
  keepalivePong,
  keepaliveProgram,
  lxcProgram,
  MessageStatus,
  MessageType,
  qemuProgram,
  remoteProgram,
  writeVirNetStreamHole,
} from './generated/wire.ts';
import { Keepalive, type KeepaliveOptions } from './keepalive.ts';
import type { EventKind, Procedure } from './procedure.ts';
import { LibvirtStream } from './stream.ts';
import { dialTls } from './transports/tls.ts';
import type { Transport } from './transports/transport.ts';
import { dialUnix } from './transports/unix.ts';
import { parseUri, type Target } from './uri.ts';
import type { XdrWriter } from './xdr.ts';

export type { CallOptions };

export type ConnectOptions = {
  /** A libvirt URI: see parseUri. */
  readonly uri: string;
  /** Ping a silent daemon; `false` for none in either direction. Default: every 5 s, dead after 5 unanswered (30 s). */
  readonly keepalive?: KeepaliveOptions | false | undefined;
  /** Calls at the daemon at once; more than 4 makes libvirtd stop reading, pings included. Default 4. */
  readonly maxInFlight?: number | undefined;
  /** Calls that may wait for a place before `call` throws CallQueueFull. Default 1024. */
  readonly maxQueued?: number | undefined;
  /** For daemons that ask who we are. */
  readonly auth?: Credentials | undefined;
  /** Where `qemu:///session` looks for its socket. Default `/run/user/<uid>`. */
  readonly runtimeDirectory?: string | undefined;
  /** Gives up connecting; without meaning once the connection is open. */
  readonly signal?: AbortSignal | undefined;
};

/** For streams: when to give them up, and whether to send runs of zeros as holes. */
export type StreamOptions = {
  readonly signal?: AbortSignal | undefined;
  readonly sparse?: boolean | undefined;
};

/** libvirt's VIR_DRV_FEATURE_PROGRAM_KEEPALIVE: asking for it makes the daemon ping us as well. */
const FEATURE_KEEPALIVE = 10;
/** How long `close()` waits for the daemon to take our leave. */
const CLOSE_PATIENCE_MS = 1000;
const EVENT_QUEUE = 1024;
const knownPrograms = new Set<number>([remoteProgram.number, qemuProgram.number, lxcProgram.number]);

const dial = ({ transport }: Target, signal: AbortSignal | undefined): Promise<Transport> =>
  transport.kind === 'unix' ? dialUnix(transport.paths, signal) : dialTls(transport, signal);

/**
 * Opens a connection: socket, TLS, authentication, keepalive, connectOpen. Throws ConnectionLost whose `reason` says
 * how far it came, LibvirtError if the daemon does not know the driver, UriError, or the signal's reason.
 */
export async function connect(options: ConnectOptions): Promise<Connection> {
  const target = parseUri(options.uri, options.runtimeDirectory);
  const connection = new Connection(await dial(target, options.signal), options);
  await connection.open(target.name);
  return connection;
}

/**
 * One connection to a libvirt daemon: `opening → open → ended`, and `ended` is for good; whoever wants another calls
 * `connect` again. At its end every waiting call, subscription and stream fails with ConnectionLost.
 *
 * Replies may come in another order than the calls were made: libvirtd serves one connection with many workers. Await
 * one call before the next where the order matters.
 */
export class Connection implements AsyncDisposable {
  /** Resolves, never rejects, with why the connection ended. */
  readonly closed: Promise<ConnectionLost>;
  readonly #options: ConnectOptions;
  readonly #socket: FrameSocket;
  readonly #window: CallWindow;
  #events: EventRouter;
  readonly #keepalive: Keepalive | undefined;
  readonly #streams = new Set<LibvirtStream>();
  /** Aborted with the loss at the connection's end: its streams, and those it is opening, end with it. */
  readonly #life = new AbortController();
  /** Where events come from: see `events`. */
  #watch: Promise<Connection> | undefined;
  #stream: { serial: number; procedure: Procedure<never, unknown>; stream: LibvirtStream } | undefined;
  #state: 'opening' | 'open' | 'ended' = 'opening';

  /** Use `connect`; the constructor is for transports of your own, with `open` after it. */
  constructor(transport: Transport, options: ConnectOptions) {
    this.#options = options;
    const ended = Promise.withResolvers<ConnectionLost>();
    this.closed = ended.promise;
    this.#socket = new FrameSocket(transport, {
      alive: () => this.#keepalive?.heard(),
      frame: (frame) => this.#received(frame),
      lost: (loss) => {
        this.#state = 'ended';
        this.#keepalive?.stop();
        this.#window.end(loss);
        this.#events.end(loss);
        this.#stream?.stream.lost(loss);
        this.#life.abort(loss);
        this.#watch?.then((watch) => watch.#socket.end(loss)).catch(() => undefined);
        ended.resolve(loss);
      },
    });
    this.#window = new CallWindow({
      maxInFlight: options.maxInFlight ?? 4,
      maxQueued: options.maxQueued ?? 1024,
      send: (bytes) => this.#post(bytes),
    });
    this.#events = new EventRouter(async (procedure, args, callOptions) =>
      (await this.#watcher()).call(procedure, args, callOptions),
    );
    if (options.keepalive !== false) {
      this.#keepalive = new Keepalive(options.keepalive ?? { intervalMs: 5000, count: 5 }, {
        ping: () => this.#sendKeepalive(keepalivePing),
        dead: () => this.#lose('keepalive', 'the daemon answers no pings'),
      });
    }
  }

  /** Authenticates and opens the driver `name`. On failure the connection has ended. */
  async open(name: string): Promise<void> {
    const { signal } = this.#options;
    const abort = () => this.#lose('closed', 'connecting was given up');
    signal?.addEventListener('abort', abort, { once: true });
    try {
      signal?.throwIfAborted();
      await authenticate(
        (procedure, args, options) => this.call(procedure, args, options),
        this.#options.auth ?? {},
      );
      if (this.#keepalive !== undefined) {
        const { supported } = await this.call(connectSupportsFeature, { feature: FEATURE_KEEPALIVE });
        if (supported !== 0) this.#keepalive.start();
      }
      await this.call(connectOpen, { name, flags: 0 });
      this.#state = 'open';
    } catch (error) {
      this.#lose('closed', 'the connection could not be opened');
      signal?.throwIfAborted();
      throw error;
    } finally {
      signal?.removeEventListener('abort', abort);
    }
  }

  /**
   * Calls a procedure and gives its reply. `timeoutMs` and `signal` only end the waiting: libvirt cannot cancel a call.
   * Rejects with LibvirtError, ConnectionLost, CallTimeout, CallQueueFull, XdrError, ProtocolError; with TypeError
   * for procedures that stream, which `openStream` takes.
   */
  call<A, R>(procedure: Procedure<A, R>, args: A, options?: CallOptions): Promise<R> {
    if (procedure.stream !== 'none')
      return Promise.reject(new TypeError(`${procedure.name} streams: use openStream`));
    return this.#window.call(procedure, args, options);
  }

  /**
   * Calls a procedure that streams, on a connection of its own, which ends with the stream. `signal` covers both the
   * call and the stream; `sparse` sends zeros as holes, for calls whose flags announce it. Rejects as `connect` and
   * `call` do. When this connection ends, the stream fails with the same loss.
   */
  async openStream<A, R>(
    procedure: Procedure<A, R>,
    args: A,
    options: StreamOptions = {},
  ): Promise<LibvirtStream<R>> {
    if (procedure.stream === 'none') throw new TypeError(`${procedure.name} has no stream`);
    if (this.#state === 'ended') throw (await this.closed).for(procedure.name);
    const ends = [this.#life.signal, options.signal].filter((signal) => signal !== undefined);
    const signal = AbortSignal.any(ends);
    try {
      // No keepalive: a reader that pauses its socket cannot answer pings, and would be cut for it.
      const own = await connect({ ...this.#options, keepalive: false, signal });
      const stream = await own.#startStream(procedure, args, { ...options, signal });
      // one that failed ahead of its reply may have closed already
      if (!stream.closed) {
        this.#streams.add(stream);
        stream.once('close', () => this.#streams.delete(stream));
      }
      return stream;
    } catch (error) {
      if (error === this.#life.signal.reason && error instanceof ConnectionLost)
        throw error.for(procedure.name);
      throw error;
    }
  }

  /**
   * Subscribes to a kind of event of the whole host. Registers at once; await `ready` before you list the present
   * state. `queue` bounds the events not yet read (default 1024): see EventSubscription.
   *
   * All subscriptions have one connection of their own, which lives and ends with this one. libvirtd (seen in 9.0.0) frees a
   * client's event callbacks from two threads, and is gone with SIGSEGV, when the client goes while it answers calls of the
   * same connection: after some 800 such ends; apart from calls, none in 23,000.
   */
  events<M extends { readonly callbackId: number }>(
    kind: EventKind<M>,
    { signal, queue = EVENT_QUEUE }: { readonly signal?: AbortSignal; readonly queue?: number } = {},
  ): EventSubscription<M> {
    return this.#events.subscribe(kind, { limit: queue, signal });
  }

  /** Calls at the daemon, calls waiting for a place, events nobody waited for, open streams. */
  get stats(): { inFlight: number; queued: number; droppedEvents: number; streams: number } {
    return { ...this.#window.counts, droppedEvents: this.#events.dropped, streams: this.#streams.size };
  }

  /** Takes leave of the daemon and ends; aborts this connection's streams. Never rejects; may be called again. */
  async close(): Promise<void> {
    for (const stream of this.#streams) stream.destroy();
    if (this.#state === 'open') {
      this.#state = 'opening'; // so that a second close() does not take leave again
      await this.#watch?.then((watch) => watch.close()).catch(() => undefined);
      await this.call(connectClose, undefined, { timeoutMs: CLOSE_PATIENCE_MS }).catch(() => undefined);
    }
    this.#socket.end(new ConnectionLost('closed', 'the connection was closed here'), { flush: true });
    await this.closed;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  /** The connection of the events, opened with the first subscription. */
  #watcher(): Promise<Connection> {
    const open = async (): Promise<Connection> => {
      if (this.#state === 'ended') throw await this.closed;
      const watch = await connect({ ...this.#options, signal: this.#life.signal });
      watch.#events = this.#events;
      // who listens would wait for ever, were one alive without the other
      void this.#endWith(watch);
      return watch;
    };
    this.#watch ??= open();
    return this.#watch;
  }

  async #endWith(watch: Connection): Promise<void> {
    const { reason, message } = await watch.closed;
    if (this.#state === 'open') this.#lose(reason, message);
  }

  async #startStream<A, R>(
    procedure: Procedure<A, R>,
    args: A,
    { signal, sparse = false }: StreamOptions,
  ): Promise<LibvirtStream<R>> {
    let serial = 0;
    const packet = (
      { type = MessageType.STREAM, status }: Pick<FrameHeader, 'status'> & Partial<Pick<FrameHeader, 'type'>>,
      write?: (writer: XdrWriter) => void,
    ) => this.#socket.send(encodeFrame(headerFor(procedure, { type, serial, status }), write));
    const stream = new LibvirtStream<R>({
      procedure: procedure.name,
      direction: procedure.stream,
      sparse,
      send: (status, payload) => packet({ status }, (writer) => payload && writer.raw(payload)),
      sendHole: (length) =>
        packet({ type: MessageType.STREAM_HOLE, status: MessageStatus.CONTINUE }, (writer) =>
          writeVirNetStreamHole(writer, { length, flags: 0 }),
        ),
      pause: () => this.#socket.pause(),
      resume: () => this.#socket.resume(),
      close: () => void this.close(),
    });
    try {
      // data may follow the reply in the same packet, so the stream listens before the call leaves
      const reply = await this.#window.call(procedure, args, { signal }, (given) => {
        serial = given;
        this.#stream = { serial, procedure, stream };
      });
      stream.opened(reply);
    } catch (error) {
      this.#stream = undefined;
      stream.on('error', () => undefined);
      stream.lost(new ConnectionLost('closed', 'the stream was not opened'));
      await this.close();
      throw error;
    }
    if (stream.closed) return stream;
    const abort = () => stream.destroy(signal?.reason as Error); // an AbortSignal's reason is what its owner wants thrown
    if (signal?.aborted) abort();
    signal?.addEventListener('abort', abort, { once: true });
    stream.once('close', () => signal?.removeEventListener('abort', abort));
    return stream;
  }

  #received(frame: Frame): void {
    if (frame.program === keepaliveProgram.number) {
      if (frame.procedure === keepalivePing) this.#sendKeepalive(keepalivePong);
      return;
    }
    if (!knownPrograms.has(frame.program))
      throw new ProtocolError(`a message of the unknown program ${frame.program}`);
    switch (frame.type) {
      case MessageType.REPLY:
        return this.#window.reply(frame);
      case MessageType.MESSAGE:
        return this.#events.dispatch(frame);
      case MessageType.STREAM:
      case MessageType.STREAM_HOLE: {
        const open = this.#stream;
        if (open?.serial !== frame.serial || open.procedure.number !== frame.procedure) {
          throw new ProtocolError(`a stream packet for the serial ${frame.serial}, where none is open`);
        }
        return open.stream.packet(frame);
      }
      default:
        throw new ProtocolError(`a message of the type ${frame.type}`);
    }
  }

  #sendKeepalive(number: number): void {
    const header = headerFor(
      { program: keepaliveProgram, number },
      { type: MessageType.MESSAGE, serial: 0, status: MessageStatus.OK },
    );
    this.#post(encodeFrame(header));
  }

  /** Sends without waiting: what goes wrong ends the connection, and that tells everyone. */
  #post(bytes: Buffer): void {
    this.#socket.send(bytes).catch(() => undefined);
  }

  #lose(reason: ConnectionLost['reason'], message: string): void {
    this.#socket.end(new ConnectionLost(reason, message));
  }
}
