import type { FastifyHelmetOptions } from '@fastify/helmet';
import type { Config } from '../config.ts';

/**
 * Security headers of every answer, API and pages alike. Pages get their script nonce from Next's own policy
 * (apps/web/proxy.ts), which comes with the page and is stricter; this one is for everything else: nothing may run,
 * nothing may frame it.
 */
export const contentSecurity = (config: Config): FastifyHelmetOptions => ({
  contentSecurityPolicy: false,
  frameguard: { action: 'deny' },
  referrerPolicy: { policy: 'no-referrer' },
  crossOriginOpenerPolicy: { policy: 'same-origin' },
  crossOriginResourcePolicy: { policy: 'same-origin' },
  hsts: config.publicUrl?.startsWith('https:') ? { maxAge: 31_536_000 } : false,
});

/** For answers that are no pages. */
export const apiPolicy = "default-src 'none'; frame-ancestors 'none'";
