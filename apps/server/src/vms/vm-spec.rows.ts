import { cdromBus, clockOffset, diskBus, diskCache, nicModel, videoModel } from '@limen/contract/systems';
import { asc, eq } from 'drizzle-orm';
import type { Db } from '../db/database.ts';
import { vmCdroms } from '../db/schema-media.ts';
import { networks, vmNics } from '../db/schema-networks.ts';
import type { VmSpec } from '../hypervisor/vm-spec.ts';
import { networkSpecOf } from '../networks/network-spec.ts';
import { bootOrderOf } from './boot-order.ts';
import { listGiven } from './host-device.rows.ts';
import { listDisks } from './disk.rows.ts';
import { findVm } from './vm.rows.ts';

/** Everything libvirt must know of a machine, as the rows have it. */
export const findVmSpec = async (db: Db, id: string): Promise<VmSpec | undefined> => {
  const vm = await findVm(db, id);
  if (!vm) return undefined;
  const disks = await listDisks(db, id);
  const cdroms = await db
    .select()
    .from(vmCdroms)
    .where(eq(vmCdroms.vmId, id))
    .orderBy(asc(vmCdroms.position));
  const cards = await db
    .select({ nic: vmNics, network: networks })
    .from(vmNics)
    .innerJoin(networks, eq(networks.id, vmNics.networkId))
    .where(eq(vmNics.vmId, id))
    .orderBy(asc(vmNics.position));
  const nics = cards.map(({ nic }) => nic);
  return {
    id: vm.id,
    ownerId: vm.ownerId,
    name: vm.name,
    description: vm.description,
    vcpus: vm.vcpus,
    vcpusMax: vm.vcpusMax,
    memoryBytes: vm.memoryBytes,
    memoryMaxBytes: vm.memoryMaxBytes,
    firmware: vm.firmware === 'uefi' ? 'uefi' : 'bios',
    secureBoot: vm.secureBoot,
    tpm: vm.tpm,
    machine: vm.machine,
    cpuModel: vm.cpuModel,
    video: videoModel.parse(vm.video),
    clock: clockOffset.parse(vm.clock),
    hyperv: vm.hyperv,
    boot: bootOrderOf(vm.bootOrder, { disks, cdroms, nics }),
    disks: disks.map((d) => ({
      id: d.id,
      pool: d.pool && { id: d.pool.id, path: d.pool.path },
      position: d.position,
      bus: diskBus.parse(d.bus),
      sizeBytes: d.sizeBytes,
      format: 'qcow2',
      baseImageId: d.baseImageId,
      cache: diskCache.parse(d.cache),
      bytesPerSecond: d.bytesPerSecond,
      iops: d.iops,
    })),
    cdroms: cdroms.map((c) => ({
      id: c.id,
      position: c.position,
      bus: cdromBus.parse(c.bus),
      imageId: c.imageId ?? c.discId,
    })),
    nics: cards.map(({ nic, network }) => ({
      id: nic.id,
      mac: nic.mac,
      model: nicModel.parse(nic.model),
      network: networkSpecOf(network),
      linkUp: nic.linkUp,
      guarded: nic.guarded,
      address: nic.address,
    })),
    hostDevices: (await listGiven(db, id)).map(({ id: deviceId, source }) => ({ id: deviceId, source })),
  };
};
