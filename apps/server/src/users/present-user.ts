import { approval, locale, type Me, role, type User } from '@limen/contract/users';
import { type Actor, permissionsOf } from '../auth/policy.ts';
import type { UserRow } from './user.rows.ts';

/** The only shape in which an account leaves the server. */
export const presentUser = (row: UserRow): User => ({
  id: row.id,
  userName: row.username,
  displayName: row.name,
  role: role.parse(row.role),
  approval: approval.parse(row.approval),
  note: row.note,
  email: row.contactEmail,
  locale: locale.nullable().catch(null).parse(row.locale),
  createdAt: row.createdAt.toISOString(),
  decidedAt: row.decidedAt?.toISOString() ?? null,
  decisionReason: row.decisionReason,
  banned: row.banned,
  banReason: row.banReason ?? '',
  leaving: row.leavingAt !== null,
  revision: row.revision,
});

/** The signed-in person and what they may do. */
export const presentMe = (row: UserRow, actor: Actor): Me => ({
  user: presentUser(row),
  permissions: permissionsOf(actor),
});

/** The reply to whoever has just signed in: the session is not on this request yet. */
export const presentSignedIn = (row: UserRow): Me => {
  const view = presentUser(row);
  return presentMe(row, {
    userId: view.id,
    userName: view.userName,
    displayName: view.displayName,
    role: view.role,
    approval: view.approval,
    sessionId: null,
    token: null,
  });
};
