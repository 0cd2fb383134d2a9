import type { Duplex } from 'node:stream';
import type { SnapshotKind } from '@limen/contract/snapshots';
import { AppError } from '../lib/app-error.ts';
import { reboot, shutDown } from './await-guest.ts';
import {
  bootTargetsOf,
  cdromDeviceOf,
  cdromTarget,
  diskDeviceOf,
  domainSpecOf,
  type Placement,
} from './domain-spec-of.ts';
import { cleanCopy, type HelperDisk, helperOf, removeHelper } from './clean-copy.ts';
import { copyDisk } from './copy-disk.ts';
import { copyFirmwareVariables, deleteSnapshotVariables } from './copy-firmware-variables.ts';
import type { HostConnection } from './host-connection.ts';
import { hostDisks } from './host-disks.ts';
import * as domains from './host-domains.ts';
import type { HostFiles } from './host-files.ts';
import { HostLink } from './host-link.ts';
import * as media from './host-media.ts';
import { discardSavedState, saveDomain, savedSize, type SaveJob } from './saved-state.ts';
import * as snapshots from './vm-snapshots.ts';
import { readSize, readSizes, type RunningSize, setMemory, setVcpus } from './host-size.ts';
import { applyForwards } from './host-forwards.ts';
import { diskMirror } from './mirror-disk.ts';
import { hostPools } from './host-pools.ts';
import { hostMachine } from './host-machine.ts';
import { hostNetworks } from './host-networks.ts';
import { hostNics } from './host-nics.ts';
import type { Inventory } from './inventory.ts';
import type {
  CdromSpec,
  DiskPlace,
  DiskSpec,
  DomainSizes,
  MachineSize,
  Observed,
  PoolSpace,
  PoolSpec,
  Run,
  VmSpec,
} from './vm-spec.ts';
import { endStrays, findStrays, startPastStrays } from './stray-qemu.ts';

/** A pool that libvirt cannot look into is one of which nothing is known; a host that is gone is another matter. */
const unlessAway = (error: unknown): null => {
  if (error instanceof AppError && error.code !== 'host.unavailable') return null;
  throw error;
};

/** A screen is read in 20 ms; a QEMU that takes this long hangs. */
const screenshotMs = 10_000;
/** A desktop of 4K full of photographs takes less. */
const mostScreenshotBytes = 32 * 1024 ** 2;

/**
 * One libvirt host in our words.
 *
 * Every method that asks the host throws AppError `host.unavailable` while it is not connected; none retries an
 * effect by itself.
 */
export class Host extends HostLink {
  #use(): HostConnection {
    return this.use();
  }

  get #files(): HostFiles {
    return this.files;
  }

  // --- looking ---

  async observe(vmId: string): Promise<Observed> {
    return domains.observeDomain(this.#use(), vmId);
  }

  /** @param pools the host's further ones */
  async inventory(pools: readonly PoolSpec[]): Promise<Inventory> {
    const connection = this.#use();
    const [seen, strays, disks, images, further] = await Promise.all([
      domains.listDomains(connection),
      this.local ? findStrays(connection) : [],
      this.#files.list(connection, 'disks'),
      this.#files.list(connection, 'images'),
      Promise.all(
        pools.map(async (pool) => [pool.id, await this.pools.list(pool).catch(unlessAway)] as const),
      ),
    ]);
    return {
      domains: seen,
      strays: strays.map(({ vmId }) => vmId),
      volumes: { disks, images, further: new Map(further) },
    };
  }

  async poolSpace(): Promise<PoolSpace[]> {
    return this.#files.space(this.#use());
  }

  /** The UNIX socket of this start's screen; null when the machine is off. */
  async vncSocketPath(vmId: string): Promise<string | null> {
    return domains.readVncSocketPath(this.#use(), vmId);
  }

  async openSerial(vmId: string): Promise<Duplex> {
    return domains.openDomainSerial(this.#use(), vmId);
  }

  /** Its screen as a PNG; null where that is larger than anybody is sent. */
  async screenshot(
    vmId: string,
    within: { signal?: AbortSignal; mostBytes?: number } = {},
  ): Promise<Buffer | null> {
    const { signal = AbortSignal.timeout(screenshotMs), mostBytes = mostScreenshotBytes } = within;
    return domains.readPicture(this.#use(), vmId, { signal, mostBytes });
  }

  /** What the machine says of itself on the channel that is for that: bytes of a guest, believed by nobody. */
  async openReports(vmId: string): Promise<Duplex> {
    return domains.openDomainChannel(this.#use(), vmId);
  }

  // --- files: each is idempotent ---

  async createDisk(disk: DiskSpec): Promise<void> {
    await this.#files.createDisk(this.#use(), disk);
  }

  /** See copy-disk.ts. */
  copyDisk = (job: Parameters<typeof copyDisk>[1]): Promise<void> => copyDisk(this.#files, job);
  /** See clean-copy.ts. */
  cleanCopy = async (vm: VmSpec, copy: HelperDisk, job: Parameters<typeof cleanCopy>[2]): Promise<void> =>
    cleanCopy(this.#use(), helperOf(domainSpecOf(vm, this.#placement()), copy), job);
  removeHelper = async (id: string): Promise<void> => removeHelper(this.#use(), id);
  diskBytes = (disk: DiskPlace): Promise<number> => this.#files.diskBytes(disk);

  /** See `HostFiles.halfPath`. */
  halfPath = (disk: DiskPlace): string => this.#files.halfPath(disk);
  takeDisk = async (disk: Parameters<HostFiles['takeDisk']>[1]): Promise<void> =>
    this.#files.takeDisk(this.#use(), disk);
  hasDisk = async (disk: DiskPlace): Promise<boolean> => this.#files.hasDisk(this.#use(), disk);
  deleteDisk = async (disk: DiskPlace): Promise<void> => this.#files.deleteDisk(this.#use(), disk);
  /** Puts a disc that LIMEN made for one machine into the pool of images. */
  writeDisc = async (discId: string, bytes: Buffer): Promise<void> =>
    this.#files.writeDisc(this.#use(), discId, bytes);
  deleteDisc = async (discId: string): Promise<void> => this.#files.deleteImage(this.#use(), discId, 'raw');

  importImage = async (image: Parameters<HostFiles['importImage']>[1]): Promise<number> =>
    this.#files.importImage(this.#use(), image);
  /** Moves a file of ours into the pool of images; see `HostFiles.takeImage`. */
  takeImage = async (image: Parameters<HostFiles['takeImage']>[1]): Promise<void> =>
    this.#files.takeImage(this.#use(), image);
  hasImage = async (imageId: string, format: 'qcow2' | 'raw'): Promise<boolean> =>
    this.#files.hasImage(this.#use(), imageId, format);
  deleteImage = async (imageId: string, format: 'qcow2' | 'raw'): Promise<void> =>
    this.#files.deleteImage(this.#use(), imageId, format);

  // --- machines: each is idempotent ---

  /** See copy-firmware-variables.ts. */
  copyFirmwareVariables = async (job: Parameters<typeof copyFirmwareVariables>[1]): Promise<void> =>
    copyFirmwareVariables(this.#use(), job);

  async define(vm: VmSpec, how?: Parameters<typeof domains.defineDomain>[2]): Promise<void> {
    await domains.defineDomain(this.#use(), domainSpecOf(vm, this.#placement()), how);
  }

  #placement(): Placement {
    return {
      accelerator: this.facts().accelerator,
      diskPath: (disk) => this.#files.diskPath(disk),
      imagePath: (id, format) => this.#files.imagePath(id, format),
    };
  }

  /** What is in a drive becomes what `cdrom` says, running or not. @throws AppError `vm.media_held` */
  async changeDisc(vmId: string, cdrom: CdromSpec, force: boolean): Promise<void> {
    const { target, isoPath } = cdromDeviceOf(cdrom, this.#placement(), null);
    await media.changeDisc(this.#use(), vmId, { target, isoPath, force });
  }

  /** @param vm as it is with the drive */
  async addDrive(vm: VmSpec, cdrom: CdromSpec): Promise<void> {
    const device = cdromDeviceOf(cdrom, this.#placement(), null);
    await media.addDrive(this.#use(), vm.id, device, bootTargetsOf(vm));
  }

  /** @param vm as it is without the drive. @throws AppError `vm.media_held` */
  async removeDrive(vm: VmSpec, cdrom: CdromSpec): Promise<void> {
    await media.removeDrive(this.#use(), vm.id, cdromTarget(cdrom), bootTargetsOf(vm));
  }

  /** Further pools of disks: see host-pools.ts. */
  readonly pools = hostPools(() => ({ to: this.#use() }), { local: this.local, home: this.home });
  /** Disks of a machine that is there, one by one: see host-disks.ts. */
  readonly disks = hostDisks(() => ({ to: this.#use(), files: this.#files, place: this.#placement() }));

  /** Disks on their way into another pool: see mirror-disk.ts. */
  readonly mirrors = diskMirror(() => ({
    to: this.#use(),
    files: this.#files,
    deviceOf: (disk) => diskDeviceOf(disk, this.#placement(), null),
  }));

  /** Networks of this host: see host-networks.ts. */
  readonly networks = hostNetworks(() => this.#use(), { local: this.local });
  /** See host-forwards.ts. Of a host that is not this computer none can be. */
  forwardPorts = async (rules: Parameters<typeof applyForwards>[0]): Promise<void> => {
    this.#use();
    if (this.local) await applyForwards(rules);
    else if (rules.length > 0) throw new AppError('host.refused', 'Only ports of this computer can lead on.');
  };
  /** Firmware, TPM, board and processor of a machine that is off: see host-machine.ts. */
  readonly machine = hostMachine(() => ({ to: this.#use(), place: this.#placement() }));
  /** Cards of a machine that is there: see host-nics.ts. */
  readonly nics = hostNics(() => this.#use());

  /** The boot order of `vm`: from its next start on, of a running one from its next reboot on. */
  async orderBoot(vm: VmSpec): Promise<void> {
    await media.orderBoot(this.#use(), vm.id, bootTargetsOf(vm));
  }

  /** Starts a machine with another boot order this one time; afterwards it has that of `vm` again. */
  async startOnceFrom(vm: VmSpec, boot: readonly string[]): Promise<void> {
    const order = { once: bootTargetsOf({ ...vm, boot }), usual: bootTargetsOf(vm) };
    await media.startOnceFrom(this.#use(), vm.id, order);
  }

  /** Writes down whose machine it is in libvirt, running or not. Where libvirt has no such machine nothing happens. */
  async setOwner(vmId: string, owner: Parameters<typeof domains.setDomainOwner>[2]): Promise<void> {
    await domains.setDomainOwner(this.#use(), vmId, owner);
  }

  async undefine(vmId: string): Promise<void> {
    const connection = this.#use();
    if (!(await domains.observeDomain(connection, vmId)).defined) return;
    await deleteSnapshotVariables(connection, vmId);
    await domains.undefineDomain(connection, vmId);
  }

  async start(vmId: string): Promise<void> {
    if (this.local) await startPastStrays(this.#use(), vmId);
    else await domains.startDomain(this.#use(), vmId);
  }

  /** Ends a QEMU of a machine that libvirt says is off: see stray-qemu.ts. @returns whether there was one */
  async endStrays(vmId: string): Promise<boolean> {
    const pids = this.local ? await endStrays(this.#use(), vmId) : [];
    if (pids.length > 0) this.log.warn({ vmId, pids }, 'ended a QEMU that libvirt did not know');
    return pids.length > 0;
  }

  /** Off afterwards, with nothing saved of it. */
  async powerOff(vmId: string): Promise<void> {
    await domains.powerOffDomain(this.#use(), vmId);
    await discardSavedState(this.#use(), vmId);
  }

  /** See saved-state.ts. */
  save = async (vmId: string, job: SaveJob): Promise<void> => saveDomain(this.#use(), vmId, job);
  savedSize = async (vmId: string): Promise<MachineSize | null> => savedSize(this.#use(), vmId);
  /** What is left of a saving that did not come to its end; of one that did, all is kept. */
  async discardHalfSaved(vmId: string): Promise<void> {
    const seen = await this.observe(vmId);
    if (seen.defined && seen.runId !== null) await discardSavedState(this.#use(), vmId);
  }

  async reset(vmId: string): Promise<void> {
    await domains.resetDomain(this.#use(), vmId);
  }

  async pause(vmId: string): Promise<void> {
    await domains.pauseDomain(this.#use(), vmId);
  }

  async resume(vmId: string): Promise<void> {
    await domains.resumeDomain(this.#use(), vmId);
  }

  /** See await-guest.ts. */
  shutDown = async (vmId: string, signal: AbortSignal): Promise<void> =>
    shutDown(() => this.#use(), this.events, vmId, signal);
  reboot = async (vmId: string, signal: AbortSignal): Promise<void> =>
    reboot(() => this.#use(), this.events, vmId, signal);

  /** See vm-snapshots.ts. */
  takeSnapshot = async (vm: VmSpec, which: { tag: string; kind: SnapshotKind }, signal: AbortSignal) =>
    snapshots.takeSnapshot(this.#place(), vm, which, signal);
  hasSnapshot = async (vm: VmSpec, tag: string, signal: AbortSignal): Promise<boolean> =>
    snapshots.hasSnapshot(this.#place(), vm, tag, signal);
  snapshotSizes = async (vm: VmSpec, signal: AbortSignal): Promise<Map<string, number> | null> =>
    this.status().connection === 'connected' ? snapshots.sizesOfSnapshots(this.#place(), vm, signal) : null;
  listSnapshots = async (vm: VmSpec, signal: AbortSignal): Promise<Map<string, number>> =>
    snapshots.listSnapshots(this.#place(), vm, signal);
  removeSnapshot = async (vm: VmSpec, which: { tag: string; half: boolean }, signal: AbortSignal) =>
    snapshots.removeSnapshot(this.#place(), vm, which, signal);
  restoreSnapshot = async (
    vm: VmSpec,
    saved: Parameters<typeof snapshots.restoreSnapshot>[2],
    signal: AbortSignal,
  ): Promise<void> => snapshots.restoreSnapshot(this.#place(), vm, saved, signal);
  #place = () => ({ host: this.#use(), files: this.#files });

  /** See host-size.ts. */
  readSize = async (vmId: string, asked?: Parameters<typeof readSize>[2]): Promise<RunningSize> =>
    readSize(this.#use(), vmId, asked);
  readSizes = async (vmId: string): Promise<DomainSizes | null> => readSizes(this.#use(), vmId);
  runs = async (): Promise<Map<string, Run>> => domains.listRuns(this.#use());
  setMemory = async (vmId: string, to: Parameters<typeof setMemory>[2]): Promise<void> =>
    setMemory(this.#use(), vmId, to);
  /** Unplugs where that can be done: `HostFacts.accelerator`. @returns whether the guest was told */
  setVcpus = async (vmId: string, count: number): Promise<boolean> =>
    setVcpus(this.#use(), vmId, { count, canUnplug: this.facts().accelerator === 'kvm' });
}
