import { z } from 'zod';
import type { Deps } from '../deps.ts';
import { packDisc } from '../discs/pack-disc.ts';
import type { Host } from '../hypervisor/host.ts';
import type { CdromSpec, VmSpec } from '../hypervisor/vm-spec.ts';
import { AppError } from '../lib/app-error.ts';
import { defineOperation } from '../operations/define-operation.ts';
import { replaceCloudInit } from './cloud-init.rows.ts';
import { deleteDiscRow, findDisc, listDiscs } from './disc.rows.ts';
import { deleteCdrom, findCdrom, updateDisc } from './drive.rows.ts';
import { keepToldNics, writeToldNics } from './told-address.ts';
import { findVm, updateVm } from './vm.rows.ts';
import { findVmSpec } from './vm-spec.rows.ts';

const input = z.object({
  vmId: z.uuid(),
  cdromId: z.uuid(),
  /** The drive is new, and goes again where this fails. */
  driveIsNew: z.boolean(),
  /** The disc that comes into the drive; the row names it already. null: only out. */
  discId: z.uuid().nullable(),
  /** What was in the drive before, and is put back where this fails. */
  discIdBefore: z.uuid().nullable(),
  detachAfterBoot: z.boolean(),
  /** Cards that keep another address from now on, with the one that is put back where this fails. */
  nics: z.array(z.object({ nicId: z.uuid(), address: z.string().nullable() })).default([]),
});
export type DiscChange = z.infer<typeof input>;

/** The machine as its rows have it, and the drive; undefined where one of them is gone. */
const read = async (
  deps: Deps,
  { vmId, cdromId }: DiscChange,
): Promise<{ host: Host; vm: VmSpec; cdrom: CdromSpec } | undefined> => {
  const row = await findVm(deps.db, vmId);
  const vm = await findVmSpec(deps.db, vmId);
  const cdrom = vm?.cdroms.find(({ id }) => id === cdromId);
  return row && vm && cdrom ? { host: deps.hosts.byId(row.hostId), vm, cdrom } : undefined;
};

const mustRead = async (
  deps: Deps,
  given: DiscChange,
): Promise<NonNullable<Awaited<ReturnType<typeof read>>>> => {
  const found = await read(deps, given);
  if (!found) throw new AppError('operation.interrupted', 'The drive’s row is gone.');
  return found;
};

/**
 * A machine's own disc becomes another one, or goes: written under a new id, changed in the drive (running or not), and only
 * then is what the machine was told replaced and the old disc deleted. Both, or neither.
 */
export const discOperation = defineOperation({
  kind: 'vm.cloudInit',
  version: 1,
  quota: 'none',
  input,
  cancellable: false,
  steps: [
    {
      name: 'disc',
      deadlineSeconds: 120,
      run: async ({ deps, input: given, guard, signal }) => {
        if (given.discId === null) return;
        const { host } = await mustRead(deps, given);
        const disc = await findDisc(deps.db, given.vmId, given.discId);
        if (!disc) throw new AppError('operation.interrupted', 'The disc’s row is gone.');
        const bytes = await packDisc(disc.content, signal);
        await guard();
        await host.writeDisc(disc.id, bytes);
      },
      undo: async ({ deps, input: given, guard }) => {
        const found = await read(deps, given);
        if (!found || given.discId === null) return;
        await guard();
        await found.host.deleteDisc(given.discId);
      },
    },
    {
      name: 'drive',
      deadlineSeconds: 120,
      run: async ({ deps, input: given, guard }) => {
        const { host, vm, cdrom } = await mustRead(deps, given);
        await guard();
        await keepToldNics(deps, vm.id, given.nics, guard);
        await guard();
        if (given.driveIsNew) await host.addDrive(vm, cdrom);
        else await host.changeDisc(vm.id, cdrom, false);
      },
      undo: async ({ deps, input: given, guard }) => {
        const found = await read(deps, given);
        if (!found) return;
        const { host, vm, cdrom } = found;
        await guard();
        await deps.db.transaction((tx) => writeToldNics(tx, vm.id, given.nics));
        await keepToldNics(deps, vm.id, given.nics, guard);
        await guard();
        if (!given.driveIsNew) return host.changeDisc(vm.id, { ...cdrom, imageId: given.discIdBefore }, true);
        const device = `cdrom:${cdrom.id}`;
        await host.removeDrive(
          {
            ...vm,
            cdroms: vm.cdroms.filter(({ id }) => id !== cdrom.id),
            boot: vm.boot.filter((each) => each !== device),
          },
          cdrom,
        );
      },
    },
    {
      name: 'forget',
      deadlineSeconds: 60,
      run: async ({ deps, input: given, guard }) => {
        const { host } = await mustRead(deps, given);
        const others = (await listDiscs(deps.db, given.vmId)).filter(
          ({ id, kind }) => kind === 'cloud-init' && id !== given.discId,
        );
        for (const { id } of others) {
          await guard();
          await host.deleteDisc(id);
        }
        await guard();
        await deps.db.transaction(async (tx) => {
          const disc = given.discId === null ? undefined : await findDisc(tx, given.vmId, given.discId);
          if (disc?.content.seed) {
            const { detachAfterBoot } = given;
            await replaceCloudInit(tx, given.vmId, { ...disc.content.seed, detachAfterBoot });
          }
          for (const { id } of others) await deleteDiscRow(tx, id);
          await updateVm(tx, given.vmId, {});
        });
        deps.live.publish('vm.changed', { id: given.vmId });
      },
    },
  ],
  settled: async ({ deps, input: given }, outcome) => {
    if (outcome === 'succeeded') return;
    await deps.db.transaction(async (tx) => {
      if (await findCdrom(tx, given.vmId, given.cdromId)) {
        if (given.driveIsNew) await deleteCdrom(tx, given.cdromId);
        else await updateDisc(tx, given.cdromId, { imageId: null, discId: given.discIdBefore });
      }
      if (given.discId !== null) await deleteDiscRow(tx, given.discId);
      await writeToldNics(tx, given.vmId, given.nics);
      const device = `cdrom:${given.cdromId}`;
      const row = await findVm(tx, given.vmId);
      await updateVm(tx, given.vmId, {
        ...(given.driveIsNew && { bootOrder: row?.bootOrder.filter((each) => each !== device) ?? [] }),
      });
    });
    deps.live.publish('vm.changed', { id: given.vmId });
  },
});
