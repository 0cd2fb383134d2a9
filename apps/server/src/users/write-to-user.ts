import type { Deps } from '../deps.ts';
import { inLanguage, type Person, type Words } from '../mail/letters.ts';
import { findUser } from './user.rows.ts';

/**
 * Writes to somebody in their language, if they gave an address and LIMEN can send mail. Called after the commit of what it
 * tells of, which it never fails: what could not be looked up is logged, what could not be sent is the mailer's to say.
 */
export const writeToUser = async <T extends Person>(
  deps: Deps,
  userId: string,
  words: Words<T>,
  given: Omit<T, keyof Person>,
): Promise<void> => {
  if (!deps.mail.isConfigured) return;
  try {
    const user = await findUser(deps.db, userId);
    if (!user || user.contactEmail === null || user.banned) return;
    // T is Person and the rest
    const all = { ...given, displayName: user.name } as unknown as T;
    deps.mail.send({ to: user.contactEmail, about: userId, ...inLanguage(words, user.locale, all) });
  } catch (error) {
    deps.log.warn({ err: error, userId }, 'a letter was not written');
  }
};
