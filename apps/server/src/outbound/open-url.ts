import { once } from 'node:events';
import { lookup as systemLookup } from 'node:dns/promises';
import { request as plain, type IncomingMessage } from 'node:http';
import { request as secure } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import type { Mirrors } from './mirrors.ts';
import { NotFetched } from './not-fetched.ts';
import { isPublicAddress } from './public-address.ts';

/** Every address a name has. */
export type Resolve = (host: string) => Promise<{ address: string; family: number }[]>;

const systemResolve: Resolve = (host) => systemLookup(host, { all: true, verbatim: true });

/** As long as browsers give up after twenty: no honest mirror needs more than two or three. */
const mostRedirects = 5;
const mostAddressBytes = 2048;
/** From the name to the head of the reply. */
const headMs = 20_000;

export type Opened = { response: IncomingMessage /** After redirects. */; url: URL };

/**
 * Asks for a file on the web, following redirects. Of every hop: http or https, no user in it, the usual port, and an address
 * of the open internet; an administrator's mirrors apart. A name is resolved once, and the connection is made to what was
 * looked at, so that a name which answers differently the next time gains nothing. Never from https to http.
 *
 * The body is as it was sent: whoever packs it without being asked is refused.
 *
 * @throws NotFetched
 */
export const openUrl = async (asked: {
  url: string;
  mirrors: Mirrors;
  headers?: Record<string, string>;
  method?: 'GET' | 'HEAD';
  signal: AbortSignal;
  resolve?: Resolve;
}): Promise<Opened> => {
  let url = readUrl(asked.url);
  for (let hop = 0; hop <= mostRedirects; hop += 1) {
    const response = await ask(url, asked);
    const { statusCode: status = 0, headers } = response;
    if (status < 300 || status > 399 || status === 304) {
      const coding = headers['content-encoding'] ?? 'identity';
      if (coding.toLowerCase() !== 'identity') {
        response.destroy();
        throw new NotFetched(`${url.host} packs what it sends (${coding.slice(0, 40)})`);
      }
      return { response, url };
    }
    response.destroy();
    const next = headers.location;
    if (next === undefined) throw new NotFetched(`${url.host} answered ${status} without saying where to`);
    const to = readUrl(next, url);
    if (url.protocol === 'https:' && to.protocol !== 'https:') {
      throw new NotFetched(`${url.host} leads from https to http`);
    }
    url = to;
  }
  throw new NotFetched(`${url.host}: more than ${mostRedirects} redirects`);
};

const readUrl = (text: string, base?: URL): URL => {
  const url = text.length > mostAddressBytes ? null : URL.parse(text, base);
  if (!url) throw new NotFetched('no address, or too long a one');
  if (url.protocol !== 'http:' && url.protocol !== 'https:') throw new NotFetched(`not by ${url.protocol}`);
  if (url.username !== '' || url.password !== '') throw new NotFetched(`${url.host}: a user in the address`);
  return url;
};

/** What a URL's host is without the brackets of IPv6; URL has made plain ones of octal, hexadecimal and whole numbers. */
const hostOf = (url: URL): string => url.hostname.replace(/^\[(.*)\]$/, '$1');

/** Addresses that may be connected to. @throws NotFetched */
const allowedAddresses = async (
  url: URL,
  { mirrors, resolve = systemResolve }: { mirrors: Mirrors; resolve?: Resolve },
): Promise<{ address: string; family: number }[]> => {
  const host = hostOf(url);
  const usual = url.port === '';
  const port = usual ? (url.protocol === 'https:' ? 443 : 80) : Number(url.port);
  const family = isIP(host);
  const found =
    family === 0
      ? await resolve(host).catch((cause: unknown) => {
          throw new NotFetched(`${host} is not known`, { passing: true, cause });
        })
      : [{ address: host, family }];
  if (mirrors.trustsName(host, port, usual)) return found;
  const allowed = found.filter(
    ({ address }) => (usual && isPublicAddress(address)) || mirrors.trustsAddress(address, port, usual),
  );
  if (allowed.length > 0) return allowed;
  throw new NotFetched(
    `${url.host}: ${found.map((f) => f.address).join(', ')} may not be asked at port ${port}`,
  );
};

const ask = async (url: URL, asked: Parameters<typeof openUrl>[0]): Promise<IncomingMessage> => {
  const late = AbortSignal.timeout(headMs);
  const signal = AbortSignal.any([asked.signal, late]);
  const resolved = await unlessAborted(allowedAddresses(url, asked), signal).catch((error: unknown) => {
    asked.signal.throwIfAborted();
    throw error instanceof NotFetched
      ? error
      : new NotFetched(`${url.host} did not answer`, { passing: true });
  });
  // `net` asks this in place of the system: what was looked at above, and nothing else
  const lookup: LookupFunction = (_host, options, answer) => {
    const [first] = resolved;
    if (options.all) answer(null, resolved);
    else answer(null, first?.address ?? '', first?.family);
  };
  const head = new AbortController();
  try {
    return await new Promise<IncomingMessage>((done, fail) => {
      const request = (url.protocol === 'https:' ? secure : plain)({
        protocol: url.protocol,
        // the name, for TLS and the Host header; an address needs no lookup and was looked at as well
        host: hostOf(url),
        port: url.port === '' ? undefined : Number(url.port),
        path: `${url.pathname}${url.search}`,
        method: asked.method ?? 'GET',
        headers: { accept: '*/*', 'accept-encoding': 'identity', 'user-agent': 'LIMEN', ...asked.headers },
        // no connection is kept: the next file's name is resolved anew, and looked at
        agent: false,
        lookup,
        signal: AbortSignal.any([asked.signal, head.signal]),
        maxHeaderSize: 32 * 1024,
      });
      const tooLate = (): void => head.abort();
      late.addEventListener('abort', tooLate, { once: true });
      request.once('response', (response) => {
        late.removeEventListener('abort', tooLate);
        done(response);
      });
      request.once('error', fail);
      request.end();
    });
  } catch (cause) {
    asked.signal.throwIfAborted();
    throw new NotFetched(`${url.host} cannot be reached`, { passing: true, cause });
  }
};

/** A lookup of the system cannot be stopped, only left alone. */
const unlessAborted = async <T>(promise: Promise<T>, signal: AbortSignal): Promise<T> => {
  signal.throwIfAborted();
  const over = new AbortController();
  const aborted = once(signal, 'abort', { signal: over.signal }).then(() => {
    throw new Error('aborted', { cause: signal.reason });
  });
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    // it ends with an error then, which nobody waits for
    aborted.catch(() => undefined);
    over.abort();
  }
};
