import type { FastifyHelmetOptions } from '@fastify/helmet';
import { type Config, isSecure } from '../config.ts';

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
  hsts: isSecure(config) ? { maxAge: yearSeconds } : false,
});

const yearSeconds = 31_536_000;

/**
 * The same for what Fastify answers before any of its hooks: an address that is no URL. A test compares them
 * (behind-tls.db.test.ts).
 */
export const bareHeaders = (config: Config): Record<string, string> => ({
  'content-security-policy': apiPolicy,
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  ...(isSecure(config) ? { 'strict-transport-security': `max-age=${yearSeconds}; includeSubDomains` } : {}),
});

/** For answers that are data: nothing may run, nothing may frame it. */
export const apiPolicy = "default-src 'none'; frame-ancestors 'none'";

/** For scripts, styles, fonts and pictures of the web application when somebody opens one by itself. */
export const filePolicy = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'";
