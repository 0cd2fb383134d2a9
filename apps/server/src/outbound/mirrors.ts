import ipaddr from 'ipaddr.js';

/** One that administrators trust: by its name, or by the network its address is in. */
type Mirror =
  | { host: string; port: number | null }
  | { network: ReturnType<typeof ipaddr.parseCIDR>; port: number | null };

/** What the setting says (contract/imports.ts `mirrors`), read once. */
export type Mirrors = {
  /** By its name: whatever that resolves to. @param port of the address, its scheme's own where it names none */
  trustsName: (host: string, port: number, usual: boolean) => boolean;
  trustsAddress: (address: string, port: number, usual: boolean) => boolean;
};

/** An entry without a port is of the usual ones, 80 and 443. What is none is passed over. */
export const readMirrors = (entries: readonly string[]): Mirrors => {
  const mirrors = entries.map(readMirror).filter((mirror) => mirror !== null);
  const fits = (mirror: Mirror, port: number, usual: boolean): boolean =>
    mirror.port === null ? usual : mirror.port === port;
  return {
    trustsName: (host, port, usual) =>
      mirrors.some((m) => 'host' in m && m.host === host.toLowerCase() && fits(m, port, usual)),
    trustsAddress: (address, port, usual) => {
      if (address.includes('%') || !ipaddr.isValid(address)) return false;
      const parsed = ipaddr.parse(address);
      return mirrors.some(
        (m) =>
          'network' in m &&
          m.network[0].kind() === parsed.kind() &&
          parsed.match(m.network) &&
          fits(m, port, usual),
      );
    },
  };
};

const readMirror = (entry: string): Mirror | null => {
  const parts =
    /^\[([^\]]+)\](?::(\d+))?$/.exec(entry) ??
    // IPv6 without brackets has no port
    (/:.*:/.test(entry) ? [entry, entry] : /^([^:]+)(?::(\d+))?$/.exec(entry));
  const [, what, port] = parts ?? [];
  if (what === undefined) return null;
  const at = port === undefined ? null : Number(port);
  if (ipaddr.isValidCIDR(what)) return { network: ipaddr.parseCIDR(what), port: at };
  if (ipaddr.IPv6.isValid(what)) return { network: [ipaddr.IPv6.parse(what), 128], port: at };
  if (ipaddr.IPv4.isValidFourPartDecimal(what)) return { network: [ipaddr.IPv4.parse(what), 32], port: at };
  return what.includes('/') ? null : { host: what.toLowerCase(), port: at };
};
