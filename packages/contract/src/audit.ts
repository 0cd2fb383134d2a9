import { z } from 'zod';
import { errorCodes } from './error-codes.ts';
import { id, time } from './fields.ts';
import { operationState } from './operations.ts';
import { defineRoutes } from './route.ts';

export const auditResult = z.enum(['done', 'refused', 'failed']);
export type AuditResult = z.infer<typeof auditResult>;

export const auditVia = z.enum(['session', 'token', 'setup', 'anonymous', 'system']);

/** What became of the operation that a line began: `done` says that it was begun. */
export const auditOutcome = z.object({
  state: operationState,
  code: z.enum(errorCodes).nullable().catch(null),
  finishedAt: time.nullable(),
});

/** One thing that somebody did, or tried to. */
export const auditLine = z
  .object({
    seq: z.number().int().describe('Its number: without a gap from 1'),
    at: time,
    actorId: id.nullable().describe('null: LIMEN itself, or nobody who is known'),
    actorName: z.string(),
    via: z.string().describe(auditVia.options.join(', ')),
    sessionId: id.nullable(),
    tokenId: id.nullable(),
    address: z.string().nullable(),
    action: z.string().describe('`noun.verb`'),
    objectType: z.string(),
    objectId: id.nullable(),
    objectName: z.string(),
    ownerId: id.nullable(),
    requestId: z.string().nullable(),
    operationId: id.nullable(),
    before: z.unknown().describe('What it was, as far as it changed'),
    after: z.unknown().describe('What it became; `times`: how many equal attempts this line stands for'),
    result: auditResult,
    code: z.string().nullable(),
    outcome: auditOutcome.nullable(),
  })
  .meta({ id: 'AuditLine' });
export type AuditLine = z.infer<typeof auditLine>;

/** A line of the export: with what proves it. */
export const auditExportLine = auditLine.extend({ previousHash: z.string(), hash: z.string() });
export type AuditExportLine = z.infer<typeof auditExportLine>;

/** Narrows the log; everything given has to fit. */
const filter = {
  person: z.string().min(1).max(64).optional().describe('Id or user name of who did it'),
  objectId: id.optional(),
  objectType: z
    .string()
    .regex(/^[A-Za-z_]{1,40}$/)
    .optional(),
  action: z
    .string()
    .regex(/^[A-Za-z_]{1,40}(\.[A-Za-z_]{1,40}){0,2}$/)
    .optional()
    .describe('`vm.start`, or `vm` for all of it'),
  result: auditResult.optional(),
  from: time.optional(),
  to: time.optional().describe('Up to, and without'),
  text: z
    .string()
    .max(100)
    .refine((s) => !s.includes('\u0000'), 'has a NUL character')
    .optional()
    .describe('Part of a name, an address, a code or a request id'),
  before: z.coerce.number().int().min(1).optional().describe('Lines with a smaller number: the next page'),
};
export const auditFilter = z.strictObject(filter);
export type AuditFilter = z.output<typeof auditFilter>;

const page = z.object({
  lines: z.array(auditLine),
  next: z.number().int().nullable().describe('`before` of the next page; null: this is the last'),
});
const limit = z.coerce.number().int().min(1).max(200).default(50);

export const auditRoutes = defineRoutes({
  list: {
    method: 'GET',
    path: '/api/audit',
    access: 'audit:read',
    summary: 'Who did what, newest first',
    query: z.strictObject({ ...filter, limit }),
    status: 200,
    reply: page,
    errors: [],
  },
  export: {
    method: 'GET',
    path: '/api/audit/export',
    access: 'audit:read',
    summary: 'The same as JSON lines, all that fit, as a download',
    query: auditFilter,
    status: 200,
    reply: auditExportLine,
    lines: 'audit.jsonl',
    errors: [],
  },
  chain: {
    method: 'GET',
    path: '/api/audit/chain',
    access: 'audit:read',
    summary: 'Whether the log still holds the line that was last noted outside of the database',
    status: 200,
    reply: z.object({
      lines: z.number().int().describe('How many there are'),
      noted: z.object({ seq: z.number().int(), at: time }).nullable(),
      agrees: z
        .boolean()
        .describe('The noted line is in the log as it was; verify-audit looks at every line'),
    }),
    errors: [],
  },
});

export const historyQuery = z.strictObject({ before: filter.before, limit });
export const historyPage = page;
export type HistoryPage = z.infer<typeof historyPage>;
