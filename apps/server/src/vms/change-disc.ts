import type { MediaBody } from '@limen/contract/boot';
import type { Asked } from '../auth/asked.ts';
import type { Deps } from '../deps.ts';
import { takeUsableImage } from '../images/take-usable-image.ts';
import { AppError } from '../lib/app-error.ts';
import type { OperationRow } from '../operations/operation.rows.ts';
import { beginVmOperation } from './begin-vm-operation.ts';
import { updateDisc } from './drive.rows.ts';
import { mediaOperation } from './media-operation.ts';
import { mustFindCdrom } from './must-find-cdrom.ts';
import { tellImagesOfVm } from './tell-images-of-vm.ts';
import { updateVm } from './vm.rows.ts';

/**
 * Puts an ISO into a drive or takes out what is in it, running or not. The right to the machine does not reach its image:
 * whoever asks needs one to that as well.
 *
 * @throws AppError as every verb on a machine; `object.not_found` also for a drive of another machine and an image that is
 *   not the asker's to see, `image.not_ready`, `request.invalid` (no ISO); the operation: `vm.media_held`
 */
export const changeDisc = async (
  deps: Deps,
  asked: Asked,
  where: { vmId: string; cdromId: string },
  body: MediaBody,
): Promise<OperationRow> => {
  const { vmId, cdromId } = where;
  const told: { before?: object; after?: object } = {};
  const operation = await beginVmOperation(deps, asked, vmId, {
    action: 'media',
    definition: mediaOperation,
    find: (tx) => mustFindCdrom(tx, vmId, cdromId),
    input: async (tx) => {
      const drive = await mustFindCdrom(tx, vmId, cdromId);
      told.before = { cdromId, imageId: drive.imageId };
      told.after = { cdromId, imageId: body.imageId, force: body.force };
      return {
        change: 'disc',
        cdromId,
        imageIdBefore: drive.imageId,
        discIdBefore: drive.discId,
        force: body.force,
      };
    },
    change: async (tx, row) => {
      if (body.imageId !== null) {
        const image = await takeUsableImage(tx, asked.actor, {
          kind: 'iso',
          imageId: body.imageId,
          field: 'imageId',
        });
        if (image.hostId !== row.hostId) {
          throw new AppError('request.invalid', 'This image is on another host.', { field: 'imageId' });
        }
      }
      await updateDisc(tx, cdromId, { imageId: body.imageId, discId: null });
      await updateVm(tx, vmId, {});
    },
    audit: told,
  });
  await tellImagesOfVm(deps, vmId);
  return operation;
};
