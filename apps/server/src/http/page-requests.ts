import { randomBytes } from 'node:crypto';
import type { FastifyRequest } from 'fastify';

const keyHeader = 'x-limen-pages-key';
const clientHeader = 'x-limen-client';

/**
 * Pages are made in this process and ask the API over loopback, in the name of whoever opens them. So that all of them do
 * not count as one address, a page brings along whose it is, with a key that only this process and its pages know.
 */
export class PageRequests {
  readonly key = randomBytes(32).toString('base64url');

  /** Tells the page that is about to be made who opens it; what the caller says of itself is overwritten. */
  mark(request: FastifyRequest): void {
    request.raw.headers[clientHeader] = request.ip;
  }

  /** Whether a page asks, in the name of whoever opens it: what a reply sets in cookies reaches no browser. */
  isOfPage(request: FastifyRequest): boolean {
    return request.headers[keyHeader] === this.key;
  }

  /** The address that a request counts for. */
  clientOf(request: FastifyRequest): string {
    const client = request.headers[clientHeader];
    return typeof client === 'string' && this.isOfPage(request) ? client : request.ip;
  }
}
