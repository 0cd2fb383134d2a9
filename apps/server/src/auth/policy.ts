import type { Approval, Role } from '@limen/contract/users';
import { AppError, notFound } from '../lib/app-error.ts';

/** The person behind a request, as the database has them at that moment. */
export type Actor = {
  userId: string;
  userName: string;
  displayName: string;
  role: Role;
  approval: Approval;
  sessionId: string;
};

export const actions = [
  'vm:read',
  'vm:create',
  'vm:power',
  'vm:delete',
  'vm:console',
  'image:read',
  'image:build',
  'image:delete',
  'host:read',
  'operation:read',
  'operation:cancel',
  'user:list',
  'user:decide',
] as const;
export type Action = (typeof actions)[number];

/** Whose it is; null: it belongs to the installation. */
export type ObjectRef = { ownerId: string | null };

/** How far a right reaches: nothing, one's own and what is everybody's to use, or everything. */
type Reach = 'none' | 'own' | 'shared' | 'all';

/** The rights as data: role × action. `shared` also reaches what belongs to the installation. */
const rights: Readonly<Record<Role, Readonly<Record<Action, Reach>>>> = {
  admin: {
    'vm:read': 'all',
    'vm:create': 'all',
    'vm:power': 'all',
    'vm:delete': 'all',
    'vm:console': 'all',
    'image:read': 'all',
    'image:build': 'all',
    'image:delete': 'all',
    'host:read': 'all',
    'operation:read': 'all',
    'operation:cancel': 'all',
    'user:list': 'all',
    'user:decide': 'all',
  },
  user: {
    'vm:read': 'own',
    'vm:create': 'own',
    'vm:power': 'own',
    'vm:delete': 'own',
    'vm:console': 'own',
    'image:read': 'shared',
    'image:build': 'none',
    'image:delete': 'none',
    'host:read': 'shared',
    'operation:read': 'own',
    'operation:cancel': 'own',
    'user:list': 'none',
    'user:decide': 'none',
  },
};

/** Whether the actor may do this, to this object or (without one) at all. An unapproved person may do nothing. */
export const may = (actor: Actor, action: Action, object?: ObjectRef): boolean => {
  if (actor.approval !== 'approved') return false;
  const reach = rights[actor.role][action];
  if (reach === 'none') return false;
  if (object === undefined || reach === 'all') return true;
  if (object.ownerId === null) return reach === 'shared';
  return object.ownerId === actor.userId;
};

/**
 * Readers of one audience have the same rights to the object, so that what one of them is shown may be shown to all.
 * Whether they may see it at all is `may`'s to say.
 */
export const audienceOf = (actor: Actor, object: ObjectRef): string =>
  `${actor.approval} ${actor.role} ${object.ownerId === actor.userId ? 'owner' : 'other'}`;

/** What the actor may do at all, for the page. */
export const permissionsOf = (actor: Actor): Action[] => actions.filter((action) => may(actor, action));

const seeing = new Set<Action>(['vm:read', 'image:read', 'host:read', 'operation:read']);

/**
 * The one gate. Not being allowed to see a thing answers like its not being there.
 *
 * @throws AppError `auth.not_approved`, `object.not_found` or `auth.forbidden`
 */
export const authorize = (actor: Actor, action: Action, object?: ObjectRef): void => {
  if (actor.approval !== 'approved') {
    throw new AppError('auth.not_approved', 'Your account waits for an administrator’s approval.');
  }
  if (may(actor, action, object)) return;
  if (object !== undefined && seeing.has(action)) throw notFound();
  throw new AppError('auth.forbidden', 'You may not do this.');
};
