import { z } from 'zod';

const mirrorPattern =
  /^(?:\[([0-9a-f:.]+(?:\/\d{1,3})?)\]|([0-9a-f]*:[0-9a-f:.]*(?:\/\d{1,3})?)|([a-z0-9._-]+(?:\/\d{1,2})?))(?::(\d{1,5}))?$/i;

const address = z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()]);

/** What looks like an address or a network is one: `10.0.0.300` is no host’s name, and `10.0.0.0/99` trusts nobody. */
const isPossible = (entry: string): boolean => {
  const [, bracketed, v6, other, port] = mirrorPattern.exec(entry) ?? [];
  if (port !== undefined && (Number(port) < 1 || Number(port) > 65535)) return false;
  const numeric = bracketed ?? v6 ?? (/^[\d.]+$|\//.test(other ?? '') ? other : undefined);
  return numeric === undefined || address.safeParse(numeric).success;
};

/** `name`, `address` or `address/prefix`, each with `:port` behind it or not; IPv6 with a port in brackets. */
export const mirrorEntry = z
  .string()
  .max(300)
  .regex(mirrorPattern, 'not a host, address or network')
  .refine(isPossible, 'not a host, address or network');

/** An address of a file on the web: http or https, without a user or password in it. */
export const webAddress = z
  .string()
  .max(2048)
  .transform((text) => text.trim())
  .pipe(
    z
      .url({ protocol: /^https?$/ })
      .refine((text) => !hasUser(text), 'has a user name or a password in it')
      .transform((text) => new URL(text).href),
  );

const hasUser = (text: string): boolean => {
  const url = URL.parse(text);
  return url !== null && (url.username !== '' || url.password !== '');
};

/** What may be brought in from elsewhere, and from where. */
export const importRules = z.strictObject({
  /** Users too may have files fetched from an address, and from the catalogue; else administrators only. */
  usersMayFetch: z.boolean(),
  /**
   * Hosts and networks that files are fetched from although they are private, or at another port than 80 and 443:
   * `mirror.example:8081`, `10.1.0.0/16`.
   */
  mirrors: z.array(mirrorEntry).max(50),
  /** A local mirror: what addresses of the catalogue begin with, and what they are to begin with instead. */
  replace: z.array(z.strictObject({ from: webAddress, to: webAddress })).max(50),
});
export type ImportRules = z.infer<typeof importRules>;
