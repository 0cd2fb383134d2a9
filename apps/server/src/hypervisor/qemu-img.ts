import { z } from 'zod';
import { AtMost } from '../lib/at-most.ts';
import { type LimitedRun, type Limits, runLimited } from '../lib/run-limited.ts';

/** Where a disk lies in an open file. */
export type DiskInFile = {
  format: 'raw' | 'qcow2' | 'vmdk' | 'vhdx';
  offsetBytes: number;
  sizeBytes: number;
};

/** Why it did not work out. The words are for the log only: they come from the file. */
export type QemuImgFailure = {
  why: 'damaged' | 'too_much_work' | 'too_large' | 'no_space';
  words: string;
};

const MiB = 1024 ** 2;
const addressSpaceBytes = 1024 * MiB;
/** Slower than any processor that LIMEN runs on unpacks; a file that takes longer is made to. */
const slowestBytesPerSecond = 4 * MiB;
const leastCpuSeconds = 60;

/** Each may take a gigabyte of a host that is there for machines: whoever brings in many files waits for their turn. */
const atOnce = new AtMost(2);

const limitsFor = (sizeBytes: number, fileSizeBytes: number | null): Limits => ({
  addressSpaceBytes,
  cpuSeconds: leastCpuSeconds + Math.ceil(sizeBytes / slowestBytesPerSecond),
  fileSizeBytes,
});

/**
 * The open file as QEMU's block layer is told of it: every layer by name, so that nothing is probed, and no protocol but
 * that of plain files. Descriptor 3 is the file that was looked at, whatever has become of its name.
 */
const optionsFor = ({ format, offsetBytes, sizeBytes }: DiskInFile): string =>
  [
    `driver=${format}`,
    'file.driver=raw',
    `file.offset=${offsetBytes}`,
    `file.size=${sizeBytes}`,
    'file.file.driver=file',
    'file.file.filename=/proc/self/fd/3',
  ].join(',');

/**
 * Makes a qcow2 file of a disk that our own reader has passed. @param to its path; what is there is written over
 *
 * @returns null, or what was wrong
 * @throws the signal's reason
 */
export const convertToQcow2 = async (job: {
  disk: DiskInFile;
  file: number;
  to: string;
  mostBytes: number | null;
  signal: AbortSignal;
  progress: (fraction: number) => void;
}): Promise<QemuImgFailure | null> => {
  const run = await qemuImg({
    args: ['convert', '-p', '--image-opts', '-O', 'qcow2', '--', optionsFor(job.disk), job.to],
    limits: limitsFor(job.disk.sizeBytes, job.mostBytes),
    file: job.file,
    signal: job.signal,
    onLine: telling(job.progress),
  });
  return run.code === 0 ? null : failureOf(run);
};

/**
 * Copies a machine's disk into a qcow2 file of its own. Each file of its chain is named to QEMU here, by descriptor and format:
 * what the disk's header says of a backing file is not asked.
 *
 * @param job.base the image that the disk stands on, open
 * @param job.as a VMDK is a streamOptimized one, as it stands in an OVA
 * @param job.snapshot tag of one in the disk: then the disk as it was, and a running machine may go on writing to it, since
 *   what belongs to a snapshot is never written again (qcow2, copied bit)
 * @param job.standsOn path of that image, for a copy that stands on it too; null: a copy of all there is
 * @throws the signal's reason
 */
export const copyOfDisk = async (job: {
  disk: number;
  sizeBytes: number;
  base: number | null;
  standsOn: string | null;
  as: 'qcow2' | 'vmdk';
  snapshot: string | null;
  to: string;
  signal: AbortSignal;
  progress: (fraction: number) => void;
}): Promise<QemuImgFailure | null> => {
  const chain = layer(3, job.base === null ? null : layer(4, null));
  const what = job.snapshot === null ? [] : ['-U', '-l', `snapshot.name=${job.snapshot}`];
  const backing = job.standsOn === null ? [] : ['-B', job.standsOn, '-F', 'qcow2'];
  const format = job.as === 'vmdk' ? ['-O', 'vmdk', '-o', 'subformat=streamOptimized'] : ['-O', 'qcow2'];
  const run = await qemuImg({
    args: ['convert', '-p', ...what, ...format, ...backing, '--', `json:${JSON.stringify(chain)}`, job.to],
    limits: limitsFor(job.sizeBytes, null),
    file: job.disk,
    more: job.base === null ? [] : [job.base],
    signal: job.signal,
    onLine: telling(job.progress),
  });
  return run.code === 0 ? null : failureOf(run);
};

/** A qcow2 file by its descriptor, on what it is said to stand on and nothing else. */
const layer = (descriptor: number, backing: object | null): object => ({
  driver: 'qcow2',
  file: { driver: 'file', filename: `/proc/self/fd/${descriptor}` },
  backing,
});

/**
 * Makes, takes out or goes back to a snapshot in a disk that nobody has open; what it stands on plays no part in it. `repair`
 * frees what belongs to nothing: a QEMU that died while it made one leaves that.
 *
 * @param job.file open for writing too
 * @throws the signal's reason
 */
export const changeSnapshot = async (job: {
  change: 'create' | 'delete' | 'apply' | 'repair';
  tag: string;
  file: number;
  sizeBytes: number;
  signal: AbortSignal;
}): Promise<QemuImgFailure | null> => {
  const disk = `json:${JSON.stringify(layer(3, null))}`;
  const letter = { create: '-c', delete: '-d', apply: '-a' } as const;
  const run = await qemuImg({
    args:
      job.change === 'repair'
        ? ['check', '-q', '-r', 'leaks', '--', disk]
        : ['snapshot', letter[job.change], job.tag, '--', disk],
    limits: limitsFor(job.sizeBytes, null),
    file: job.file,
    signal: job.signal,
  });
  return run.code === 0 ? null : failureOf(run);
};

const known = z.object({ snapshots: z.array(z.object({ name: z.string() })).default([]) });

/** Tags of the snapshots in a disk that nobody has open, or what was wrong. @throws the signal's reason */
export const listSnapshotTags = async (job: {
  file: number;
  sizeBytes: number;
  signal: AbortSignal;
}): Promise<string[] | QemuImgFailure> => {
  let said = '';
  const run = await qemuImg({
    args: ['info', '--output=json', '--', `json:${JSON.stringify(layer(3, null))}`],
    limits: limitsFor(job.sizeBytes, 0),
    file: job.file,
    signal: job.signal,
    onLine: (line) => {
      said += line;
    },
  });
  if (run.code !== 0) return failureOf(run);
  return known.parse(JSON.parse(said)).snapshots.map(({ name }) => name);
};

const telling =
  (progress: (fraction: number) => void) =>
  (line: string): void => {
    const percent = /\((\d+\.\d+)\/100%\)/.exec(line)?.[1];
    if (percent !== undefined) progress(Number(percent) / 100);
  };

/**
 * Follows all tables of a disk that has some; a raw one has none. Leaked space is no damage. Needed before a conversion too:
 * what lies behind the end of a file that was cut off is read as zeros.
 *
 * @returns null, or what was wrong
 * @throws the signal's reason
 */
export const checkTables = async (job: {
  disk: DiskInFile;
  file: number;
  signal: AbortSignal;
}): Promise<QemuImgFailure | null> => {
  if (job.disk.format === 'raw') return null;
  const run = await qemuImg({
    args: ['check', '-q', '--image-opts', '--', optionsFor(job.disk)],
    limits: limitsFor(job.disk.sizeBytes, 0),
    file: job.file,
    signal: job.signal,
  });
  // qemu-img(1): 0 no errors, 1 not completed, 2 corruption, 3 leaked clusters
  return run.code === 0 || run.code === 3 ? null : failureOf(run);
};

const qemuImg = (run: Omit<Parameters<typeof runLimited>[0], 'program'>): Promise<LimitedRun> =>
  atOnce.run(run.signal, () => runLimited({ ...run, program: 'qemu-img' }));

const failureOf = ({ code, signal, lastWords }: LimitedRun): QemuImgFailure => {
  const words = `${signal ?? code}: ${lastWords.trim()}`;
  // QEMU's threads hear of it as an error, the one that began it by a signal
  if (signal === 'SIGXFSZ' || /File too large/.test(lastWords)) return { why: 'too_large', words };
  if (/No space left on device/.test(lastWords)) return { why: 'no_space', words };
  // out of processor time (SIGXCPU), killed, or without memory (QEMU aborts)
  const limited = signal !== null || /Cannot allocate memory/.test(lastWords);
  return { why: limited ? 'too_much_work' : 'damaged', words };
};
