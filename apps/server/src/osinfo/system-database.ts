import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { withLaterSystems } from './later-systems.ts';
import type { KnownSystem } from './known-system.ts';

/** Debian's package osinfo-db. */
export const osinfoFolder = '/usr/share/osinfo';

/** Kept for as long as somebody asks: about a megabyte that a server at rest does not need. */
const keptMs = 10 * 60_000;

const run = promisify(execFile);
const reader = fileURLToPath(new URL('./read-database-process.ts', import.meta.url));

const read = async (folder: string): Promise<KnownSystem[]> => {
  const { stdout } = await run(process.execPath, ['--disable-warning=ExperimentalWarning', reader, folder], {
    timeout: 60_000,
    maxBuffer: 32 * 1024 ** 2,
    // nothing of the server's own settings is its business
    env: {},
  });
  // our own program printed what readDatabase gave it
  return JSON.parse(stdout) as KnownSystem[];
};

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
