import { type Checksum, fileNameOf, findInChecksums } from '../outbound/checksum-file.ts';
import { lengthOf } from '../outbound/download.ts';
import type { Mirrors } from '../outbound/mirrors.ts';
import { NotFetched } from '../outbound/not-fetched.ts';
import { openUrl } from '../outbound/open-url.ts';
import { readText } from '../outbound/read-text.ts';
import type { CatalogueEntry } from './catalogue-entry.ts';
import { type FoundEntry } from './catalogue.rows.ts';

/** What an administrator's mirror makes of an address: the first beginning that fits is replaced. */
export const throughMirror = (url: string, replace: readonly { from: string; to: string }[]): string => {
  const found = replace.find(({ from }) => url.startsWith(from));
  return found ? `${found.to}${url.slice(found.from.length)}` : url;
};

const byVersion = new Intl.Collator('en', { numeric: true });

/** Names that a folder's listing links to, as web servers make them. */
export const namesInListing = (html: string, listing: URL): string[] => {
  const names = [...html.matchAll(/href\s*=\s*["']?([^"'\s>]{1,500})/gi)].flatMap(([, href]) => {
    const url = URL.parse((href ?? '').replaceAll('&amp;', '&'), listing);
    // one step down, and nowhere else
    if (!url || url.origin !== listing.origin || !url.pathname.startsWith(listing.pathname)) return [];
    const rest = url.pathname.slice(listing.pathname.length).replace(/\/$/, '');
    return rest === '' || rest.includes('/') ? [] : [fileNameOf(`https://x/${rest}`)];
  });
  return [...new Set(names)];
};

/** The names in a list of checksums, in whatever form. */
const namesInSums = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => /\(([^)]+)\) = /.exec(line)?.[1] ?? /^[0-9a-f]{64,128} [ *]?(.+)$/i.exec(line.trim())?.[1])
    .flatMap((name) => (name === undefined ? [] : [name.split('/').at(-1) ?? '']));

/** Of the names that fit, the newest by its version. */
const newest = (
  names: readonly string[],
  source: string,
): { name: string; version: string | null } | undefined => {
  const pattern = new RegExp(source);
  return names
    .flatMap((name) => {
      const match = name.length > 300 ? null : pattern.exec(name);
      return match ? [{ name, version: match[1] ?? null }] : [];
    })
    .sort((a, b) => byVersion.compare(a.version ?? a.name, b.version ?? b.name))
    .at(-1);
};

/**
 * Looks for the newest version of an entry: its release, its file, what that has to hash to, and how long it is.
 *
 * @throws NotFetched, the signal's reason
 */
export const resolveEntry = async (
  entry: CatalogueEntry,
  rules: { mirrors: Mirrors; replace: readonly { from: string; to: string }[]; signal: AbortSignal },
): Promise<FoundEntry> => {
  const read = (url: string) => readText({ ...rules, url: throughMirror(url, rules.replace) });
  const listing = async (url: string): Promise<string[]> => {
    const { text, url: at } = await read(url);
    return namesInListing(text, at);
  };
  let release = '';
  if (entry.release) {
    const found = newest(await listing(entry.release.listing), entry.release.pattern);
    if (!found) throw new NotFetched(`${entry.id}: no release is listed`);
    release = found.version ?? found.name;
  }
  const fill = (template: string, file: { name: string; version: string | null }): string =>
    template
      .replaceAll('{release}', release)
      .replaceAll('{file}', file.name)
      .replaceAll('{version}', file.version ?? '');
  const folder = fill(entry.folder, { name: '', version: null });
  // a list of checksums that does not depend on the file names it too; else the folder does
  const sumsFirst = !/\{(?:file|version)\}/.test(entry.sums);
  const names = sumsFirst
    ? namesInSums((await read(`${folder}${fill(entry.sums, { name: '', version: null })}`)).text)
    : await listing(folder);
  const file = newest(names, entry.file);
  if (!file) throw new NotFetched(`${entry.id}: no such file is listed`);
  const checksum = findInChecksums((await read(`${folder}${fill(entry.sums, file)}`)).text, file.name);
  if (!checksum) throw new NotFetched(`${entry.id}: no checksum is listed`);
  const url = throughMirror(new URL(encodeURIComponent(file.name), folder).href, rules.replace);
  return {
    url,
    version: file.version ?? checksum.hex.slice(0, 12),
    ...hashes(checksum),
    sizeBytes: await sizeOf(url, rules),
  };
};

const hashes = ({ algorithm, hex }: Checksum): Pick<FoundEntry, 'sha256' | 'sha512'> =>
  algorithm === 'sha256' ? { sha256: hex, sha512: null } : { sha256: null, sha512: hex };

const sizeOf = async (
  url: string,
  rules: { mirrors: Mirrors; signal: AbortSignal },
): Promise<number | null> => {
  const { response } = await openUrl({ ...rules, url });
  response.destroy();
  if (response.statusCode !== 200) throw new NotFetched(`the file answered ${response.statusCode}`);
  return lengthOf(response.headers['content-length']);
};
