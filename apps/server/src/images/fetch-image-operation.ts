import { z } from 'zod';
import { defineOperation, type Step } from '../operations/define-operation.ts';
import { checkFetched } from './check-fetched.ts';
import { fetchFile } from './fetch-file.ts';
import { type ImportInput, importSteps } from './import-image-operation.ts';
import { settleImport } from './settle-import.ts';

/** A slow line of 10 Mbit/s brings 50 GB in that time; whoever drips bytes for ever is cut off. */
const fetchDeadlineSeconds = 12 * 3600;

const fetchBy = (version: number, steps: readonly Step<ImportInput>[]) =>
  defineOperation({
    kind: 'image.fetch',
    version,
    quota: 'reserves',
    input: z.object({ imageId: z.uuid() }),
    cancellable: true,
    steps: [
      { name: 'fetch', weight: 20, deadlineSeconds: fetchDeadlineSeconds, run: fetchFile },
      { name: 'checksum', weight: 1, deadlineSeconds: 3600, run: checkFetched },
      ...steps,
    ],
    settled: settleImport,
  });

/** fetch (going on where it was cut, by whatever) → the checksum beside it → as a file that was uploaded. Begun by `beginFetch`. */
export const fetchImageOperation = fetchBy(2, importSteps);

/** As it was before packed files were unpacked. */
export const fetchUnpackedOperation = fetchBy(1, importSteps.slice(1));
