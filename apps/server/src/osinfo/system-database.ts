import { Worker } from 'node:worker_threads';
import { withLaterSystems } from './later-systems.ts';
import type { KnownSystem } from './known-system.ts';

/** Debian's package osinfo-db. */
export const osinfoFolder = '/usr/share/osinfo';

/** Kept for as long as somebody asks: about a megabyte that a server at rest does not need. */
const keptMs = 10 * 60_000;

const read = (folder: string): Promise<KnownSystem[]> =>
  new Promise((resolve, reject) => {
    const thread = new Worker(new URL('./read-database-thread.ts', import.meta.url), { workerData: folder });
    // our own thread gives what readDatabase gave it
    thread.once('message', (systems: KnownSystem[]) => resolve(systems));
    thread.once('error', reject);
    thread.once('exit', () => reject(new Error('the reader of the system database ended without an answer')));
  });

/** Everything that is known about operating systems: read when somebody first asks, forgotten when nobody does any more. */
export class SystemDatabase {
  readonly #folder: string;
  #systems: Promise<KnownSystem[]> | null = null;
  #forget: NodeJS.Timeout | undefined;

  constructor(folder: string = osinfoFolder) {
    this.#folder = folder;
  }

  /** @returns empty where the host has no database */
  all(): Promise<readonly KnownSystem[]> {
    clearTimeout(this.#forget);
    this.#forget = setTimeout(() => {
      this.#systems = null;
    }, keptMs).unref();
    this.#systems ??= read(this.#folder).then(withLaterSystems);
    // what failed is tried again by whoever asks next
    this.#systems.catch(() => {
      this.#systems = null;
    });
    return this.#systems;
  }

  async byId(id: string): Promise<KnownSystem | undefined> {
    return (await this.all()).find((system) => system.id === id);
  }
}

/** One for the whole process: the database is the host's, whoever asks. */
export const systemDatabase = new SystemDatabase();
