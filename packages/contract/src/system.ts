import { z } from 'zod';
import { id, time } from './fields.ts';
import { defineRoutes } from './route.ts';
import { settingSchemas } from './settings.ts';

export const checkState = z.enum(['ok', 'degraded', 'failed']);

/**
 * What anybody may know. `setupNeeded`: there is no administrator yet. `registration`: who may ask for an account. `mail`:
 * whether LIMEN can send e-mail.
 */
export const about = z
  .object({
    version: z.string(),
    setupNeeded: z.boolean(),
    registration: settingSchemas.registration.shape.mode,
    mail: z.boolean(),
  })
  .meta({ id: 'About' });
export type About = z.infer<typeof about>;

export const health = z.object({
  database: checkState,
  operations: checkState,
  hosts: z.array(z.object({ name: z.string(), state: checkState, reason: z.string().nullable() })),
  quotas: z
    .object({
      recountedAt: time.nullable(),
      corrected: z.array(
        z.object({
          userId: id,
          userName: z.string(),
          counted: z.record(z.string(), z.number()).describe('What the counters said'),
          actual: z
            .record(z.string(), z.number())
            .describe('What the rows added up to, and the counters say now'),
        }),
      ),
    })
    .nullable()
    .describe('What the last recount found; administrators only'),
  uptimeSeconds: z.number(),
  rssBytes: z.number(),
  version: z.string(),
});
export type Health = z.infer<typeof health>;

export const systemRoutes = defineRoutes({
  about: {
    method: 'GET',
    path: '/api/about',
    access: 'public',
    summary: 'Version, whether the first administrator is still to be made, who may register',
    status: 200,
    reply: about,
    errors: [],
  },
  health: {
    method: 'GET',
    path: '/api/health',
    access: 'approved',
    summary: 'How the parts of LIMEN are, for the about page',
    status: 200,
    reply: health,
    errors: [],
  },
  healthz: {
    method: 'GET',
    path: '/healthz',
    access: 'public',
    summary: 'The process answers',
    status: 200,
    reply: z.object({ status: z.literal('ok') }),
    errors: [],
  },
  readyz: {
    method: 'GET',
    path: '/readyz',
    access: 'public',
    summary: 'The database answers and operations run; 503 where not',
    status: 200,
    reply: z.object({ status: z.literal('ready') }),
    errors: ['server.unavailable'],
  },
});
