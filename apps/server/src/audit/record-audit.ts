import type { ErrorCode } from '@limen/contract/error-codes';
import type { Asked, Request } from '../auth/asked.ts';
import type { Db } from '../db/database.ts';
import { newId } from '../lib/new-id.ts';
import { insertAudit } from './audit.rows.ts';

/** What was done, or was not, to what. `before` and `after` hold what changed, never a secret. */
export type AuditEntry = {
  /** `noun.verb`, as the operation kinds: `vm.start`, `user.approve`. */
  action: string;
  object: { type: string; id: string | null; name?: string; ownerId?: string | null };
  operationId?: string | null;
  before?: unknown;
  after?: unknown;
  result?: 'done' | 'refused' | 'failed';
  code?: ErrorCode;
};

/** Who did it, where that is nobody who signed in: LIMEN itself, or somebody on the way to an account. */
export type Unnamed = Partial<Request> & {
  via: 'setup' | 'anonymous' | 'system';
  name?: string;
  userId?: string;
};

/**
 * Writes one line of the record in the transaction of the change itself: both stand or fall together. Call it last, since
 * the chain is held from here to the commit.
 */
export const recordAudit = (tx: Db, by: Asked | Unnamed, entry: AuditEntry): Promise<void> => {
  const who =
    'actor' in by
      ? {
          actorId: by.actor.userId,
          actorName: by.actor.userName,
          via: by.actor.token ? 'token' : 'session',
          sessionId: by.actor.sessionId,
          tokenId: by.actor.token?.id ?? null,
        }
      : {
          actorId: by.userId ?? null,
          actorName: by.name ?? '',
          via: by.via,
          sessionId: null,
          tokenId: null,
        };
  return insertAudit(tx, {
    id: newId(),
    ...who,
    address: by.address ?? null,
    requestId: by.requestId ?? null,
    action: entry.action,
    objectType: entry.object.type,
    objectId: entry.object.id,
    objectName: entry.object.name ?? '',
    ownerId: entry.object.ownerId ?? null,
    operationId: entry.operationId ?? null,
    before: entry.before ?? null,
    after: entry.after ?? null,
    result: entry.result ?? 'done',
    code: entry.code ?? null,
  });
};
