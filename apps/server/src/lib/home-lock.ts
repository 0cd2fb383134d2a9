import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { processIdentity, processStart } from './process-identity.ts';

/** Another LIMEN works in this home. */
export class HomeInUse extends Error {
  override readonly name = 'HomeInUse';
}

/**
 * Takes a home directory for this process: two servers on one home would fight over its database.
 *
 * @returns a function that gives it back
 * @throws HomeInUse naming the other's pid; a lock whose process is gone is taken over
 */
export const lockHome = (home: string): (() => void) => {
  const path = join(home, 'limen.lock');
  for (let attempt = 0; attempt < 3; attempt += 1) {
    try {
      writeFileSync(path, processIdentity(), { flag: 'wx', mode: 0o600 });
      return () => rmSync(path, { force: true });
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    }
    const holder = readFileSync(path, 'utf8');
    const [boot, pid, start] = holder.split(':');
    const here = processIdentity().split(':')[0];
    if (boot === here && pid !== undefined && processStart(Number(pid)) === start) {
      throw new HomeInUse(
        `Another LIMEN (process ${pid}) works in ${home}. Stop it first, or set LIMEN_HOME.`,
      );
    }
    rmSync(path, { force: true });
  }
  throw new HomeInUse(`Several servers fight over ${home}.`);
};
