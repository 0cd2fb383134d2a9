import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

const headerEnd = Buffer.from('\r\n\r\n');

/** One keep-alive connection that asks the same again and again: as little work a reply as an HTTP client can do. */
class Asker {
  readonly #socket: Socket;
  readonly #request: Buffer;
  #head: Buffer = Buffer.alloc(0);
  #left = -1;
  #done: (() => void) | undefined;
  bodyBytes = 0;

  constructor(socket: Socket, request: Buffer) {
    this.#socket = socket;
    this.#request = request;
    socket.on('data', (chunk: Buffer) => this.#take(chunk));
  }

  ask(): Promise<void> {
    return new Promise((resolve) => {
      this.#done = resolve;
      this.#socket.write(this.#request);
    });
  }

  #take(chunk: Buffer): void {
    if (this.#left < 0) {
      this.#head = this.#head.length === 0 ? chunk : Buffer.concat([this.#head, chunk]);
      const end = this.#head.indexOf(headerEnd);
      if (end < 0) return;
      const head = this.#head.subarray(0, end).toString('latin1');
      if (!head.startsWith('HTTP/1.1 200')) throw new Error(head);
      this.bodyBytes = Number(/content-length: (\d+)/i.exec(head)?.[1]);
      this.#left = this.bodyBytes - (this.#head.length - end - headerEnd.length);
      this.#head = Buffer.alloc(0);
    } else {
      this.#left -= chunk.length;
    }
    if (this.#left > 0) return;
    this.#left = -1;
    this.#done?.();
  }
}

/** @returns requests a second over `connections`, and the bytes of a reply's body as sent */
export const load = async (options: {
  port: number;
  path: string;
  headers: Record<string, string>;
  requests: number;
  connections: number;
}): Promise<{ perSecond: number; bodyBytes: number }> => {
  const lines = Object.entries(options.headers).map(([name, value]) => `${name}: ${value}\r\n`);
  const request = Buffer.from(`GET ${options.path} HTTP/1.1\r\nhost: bench\r\n${lines.join('')}\r\n`);
  const sockets = Array.from({ length: options.connections }, () => connect(options.port, '127.0.0.1'));
  await Promise.all(sockets.map((socket) => once(socket, 'connect')));
  const askers = sockets.map((socket) => new Asker(socket.setNoDelay(true), request));
  let left = options.requests;
  const from = performance.now();
  await Promise.all(
    askers.map(async (asker) => {
      while (left > 0) {
        left -= 1;
        await asker.ask();
      }
    }),
  );
  const seconds = (performance.now() - from) / 1000;
  for (const socket of sockets) socket.destroy();
  return { perSecond: options.requests / seconds, bodyBytes: askers[0]?.bodyBytes ?? 0 };
};
