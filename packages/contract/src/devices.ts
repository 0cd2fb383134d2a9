import { z } from 'zod';
import { id, line, noBody, time } from './fields.ts';
import { defineRoutes } from './route.ts';

/** Signing in on something without a browser (RFC 8628): a code there is allowed by its person in a browser here. */

/** The 20 letters of RFC 8628, section 6.1: no vowels, so no words; nothing that looks like something else. */
export const userCodeLetters = 'BCDFGHJKLMNPQRSTVWXZ';
export const userCodeLength = 8;

/** As a person types it: small letters, spaces and dashes are overlooked. */
export const userCode = z
  .string()
  .max(40)
  .transform((s) => s.replaceAll(/[\s-]/g, '').toUpperCase())
  .pipe(z.string().regex(new RegExp(`^[${userCodeLetters}]{${userCodeLength}}$`), 'not a code'));

/** In two halves, as it is read aloud. */
export const writtenUserCode = (code: string): string => `${code.slice(0, 4)}-${code.slice(4)}`;

const codeOnly = z.strictObject({ userCode });

export const deviceRoutes = defineRoutes({
  begin: {
    method: 'POST',
    action: 'device.begin',
    path: '/api/auth/device',
    access: 'public',
    summary: 'Ask for a code that its person allows in a browser',
    body: z.strictObject({ client: line(60).describe('What the program is called') }),
    status: 201,
    reply: z.object({
      deviceCode: z.string(),
      userCode: z.string(),
      verificationUri: z.string(),
      verificationUriComplete: z.string(),
      expiresAt: time,
      intervalSeconds: z.number().int(),
    }),
    errors: ['auth.slow_down'],
  },
  token: {
    method: 'POST',
    action: 'device.token',
    path: '/api/auth/device/token',
    access: 'public',
    summary: 'Ask whether the code was allowed; if so, once, an API token to send as `Authorization: Bearer`',
    body: z.strictObject({ deviceCode: z.string().min(20).max(200) }),
    status: 200,
    reply: z.object({ token: z.string(), expiresAt: time }),
    errors: ['auth.device_pending', 'auth.device_refused', 'auth.slow_down', 'token.limit'],
  },
  look: {
    method: 'POST',
    action: 'device.look',
    path: '/api/auth/device/look',
    access: 'approved',
    summary: 'What asks with this code',
    body: codeOnly,
    status: 200,
    reply: z.object({ id, client: z.string(), address: z.string(), createdAt: time, expiresAt: time }),
    errors: ['object.not_found', 'auth.slow_down', 'auth.session_required'],
  },
  allow: {
    method: 'POST',
    action: 'device.allow',
    path: '/api/auth/device/allow',
    access: 'approved',
    summary: 'Let what asks with this code in, as oneself',
    body: codeOnly,
    status: 204,
    reply: noBody,
    errors: ['object.not_found', 'auth.slow_down', 'auth.session_required'],
  },
  refuse: {
    method: 'POST',
    action: 'device.refuse',
    path: '/api/auth/device/refuse',
    access: 'approved',
    summary: 'Keep what asks with this code out',
    body: codeOnly,
    status: 204,
    reply: noBody,
    errors: ['object.not_found', 'auth.slow_down', 'auth.session_required'],
  },
});
