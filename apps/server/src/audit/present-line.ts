import { type AuditExportLine, type AuditLine, auditOutcome, auditResult } from '@limen/contract/audit';
import { z } from 'zod';
import type { FoundLine } from './audit.rows.ts';

const withCode = z.object({ code: z.string() }).nullable().catch(null);

/**
 * The only shape in which a line leaves the server.
 *
 * @param whole also from where it was done: for whoever may read the whole log
 */
export const presentLine = ({ line, outcome }: FoundLine, whole: boolean): AuditLine => ({
  seq: line.seq,
  at: line.at.toISOString(),
  actorId: line.actorId,
  actorName: line.actorName,
  via: line.via,
  sessionId: whole ? line.sessionId : null,
  tokenId: whole ? line.tokenId : null,
  address: whole ? line.address : null,
  action: line.action,
  objectType: line.objectType,
  objectId: line.objectId,
  objectName: line.objectName,
  ownerId: line.ownerId,
  requestId: whole ? line.requestId : null,
  operationId: line.operationId,
  before: line.before,
  after: line.after,
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
  ...presentLine(found, true),
  previousHash: found.line.previousHash,
  hash: found.line.hash,
});
