import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, linkSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { newId } from '../lib/new-id.ts';

const leastLength = 32;

/**
 * The installation's secret: given, or made once and kept in the home, readable by its owner only. It is there whole or
 * not at all: a server that dies while it makes it leaves none, and of two the first one's counts.
 *
 * @throws Error where the file holds something else
 */
export const readSecret = (home: string, given: string | undefined): string => {
  if (given !== undefined) return given;
  const path = join(home, 'secret');
  const kept = read(path) ?? make(path);
  if (kept.length < leastLength) {
    throw new Error(
      `LIMEN cannot start: ${path} is shorter than ${leastLength} characters. Put the right one back, or remove it: everybody then signs in again.`,
    );
  }
  return kept;
};

const read = (path: string): string | undefined => {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
};

const make = (path: string): string => {
  const fresh = `${path}.${newId()}`;
  try {
    const file = openSync(fresh, 'wx', 0o600);
    writeSync(file, randomBytes(48).toString('base64url'));
    fsyncSync(file);
    closeSync(file);
    linkSync(fresh, path);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  } finally {
    rmSync(fresh, { force: true });
  }
  return readFileSync(path, 'utf8').trim();
};
