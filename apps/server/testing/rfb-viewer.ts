import { once } from 'node:events';
import type { WebSocket } from 'ws';

/** As much of an RFB client (RFC 6143) as a test needs: the greeting, one picture, keys and pointer. */
export class RfbViewer {
  readonly socket: WebSocket;
  #seen = Buffer.alloc(0);

  private constructor(socket: WebSocket) {
    this.socket = socket;
    socket.on('message', (data: Buffer) => {
      this.#seen = Buffer.concat([this.#seen, data]);
    });
  }

  /** @param shared what is asked of the server about everybody else who is connected */
  static async open(socket: WebSocket, shared: boolean): Promise<RfbViewer> {
    const viewer = new RfbViewer(socket);
    await viewer.#take(12);
    socket.send(Buffer.from('RFB 003.008\n'));
    const [types = 0] = await viewer.#take(1);
    await viewer.#take(types);
    socket.send(Buffer.of(1));
    await viewer.#take(4);
    socket.send(Buffer.of(shared ? 1 : 0));
    const init = await viewer.#take(24);
    await viewer.#take(init.readUInt32BE(20));
    socket.send(Buffer.of(2, 0, 0, 1, 0, 0, 0, 0));
    return viewer;
  }

  /** Asks for the whole picture and waits for it. What was sent before has been read by the server then. @returns its bytes */
  async picture(): Promise<number> {
    this.socket.send(Buffer.of(3, 0, 0, 0, 0, 0, 0x10, 0, 0x10, 0));
    await this.#take(2);
    const rectangles = (await this.#take(2)).readUInt16BE();
    let bytes = 0;
    for (let n = 0; n < rectangles; n++) {
      const rectangle = await this.#take(12);
      const size = rectangle.readUInt16BE(4) * rectangle.readUInt16BE(6) * 4;
      await this.#take(size);
      bytes += size;
    }
    return bytes;
  }

  /** Presses and releases a key, in both ways there are, and clicks. */
  touch(): void {
    const keysym = 0x61;
    for (const down of [1, 0]) {
      this.socket.send(Buffer.of(4, down, 0, 0, 0, 0, 0, keysym));
      this.socket.send(Buffer.of(255, 0, 0, down, 0, 0, 0, keysym, 0, 0, 0, 0x1e));
      this.socket.send(Buffer.of(5, down, 0, 20, 0, 20));
    }
  }

  async #take(bytes: number): Promise<Buffer> {
    while (this.#seen.length < bytes) await once(this.socket, 'message');
    const taken = this.#seen.subarray(0, bytes);
    this.#seen = this.#seen.subarray(bytes);
    return taken;
  }
}
