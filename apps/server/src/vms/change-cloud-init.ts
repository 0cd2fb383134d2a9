import { mostCdroms } from '@limen/contract/boot';
import type { CloudInitBody } from '@limen/contract/cloud-init';
import type { Asked } from '../auth/asked.ts';
import { authorize } from '../auth/policy.ts';
import { keptForm, readSeed, requireSound } from '../cloud-init/make-seed.ts';
import type { Db, Tx } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { AppError, notFound } from '../lib/app-error.ts';
import { newId } from '../lib/new-id.ts';
import { addressTaken } from '../networks/kept-address.ts';
import type { OperationRow } from '../operations/operation.rows.ts';
import { beginVmOperation } from './begin-vm-operation.ts';
import { findCloudInit } from './cloud-init.rows.ts';
import { type DiscChange, discOperation } from './disc-operation.ts';
import { insertDisc, listDiscs } from './disc.rows.ts';
import { type CdromRow, insertCdrom, listCdroms, updateDisc } from './drive.rows.ts';
import { newSeedDisc } from './own-discs.ts';
import { findToldNics, type ToldNic, toldField, writeToldNics } from './told-address.ts';
import { findVmWithRef, updateVm, type VmRow } from './vm.rows.ts';
import { findVmSpec } from './vm-spec.rows.ts';

/** The drive with the machine's seed in it. */
const seedDrive = async (db: Db, vmId: string): Promise<CdromRow | undefined> => {
  const discs = new Set(
    (await listDiscs(db, vmId)).filter(({ kind }) => kind === 'cloud-init').map(({ id }) => id),
  );
  return (await listCdroms(db, vmId)).find(({ discId }) => discId !== null && discs.has(discId));
};

/** Where a seed goes: into its drive, else an empty one that every guest sees, else a new one. */
const placeFor = async (
  tx: Tx,
  vmId: string,
): Promise<{ cdromId: string; position: number; isNew: boolean; discIdBefore: string | null }> => {
  const drives = await listCdroms(tx, vmId);
  const there =
    (await seedDrive(tx, vmId)) ??
    drives.find(({ imageId, discId, bus }) => imageId === null && discId === null && bus === 'scsi');
  if (there) {
    return { cdromId: there.id, position: there.position, isNew: false, discIdBefore: there.discId };
  }
  const taken = new Set(drives.map(({ position }) => position));
  const position = [...Array(mostCdroms).keys()].find((place) => !taken.has(place));
  if (position === undefined) {
    throw new AppError(
      'vm.limit',
      `A machine has at most ${mostCdroms} CD drives, and none of them is empty.`,
    );
  }
  return { cdromId: newId(), position, isNew: true, discIdBefore: null };
};

/**
 * Tells a machine something else: a new disc takes the place of the one it has. Where its guest will do what it is told about its
 * addresses, these are kept for its cards.
 *
 * @param body.again the guest does it all once more at its next boot, what it has done already as well
 * @throws AppError as every verb on a machine, as `readSeed` for what it is told, `vm.limit` (no drive is left),
 *   `network.address`, `vm.state` (another address, while it runs); the operation: `vm.media_held`
 */
export const changeCloudInit = async (
  deps: Deps,
  asked: Asked,
  vmId: string,
  body: { cloudInit: CloudInitBody; detachAfterBoot: boolean; again: boolean },
): Promise<OperationRow> => {
  const found = await findVmWithRef(deps.db, vmId);
  if (!found) throw notFound();
  authorize(asked.actor, 'vm:read', found.ref);
  authorize(asked.actor, 'vm:edit', found.ref);
  const before = await findCloudInit(deps.db, vmId);
  const form = before?.form ? keptForm.parse(before.form) : null;
  const seed = await readSeed(deps, asked.actor, body.cloudInit, form);
  requireSound(seed);
  const spec = await findVmSpec(deps.db, vmId);
  const disc = newSeedDisc(seed, {
    vmId,
    name: found.row.name,
    nics: spec?.nics ?? [],
    newIdentity: false,
    ...(before && !body.again && { instanceId: before.instanceId }),
  });
  const place = { cdromId: '', position: 0, isNew: false };
  // what it has done already it does not do again
  const isRead = !before || body.again || before.state === 'waiting';
  let nics: ToldNic[] = [];
  return beginVmOperation(deps, asked, vmId, {
    action: 'media',
    definition: discOperation,
    input: async (tx, row) => {
      nics = isRead ? await findToldNics(tx, row, seed) : [];
      const { discIdBefore, ...chosen } = await placeFor(tx, vmId);
      Object.assign(place, chosen);
      return {
        cdromId: chosen.cdromId,
        driveIsNew: chosen.isNew,
        discId: disc.id,
        discIdBefore,
        detachAfterBoot: body.detachAfterBoot,
        nics: nics.map(({ nicId, before: address }) => ({ nicId, address })),
      };
    },
    change: async (tx, row) => {
      await insertDisc(tx, disc);
      await writeToldNics(tx, vmId, nics).catch(addressTaken(toldField));
      const { cdromId, position } = place;
      if (place.isNew) await insertCdrom(tx, { id: cdromId, vmId, position, bus: 'scsi', discId: disc.id });
      else await updateDisc(tx, cdromId, { imageId: null, discId: disc.id });
      await updateVm(tx, vmId, {
        ...(place.isNew && row.bootOrder.length > 0 && { bootOrder: [...row.bootOrder, `cdrom:${cdromId}`] }),
      });
    },
    // what it is told is nobody else's business, and may hold secrets
    audit: { after: { cloudInit: body.cloudInit.from, again: body.again } },
  });
};

const detachInput = async (tx: Db, vmId: string): Promise<Omit<DiscChange, 'vmId' | 'nics'>> => {
  const drive = await seedDrive(tx, vmId);
  if (!drive) throw notFound();
  return {
    cdromId: drive.id,
    driveIsNew: false,
    discId: null,
    discIdBefore: drive.discId,
    detachAfterBoot: false,
  };
};

/**
 * Takes the disc out of its drive and deletes it. What the machine was told is kept.
 *
 * @throws AppError as every verb on a machine; `object.not_found` also where there is none; the operation: `vm.media_held`
 */
export const detachCloudInit = (deps: Deps, asked: Asked, vmId: string): Promise<OperationRow> =>
  beginVmOperation(deps, asked, vmId, {
    action: 'media',
    definition: discOperation,
    input: (tx) => detachInput(tx, vmId),
    change: async (tx) => {
      const drive = await seedDrive(tx, vmId);
      if (drive) await updateDisc(tx, drive.id, { imageId: null, discId: null });
      await updateVm(tx, vmId, {});
    },
    audit: { after: { cloudInit: null } },
  });

/** What `detachCloudInit` does, as LIMEN's own work: see follow-first-boot.ts. */
export const detachOwn = {
  input: detachInput,
  change: async (tx: Tx, row: VmRow): Promise<void> => {
    const drive = await seedDrive(tx, row.id);
    if (drive) await updateDisc(tx, drive.id, { imageId: null, discId: null });
    await updateVm(tx, row.id, {});
  },
};
