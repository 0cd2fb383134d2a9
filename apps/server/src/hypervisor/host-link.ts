import { EventEmitter } from 'node:events';
import { readFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import type { Accelerator, LiveSizeWays } from '@limen/contract/hosts';
import { parseUri } from '@limen/libvirt/uri';
import type { Logger } from 'pino';
import { AppError } from '../lib/app-error.ts';
import { chooseAccelerator } from './choose-accelerator.ts';
import { HostConnection } from './host-connection.ts';
import { hostDevices } from './host-devices.ts';
import { HostFiles } from './host-files.ts';
import { ensureNetwork, firstNetwork } from './host-networks.ts';
import { liveSizeWays } from './host-size.ts';
import { readHostFacts, readQemuGifts } from './read-host-facts.ts';
import type { HostFacts, QemuGifts } from './vm-spec.ts';
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
 * What keeps one libvirt host connected for as long as it is open, and knows what it is.
 *
 *   connecting ──▶ connected ──(lost)──▶ disconnected ──(retry)──▶ connected …      close() ends it for good
 */
export class HostLink {
  readonly id: string;
  readonly name: string;
  readonly #uri: string;
  protected readonly log: Logger;
  protected readonly files: HostFiles;
  protected readonly home: string;
  /** On this computer: what is no word of libvirt’s can be looked at, too. */
  protected readonly local: boolean;
  /** Devices that this host has itself: see host-devices.ts. */
  readonly devices: ReturnType<typeof hostDevices>;
  protected readonly events = new EventEmitter<HostEvents>();
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
    this.log = host.log.child({ host: host.name });
    this.local = parseUri(host.uri).transport.kind === 'unix';
    this.devices = hostDevices(() => this.use(), { local: this.local });
    this.home = host.home;
    this.files = new HostFiles(host.home, { local: this.local });
    // a listener a waiting operation and console
    this.events.setMaxListeners(1000);
  }

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
    this.use();
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

  /** The kernel's id of the boot it is in; null: libvirt says none, and it is not this computer. */
  async bootId(): Promise<string | null> {
    if (!this.local) return null;
    return (await readFile('/proc/sys/kernel/random/boot_id', 'utf8')).trim();
  }

  /** What it can give its machines: asked once a connection. @throws AppError `host.unavailable` */
  async gifts(): Promise<QemuGifts> {
    const connection = this.use();
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
    const untyped = this.events as EventEmitter;
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
        this.log.debug({ err: error }, 'could not connect');
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
      onEvent: (event) => this.events.emit('domain', event),
      onOverflow: () => this.events.emit('resync'),
      onEnd: (error) => this.log.debug({ err: error }, 'events ended'),
    });
    const accelerator: Accelerator = await chooseAccelerator();
    this.#facts = await readHostFacts(connection, accelerator);
    this.#gifts = null;
    await this.files.ensure(connection);
    // a host whose network cannot start is still worth having: machines can be seen, stopped and deleted
    const reason = await ensureNetwork(connection, firstNetwork(this.id)).then(
      () => null,
      (error: unknown) => `The machines’ network could not be started: ${whyNot(error)}`,
    );
    this.#connection = connection;
    this.#say({ connection: 'connected', reason });
    // so that nobody waits for it: whoever needs it and finds that it failed asks again
    void this.gifts().then(
      () => this.events.emit('gifts'),
      () => undefined,
    );
    this.events.emit('resync');
  }

  #say(status: HostStatus): void {
    const same = status.connection === this.#status.connection && status.reason === this.#status.reason;
    this.#status = status;
    if (same) return;
    this.log.info(status, 'host connection');
    this.events.emit('status', status);
  }

  /** @throws AppError `host.unavailable` */
  protected use(): HostConnection {
    if (!this.#connection) throw new AppError('host.unavailable', 'The host is not connected.');
    return this.#connection;
  }
}
