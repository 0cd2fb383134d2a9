import type { Logger } from 'pino';
import { notFound } from '../lib/app-error.ts';
import { Host } from './host.ts';
import type { HostStatus } from './host-link.ts';

/** Every host LIMEN knows, each kept connected by itself. One that cannot be reached delays no other. */
export class Hosts {
  readonly #hosts = new Map<string, Host>();
  readonly #log: Logger;
  readonly #home: string;

  constructor(options: { log: Logger; home: string }) {
    this.#log = options.log;
    this.#home = options.home;
  }

  /** Adds a host and begins to connect. */
  add(host: { id: string; name: string; uri: string }): Host {
    const added = new Host({ ...host, home: this.#home, log: this.#log });
    this.#hosts.set(host.id, added);
    added.open();
    return added;
  }

  all(): Host[] {
    return [...this.#hosts.values()];
  }

  /** @throws AppError `object.not_found` */
  byId(id: string): Host {
    const host = this.#hosts.get(id);
    if (!host) throw notFound();
    return host;
  }

  /** The host LIMEN itself runs on: the first that was added. */
  local(): Host {
    const [first] = this.#hosts.values();
    if (!first) throw notFound();
    return first;
  }

  status(id: string): HostStatus {
    return this.#hosts.get(id)?.status() ?? { connection: 'disconnected', reason: 'not configured' };
  }

  isConnected(id: string): boolean {
    return this.status(id).connection === 'connected';
  }

  async close(): Promise<void> {
    await Promise.all(this.all().map((host) => host.close()));
  }
}
