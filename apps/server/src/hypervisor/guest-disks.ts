import { diskSerial } from '@limen/domain-xml/identity';
import { QEMU_AGENT_CHANNEL } from '@limen/domain-xml/write-domain';
import { readChannels } from '@limen/domain-xml/read-devices';
import { z } from 'zod';
import { liveTree } from './domain-trees.ts';
import { askGuest } from './guest-agent.ts';
import type { HostConnection } from './host-connection.ts';
import { mustFindDomain } from './host-domains.ts';

/** What a guest says of one of its disks. */
export type GuestDisk = { name: string | null; mounts: string[] };
/** By the disk's id; undefined: it says nothing of that one. */
export type GuestDisks = { get: (diskId: string) => GuestDisk | undefined };

/** The guest writes all of it: no more is read, and nothing longer than a path of a sane system is kept. */
const most = { disks: 64, mounts: 16, path: 200 };
const path = z.string().transform((text) => text.slice(0, most.path));
/** QEMU guest agent, `guest-get-disks` and `guest-get-fsinfo` (docs/interop/qemu-ga-ref); the serial number comes from udev. */
const address = z.object({ serial: z.string().optional(), dev: path.optional() });
const named = z.object({
  return: z.array(z.object({ name: path, partition: z.boolean(), address: address.optional() })),
});
const mounted = z.object({ return: z.array(z.object({ mountpoint: path, disk: z.array(address) })) });
const answerSeconds = 3;

/**
 * What the guest calls its disks and where it has them mounted.
 *
 * @returns null: no agent says; a guest without udev says nothing of serial numbers, so of no disk
 */
export const readGuestDisks = async (host: HostConnection, vmId: string): Promise<GuestDisks | null> => {
  const dom = await mustFindDomain(host, vmId);
  const channel = readChannels(await liveTree(host, dom)).find(({ name }) => name === QEMU_AGENT_CHANNEL);
  // nobody has it open: not worth waiting for
  if (channel?.state !== 'connected') return null;
  const silent = (): null => null;
  const disks = await askGuest(host, vmId, { execute: 'guest-get-disks' }, named, answerSeconds).catch(
    silent,
  );
  if (!disks) return null;
  const systems = await askGuest(host, vmId, { execute: 'guest-get-fsinfo' }, mounted, answerSeconds).catch(
    silent,
  );
  const whole = disks.return.filter(({ partition }) => !partition).slice(0, most.disks);
  return {
    get: (diskId) => {
      // as udev has it, with the maker before it where the bus tells one
      const isIt = (serial: string | undefined): boolean => serial?.endsWith(diskSerial(diskId)) ?? false;
      const disk = whole.find((each) => isIt(each.address?.serial));
      const mounts = (systems?.return ?? [])
        .filter((each) => each.disk.some(({ serial }) => isIt(serial)))
        .map(({ mountpoint }) => mountpoint)
        .slice(0, most.mounts);
      return disk || mounts.length > 0 ? { name: disk?.name ?? null, mounts } : undefined;
    },
  };
};
