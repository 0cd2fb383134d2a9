import type { IncomingHttpHeaders } from 'node:http';
import type { Config } from '../config.ts';

/** Where this installation is when the request does not say. */
export const ownOrigin = (config: Pick<Config, 'publicUrl' | 'port' | 'tls'>): string =>
  config.publicUrl ?? `${config.tls ? 'https' : 'http'}://localhost:${config.port}`;

/**
 * The page a request comes from, which http/origins.ts has let in: what a passkey is bound to. A program without a
 * browser names none.
 */
export const pageOrigin = (
  config: Pick<Config, 'publicUrl' | 'port' | 'tls'>,
  headers: Pick<IncomingHttpHeaders, 'origin'>,
): string => headers.origin ?? ownOrigin(config);
