/** What a file has to hash to. */
export type Checksum = { algorithm: 'sha256' | 'sha512'; hex: string };

const algorithmOf: Readonly<Record<number, Checksum['algorithm']>> = { 64: 'sha256', 128: 'sha512' };

const checksumOf = (hex: string): Checksum | null => {
  const algorithm = algorithmOf[hex.length];
  return algorithm === undefined ? null : { algorithm, hex: hex.toLowerCase() };
};

/**
 * Looks up a file in a list of checksums, as they lie beside files: lines of sha256sum and sha512sum (`<hex>  name`, with `*`
 * before the name, or `./`), of BSD (`SHA256 (name) = <hex>`, also inside a signed text), or one hash alone (`<hex>`).
 * Lines of weaker hashes are passed over; of two for the file, SHA-256 is taken, which is what images are known by.
 *
 * @param name of the file, without folders
 */
export const findInChecksums = (text: string, name: string): Checksum | null => {
  const lines = text.split('\n').map((line) => line.trim());
  const found = lines
    .map((line) => {
      const bsd = /^SHA(?:256|512) \((.{1,1000})\) = ([0-9a-f]{64,128})$/i.exec(line);
      const gnu = /^([0-9a-f]{64,128}) [ *]?(.{1,1000})$/i.exec(line);
      const [hex, of] = bsd ? [bsd[2], bsd[1]] : [gnu?.[1], gnu?.[2]];
      return hex !== undefined && of?.split('/').at(-1) === name ? checksumOf(hex) : null;
    })
    .filter((checksum) => checksum !== null);
  const best = found.find(({ algorithm }) => algorithm === 'sha256') ?? found[0];
  if (best) return best;
  const alone = lines.filter((line) => line !== '');
  return alone.length === 1 && /^[0-9a-f]+$/i.test(alone[0] ?? '') ? checksumOf(alone[0] ?? '') : null;
};

/** Where a list may lie, most telling first: names in the folder of a file, or the file's own with something behind it. */
export const checksumPlaces = (fileUrl: string): string[] => {
  const beside = (name: string): string => {
    const url = new URL(fileUrl);
    url.pathname = `${url.pathname.slice(0, url.pathname.lastIndexOf('/') + 1)}${name}`;
    return url.href;
  };
  const behind = (ending: string): string => {
    const url = new URL(fileUrl);
    url.pathname += ending;
    return url.href;
  };
  return [
    behind('.sha256'),
    beside('SHA256SUMS'),
    behind('.CHECKSUM'),
    beside('CHECKSUM'),
    beside('sha256sum.txt'),
    behind('.sha512'),
    beside('SHA512SUMS'),
  ];
};

/** The last part of an address's path, as people read it. */
export const fileNameOf = (fileUrl: string): string => {
  const last = new URL(fileUrl).pathname.split('/').at(-1) ?? '';
  try {
    return decodeURIComponent(last);
  } catch {
    return last;
  }
};
