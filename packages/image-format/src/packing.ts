/** How a file that holds an image may be packed, of those that LIMEN unpacks. */
export type Packing = 'xz' | 'gzip' | 'zstd';

const latin1 = (text: string): Uint8Array => Buffer.from(text, 'latin1');

/** By their own documents: xz 1.2.1 §2.1.1.1, RFC 1952 §2.3.1, RFC 8878 §3.1.1. */
export const packings: Readonly<Record<Packing, Uint8Array>> = {
  xz: latin1('\xfd7zXZ\x00'),
  gzip: latin1('\x1f\x8b'),
  zstd: latin1('\x28\xb5\x2f\xfd'),
};

/** At the 257th byte of every tar since 1988: POSIX.1, and what GNU makes of it. */
export const tarMagic = { at: 257, bytes: latin1('ustar') } as const;

/** So many bytes of a file's start tell. */
export const packingHeadBytes = 512;

/**
 * What a file has to be unpacked from before it can be looked at: null where it is not packed, or not in a way that LIMEN
 * unpacks. A tar may be an OVA, which is looked at as it is.
 *
 * @param head the first `packingHeadBytes` of it, or all there is
 */
export const packingOf = (head: Uint8Array): Packing | 'tar' | null => {
  const has = (at: number, bytes: Uint8Array): boolean =>
    Buffer.from(head.subarray(at, at + bytes.length)).equals(bytes);
  const found = (Object.keys(packings) as Packing[]).find((packing) => has(0, packings[packing]));
  return found ?? (has(tarMagic.at, tarMagic.bytes) ? 'tar' : null);
};
