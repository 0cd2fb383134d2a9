import type { TemplateBody } from '@limen/contract/copies';
import type { Asked } from '../auth/asked.ts';
import { authorize } from '../auth/policy.ts';
import type { Deps } from '../deps.ts';
import { canSysprep } from '../hypervisor/sysprep.ts';
import type { DiskSpec } from '../hypervisor/vm-spec.ts';
import { addTemplateImage, type TemplateOf } from '../images/add-template-image.ts';
import { readsCloudInit } from './cloud-init.rows.ts';
import { AppError } from '../lib/app-error.ts';
import { newId } from '../lib/new-id.ts';
import type { OperationRow } from '../operations/operation.rows.ts';
import { beginVmOperation } from './begin-vm-operation.ts';
import { templateOperation } from './template-operation.ts';
import type { VmRow } from './vm.rows.ts';
import { findVmSpec } from './vm-spec.rows.ts';

/**
 * Makes an image of a stopped machine's disk, the asker's and private: a template of its own, or the next version of one.
 * The machine stays as it is, and free of the image; machines made from a version keep that version.
 *
 * @throws AppError as every verb on a machine; `quota.exceeded` (the asker's), `object.not_found` (the family)
 */
export const makeTemplate = async (
  deps: Deps,
  asked: Asked,
  { vmId, body }: { vmId: string; body: TemplateBody },
): Promise<{ imageId: string; operation: OperationRow }> => {
  authorize(asked.actor, 'image:add');
  const imageId = newId();
  const operation = await beginVmOperation(deps, asked, vmId, {
    action: 'template',
    definition: templateOperation,
    readsOnly: true,
    reserve: async (tx, row) => {
      const spec = await findVmSpec(tx, row.id);
      const [disk, another] = spec?.disks ?? [];
      if (!disk || another) {
        throw new AppError('vm.state', 'A template is made of a machine with one disk.');
      }
      const cloudInit = await readsCloudInit(tx, row.id);
      if (body.generalise && !canSysprep() && !cloudInit) {
        const why = 'The host has no virt-sysprep, and the machine’s system does not read cloud-init.';
        throw new AppError('request.invalid', why, { field: 'generalise' });
      }
      const of = { ...(await templateOf(deps, row, disk)), cloudInit };
      const added = await addTemplateImage(deps, tx, asked, {
        id: imageId,
        name: body.name,
        description: body.description,
        familyId: body.familyId,
        by: howToGeneralise(body),
        of,
      });
      return added.reserved;
    },
    input: async () => {
      const by = howToGeneralise(body);
      return { imageId, sysprep: by === 'sysprep', agent: by === 'agent' };
    },
    audit: { after: { imageId, generalise: body.generalise } },
  });
  deps.live.publish('image.changed', { id: imageId });
  deps.live.publish('quota.changed', { userId: asked.actor.userId });
  return { imageId, operation };
};

/** virt-sysprep where the host has it: it needs neither an agent in the copy nor a boot of it. */
const howToGeneralise = (body: TemplateBody): 'sysprep' | 'agent' | null => {
  if (!body.generalise) return null;
  return canSysprep() ? 'sysprep' : 'agent';
};

const templateOf = async (
  deps: Deps,
  row: VmRow,
  disk: DiskSpec,
): Promise<Omit<TemplateOf, 'cloudInit'>> => ({
  vm: { id: row.id, name: row.name },
  hostId: row.hostId,
  firmware: row.firmware,
  osId: row.osId,
  imageId: row.imageId,
  hardware: {
    vcpus: row.vcpus,
    memoryBytes: row.memoryBytes,
    diskBytes: disk.sizeBytes,
    secureBoot: row.secureBoot,
    tpm: row.tpm,
  },
  virtualSizeBytes: disk.sizeBytes,
  // what the disk has itself; with what it takes from its image it is corrected as soon as the copy is there
  sizeBytes: Math.max(1, Math.min(disk.sizeBytes, await deps.hosts.byId(row.hostId).diskBytes(disk))),
});
