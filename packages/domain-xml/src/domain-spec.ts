/** What a VM of ours is, as the server says it. `write-domain.ts` turns it into libvirt's XML. Sizes are bytes. */

/** `tcg`: QEMU's software emulation, for hosts whose processor cannot run guests itself. */
export type Accelerator = 'kvm' | 'tcg';

/** Secure Boot is always stated: libvirt picks a firmware with it on when nothing is said (Debian 12). */
export type FirmwareSpec =
  | { readonly kind: 'bios' }
  /** `secureBoot`: with Microsoft's keys enrolled and system management mode on. */
  | { readonly kind: 'uefi'; readonly secureBoot: boolean };

export type DiskFormat = 'qcow2' | 'raw';

/** A file below a copy-on-write disk. */
export interface BackingFile {
  readonly path: string;
  readonly format: DiskFormat;
}

/**
 * `virtio`: virtio-blk, fastest · `scsi`: virtio-scsi · `sata`: AHCI, which every guest since about 2007 knows; six devices
 * at most, and none can be plugged in or out.
 */
export type DiskBus = 'virtio' | 'scsi' | 'sata';
export type CdromBus = 'scsi' | 'sata';

/**
 * How the host's cache is used for a disk. `default`: libvirt's choice (writeback) · `none`: not at all, the guest's own is
 * enough · `writethrough`: what the guest is told is written lies on the host's disk, flushed or not.
 */
export type DiskCache = 'default' | 'none' | 'writeback' | 'writethrough';

/** What a disk can have otherwise than others; null: no limit. */
export interface DiskTuning {
  readonly cache: DiskCache;
  /** Reading and writing together. */
  readonly bytesPerSecond: number | null;
  readonly iops: number | null;
}

/** A hard disk. */
export interface DiskSpec extends DiskTuning {
  /** UUID of the disk; gives the serial number that the guest sees. */
  readonly id: string;
  /** Absolute path of the file. */
  readonly path: string;
  readonly format: DiskFormat;
  /** The whole chain below, nearest first; empty for a flat disk. libvirt opens these files and no others. */
  readonly backing: readonly BackingFile[];
  readonly bus: DiskBus;
  /** `vda` … `vdz` on virtio, `sda` … `sdz` on the others: see `targetName` in identity.ts. Stays with the disk for its life. */
  readonly target: string;
  readonly readOnly: boolean;
  /** 1 is tried first; null is not booted from. Unique among all devices of the VM. */
  readonly bootOrder: number | null;
}

/** A CD drive. Debian's cloud kernel sees one on virtio-scsi only, an installer without virtio drivers one on SATA only. */
export interface CdromSpec {
  readonly bus: CdromBus;
  /** `sda` … `sdz`. */
  readonly target: string;
  /** Absolute path of the ISO; null for an empty drive. Always read as raw. */
  readonly isoPath: string | null;
  readonly bootOrder: number | null;
}

/** What a network card is plugged into: a network of libvirt's, a bridge of the host, or QEMU's own small network (`user`). */
export type NicSource =
  | { readonly kind: 'network'; readonly name: string }
  | { readonly kind: 'bridge'; readonly name: string }
  | { readonly kind: 'user' };

/**
 * The nwfilter that a card's traffic passes. `address`: the one that its guest may use, which is then fixed; null: the one
 * that it is leased, and until then nothing but DHCP passes (libvirt, formatnwfilter, `CTRL_IP_LEARNING`).
 */
export interface NicGuard {
  readonly filter: string;
  readonly address: string | null;
}

/** A network card. */
export interface NicSpec {
  /** Lower case, unicast; with our prefix unless somebody chose it: see `macAddress` in identity.ts. */
  readonly mac: string;
  readonly source: NicSource;
  /** null: everything passes. QEMU's own network takes none. */
  readonly guard: NicGuard | null;
  /** Whether the guest sees its cable plugged in. */
  readonly linkUp: boolean;
  /** `e1000e`: Intel's 82574L, for guests without virtio drivers. */
  readonly model: 'virtio' | 'e1000e';
  /** Whether this guest and the other isolated ones on the bridge cannot reach each other. */
  readonly isolated: boolean;
  readonly bootOrder: number | null;
}

/** A device that the host itself has. */
export type HostDeviceSource =
  | {
      readonly kind: 'usb';
      /** Four hexadecimal digits, in lower case. */
      readonly vendorId: string;
      readonly productId: string;
      /** Where it is plugged in, to tell one of several that are alike; null: wherever the only one of its kind is. */
      readonly place: { readonly bus: number; readonly device: number } | null;
    }
  /** `address`: domain, bus, slot and function, in lower case: `0000:01:00.0`. */
  | { readonly kind: 'pci'; readonly address: string };

/** A device of the host that a machine is given. */
export interface HostDeviceSpec {
  /** UUID; gives the alias by which it is found again among others that somebody has given to the domain. */
  readonly id: string;
  readonly source: HostDeviceSource;
}

export interface DomainSpec {
  /** UUID of the VM; it is the domain's UUID and gives its name. */
  readonly vmId: string;
  /** UUID of the owner, kept in our metadata. */
  readonly ownerId: string;
  /**
   * `helper`: runs for a while for an operation, under a name of its own and without our metadata: it is nobody's machine.
   */
  readonly role: 'machine' | 'helper';
  /** What people call the VM: any Unicode text XML can carry but newlines, which libvirt refuses here. */
  readonly title: string;
  /** Any Unicode text XML can carry; '' for none. */
  readonly description: string;
  readonly accelerator: Accelerator;
  /** The QEMU binary, as libvirt's capabilities name it; null lets libvirt choose. */
  readonly emulator: string | null;
  /** Processors at boot. */
  readonly vcpus: number;
  /** How many there may become without a reboot; ≥ `vcpus`. */
  readonly vcpuCeiling: number;
  /** Memory at boot: a multiple of 2 MiB. */
  readonly memoryBytes: number;
  /** How much there may become without a reboot (virtio-mem); ≥ `memoryBytes`, a multiple of 2 MiB. */
  readonly memoryCeilingBytes: number;
  readonly firmware: FirmwareSpec;
  /** A q35 of one version (`pc-q35-7.2`), as libvirt's capabilities name it; null: the newest that the host's QEMU has. */
  readonly machine: string | null;
  /**
   * A model by libvirt's name, or `maximum`: all that the host can give. null: the host's own processor, or, emulated, the
   * one that boots fastest.
   */
  readonly cpuModel: string | null;
  readonly disks: readonly DiskSpec[];
  readonly cdroms: readonly CdromSpec[];
  readonly nics: readonly NicSpec[];
  readonly hostDevices: readonly HostDeviceSpec[];
  /**
   * `vga` shows BIOS, GRUB and text consoles in any guest, also in kernels without DRM; `virtio` shows the same and lets
   * the viewer change the guest's resolution where it has the virtio-gpu driver.
   */
  readonly video: 'vga' | 'virtio';
  /** A TPM 2.0 of the machine's own (swtpm; the CRB interface, which Windows 11 wants). */
  readonly tpm: boolean;
  /** What the guest takes the machine's clock for. Windows: `localtime`. */
  readonly clock: 'utc' | 'localtime';
  /** Hyper-V enlightenments: Windows runs faster with them. With KVM only: emulated, such a machine does not start. */
  readonly hyperv: boolean;
  /** Where QEMU listens for VNC: an absolute path; null lets libvirt choose one for each start. Never TCP. */
  readonly vncSocketPath: string | null;
}

/** The step of `memoryBytes` and `memoryCeilingBytes`: a virtio-mem block, which is a huge page on x86-64. */
export const MEMORY_STEP_BYTES = 2 * 1024 * 1024;

/** A spec that cannot become a VM. `path` is the field: `disks[0].target`. */
export class InvalidDomainSpec extends Error {
  override readonly name = 'InvalidDomainSpec';
  readonly path: string;

  constructor(path: string, reason: string) {
    super(`${path}: ${reason}`);
    this.path = path;
  }
}
