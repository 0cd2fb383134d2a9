import { z } from 'zod';
import { defineOperation, type Step, type StepContext } from '../operations/define-operation.ts';
import { checkImport } from './check-import.ts';
import { convertImport, discardConverted } from './convert-import.ts';
import { finishImport, unfinishImport } from './finish-import.ts';
import { updateImage } from './image.rows.ts';
import { ImageRefused } from './image-refused.ts';
import { settleImport } from './settle-import.ts';
import { storeImport, unstoreImport } from './store-import.ts';
import { unpackImport } from './unpack-import.ts';

export type ImportInput = { imageId: string };

/** An operation keeps an error's code and sentence; which of the closed list of reasons it was, the row does. */
const noting =
  (run: Step<ImportInput>['run']): Step<ImportInput>['run'] =>
  async (context: StepContext<ImportInput>) => {
    try {
      await run(context);
    } catch (error) {
      if (error instanceof ImageRefused) {
        const { code, message, reason } = error;
        await updateImage(context.deps.db, context.input.imageId, { lastError: { code, message, reason } });
      }
      throw error;
    }
  };

/** Hashing, unpacking and copying a disk of a terabyte takes that long on a slow one. */
const hours = 3600;

/**
 * unpack (xz, gzip, zstd, a tar with one disk) → check (our own look at the headers, the hash, whether it is there already) → convert (what is no qcow2 and no ISO) →
 * into the pool → row `ready`. Each opens the file anew and looks at it again before it touches it.
 *
 * For every operation that has brought bytes to `incomingPath`; to be settled by `settleImport`.
 */
export const importSteps: readonly Step<ImportInput>[] = [
  {
    name: 'unpack',
    weight: 3,
    deadlineSeconds: 8 * hours,
    run: noting(unpackImport),
  },
  { name: 'check', weight: 3, deadlineSeconds: 4 * hours, run: noting(checkImport) },
  {
    name: 'convert',
    weight: 5,
    deadlineSeconds: 8 * hours,
    run: noting(convertImport),
    undo: discardConverted,
  },
  { name: 'import', weight: 2, deadlineSeconds: 4 * hours, run: noting(storeImport), undo: unstoreImport },
  { name: 'ready', deadlineSeconds: 60, run: finishImport, undo: unfinishImport },
];

const importBy = (version: number, steps: readonly Step<ImportInput>[]) =>
  defineOperation({
    kind: 'image.import',
    version,
    quota: 'none',
    input: z.object({ imageId: z.uuid() }),
    cancellable: true,
    steps,
    settled: settleImport,
  });

/** From a file of which nothing is known to an image that boots; begun by `beginImport`. */
export const importImageOperation = importBy(2, importSteps);

/** As it was before packed files were unpacked. */
export const importUnpackedOperation = importBy(1, importSteps.slice(1));
