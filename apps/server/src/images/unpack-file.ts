import { readFileSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import type { Packing } from '@limen/image-format/packing';
import { AtMost } from '../lib/at-most.ts';
import { type LimitedRun, type Limits, runLimited } from '../lib/run-limited.ts';
import { TooMuchOutput, writeSparse } from '../lib/write-sparse.ts';
import type { ToolFailure } from './as-import-error.ts';

const MiB = 1024 ** 2;
const GiB = 1024 * MiB;
/** `xz -9` asks for 65 MiB, `zstd --ultra -22` for 128: what asks for more was made to. */
const unpackerMemoryBytes = 256 * MiB;
const addressSpaceBytes = 1 * GiB;
/** Slower than any processor that LIMEN runs on unpacks, of packed bytes. */
const slowestBytesPerSecond = 4 * MiB;
const leastCpuSeconds = 60;
const toldEveryBytes = 16 * MiB;
/** As large as a disk may say that it is, and what a tar writes around it. */
const mostBytes = 16 * 1024 * GiB + MiB;

/** Each may have a processor for as long as it likes: whoever brings in many packed files waits for their turn. */
const atOnce = new AtMost(2);

const programs: Readonly<Record<Packing, readonly [string, ...string[]]>> = {
  xz: ['xz', '--decompress', '--stdout', '--threads=1', `--memlimit-decompress=${unpackerMemoryBytes}`],
  gzip: ['gzip', '--decompress', '--stdout'],
  zstd: ['zstd', '--decompress', '--stdout', '--quiet', '--no-progress', `--memory=${unpackerMemoryBytes}`],
};
/** The tar is descriptor 3. Nothing in it becomes a name here: its one file goes to standard output. */
const tar = ['--file=/proc/self/fd/3', '--force-local', '--numeric-owner', '--quoting-style=escape'];
/** Of one file with a name as file systems have it, and then some. */
const longestListing = 4096;
const diskName = /\.(raw|img|iso|qcow2|vmdk|vhdx)$/i;

export type UnpackJob = {
  file: FileHandle;
  /** Path of a file that is not there yet. */
  to: string;
  /** May be stored of it. */
  roomBytes: number;
  signal: AbortSignal;
  progress: (fraction: number) => void;
};

/** @returns null, or what was wrong; `to` is to be removed then @throws the signal's reason */
export type Unpack = (job: UnpackJob) => Promise<ToolFailure | null>;

const limitsFor = (sizeBytes: number): Limits => ({
  addressSpaceBytes,
  cpuSeconds: leastCpuSeconds + Math.ceil(sizeBytes / slowestBytesPerSecond),
  // it writes to a pipe, and to no file at all
  fileSizeBytes: 0,
});

/**
 * Unpacks a file by its own tool under limits, into a file with holes where there are zeros.
 *
 * @returns null, or what was wrong
 * @throws the signal's reason
 */
export const unpackFile = async (packing: Packing, job: UnpackJob): Promise<ToolFailure | null> =>
  written(job, programs[packing], job.file.fd);

/** Takes the one disk out of a tar; one that was stored with holes (`tar --sparse`) too. As `unpackFile`. */
export const takeFromTar: Unpack = (job) => written(job, ['tar', '--extract', '--to-stdout', ...tar], null);

/**
 * Whether a tar has one file in it which is a disk by its name, and nothing else: no folder, no link. What has more, or is
 * damaged, is left to whoever looks at it as an OVA.
 *
 * @throws the signal's reason
 */
export const holdsOneDisk = async (file: FileHandle, signal: AbortSignal): Promise<boolean> => {
  let listed = '';
  const run = await runLimited({
    program: 'tar',
    args: ['--list', '--verbose', ...tar],
    limits: limitsFor((await file.stat()).size),
    file: file.fd,
    signal,
    onOutput: async (stdout) => {
      for await (const chunk of stdout as AsyncIterable<Buffer>) {
        listed += chunk.toString('latin1');
        // a name may be as long as the file
        if (listed.length > longestListing) return;
      }
    },
  });
  if (run.code !== 0 || listed.length > longestListing) return false;
  const [line = '', ...more] = listed.trimEnd().split('\n');
  return more.length === 0 && line.startsWith('-') && diskName.test(line);
};

const written = async (
  { file, to, roomBytes, signal, progress }: UnpackJob,
  [program, ...args]: readonly [string, ...string[]],
  /** Descriptor of what it reads; null: it opens that itself. */
  input: number | null,
): Promise<ToolFailure | null> => {
  const { size } = await file.stat();
  await using target = await open(to, 'wx', 0o600);
  const metered = async function* (source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    let done = 0;
    let told = 0;
    for await (const chunk of source) {
      done += chunk.length;
      if (done - told >= toldEveryBytes) {
        told = done;
        progress(Math.min(1, (input === null ? done : readSoFar(input)) / size));
      }
      yield chunk;
    }
  };
  try {
    const ended = await atOnce.run(signal, () =>
      runLimited({
        program,
        args,
        limits: limitsFor(size),
        file: file.fd,
        ...(input !== null && { input }),
        signal,
        onOutput: (stdout) =>
          writeSparse(metered(stdout), target, { storedBytes: roomBytes, sizeBytes: mostBytes }),
      }),
    );
    await target.sync();
    return ended.code === 0 ? null : failureOf(ended);
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof TooMuchOutput) return { why: 'too_large', words: error.message };
    if (error instanceof Error && 'code' in error && error.code === 'ENOSPC')
      return { why: 'no_space', words: error.message };
    throw error;
  }
};

/** Where the program stands in what it reads as its input: the place is one for both of us. proc(5), `fdinfo`. */
const readSoFar = (descriptor: number): number =>
  Number(/^pos:\s*(\d+)/.exec(readFileSync(`/proc/self/fdinfo/${descriptor}`, 'latin1'))?.[1] ?? 0);

const failureOf = ({ code, signal, lastWords }: LimitedRun): ToolFailure => {
  const limited = signal !== null || /memory|too large/i.test(lastWords);
  return { why: limited ? 'too_much_work' : 'damaged', words: `${signal ?? code}: ${lastWords.trim()}` };
};
