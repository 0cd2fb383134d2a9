import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pidNamespace, processIdentity, processStart } from './process-identity.ts';

/** Another LIMEN works in this home. */
export class HomeInUse extends Error {
  override readonly name = 'HomeInUse';
}

/** How often a holder shows that it lives, to those who cannot see its process. */
const usualBeatMs = 2000;
const missedBeats = 4;
/** Servers that start at the very same moment step back from each other so often before both give up. */
const tries = 100;

/**
 * Takes a home directory for this process: two servers on one home would fight over its database.
 *
 * Each server puts a claim of its own into `lock/`, an empty file whose name says who it is for ever (boot, pid,
 * start of the process, pid namespace), and only then looks who else is there. Of two, at least one sees the other. A
 * claim of a process that is gone is taken away without asking: nobody will ever have that name again.
 *
 *     trying ──nobody else──▶ holds ──▶ (given back, or its process is gone)
 *        └──somebody else tries──▶ away, once more after a moment       └──somebody holds──▶ HomeInUse
 *
 * @returns a function that gives it back
 * @throws HomeInUse naming the other's pid
 */
export const lockHome = (home: string, options: { beatMs?: number } = {}): (() => void) => {
  const beatMs = options.beatMs ?? usualBeatMs;
  const folder = join(home, 'lock');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const ourName = `${processIdentity()}:${pidNamespace()}`;
  const ours = join(folder, ourName);
  for (let attempt = 0; attempt < tries; attempt += 1) {
    try {
      writeFileSync(ours, '', { flag: 'wx', mode: 0o600 });
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'EEXIST') throw inUse(home, ourName);
      throw error;
    }
    const others = readdirSync(folder).filter((name) => name !== ourName && lives(folder, name, beatMs));
    if (others[0] === undefined) {
      writeFileSync(ours, 'holds');
      return keep(ours, beatMs);
    }
    rmSync(ours, { force: true });
    const holder = others.find((name) => readClaim(join(folder, name)) === 'holds');
    if (holder !== undefined) throw inUse(home, holder);
    sleep(1 + Math.random() * 20);
  }
  throw new HomeInUse(`Several servers fight over ${home}.`);
};

const inUse = (home: string, name: string): HomeInUse =>
  new HomeInUse(
    `Another LIMEN (process ${name.split(':')[1]}) works in ${home}. Stop it first, or set LIMEN_HOME.`,
  );

const keep = (claim: string, beatMs: number): (() => void) => {
  const beat = setInterval(() => {
    const now = new Date();
    try {
      utimesSync(claim, now, now);
    } catch {
      // the home is full or gone: nothing that a lock could mend
    }
  }, beatMs);
  beat.unref();
  return () => {
    clearInterval(beat);
    rmSync(claim, { force: true });
  };
};

/** Whether the process of a claim lives; where it does not, the claim goes. */
const lives = (folder: string, name: string, beatMs: number): boolean => {
  const path = join(folder, name);
  const [boot, pid, start, namespace] = name.split(':');
  const sameSystem = processIdentity().split(':')[0] === boot;
  const seen = sameSystem && namespace === pidNamespace();
  const alive = seen ? processStart(Number(pid)) === start : sameSystem && beats(path, beatMs);
  if (!alive) rmSync(path, { force: true });
  return alive;
};

/** In another container its process cannot be seen: it lives while its claim is touched. */
const beats = (path: string, beatMs: number): boolean => {
  const first = touchedAt(path);
  for (let beat = 0; beat < missedBeats; beat += 1) {
    sleep(beatMs);
    const now = touchedAt(path);
    if (now === undefined) return false;
    if (now !== first) return true;
  }
  return false;
};

const touchedAt = (path: string): number | undefined => statSync(path, { throwIfNoEntry: false })?.mtimeMs;

/** What a claim says; empty: it tries, or was given back just now. */
const readClaim = (path: string): string => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
};

/** Nothing else runs yet that could be kept waiting. */
const sleep = (ms: number): void => {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
};
