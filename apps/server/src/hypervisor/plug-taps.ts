import { execFile } from 'node:child_process';
import { readlink } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { tapName } from '@limen/domain-xml/identity';
import { AppError } from '../lib/app-error.ts';
import { bridgeOf } from './host-networks.ts';
import type { NicSpec } from './vm-spec.ts';

const run = promisify(execFile);

/** One folder an interface, with a link `master` to its bridge where it is a port of one (Linux, sysfs-class-net). */
const interfaces = '/sys/class/net';
const masterOf = (name: string): Promise<string | null> =>
  readlink(join(interfaces, name, 'master')).then(basename, () => null);
const isThere = (name: string): Promise<boolean> =>
  readlink(join(interfaces, name)).then(
    () => true,
    () => false,
  );

/**
 * Plugs the ends of these cards into their bridges where they are in none: a network that was stopped and started again by another
 * hand has none of its machines' cards, and libvirt does not plug them in before it is started anew (9.0.0). Cards of what is off
 * are not there, and left so.
 *
 * @returns MAC addresses of those that were plugged in
 * @throws AppError `host.refused` where the kernel does not take one
 */
export const plugTaps = async (nics: readonly Pick<NicSpec, 'mac' | 'network'>[]): Promise<string[]> => {
  const plugged: string[] = [];
  for (const { mac, network } of nics) {
    const [bridge, tap] = [bridgeOf(network), tapName(mac)];
    if (bridge === null || (await masterOf(tap)) !== null) continue;
    if (!(await isThere(tap)) || !(await isThere(bridge.name))) continue;
    try {
      await run('ip', ['link', 'set', tap, 'master', bridge.name]);
      if (bridge.apart) await run('bridge', ['link', 'set', 'dev', tap, 'isolated', 'on']);
    } catch (error) {
      throw new AppError('host.refused', 'The host does not plug a card into its bridge.', { cause: error });
    }
    plugged.push(mac);
  }
  return plugged;
};
