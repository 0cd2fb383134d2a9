import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Logger } from 'pino';
import { AppError } from '../lib/app-error.ts';

/** The folder under `tools/` of what builds an image. */
export type ImageBuilder = 'tiny-image' | 'debian-cloud';

const programOf = (builder: ImageBuilder): string =>
  fileURLToPath(new URL(`../../../../tools/${builder}/build`, import.meta.url));

const lastWordsBytes = 2000;

/**
 * Runs `tools/<builder>/build` into a folder; its lines `step 2/7 kernel` become progress.
 *
 * @throws AppError `image.build_failed` with the builder's own last sentence; an abort ends the builder
 */
export const runImageBuilder = async (task: {
  builder: ImageBuilder;
  folder: string;
  signal: AbortSignal;
  progress: (fraction: number) => void;
  log: Logger;
}): Promise<void> => {
  const child = spawn(programOf(task.builder), ['--out', task.folder, '--work', `${task.folder}/build`], {
    stdio: ['ignore', 'pipe', 'pipe'],
    // its own process group: the builder starts tools of its own, and an abort has to end them too
    detached: true,
  });
  const stop = (): void => {
    if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGTERM');
  };
  task.signal.addEventListener('abort', stop, { once: true });
  let lastWords = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    lastWords = (lastWords + text).slice(-lastWordsBytes);
  });
  createInterface({ input: child.stdout }).on('line', (text) => {
    const step = /^step (\d+)\/(\d+) /.exec(text);
    if (step) task.progress((Number(step[1]) - 1) / Number(step[2]));
  });
  try {
    const code = await new Promise<number | null>((resolve, reject) => {
      child.on('error', reject).on('close', resolve);
    });
    task.signal.throwIfAborted();
    if (code !== 0) {
      task.log.warn({ code, lastWords, builder: task.builder }, 'an image could not be built');
      const sentence = lastWords.trim().split('\n').at(-1) ?? '';
      throw new AppError(
        'image.build_failed',
        sentence === '' ? `The builder ended with ${code}.` : sentence,
      );
    }
  } finally {
    task.signal.removeEventListener('abort', stop);
  }
};
