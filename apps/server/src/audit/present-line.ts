import { type AuditExportLine, type AuditLine, auditOutcome, auditResult } from '@limen/contract/audit';
import { z } from 'zod';
import type { FoundLine } from './audit.rows.ts';

const withCode = z.object({ code: z.string() }).nullable().catch(null);

/** `whence`: also from where it was done · `details`: also what it was and became. */
export type Shown = { whence: boolean; details: boolean };
export const everything: Shown = { whence: true, details: true };

/** The only shape in which a line leaves the server. */
export const presentLine = ({ line, outcome }: FoundLine, { whence, details }: Shown): AuditLine => ({
  seq: line.seq,
  at: line.at.toISOString(),
  actorId: line.actorId,
  actorName: line.actorName,
  via: line.via,
  sessionId: whence ? line.sessionId : null,
  tokenId: whence ? line.tokenId : null,
  address: whence ? line.address : null,
  action: line.action,
  objectType: line.objectType,
  objectId: line.objectId,
  objectName: line.objectName,
  ownerId: line.ownerId,
  requestId: whence ? line.requestId : null,
  operationId: line.operationId,
  before: details ? line.before : null,
  after: details ? line.after : null,
  result: auditResult.parse(line.result),
  code: line.code,
  outcome:
    outcome &&
    auditOutcome.parse({
      state: outcome.state,
      code: withCode.parse(outcome.error)?.code ?? null,
      finishedAt: outcome.finishedAt?.toISOString() ?? null,
    }),
});

export const presentExportLine = (found: FoundLine): AuditExportLine => ({
  ...presentLine(found, everything),
  previousHash: found.line.previousHash,
  hash: found.line.hash,
});
