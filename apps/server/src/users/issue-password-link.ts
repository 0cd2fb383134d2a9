import { recordAudit } from '../audit/record-audit.ts';
import type { Asked } from '../auth/asked.ts';
import type { Deps } from '../deps.ts';
import { AppError } from '../lib/app-error.ts';
import { hashOfToken, newSecretToken } from '../lib/secret-token.ts';
import { asObject, decideAbout, refuseLeaving } from './decision.ts';
import { putPasswordLink } from './password.rows.ts';

/** A link for a new password works this long, whoever made it. */
export const passwordLinkMs = 24 * 3600 * 1000;

/**
 * A link by which this person sets a new password, for an administrator to hand over; the one before it ends. Only its
 * hash is kept.
 *
 * @throws AppError `object.not_found`, `user.state` (is shut out, or being deleted)
 */
export const issuePasswordLink = (
  deps: Deps,
  asked: Asked,
  id: string,
): Promise<{ token: string; expiresAt: Date }> =>
  decideAbout(deps, asked, { action: 'user:edit', id }, async (tx, user) => {
    refuseLeaving(user);
    if (user.banned) throw new AppError('user.state', 'This person is shut out.');
    const token = newSecretToken();
    const expiresAt = new Date(deps.clock.now().getTime() + passwordLinkMs);
    await putPasswordLink(tx, { origin: 'admin', userId: id, tokenHash: hashOfToken(token), expiresAt });
    await recordAudit(tx, asked, {
      action: 'user.passwordLink',
      object: asObject(user),
      after: { expiresAt: expiresAt.toISOString() },
    });
    return { token, expiresAt };
  });
