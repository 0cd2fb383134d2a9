import type { LiveMessage } from '@limen/contract/live';
import { frameOnce, opcode } from '../lib/websocket/frames.ts';

/** A message before anybody's number is on it. */
export type Unnumbered = LiveMessage extends infer M
  ? M extends LiveMessage
    ? Omit<M, 'seq'>
    : never
  : never;

/** Readers that connected together count alike; more different numbers than this are not worth keeping. */
const mostKept = 16;

/**
 * One message for many readers: it becomes text once, and a frame once for each number that readers count it by
 * (a bare loop of writes of one buffer is the limit: bench/fan-out.ts).
 */
export class LiveFrames {
  readonly #rest: string;
  readonly #frames = new Map<number, Buffer>();

  constructor(message: Unnumbered) {
    this.#rest = JSON.stringify(message).slice(1);
  }

  /** The frame of the message as number `seq` of its reader; not to be changed. */
  numbered(seq: number): Buffer {
    const known = this.#frames.get(seq);
    if (known) return known;
    const frame = frameOnce(opcode.text, Buffer.from(`{"seq":${seq},${this.#rest}`));
    if (this.#frames.size < mostKept) this.#frames.set(seq, frame);
    return frame;
  }
}
