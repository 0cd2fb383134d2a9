import { z } from 'zod';
import { defineOperation } from '../operations/define-operation.ts';
import { deleteImageRow, findImageRow, updateImage } from './image.rows.ts';

/** File first, row last. */
export const deleteImageOperation = defineOperation({
  kind: 'image.delete',
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
        const gone = await deleteImageRow(deps.db, input.imageId);
        if (gone) deps.live.publish('image.removed', { id: gone.id, revision: gone.revision + 1 });
      },
    },
  ],
  settled: async ({ deps, input }, outcome) => {
    if (outcome === 'succeeded') return;
    const row = await updateImage(deps.db, input.imageId, { state: 'failed' });
    if (row) deps.live.publish('image.changed', { id: row.id });
  },
});
