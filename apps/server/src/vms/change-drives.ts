import { type AddCdromBody, driveNeedsOff, mostCdroms } from '@limen/contract/boot';
import { type CdromBus, cdromBus } from '@limen/contract/systems';
import type { Asked } from '../auth/asked.ts';
import type { Deps } from '../deps.ts';
import { takeUsableImage } from '../images/take-usable-image.ts';
import { AppError } from '../lib/app-error.ts';
import { newId } from '../lib/new-id.ts';
import type { OperationRow } from '../operations/operation.rows.ts';
import { beginVmOperation } from './begin-vm-operation.ts';
import { insertCdrom, listCdroms } from './drive.rows.ts';
import { mediaOperation } from './media-operation.ts';
import { mustFindCdrom } from './must-find-cdrom.ts';
import { tellImagesOfVm } from './tell-images-of-vm.ts';
import { updateVm, type VmRow } from './vm.rows.ts';

const requirePluggable = (row: VmRow, bus: CdromBus): void => {
  if (!driveNeedsOff(bus) || row.domainRunId === null) return;
  throw new AppError('vm.state', 'A SATA drive can be added or removed only while the machine is off.', {
    field: 'bus',
  });
};

/**
 * Adds a CD drive, empty or with an ISO in it. It is booted from after everything that is booted from already.
 *
 * @throws AppError as every verb on a machine, as `changeDisc` for the image, `vm.limit` (it has as many as it may)
 */
export const addDrive = async (
  deps: Deps,
  asked: Asked,
  vmId: string,
  body: AddCdromBody,
): Promise<OperationRow> => {
  const cdromId = newId();
  const operation = await beginVmOperation(deps, asked, vmId, {
    action: 'drives',
    definition: mediaOperation,
    input: async (_, row) => ({ change: 'add', cdromId, bootOrderBefore: row.bootOrder }),
    change: async (tx, row) => {
      requirePluggable(row, body.bus);
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
      const drives = await listCdroms(tx, vmId);
      if (drives.length >= mostCdroms) {
        throw new AppError('vm.limit', `A machine has at most ${mostCdroms} CD drives.`);
      }
      const taken = new Set(drives.map(({ position }) => position));
      const position = [...Array(mostCdroms).keys()].find((place) => !taken.has(place)) ?? drives.length;
      await insertCdrom(tx, { id: cdromId, vmId, position, bus: body.bus, imageId: body.imageId });
      await updateVm(tx, vmId, {
        ...(row.bootOrder.length > 0 && { bootOrder: [...row.bootOrder, `cdrom:${cdromId}`] }),
      });
    },
    audit: { after: { cdromId, ...body } },
  });
  await tellImagesOfVm(deps, vmId);
  return operation;
};

/** Removes a CD drive; what is in it stays an image. @throws AppError as every verb on a machine */
export const removeDrive = async (
  deps: Deps,
  asked: Asked,
  where: { vmId: string; cdromId: string },
): Promise<OperationRow> => {
  const { vmId, cdromId } = where;
  return beginVmOperation(deps, asked, vmId, {
    action: 'drives',
    definition: mediaOperation,
    find: (tx) => mustFindCdrom(tx, vmId, cdromId),
    input: async (tx) => {
      const { imageId } = await mustFindCdrom(tx, vmId, cdromId);
      return { change: 'remove', cdromId, imageIdBefore: imageId };
    },
    change: async (tx, row) => {
      const drive = await mustFindCdrom(tx, vmId, cdromId);
      requirePluggable(row, cdromBus.parse(drive.bus));
    },
    audit: { before: { cdromId } },
  });
};
