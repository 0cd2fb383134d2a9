import { recordAudit } from '../audit/record-audit.ts';
import { announceAccess } from '../auth/announce-access.ts';
import type { Asked } from '../auth/asked.ts';
import type { Deps } from '../deps.ts';
import { AppError } from '../lib/app-error.ts';
import { deleteSessionRow } from './user.rows.ts';

/** Ends this session, with its live connection and its consoles. @returns the `Set-Cookie` headers that clear it. @throws AppError `auth.session_required` */
export const signOut = async (deps: Deps, asked: Asked): Promise<string[]> => {
  const { sessionId, userId, userName } = asked.actor;
  if (sessionId === null) throw new AppError('auth.session_required', 'There is no session to end.');
  await deps.db.transaction(async (tx) => {
    await deleteSessionRow(tx, sessionId);
    await announceAccess(deps, tx, { what: 'ended', userId, sessionId });
    await recordAudit(tx, asked, {
      action: 'session.end',
      object: { type: 'session', id: sessionId, name: userName, ownerId: userId },
    });
  });
  const { authCookies } = await deps.auth.$context;
  const { name, attributes } = authCookies.sessionToken;
  // a browser keeps a cookie named for TLS where what clears it is not for TLS
  return [
    `${name}=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax${attributes.secure === true ? '; Secure' : ''}`,
  ];
};
