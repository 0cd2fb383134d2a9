import {
  appendFileSync,
  closeSync,
  fstatSync,
  openSync,
  readFileSync,
  readSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const head = z.object({ seq: z.int().min(1), hash: z.string().length(64), at: z.iso.datetime() });
/** The newest line of the audit log at some moment. */
export type AuditHead = z.infer<typeof head>;

/** Around 40,000 heads, which are 5 days of a change every ten seconds. */
const mostBytes = 5 * 1024 * 1024;
const lineBytes = 256;

const parse = (text: string): AuditHead => head.parse(JSON.parse(text));

/**
 * `audit-heads` in LIMEN's home: what the newest line of the audit log was at some moments, kept outside the database,
 * one JSON object a line. It is only added to, but for thinning out at a start: any later head says all that an earlier
 * one does, as long as nobody rewrote the log between the two.
 */
export class AuditHeads {
  readonly #file: string;

  constructor(home: string) {
    this.#file = join(home, 'audit-heads');
  }

  /**
   * Every head, in the order of their recording. What a crash left half written at the end does not count.
   *
   * @throws Error where anything else in it cannot be read
   */
  read(): AuditHead[] {
    const lines = this.#text().split('\n');
    lines.pop();
    return lines
      .filter((text) => text !== '')
      .map((text, n) => {
        try {
          return parse(text);
        } catch (error) {
          throw new Error(`${this.#file}: line ${n + 1} is damaged`, { cause: error });
        }
      });
  }

  /** The last that was recorded, without reading the others. */
  last(): AuditHead | undefined {
    const file = this.#open();
    if (file === undefined) return undefined;
    try {
      const { size } = fstatSync(file);
      const tail = Buffer.alloc(Math.min(size, 2 * lineBytes));
      readSync(file, tail, 0, tail.length, size - tail.length);
      const text = tail
        .toString('utf8')
        .split('\n')
        .slice(0, -1)
        .filter((line) => line !== '')
        .at(-1);
      return text === undefined ? undefined : parse(text);
    } catch {
      // damaged: verifying says so
      return undefined;
    } finally {
      closeSync(file);
    }
  }

  add(recorded: AuditHead): void {
    // a line of its own, also after one that a crash cut off
    appendFileSync(this.#file, `\n${JSON.stringify(recorded)}\n`, { mode: 0o600 });
  }

  /** Keeps the newest half, and of the others every sixteenth, where the file has become large. */
  thin(): void {
    if (this.#text().length < mostBytes) return;
    const all = this.read();
    const kept = all.filter((_, n) => n % 16 === 0 || n > all.length / 2);
    const fresh = `${this.#file}.new`;
    writeFileSync(fresh, kept.map((each) => `${JSON.stringify(each)}\n`).join(''), { mode: 0o600 });
    renameSync(fresh, this.#file);
  }

  #text(): string {
    const file = this.#open();
    if (file === undefined) return '';
    try {
      return readFileSync(file, 'utf8');
    } finally {
      closeSync(file);
    }
  }

  #open(): number | undefined {
    try {
      return openSync(this.#file, 'r');
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
      throw error;
    }
  }
}
