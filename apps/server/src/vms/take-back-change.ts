import type { NoWayBack } from '@limen/contract/changes';
import type { Asked } from '../auth/asked.ts';
import { authorize } from '../auth/policy.ts';
import type { Deps } from '../deps.ts';
import { areThere } from '../firewall/groups-of-nic.ts';
import { AppError, notFound } from '../lib/app-error.ts';
import type { OperationRow } from '../operations/operation.rows.ts';
import { poolsOfHost } from '../pools/pools-of-host.ts';
import { changeBoot } from './change-boot.ts';
import { changeDisc } from './change-disc.ts';
import { changeHardware } from './change-hardware.ts';
import { changeNic } from './change-nic.ts';
import { addDrive, removeDrive } from './change-drives.ts';
import { editVm } from './edit-vm.ts';
import { moveDisk } from './move-disk.ts';
import { giveHostDevice } from './give-host-device.ts';
import { takeHostDevice } from './take-host-device.ts';
import { parseChange, readConfiguration } from './list-changes.ts';
import { removeNic } from './remove-nic.ts';
import { resizeVm } from './resize-vm.ts';
import { tuneDisk } from './tune-disk.ts';
import { findVmWithRef } from './vm.rows.ts';
import { findChange } from './vm-change.rows.ts';
import { ceilingOf } from './vm-usage.ts';
import { type WayBack, wayBack } from './way-back.ts';

const whyNot: Readonly<Record<NoWayBack, string>> = {
  same: 'It is so already.',
  diskRemoved: 'What was on a disk that was removed is gone.',
  diskGrown: 'A disk is never made smaller.',
  diskAdded: 'Removing a disk takes what is on it along: remove it among the machine’s disks.',
  nicRemoved: 'A card that was removed had an address (MAC) of its own: add another one.',
  discGone: 'The disc that was made for the machine is gone.',
  deviceGone: 'The machine does not have what was changed any more.',
  tpmAdded: 'Removing a TPM takes what is in it along: remove it among the machine’s hardware.',
  tpmRemoved: 'What was in the TPM is gone with it: give the machine another one.',
  restored: 'Going back to a snapshot is taken back by a snapshot.',
};

/**
 * Makes what a change has changed as it was before, by the verb that somebody would use: with its rights, its rules and its own
 * lines in the record and the history.
 *
 * @returns the operation, where that verb has one
 * @throws AppError `object.not_found`, `auth.forbidden`, `vm.no_way_back`, and as that verb
 */
export const takeBackChange = async (
  deps: Deps,
  asked: Asked,
  { vmId, changeId }: { vmId: string; changeId: string },
): Promise<OperationRow | null> => {
  const now = await readConfiguration(deps.db, asked.actor, vmId);
  const found = await findVmWithRef(deps.db, vmId);
  const row = await findChange(deps.db, vmId, changeId);
  if (!found || !row) throw notFound();
  authorize(asked.actor, 'vm:edit', found.ref);
  const way = wayBack(parseChange(row), now);
  if ('not' in way) throw new AppError('vm.no_way_back', whyNot[way.not]);
  return go(deps, asked, vmId, { way, ceiling: ceilingOf(found.row), hostId: found.row.hostId });
};

const go = async (
  deps: Deps,
  asked: Asked,
  vmId: string,
  { way, ceiling, hostId }: { way: WayBack; ceiling: { vcpus: number; memoryBytes: number }; hostId: string },
): Promise<OperationRow | null> => {
  switch (way.by) {
    case 'edit':
      await editVm(deps, asked, vmId, way.to);
      return null;
    case 'resize': {
      const { vcpus = 0, memoryBytes = 0 } = way.to;
      // what runs has it where it can
      const at = vcpus <= ceiling.vcpus && memoryBytes <= ceiling.memoryBytes ? 'now' : 'next_start';
      return resizeVm(deps, asked, vmId, { ...way.to, at });
    }
    case 'hardware':
      return changeHardware(deps, asked, vmId, way.to);
    case 'boot':
      return changeBoot(deps, asked, vmId, { order: way.to, once: null });
    case 'disks':
      if ('toPool' in way) {
        const pools = await poolsOfHost(deps.db, hostId);
        if (way.toPool !== null && !pools.some(({ id }) => id === way.toPool)) {
          throw new AppError('vm.no_way_back', 'The storage pool that the disk was in is gone.');
        }
        return moveDisk(deps, asked, { vmId, diskId: way.diskId }, { poolId: way.toPool });
      }
      return tuneDisk(deps, asked, { vmId, diskId: way.diskId }, way.to);
    case 'media':
      return changeDisc(deps, asked, { vmId, cdromId: way.cdromId }, { imageId: way.imageId, force: false });
    case 'nics':
      if ('removeNic' in way) return removeNic(deps, asked, { vmId, nicId: way.removeNic });
      if (!(await areThere(deps.db, way.to.groupIds ?? []))) {
        throw new AppError('vm.no_way_back', 'A firewall group that the card had is gone.');
      }
      return changeNic(deps, asked, { vmId, nicId: way.nicId }, way.to);
    case 'hostDevices':
      return 'take' in way
        ? takeHostDevice(deps, asked, { vmId, deviceId: way.take })
        : giveHostDevice(deps, asked, vmId, { source: way.give });
    case 'drives':
      return 'remove' in way
        ? removeDrive(deps, asked, { vmId, cdromId: way.remove })
        : addDrive(deps, asked, vmId, way.add);
    default:
      return way satisfies never;
  }
};
