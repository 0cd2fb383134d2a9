/**
 * The names that libvirt and the guest see. All are derived from ids; what a person typed never becomes a name or a path,
 * because libvirt accepts `--all`, `..`, tabs and look-alikes as names. That ids and MACs are unique is the database's job.
 */

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const DOMAIN_NAME = /^vm-([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})$/;

/**
 * The first three bytes of every MAC we give: 0x52 = 0b01010010 has the "locally administered" bit (0x02) and not the
 * "group" bit (0x01) (IEEE 802, §8.4), so no vendor owns it. It differs from 52:54:00, which QEMU and libvirt give out, so
 * that a card of ours is known on sight and cannot meet one that `virt-install` made.
 */
export const MAC_PREFIX = '52:4c:4d';

/** How many random bytes {@link macAddress} takes. */
export const MAC_RANDOM_BYTES = 3;

/** An id, name or address that is not of the form it must have. */
export class InvalidIdentity extends Error {
  override readonly name = 'InvalidIdentity';
  readonly path: string;

  constructor(path: string, reason: string) {
    super(`${path}: ${reason}`);
    this.path = path;
  }
}

/** Whether this is a UUID as we write it: lower case, with hyphens. */
export const isUuid = (text: string): boolean => UUID.test(text);

/** Returns a UUID unchanged, or throws {@link InvalidIdentity} with `path`. */
export function checkUuid(text: string, path: string): string {
  if (!isUuid(text)) throw new InvalidIdentity(path, 'not a lower-case UUID');
  return text;
}

/** The libvirt name of a VM's domain: `vm-<id>`. */
export const domainName = (vmId: string): string => `vm-${checkUuid(vmId, 'vmId')}`;

/** libvirt's name of a domain that runs for an operation and is nobody's machine. @throws InvalidIdentity */
export const helperName = (id: string): string => `limen-helper-${checkUuid(id, 'vmId')}`;

/** The VM id in a domain's name, or null when the name is not one of ours. */
export const vmIdOfDomainName = (name: string): string | null => DOMAIN_NAME.exec(name)?.[1] ?? null;

/** The name of a disk's volume, and of its file in the pool's directory: `<id>.qcow2`. */
export const volumeName = (diskId: string): string => `${checkUuid(diskId, 'diskId')}.qcow2`;

/** The disk id in a volume's name, or null when the name is not one of ours. */
export function diskIdOfVolumeName(name: string): string | null {
  const id = name.endsWith('.qcow2') ? name.slice(0, -'.qcow2'.length) : '';
  return isUuid(id) ? id : null;
}

/**
 * What the guest sees as the disk's serial number: the last 20 hexadecimal digits of its id.
 * virtio-blk carries 20 bytes (virtio 1.2, §5.2.6.1); the end of a UUID v7 is its random part (76 of these 80 bits at least).
 */
export const diskSerial = (diskId: string): string =>
  checkUuid(diskId, 'diskId').replaceAll('-', '').slice(-20);

/** A MAC address of ours from three random bytes. The same bytes give the same address. */
export function macAddress(random: Uint8Array): string {
  if (random.length !== MAC_RANDOM_BYTES) throw new InvalidIdentity('mac', `takes ${MAC_RANDOM_BYTES} bytes`);
  return [MAC_PREFIX, ...Array.from(random, (byte) => byte.toString(16).padStart(2, '0'))].join(':');
}

/** Whether this is a MAC address of one card, in lower case: not of a group, and not all zeros. */
export const isUnicastMac = (text: string): boolean =>
  /^[0-9a-f][02468ace](:[0-9a-f]{2}){5}$/.test(text) && text !== '00:00:00:00:00:00';

/** Whether this is a MAC address with our prefix, in lower case. */
export const isOurMac = (text: string): boolean => /^52:4c:4d(:[0-9a-f]{2}){3}$/.test(text);

/** The target name of the n-th (from 0) hard disk (`vda`) or CD drive (`sda`); 26 of each. */
export function targetName(kind: 'disk' | 'cdrom', index: number): string {
  const letter = 'abcdefghijklmnopqrstuvwxyz'[index];
  if (letter === undefined) throw new InvalidIdentity('target', `no name for device ${index}`);
  return (kind === 'disk' ? 'vd' : 'sd') + letter;
}

/**
 * The name of a card's end on the host: `limen-a1b2c3`, by what is its own of its MAC address. Rules of the host's firewall name it
 * before it is there, so that nothing comes in to a guest in between. libvirt keeps a name that does not begin as its own do
 * (`vnet`).
 */
export const tapName = (mac: string): string => `limen-${mac.toLowerCase().replaceAll(':', '').slice(-6)}`;
