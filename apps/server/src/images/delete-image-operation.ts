import { z } from 'zod';
import { defineOperation } from '../operations/define-operation.ts';
import { forgetImage } from './forget-image.ts';
import { findImageRow, updateImage } from './image.rows.ts';

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
        const row = await findImageRow(deps.db, input.imageId);
        if (!row) return;
        await guard();
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
