import type { NetworkInterfaceInfo } from 'node:os';

/**
 * Tried in turn. The first ten are no usual default of routers or of libvirt (192.168.122); the others, for people's own networks,
 * lie in the part of 172.16.0.0/12 (RFC 1918) that is least used: Docker begins at 172.17.
 */
const beside = ['172.29.167', '172.29.171', ...Array.from({ length: 256 }, (_, x) => `172.30.${x}`)];
const candidates = [
  ...[167, 171, 173, 179, 181, 191, 193, 197, 199, 211].map((x) => `192.168.${x}`),
  ...beside,
];

/**
 * A /24 for the machines' network that nothing on this host lives in.
 *
 * @param interfaces as `os.networkInterfaces()` gives them
 * @param taken CIDR texts of libvirt's other networks
 * @param wanted the one it had before, where nothing has taken that meanwhile
 * @returns prefix such as `192.168.167`, or undefined where all are taken
 */
export const chooseSubnet = (
  interfaces: Readonly<Record<string, NetworkInterfaceInfo[] | undefined>>,
  taken: readonly string[],
  wanted: string | null = null,
): string | undefined => {
  const used = [...Object.values(interfaces).flatMap((list) => (list ?? []).map((i) => i.address)), ...taken];
  // a host inside 192.168.0.0/16 with a wide mask would swallow every candidate
  const free = (prefix: string): boolean => !used.some((a) => a.startsWith(`${prefix}.`));
  if (wanted !== null && free(wanted)) return wanted;
  const wide = Object.values(interfaces)
    .flatMap((list) => list ?? [])
    .some(
      (i) =>
        i.family === 'IPv4' && i.address.startsWith('192.168.') && Number(i.cidr?.split('/')[1] ?? 32) < 24,
    );
  return (wide ? beside : candidates).find(free);
};
