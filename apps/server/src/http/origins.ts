import type { IncomingHttpHeaders } from 'node:http';
import { hostname, networkInterfaces } from 'node:os';
import { bringsBearer } from '../auth/presented.ts';
import type { Config } from '../config.ts';

/**
 * Which pages may use the API with a cookie. A browser names the page's origin itself; it is compared with the
 * addresses this host really has, never with the request's own `Host`, which whoever made the page chooses.
 */
export class Origins {
  readonly #publicUrl: string | undefined;
  readonly #port: number;
  readonly #protocol: 'http:' | 'https:';

  constructor(config: Pick<Config, 'publicUrl' | 'port' | 'tls'>) {
    this.#publicUrl = config.publicUrl;
    this.#port = config.port;
    this.#protocol = config.tls ? 'https:' : 'http:';
  }

  allows(origin: string): boolean {
    if (origin === this.#publicUrl) return true;
    const url = URL.parse(origin);
    if (!url || url.protocol !== this.#protocol || url.origin !== origin) return false;
    const usual = this.#protocol === 'https:' ? 443 : 80;
    if (Number(url.port || usual) !== this.#port) return false;
    return ownNames().has(url.hostname.replace(/^\[|\]$/g, ''));
  }

  /**
   * Whether a request that changes something, or an upgrade, comes from a page of ours. Browsers send `Origin` with
   * those; a program without a browser sends none, and must say `X-Limen-Request`, which no form can. Where a browser
   * says itself that another site asks (Fetch Metadata, `Sec-Fetch-Site`), nothing else counts. A bearer token says it
   * too: no browser sends one by itself.
   */
  permits(headers: IncomingHttpHeaders): boolean {
    const site = headers['sec-fetch-site'];
    if (site === 'cross-site' || site === 'same-site') return false;
    if (headers.origin !== undefined) return this.allows(headers.origin);
    return headers['x-limen-request'] !== undefined || bringsBearer(headers);
  }
}

/** Read again each time: addresses come and go with networks. */
const ownNames = (): Set<string> => {
  const addresses = Object.values(networkInterfaces()).flatMap((list) => (list ?? []).map((i) => i.address));
  const name = hostname().toLowerCase();
  return new Set(['localhost', '127.0.0.1', '::1', name, `${name}.local`, ...addresses]);
};
