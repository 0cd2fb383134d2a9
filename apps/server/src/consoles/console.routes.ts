import { createHash, randomBytes } from 'node:crypto';
import { consolePath, type consoleRoutes, ticketSeconds } from '@limen/contract/consoles';
import { recordAudit } from '../audit/record-audit.ts';
import type { Deps } from '../deps.ts';
import type { Handlers } from '../http/implement.ts';
import { AppError } from '../lib/app-error.ts';
import { countTickets, insertTicket } from './console.rows.ts';
import type { ConsoleTargets } from './console-targets.ts';

/** Unspent tickets of one person: a page needs one at a time. */
const mostTickets = 20;

/** Only the hash is stored: whoever reads the database opens no console. */
export const ticketHash = (ticket: string): string => createHash('sha256').update(ticket).digest('hex');

export const consoleHandlers = (deps: Deps, targets: ConsoleTargets): Handlers<typeof consoleRoutes> => ({
  ticket: async ({ actor, asked, params, body }) => {
    const target = await targets.find(actor, params.id, body.kind);
    if (!target.running) throw new AppError('console.not_running', 'The machine is not running.');
    if ((await countTickets(deps.db, actor.userId)) >= mostTickets) {
      throw new AppError('console.limit', 'Too many consoles are being opened.', {
        retryAfterSeconds: ticketSeconds,
      });
    }
    const ticket = randomBytes(32).toString('base64url');
    const expiresAt = new Date(deps.clock.now().getTime() + ticketSeconds * 1000);
    await deps.db.transaction(async (tx) => {
      await insertTicket(tx, {
        tokenHash: ticketHash(ticket),
        userId: actor.userId,
        sessionId: actor.sessionId,
        tokenId: actor.token?.id ?? null,
        vmId: target.vmId,
        startGeneration: target.startGeneration,
        kind: body.kind,
        expiresAt,
      });
      await recordAudit(tx, asked, {
        action: 'console.open',
        object: { type: 'vm', id: target.vmId, name: target.name, ownerId: target.ownerId },
        after: { kind: body.kind, viewOnly: target.viewOnly },
      });
    });
    return {
      ticket,
      kind: body.kind,
      path: consolePath,
      viewOnly: target.viewOnly,
      expiresAt: expiresAt.toISOString(),
    };
  },
});
