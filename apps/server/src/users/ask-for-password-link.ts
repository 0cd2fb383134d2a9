import { recordAudit } from '../audit/record-audit.ts';
import type { Request } from '../auth/asked.ts';
import type { Deps } from '../deps.ts';
import { hashOfToken, newSecretToken } from '../lib/secret-token.ts';
import { inLanguage, newPasswordLetter } from '../mail/letters.ts';
import { asObject } from './decision.ts';
import { passwordLinkMs } from './issue-password-link.ts';
import { findPasswordHash, putPasswordLink } from './password.rows.ts';
import { findUserByName } from './user.rows.ts';

/** A stranger who knows a name can make LIMEN write to its person once in this time. */
const spacingMs = 5 * 60 * 1000;
/** Requests for a letter that are looked at by one server at the same time; more of them are forgotten. */
const mostAtOnce = 8;

let looking = 0;

/**
 * Mails a link to whoever has this name and an address. Answers at once and knows nothing of the rest: the name is looked
 * up after the answer, so that neither its words nor its time tell whether anybody has it. At most one letter an account
 * in five minutes; without e-mail it does nothing.
 */
export const askForPasswordLink = (deps: Deps, request: Request, userName: string): void => {
  if (!deps.mail.isConfigured || looking >= mostAtOnce) return;
  looking += 1;
  void mailLink(deps, request, userName)
    .catch((error: unknown) => deps.log.warn({ err: error }, 'a link for a new password was not made'))
    .finally(() => {
      looking -= 1;
    });
};

const mailLink = async (deps: Deps, request: Request, userName: string): Promise<void> => {
  const user = await findUserByName(deps.db, userName);
  if (!user || user.contactEmail === null || user.banned || user.leavingAt !== null) return;
  // an account that is signed in to by other means only is not given a password by mail
  if ((await findPasswordHash(deps.db, user.id)) === undefined) return;
  const token = newSecretToken();
  const made = await deps.db.transaction(async (tx) => {
    const put = await putPasswordLink(tx, {
      origin: 'mail',
      userId: user.id,
      tokenHash: hashOfToken(token),
      expiresAt: new Date(deps.clock.now().getTime() + passwordLinkMs),
      spacingMs,
    });
    if (put) {
      await recordAudit(
        tx,
        { ...request, via: 'anonymous' },
        { action: 'user.passwordLink', object: asObject(user), after: { by: 'mail' } },
      );
    }
    return put;
  });
  if (!made) return;
  const given = {
    displayName: user.name,
    userName: user.username,
    link: `${deps.config.publicUrl ?? ''}/new-password#${token}`,
  };
  deps.mail.send({
    to: user.contactEmail,
    about: user.id,
    ...inLanguage(newPasswordLetter, user.locale, given),
  });
};
