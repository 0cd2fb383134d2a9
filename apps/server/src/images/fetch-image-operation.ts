import { z } from 'zod';
import { defineOperation } from '../operations/define-operation.ts';
import { checkFetched } from './check-fetched.ts';
import { fetchFile } from './fetch-file.ts';
import { importSteps } from './import-image-operation.ts';
import { settleImport } from './settle-import.ts';

/** A slow line of 10 Mbit/s brings 50 GB in that time; whoever drips bytes for ever is cut off. */
const fetchDeadlineSeconds = 12 * 3600;

/** fetch (going on where it was cut, by whatever) → the checksum beside it → as a file that was uploaded. Begun by `beginFetch`. */
export const fetchImageOperation = defineOperation({
  kind: 'image.fetch',
  version: 1,
  quota: 'reserves',
  input: z.object({ imageId: z.uuid() }),
  cancellable: true,
  steps: [
    { name: 'fetch', weight: 20, deadlineSeconds: fetchDeadlineSeconds, run: fetchFile },
    { name: 'checksum', weight: 1, deadlineSeconds: 3600, run: checkFetched },
    ...importSteps,
  ],
  settled: settleImport,
});
