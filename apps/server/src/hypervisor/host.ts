import { EventEmitter } from 'node:events';
import type { Duplex } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import type { Accelerator, LiveSizeWays } from '@limen/contract/hosts';
import type { SnapshotKind } from '@limen/contract/snapshots';
import { parseUri } from '@limen/libvirt/uri';
import type { Logger } from 'pino';
import { AppError } from '../lib/app-error.ts';
import { reboot, shutDown } from './await-guest.ts';
import { chooseAccelerator } from './choose-accelerator.ts';
import { bootTargetsOf, cdromDeviceOf, cdromTarget, domainSpecOf, type Placement } from './domain-spec-of.ts';
import { cleanCopy, type HelperDisk, helperOf, removeHelper } from './clean-copy.ts';
import { copyDisk } from './copy-disk.ts';
import { copyFirmwareVariables, deleteSnapshotVariables } from './copy-firmware-variables.ts';
import { HostConnection } from './host-connection.ts';
import { hostDisks } from './host-disks.ts';
import * as domains from './host-domains.ts';
import { HostFiles } from './host-files.ts';
import * as media from './host-media.ts';
import * as snapshots from './vm-snapshots.ts';
import { liveSizeWays, readSize, readSizes, type RunningSize, setMemory, setVcpus } from './host-size.ts';
import { ensureNetwork, networkName, readLeases } from './host-network.ts';
import type { Inventory } from './inventory.ts';
import { readHostFacts, readQemuGifts } from './read-host-facts.ts';
import type {
  CdromSpec,
  DiskSpec,
  DomainSizes,
  HostFacts,
  Observed,
  PoolSpace,
  QemuGifts,
  RunSize,
  VmSpec,
} from './vm-spec.ts';
import { endStrays, findStrays, startPastStrays } from './stray-qemu.ts';
import { type DomainEvent, watchHost } from './watch-host.ts';
import { whyNot } from './why-not.ts';

export type HostStatus = { connection: 'connecting' | 'connected' | 'disconnected'; reason: string | null };

/** First wait before trying again; doubles up to the most. */
const retryMs = { first: 250, most: 5000 };

export type HostEvents = {
  domain: [DomainEvent];
  /** Everything may have changed: connected again, or events were lost. */
  resync: [];
  status: [HostStatus];
  /** What it can give its machines is known by now. */
  gifts: [];
};

/**
 * One libvirt host in our words, kept connected for as long as it is open.
 *
 *   connecting ──▶ connected ──(lost)──▶ disconnected ──(retry)──▶ connected …      close() ends it for good
 *
 * Every method that asks the host throws AppError `host.unavailable` while it is not connected; none retries an
 * effect by itself.
 */
export class Host {
  readonly id: string;
  readonly name: string;
  readonly #uri: string;
  readonly #log: Logger;
  readonly #files: HostFiles;
  /** On this computer: what is no word of libvirt’s can be looked at, too. */
  readonly #local: boolean;
  readonly #events = new EventEmitter<HostEvents>();
  readonly #closing = new AbortController();
  #connection: HostConnection | null = null;
  #status: HostStatus = { connection: 'connecting', reason: null };
  #facts: HostFacts | null = null;
  /** Of this connection: packages may be added while libvirtd is away. */
  #gifts: Promise<QemuGifts> | null = null;
  #knownGifts: QemuGifts | null = null;
  #running: Promise<void> = Promise.resolve();

  constructor(host: { id: string; name: string; uri: string; home: string; log: Logger }) {
    this.id = host.id;
    this.name = host.name;
    this.#uri = host.uri;
    this.#log = host.log.child({ host: host.name });
    this.#local = parseUri(host.uri).transport.kind === 'unix';
    this.#files = new HostFiles(host.home, { local: this.#local });
    // a listener a waiting operation and console
    this.#events.setMaxListeners(1000);
  }

  // --- connection ---

  open(): void {
    this.#running = this.#stayConnected();
  }

  async close(): Promise<void> {
    this.#closing.abort();
    await this.#connection?.close();
    await this.#running;
  }

  status(): HostStatus {
    return this.#status;
  }

  /** @throws AppError `host.unavailable` */
  requireConnected(): void {
    this.#use();
  }

  /** Resolves when it is connected, at once where it is; never rejects. */
  whenConnected(): Promise<void> {
    if (this.#status.connection === 'connected') return Promise.resolve();
    return new Promise((resolve) => {
      const end = this.on('status', ({ connection }) => {
        if (connection !== 'connected') return;
        end();
        resolve();
      });
    });
  }

  /** What it said of itself when it was last connected. @throws AppError `host.unavailable` where it never was */
  facts(): HostFacts {
    if (!this.#facts) throw new AppError('host.unavailable', 'This host has not been reached yet.');
    return this.#facts;
  }

  /** What it can give its machines: asked once a connection. @throws AppError `host.unavailable` */
  async gifts(): Promise<QemuGifts> {
    const connection = this.#use();
    this.#gifts ??= readQemuGifts(connection, this.facts().accelerator);
    try {
      this.#knownGifts = await this.#gifts;
      return this.#knownGifts;
    } catch (error) {
      this.#gifts = null;
      throw error;
    }
  }

  /** How its running machines change their size; null where that is not known yet. */
  liveSizeWays(): LiveSizeWays | null {
    if (!this.#facts || !this.#knownGifts) return null;
    return liveSizeWays(this.#facts.accelerator, this.#knownGifts.pluggableMemory);
  }

  on<K extends keyof HostEvents>(event: K, listener: (...args: HostEvents[K]) => void): () => void {
    // EventEmitter's own types cannot follow a generic key
    const untyped = this.#events as EventEmitter;
    untyped.on(event, listener);
    return () => untyped.off(event, listener);
  }

  async #stayConnected(): Promise<void> {
    const { signal } = this.#closing;
    let wait = retryMs.first;
    while (!signal.aborted) {
      let reason: string;
      try {
        const connection = await HostConnection.open(this.#uri, signal);
        const leave = (): void => void connection.close();
        signal.addEventListener('abort', leave, { once: true });
        try {
          // it may have been while the connection was opened
          signal.throwIfAborted();
          await this.#prepare(connection);
          wait = retryMs.first;
          reason = String(await connection.ended);
        } finally {
          signal.removeEventListener('abort', leave);
          this.#connection = null;
          await connection.close();
        }
      } catch (error) {
        reason = whyNot(error);
        this.#log.debug({ err: error }, 'could not connect');
      }
      if (signal.aborted) break;
      this.#say({ connection: 'disconnected', reason });
      await delay(wait, undefined, { signal }).catch(() => undefined);
      wait = Math.min(wait * 2, retryMs.most);
    }
    this.#say({ connection: 'disconnected', reason: 'closed' });
  }

  /** Register for events first, read everything after: nothing falls between. */
  async #prepare(connection: HostConnection): Promise<void> {
    await watchHost(connection.control, {
      onEvent: (event) => this.#events.emit('domain', event),
      onOverflow: () => this.#events.emit('resync'),
      onEnd: (error) => this.#log.debug({ err: error }, 'events ended'),
    });
    const accelerator: Accelerator = await chooseAccelerator();
    this.#facts = await readHostFacts(connection, accelerator);
    this.#gifts = null;
    await this.#files.ensure(connection);
    // a host whose network cannot start is still worth having: machines can be seen, stopped and deleted
    const reason = await ensureNetwork(connection).then(
      () => null,
      (error: unknown) => `The machines’ network could not be started: ${whyNot(error)}`,
    );
    this.#connection = connection;
    this.#say({ connection: 'connected', reason });
    // so that nobody waits for it: whoever needs it and finds that it failed asks again
    void this.gifts().then(
      () => this.#events.emit('gifts'),
      () => undefined,
    );
    this.#events.emit('resync');
  }

  #say(status: HostStatus): void {
    const same = status.connection === this.#status.connection && status.reason === this.#status.reason;
    this.#status = status;
    if (same) return;
    this.#log.info(status, 'host connection');
    this.#events.emit('status', status);
  }

  #use(): HostConnection {
    if (!this.#connection) throw new AppError('host.unavailable', 'The host is not connected.');
    return this.#connection;
  }

  // --- looking ---

  async observe(vmId: string): Promise<Observed> {
    return domains.observeDomain(this.#use(), vmId);
  }

  async inventory(): Promise<Inventory> {
    const connection = this.#use();
    const [seen, strays, disks, images] = await Promise.all([
      domains.listDomains(connection),
      this.#local ? findStrays(connection) : [],
      this.#files.list(connection, 'disks'),
      this.#files.list(connection, 'images'),
    ]);
    return { domains: seen, strays: strays.map(({ vmId }) => vmId), volumes: { disks, images } };
  }

  async leases(): Promise<Map<string, string[]>> {
    return readLeases(this.#use());
  }

  async poolSpace(): Promise<PoolSpace[]> {
    return this.#files.space(this.#use());
  }

  networkName(): string {
    return networkName;
  }

  /** The UNIX socket of this start's screen; null when the machine is off. */
  async vncSocketPath(vmId: string): Promise<string | null> {
    return domains.readVncSocketPath(this.#use(), vmId);
  }

  async openSerial(vmId: string): Promise<Duplex> {
    return domains.openDomainSerial(this.#use(), vmId);
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
  diskBytes = (diskId: string): Promise<number> => this.#files.diskBytes(diskId);

  takeDisk = async (disk: Parameters<HostFiles['takeDisk']>[1]): Promise<void> =>
    this.#files.takeDisk(this.#use(), disk);
  hasDisk = async (diskId: string): Promise<boolean> => this.#files.hasDisk(this.#use(), diskId);
  deleteDisk = async (diskId: string): Promise<void> => this.#files.deleteDisk(this.#use(), diskId);
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

  async define(vm: VmSpec): Promise<void> {
    await domains.defineDomain(this.#use(), domainSpecOf(vm, this.#placement()));
  }

  #placement(): Placement {
    return {
      accelerator: this.facts().accelerator,
      diskPath: (id) => this.#files.diskPath(id),
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

  /** Disks of a machine that is there, one by one: see host-disks.ts. */
  readonly disks = hostDisks(() => ({ to: this.#use(), files: this.#files, place: this.#placement() }));

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
  async setOwner(vmId: string, owner: { ownerId: string; name: string }): Promise<void> {
    await domains.setDomainOwner(this.#use(), vmId, owner);
  }

  async undefine(vmId: string): Promise<void> {
    const connection = this.#use();
    if (!(await domains.observeDomain(connection, vmId)).defined) return;
    await deleteSnapshotVariables(connection, vmId);
    await domains.undefineDomain(connection, vmId);
  }

  async start(vmId: string): Promise<void> {
    if (this.#local) await startPastStrays(this.#use(), vmId);
    else await domains.startDomain(this.#use(), vmId);
  }

  /** Ends a QEMU of a machine that libvirt says is off: see stray-qemu.ts. @returns whether there was one */
  async endStrays(vmId: string): Promise<boolean> {
    const pids = this.#local ? await endStrays(this.#use(), vmId) : [];
    if (pids.length > 0) this.#log.warn({ vmId, pids }, 'ended a QEMU that libvirt did not know');
    return pids.length > 0;
  }

  async powerOff(vmId: string): Promise<void> {
    await domains.powerOffDomain(this.#use(), vmId);
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
    shutDown(() => this.#use(), this.#events, vmId, signal);
  reboot = async (vmId: string, signal: AbortSignal): Promise<void> =>
    reboot(() => this.#use(), this.#events, vmId, signal);

  /** See vm-snapshots.ts. */
  takeSnapshot = async (vm: VmSpec, which: { tag: string; kind: SnapshotKind }, signal: AbortSignal) =>
    snapshots.takeSnapshot(this.#place(), vm, which, signal);
  hasSnapshot = async (vm: VmSpec, tag: string, signal: AbortSignal): Promise<boolean> =>
    snapshots.hasSnapshot(this.#place(), vm, tag, signal);
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
  runSizes = async (): Promise<Map<string, RunSize>> => domains.listRunSizes(this.#use());
  setMemory = async (vmId: string, to: Parameters<typeof setMemory>[2]): Promise<void> =>
    setMemory(this.#use(), vmId, to);
  /** Unplugs where that can be done: `HostFacts.accelerator`. @returns whether the guest was told */
  setVcpus = async (vmId: string, count: number): Promise<boolean> =>
    setVcpus(this.#use(), vmId, { count, canUnplug: this.facts().accelerator === 'kvm' });
}
