import type { Accelerator } from '@limen/contract/hosts';
import { hasAddresses } from '@limen/contract/networks';
import type {
  CdromSpec as CdromDevice,
  DiskSpec as DiskDevice,
  DomainSpec,
  FirmwareSpec,
  NicSpec as NicDevice,
} from '@limen/domain-xml/domain-spec';
import { targetName } from '@limen/domain-xml/identity';
import { networkName } from './host-networks.ts';
import type { CdromSpec, DiskPlace, DiskSpec, NetworkSpec, NicSpec, VmSpec } from './vm-spec.ts';

/** Where this host keeps its files, and how it runs machines. */
export type Placement = {
  accelerator: Accelerator;
  diskPath: (disk: DiskPlace) => string;
  imagePath: (imageId: string, format: 'qcow2' | 'raw') => string;
};

/** Drives are sda … sdh; disks that are no virtio ones share these names with them and begin at sdi. */
const firstDiskLetter = 8;

/** The name that libvirt knows a disk by. */
export const diskTarget = ({ bus, position }: Pick<DiskSpec, 'bus' | 'position'>): string =>
  bus === 'virtio' ? targetName('disk', position) : targetName('cdrom', firstDiskLetter + position);

/** The name that libvirt knows a drive by. */
export const cdromTarget = ({ position }: Pick<CdromSpec, 'position'>): string =>
  targetName('cdrom', position);

/** A drive as the XML writer wants it. */
export const cdromDeviceOf = (
  cdrom: CdromSpec,
  place: Pick<Placement, 'imagePath'>,
  bootOrder: number | null,
): CdromDevice => ({
  bus: cdrom.bus,
  target: cdromTarget(cdrom),
  isoPath: cdrom.imageId === null ? null : place.imagePath(cdrom.imageId, 'raw'),
  bootOrder,
});

/** A disk as the XML writer wants it. */
export const diskDeviceOf = (
  disk: DiskSpec,
  place: Pick<Placement, 'diskPath' | 'imagePath'>,
  bootOrder: number | null,
): DiskDevice => ({
  id: disk.id,
  path: place.diskPath(disk),
  format: disk.format,
  backing:
    disk.baseImageId === null ? [] : [{ path: place.imagePath(disk.baseImageId, 'qcow2'), format: 'qcow2' }],
  bus: disk.bus,
  target: diskTarget(disk),
  readOnly: false,
  cache: disk.cache,
  bytesPerSecond: disk.bytesPerSecond,
  iops: disk.iops,
  bootOrder,
});

/** A card as the XML writer wants it. */
export const nicDeviceOf = (nic: NicSpec, bootOrder: number | null): NicDevice => {
  const { network, guarded, address } = nic;
  return {
    mac: nic.mac,
    model: nic.model,
    linkUp: nic.linkUp,
    bootOrder,
    source: sourceOf(network),
    // QEMU's own network takes no filter; whoever is on it is alone in it
    guard: guarded && network.kind !== 'user' ? { filter: networkName(network), address } : null,
    // a bridge of the host's is a local network, whose machines see each other as all there do
    isolated: network.shared && hasAddresses(network.kind),
  };
};

const sourceOf = (network: NetworkSpec): NicDevice['source'] => {
  if (network.kind === 'user') return { kind: 'user' };
  if (network.kind === 'bridge') return { kind: 'bridge', name: network.bridge ?? '' };
  return { kind: 'network', name: networkName(network) };
};

/** The devices of a boot order by libvirt's names for them: targets of disks and drives, MACs of cards. */
export const bootTargetsOf = (vm: Pick<VmSpec, 'boot' | 'disks' | 'cdroms' | 'nics'>): string[] => {
  const names = new Map<string, string>([
    ...vm.disks.map((disk) => [`disk:${disk.id}`, diskTarget(disk)] as const),
    ...vm.cdroms.map((cdrom) => [`cdrom:${cdrom.id}`, cdromTarget(cdrom)] as const),
    ...vm.nics.map((nic) => [`nic:${nic.id}`, nic.mac] as const),
  ]);
  return vm.boot.flatMap((device) => names.get(device) ?? []);
};

/** Firmware as the XML writer wants it. */
export const firmwareOf = ({
  firmware,
  secureBoot,
}: Pick<VmSpec, 'firmware' | 'secureBoot'>): FirmwareSpec =>
  firmware === 'uefi' ? { kind: 'uefi', secureBoot } : { kind: 'bios' };

/** Our machine as the XML writer wants it. */
export const domainSpecOf = (vm: VmSpec, place: Placement): DomainSpec => {
  const orderOf = (device: string): number | null => {
    const at = vm.boot.indexOf(device);
    return at < 0 ? null : at + 1;
  };
  return {
    vmId: vm.id,
    ownerId: vm.ownerId,
    role: 'machine',
    title: vm.name,
    description: vm.description,
    accelerator: place.accelerator,
    emulator: null,
    vcpus: vm.vcpus,
    vcpuCeiling: vm.vcpusMax,
    memoryBytes: vm.memoryBytes,
    memoryCeilingBytes: vm.memoryMaxBytes,
    firmware: firmwareOf(vm),
    machine: vm.machine,
    cpuModel: vm.cpuModel,
    disks: vm.disks.map((disk) => diskDeviceOf(disk, place, orderOf(`disk:${disk.id}`))),
    cdroms: vm.cdroms.map((cdrom) => cdromDeviceOf(cdrom, place, orderOf(`cdrom:${cdrom.id}`))),
    nics: vm.nics.map((nic) => nicDeviceOf(nic, orderOf(`nic:${nic.id}`))),
    hostDevices: vm.hostDevices,
    video: vm.video,
    tpm: vm.tpm,
    clock: vm.clock,
    hyperv: vm.hyperv && place.accelerator === 'kvm',
    vncSocketPath: null,
  };
};
