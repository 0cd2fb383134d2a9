import type { NetworkInterfaceInfo } from 'node:os';

/** Third octets of 192.168.x.0/24 that are tried in turn; none is a usual default of routers or of libvirt (122). */
const candidates = [167, 171, 173, 179, 181, 191, 193, 197, 199, 211];

/**
 * A /24 for the machines' network that nothing on this host lives in.
 *
 * @param interfaces as `os.networkInterfaces()` gives them
 * @param taken CIDR texts of libvirt's other networks
 * @returns prefix such as `192.168.167`, or undefined where all are taken
 */
export const chooseSubnet = (
  interfaces: Readonly<Record<string, NetworkInterfaceInfo[] | undefined>>,
  taken: readonly string[],
): string | undefined => {
  const used = [...Object.values(interfaces).flatMap((list) => (list ?? []).map((i) => i.address)), ...taken];
  // a host inside 192.168.0.0/16 with a wide mask would swallow every candidate
  const wide = Object.values(interfaces)
    .flatMap((list) => list ?? [])
    .some(
      (i) =>
        i.family === 'IPv4' && i.address.startsWith('192.168.') && Number(i.cidr?.split('/')[1] ?? 32) < 24,
    );
  if (wide)
    return ['172.29.167', '172.29.171'].find((prefix) => !used.some((a) => a.startsWith(`${prefix}.`)));
  return candidates
    .map((x) => `192.168.${x}`)
    .find((prefix) => !used.some((a) => a.startsWith(`${prefix}.`)));
};
