import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, open, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { AppError } from '../lib/app-error.ts';

/** What is on a generated disc: its label, and its files by their path (`a/b.txt`, plain names only). */
export type DiscContent = { label: string; files: Readonly<Record<string, string>> };

/** Every disc is of this moment, so that the same content gives the same bytes. 2020-01-01T00:00:00Z. */
const epochSeconds = 1_577_836_800;
const fixedDates = ['--set_all_file_dates', '2020010100000000'];
const path = '/usr/sbin:/usr/bin:/sbin:/bin';
const plainPath = /^[A-Za-z0-9_$][\w$.-]*(\/[A-Za-z0-9_$][\w$.-]*)*$/;

/**
 * Makes an ISO 9660 disc with Rock Ridge (Linux, FreeBSD) and Joliet (Windows) names. Its files lie for that long in a folder
 * that nobody else may enter. The same content gives the same bytes.
 *
 * @throws AppError `host.refused` where xorriso is not there or fails
 */
export const packDisc = async ({ label, files }: DiscContent, signal: AbortSignal): Promise<Buffer> => {
  // 0700, as mkdtemp(3) makes them
  const folder = await mkdtemp(join(tmpdir(), 'limen-disc-'));
  try {
    const root = join(folder, 'root');
    await mkdir(root, { mode: 0o700 });
    for (const [name, content] of Object.entries(files)) {
      if (!plainPath.test(name)) throw new Error(`not a plain path: ${name}`);
      const at = join(root, name);
      await mkdir(dirname(at), { recursive: true, mode: 0o700 });
      const file = await open(at, 'wx', 0o600);
      try {
        await file.writeFile(content, 'utf8');
      } finally {
        await file.close();
      }
    }
    const iso = join(folder, 'disc.iso');
    await runXorriso([...fixedDates, '-volid', label, '-joliet', '-rational-rock', '-o', iso, root], signal);
    return await readFile(iso);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

const runXorriso = async (args: readonly string[], signal: AbortSignal): Promise<void> => {
  // dates and identifiers from SOURCE_DATE_EPOCH; `-no_rc`: no start-up file of anybody's is read
  const child = spawn('xorriso', ['-no_rc', '-as', 'mkisofs', '-quiet', ...args], {
    cwd: '/',
    env: { PATH: path, LC_ALL: 'C.UTF-8', SOURCE_DATE_EPOCH: String(epochSeconds), TZ: 'UTC' },
    stdio: ['ignore', 'ignore', 'pipe'],
    signal,
    killSignal: 'SIGKILL',
  });
  let words = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    words = (words + text).slice(-2000);
  });
  try {
    // once() rejects with what could not be started
    const [code] = (await once(child, 'close')) as [number | null];
    signal.throwIfAborted();
    if (code !== 0) throw new Error(words);
  } catch (error) {
    signal.throwIfAborted();
    throw new AppError('host.refused', 'The disc could not be made: xorriso is missing or failed.', {
      cause: error,
    });
  }
};
