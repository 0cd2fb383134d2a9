import { z } from 'zod';
import type { Deps } from '../deps.ts';
import type { Host } from '../hypervisor/host.ts';
import type { CdromSpec, VmSpec } from '../hypervisor/vm-spec.ts';
import { AppError } from '../lib/app-error.ts';
import { defineOperation } from '../operations/define-operation.ts';
import { deleteCdrom, findCdrom, updateDisc } from './drive.rows.ts';
import { tellImagesOfVm } from './tell-images-of-vm.ts';
import { findVm, updateVm } from './vm.rows.ts';
import { findVmSpec } from './vm-spec.rows.ts';

const drive = { vmId: z.uuid(), cdromId: z.uuid() };
const input = z.discriminatedUnion('change', [
  /** The row names the new disc already; the one before is held against deletion by this input (vm-images.rows.ts). */
  z.object({
    change: z.literal('disc'),
    ...drive,
    imageIdBefore: z.uuid().nullable(),
    discIdBefore: z.uuid().nullable(),
    force: z.boolean(),
  }),
  /** The row is there already. */
  z.object({ change: z.literal('add'), ...drive, bootOrderBefore: z.array(z.string()) }),
  /** The row goes when the drive has; what is in it is held until then, too. */
  z.object({ change: z.literal('remove'), ...drive, imageIdBefore: z.uuid().nullable().default(null) }),
]);
type Input = z.infer<typeof input>;

/** The machine as its rows have it, and the drive of this input; undefined where one of them is gone. */
const read = async (
  deps: Deps,
  { vmId, cdromId }: Input,
): Promise<{ host: Host; vm: VmSpec; cdrom: CdromSpec } | undefined> => {
  const row = await findVm(deps.db, vmId);
  const vm = await findVmSpec(deps.db, vmId);
  const cdrom = vm?.cdroms.find(({ id }) => id === cdromId);
  return row && vm && cdrom ? { host: deps.hosts.byId(row.hostId), vm, cdrom } : undefined;
};

/** A machine that has lost a drive: it is no longer in the order either. */
const without = (vm: VmSpec, cdrom: CdromSpec): VmSpec => ({
  ...vm,
  cdroms: vm.cdroms.filter(({ id }) => id !== cdrom.id),
  boot: vm.boot.filter((device) => device !== `cdrom:${cdrom.id}`),
});

/** Discs and drives of one machine, in what runs and what is kept: both, or neither. */
export const mediaOperation = defineOperation({
  kind: 'vm.media',
  version: 1,
  quota: 'none',
  input,
  cancellable: false,
  steps: [
    {
      name: 'drive',
      deadlineSeconds: 120,
      run: async ({ deps, input: given, guard }) => {
        const found = await read(deps, given);
        if (!found) throw new AppError('operation.interrupted', 'The drive’s row is gone.');
        const { host, vm, cdrom } = found;
        await guard();
        if (given.change === 'disc') await host.changeDisc(vm.id, cdrom, given.force);
        else if (given.change === 'add') await host.addDrive(vm, cdrom);
        else await host.removeDrive(without(vm, cdrom), cdrom);
      },
      undo: async ({ deps, input: given, guard }) => {
        const found = await read(deps, given);
        if (!found) return;
        const { host, vm, cdrom } = found;
        await guard();
        if (given.change === 'add') await host.removeDrive(without(vm, cdrom), cdrom);
        else if (given.change === 'remove') await host.addDrive(vm, cdrom);
        else {
          const before = { ...cdrom, imageId: given.imageIdBefore ?? given.discIdBefore };
          // whoever took the disc out by force gets it back the same way
          await host.changeDisc(vm.id, before, true);
        }
      },
    },
    {
      name: 'forget',
      deadlineSeconds: 30,
      run: async ({ deps, input: given, guard }) => {
        await guard();
        if (given.change === 'remove') {
          await deps.db.transaction(async (tx) => {
            const row = await findVm(tx, given.vmId);
            const device = `cdrom:${given.cdromId}`;
            await deleteCdrom(tx, given.cdromId);
            await updateVm(tx, given.vmId, {
              bootOrder: (row?.bootOrder ?? []).filter((each) => each !== device),
              ...(row?.bootOnce === device && { bootOnce: null }),
            });
          });
        }
        deps.live.publish('vm.changed', { id: given.vmId });
      },
    },
  ],
  settled: async ({ deps, input: given }, outcome) => {
    if (outcome === 'succeeded') return;
    await deps.db.transaction(async (tx) => {
      if (!(await findCdrom(tx, given.vmId, given.cdromId))) return;
      if (given.change === 'disc') {
        await updateDisc(tx, given.cdromId, { imageId: given.imageIdBefore, discId: given.discIdBefore });
        await updateVm(tx, given.vmId, {});
      }
      if (given.change === 'add') {
        await deleteCdrom(tx, given.cdromId);
        await updateVm(tx, given.vmId, { bootOrder: given.bootOrderBefore });
      }
    });
    deps.live.publish('vm.changed', { id: given.vmId });
  },
  // until then what was in the drive may have to go back into it, and is used
  over: async ({ deps, input: given }) => {
    await tellImagesOfVm(deps, given.vmId, given.change === 'add' ? [] : [given.imageIdBefore]);
  },
});
