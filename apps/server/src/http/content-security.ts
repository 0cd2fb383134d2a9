import type { FastifyHelmetOptions } from '@fastify/helmet';
import type { Config } from '../config.ts';

/**
 * Security headers of every answer, API and pages alike. Pages bring a policy of their own with a fresh nonce
 * (apps/web/proxy.ts); everything else gets one of the constants below, by a hook in app.ts.
 */
export const contentSecurity = (config: Config): FastifyHelmetOptions => ({
  contentSecurityPolicy: false,
  frameguard: { action: 'deny' },
  referrerPolicy: { policy: 'no-referrer' },
  crossOriginOpenerPolicy: { policy: 'same-origin' },
  crossOriginResourcePolicy: { policy: 'same-origin' },
  hsts: config.publicUrl?.startsWith('https:') ? { maxAge: 31_536_000 } : false,
});

/** For answers that are data: nothing may run, nothing may frame it. */
export const apiPolicy = "default-src 'none'; frame-ancestors 'none'";

/** For scripts, styles, fonts and pictures of the web application when somebody opens one by itself. */
export const filePolicy = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'";
