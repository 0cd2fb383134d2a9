import type { Accelerator } from '@limen/contract/hosts';
import type { Firmware } from '@limen/contract/images';
import type {
  CdromBus,
  ClockOffset,
  DiskBus,
  DiskCache,
  NicModel,
  VideoModel,
} from '@limen/contract/systems';
import type { HostDeviceSource } from '@limen/contract/host-devices';
import type { NetworkKind } from '@limen/contract/networks';
import type { VmStateReason } from '@limen/contract/vm-rules';

/** What a machine is, in our words; the hypervisor makes libvirt's XML of it. */
export type VmSpec = {
  id: string;
  ownerId: string;
  name: string;
  description: string;
  vcpus: number;
  vcpusMax: number;
  memoryBytes: number;
  memoryMaxBytes: number;
  firmware: Firmware;
  secureBoot: boolean;
  tpm: boolean;
  /** A board by QEMU's name; null: the host's newest. */
  machine: string | null;
  /** A processor by libvirt's name, or `maximum`; null: as the host runs machines. */
  cpuModel: string | null;
  video: VideoModel;
  clock: ClockOffset;
  /** Wanted; a host without KVM cannot give them, and the machine runs without. */
  hyperv: boolean;
  /** What is tried in this order, by device: `disk:<id>`, `cdrom:<id>`, `nic:<id>`. */
  boot: readonly string[];
  disks: readonly DiskSpec[];
  cdroms: readonly CdromSpec[];
  nics: readonly NicSpec[];
  hostDevices: readonly HostDeviceSpec[];
};

/** A device of the host that a machine is given. */
export type HostDeviceSpec = { id: string; source: HostDeviceSource };

/** A network of a host. */
export type NetworkSpec = {
  id: string;
  /** The host's first one, which LIMEN makes when it meets the host. */
  first: boolean;
  kind: NetworkKind;
  /** Everybody's: its machines do not reach each other. */
  shared: boolean;
  /** The host's bridge that it stands for. */
  bridge: string | null;
  /** The first three numbers of its /24, where it has addresses of ours and they are known. */
  subnet: string | null;
};

/** A network card. */
export type NicSpec = {
  id: string;
  mac: string;
  model: NicModel;
  network: NetworkSpec;
  linkUp: boolean;
  /** Its guest sends by its own MAC and address alone. */
  guarded: boolean;
  /** The address kept for it; null: whatever it is leased. */
  address: string | null;
};

/** A folder of a host for disks, beside the one under LIMEN's home. */
export type PoolSpec = { id: string; path: string };

/** All that is needed to find a disk's file. `pool` null: it is in the pool under LIMEN's home. */
export type DiskPlace = { id: string; pool: PoolSpec | null };

export type DiskSpec = DiskPlace & {
  /** Its place among the disks, for its life: its name in libvirt follows from it. */
  position: number;
  bus: DiskBus;
  sizeBytes: number;
  format: 'qcow2';
  /** The image this disk is a copy-on-write clone of. */
  baseImageId: string | null;
  cache: DiskCache;
  /** Reading and writing together; null: no limit. */
  bytesPerSecond: number | null;
  iops: number | null;
};

/** A CD drive. */
export type CdromSpec = {
  id: string;
  /** Its place among the drives, for its life. */
  position: number;
  bus: CdromBus;
  /** The image or generated disc in it, by the id that its file carries; null: empty. */
  imageId: string | null;
};

/** libvirt's word on one domain, translated. */
export type PowerState =
  | 'running'
  | 'paused'
  | 'stopped'
  | 'stopping'
  | 'crashed'
  | 'suspended'
  | 'saved'
  | 'unknown';

export type Observed =
  | { defined: false }
  | {
      defined: true;
      state: PowerState;
      reason: VmStateReason | null;
      /** libvirt's id of the running domain; null when it is off. Grows with every start. */
      runId: number | null;
    };

/** What a running machine has. */
export type RunSize = { vcpus: number; memoryBytes: number };
/** The same, and what it does. */
export type Run = RunSize & { state: PowerState };

/** Processors and memory, and as far as both grow. */
export type MachineSize = RunSize & { vcpusMax: number; memoryMaxBytes: number };

/** `given`: what it has, or may take, while it runs; null when it is off. */
export type DomainSizes = { defined: MachineSize; given: MachineSize | null };

/** What a host said of itself when it was last connected. */
export type HostFacts = {
  architecture: string;
  accelerator: Accelerator;
  cpus: number;
  memoryBytes: number;
  libvirtVersion: string;
  qemuVersion: string;
};

/** What a host can give its machines, by its QEMU and what is installed beside it. */
export type QemuGifts = {
  uefi: boolean;
  secureBoot: boolean;
  tpm: boolean;
  /** virtio-mem: without it a running machine has no more memory than it was started with. */
  pluggableMemory: boolean;
  /** Boards by QEMU's names for them, newest first. */
  machines: readonly string[];
  /** Processors by libvirt's names for them, `maximum` among them. */
  cpuModels: readonly string[];
};

export type PoolRole = 'disks' | 'images';
export type PoolSpace = { role: PoolRole; capacityBytes: number; availableBytes: number };
