import { mkdtemp, rm } from 'node:fs/promises';
import { connect, createServer, type Socket } from 'node:net';
import { join } from 'node:path';

/** Where to listen or to connect: a UNIX socket's path or a TCP port of this machine. */
export type Address = { readonly path: string } | { readonly host: string; readonly port: number };

/**
 * A real socket between client and daemon that can misbehave: `bytewise` hands bytes on one at a time, each in a write
 * of its own; `hang` swallows nothing and passes nothing; `halfOpen` closes only the daemon's direction to the client;
 * `cut` resets both; `passAfter(n)` cuts each connection once the daemon sent n bytes.
 */
export type ChaosProxy = {
  /** The UNIX socket clients connect to. */
  readonly path: string;
  /** The port of 127.0.0.1 clients connect to instead, if `tcp` was asked for. */
  readonly port: number;
  bytewise: boolean;
  cutAfterBytes: number;
  readonly hang: () => void;
  readonly unhang: () => void;
  readonly halfOpen: () => void;
  readonly cut: () => void;
  /** Connections so far. */
  readonly connections: number;
  /** Bytes that came from the daemon, over all connections. */
  readonly fromDaemonBytes: number;
  readonly [Symbol.asyncDispose]: () => Promise<void>;
};

/** Starts a proxy to `target` on a UNIX socket of its own, or on a free TCP port. */
export async function startChaosProxy(target: Address, { tcp = false } = {}): Promise<ChaosProxy> {
  const folder = await mkdtemp('/tmp/limen-proxy-');
  const path = join(folder, 'sock');
  const pairs = new Set<{ client: Socket; daemon: Socket }>();
  const state = {
    bytewise: false,
    cutAfterBytes: Number.POSITIVE_INFINITY,
    connections: 0,
    fromDaemonBytes: 0,
    hung: false,
  };

  const forward = (from: Socket, to: Socket, counted: boolean, cut: () => void) => {
    let seen = 0;
    from.on('data', (chunk: Buffer) => {
      const left = counted ? state.cutAfterBytes - seen : Number.POSITIVE_INFINITY;
      seen += chunk.length;
      if (counted) state.fromDaemonBytes += chunk.length;
      const passed = chunk.subarray(0, Math.min(chunk.length, left));
      if (state.bytewise) for (const byte of passed) to.write(Buffer.of(byte));
      else if (!to.write(passed)) {
        from.pause();
        to.once('drain', () => state.hung || from.resume());
      }
      if (seen >= state.cutAfterBytes && counted) to.end(cut);
    });
    from.on('end', () => to.end());
    from.on('error', () => to.destroy());
    from.on('close', () => to.destroy());
  };

  const server = createServer({ allowHalfOpen: true }, (client) => {
    state.connections += 1;
    const daemon = connect(target);
    const pair = { client, daemon };
    pairs.add(pair);
    const cut = () => {
      client.destroy();
      daemon.destroy();
    };
    forward(client, daemon, false, cut);
    forward(daemon, client, true, cut);
    client.on('close', () => pairs.delete(pair));
    if (state.hung) {
      client.pause();
      daemon.pause();
    }
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    if (tcp) server.listen(0, '127.0.0.1', resolve);
    else server.listen(path, resolve);
  });
  const each = (act: (socket: Socket) => void) => {
    for (const { client, daemon } of pairs) {
      act(client);
      act(daemon);
    }
  };
  const address = server.address();
  return {
    path,
    port: typeof address === 'object' && address !== null ? address.port : 0,
    get bytewise() {
      return state.bytewise;
    },
    set bytewise(value) {
      state.bytewise = value;
    },
    get cutAfterBytes() {
      return state.cutAfterBytes;
    },
    set cutAfterBytes(value) {
      state.cutAfterBytes = value;
    },
    get connections() {
      return state.connections;
    },
    get fromDaemonBytes() {
      return state.fromDaemonBytes;
    },
    hang: () => {
      state.hung = true;
      each((socket) => socket.pause());
    },
    unhang: () => {
      state.hung = false;
      each((socket) => socket.resume());
    },
    halfOpen: () => {
      for (const { client } of pairs) client.end();
    },
    cut: () => each((socket) => socket.destroy()),
    [Symbol.asyncDispose]: async () => {
      each((socket) => socket.destroy());
      await new Promise<void>((resolve) => server.close(() => resolve()));
      await rm(folder, { recursive: true, force: true });
    },
  };
}
