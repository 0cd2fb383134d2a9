import { z } from 'zod';
import { defineOperation } from '../operations/define-operation.ts';
import { discardUploadFile } from '../uploads/discard-upload-file.ts';
import { forgetImage } from './forget-image.ts';
import { findImageRecord, updateImage } from './image.rows.ts';

/** File first, row last. */
export const deleteImageOperation = defineOperation({
  kind: 'image.delete',
  quota: 'releases',
  version: 1,
  input: z.object({ imageId: z.uuid() }),
  cancellable: false,
  steps: [
    {
      name: 'file',
      deadlineSeconds: 120,
      run: async ({ deps, input, guard }) => {
        const record = await findImageRecord(deps.db, input.imageId);
        if (!record) return;
        const { image: row, upload } = record;
        await guard();
        if (upload) {
          await discardUploadFile(deps, upload);
          return;
        }
        await deps.hosts.byId(row.hostId).deleteImage(row.id, row.format === 'raw' ? 'raw' : 'qcow2');
      },
    },
    {
      name: 'forget',
      deadlineSeconds: 30,
      run: async ({ deps, input, guard }) => {
        await guard();
        await forgetImage(deps, input.imageId);
      },
    },
  ],
  settled: async ({ deps, input }, outcome) => {
    if (outcome === 'succeeded') return;
    const row = await updateImage(deps.db, input.imageId, { state: 'failed' });
    if (row) deps.live.publish('image.changed', { id: row.id });
  },
});
