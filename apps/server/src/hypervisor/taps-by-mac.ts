import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { tapName } from '@limen/domain-xml/identity';

/** One folder an interface (Linux, sysfs-class-net). */
const interfaces = '/sys/class/net';

/** Names of the interfaces that the kernel has now. */
export const interfaceNames = (): Promise<string[]> => readdir(interfaces);

/**
 * Ends of cards as the kernel has them now, by MAC: those of machines that were started before their names were ours are called
 * otherwise. libvirt gives the host's end the card's MAC address with another first byte (virNetDevTapCreateInBridgePort: 0xfe).
 */
export const tapsByMac = async (): Promise<Map<string, string[]>> => {
  const found = new Map<string, string[]>();
  for (const name of await interfaceNames()) {
    const mac = (await readFile(join(interfaces, name, 'address'), 'utf8').catch(() => '')).trim();
    const card = mac.replace(/^fe:/, '52:');
    if (card !== mac) found.set(card, [...(found.get(card) ?? []), name]);
  }
  return found;
};

/** What an end of a card is called: now, and from its machine's next start on. */
export const tapsOf = (mac: string, now: ReadonlyMap<string, readonly string[]>): string[] => [
  ...new Set([tapName(mac), ...(now.get(mac) ?? [])]),
];
