import type { Actor } from '../auth/policy.ts';
import type { Deps } from '../deps.ts';
import { deleteSessionRow } from './user.rows.ts';

/** Ends this session, with its live connection and its consoles. @returns the `Set-Cookie` headers that clear it */
export const signOut = async (deps: Deps, actor: Actor): Promise<string[]> => {
  await deleteSessionRow(deps.db, actor.sessionId);
  deps.live.publish('access.ended', { userId: actor.userId, sessionId: actor.sessionId });
  const { authCookies } = await deps.auth.$context;
  const { name } = authCookies.sessionToken;
  return [`${name}=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax`];
};
