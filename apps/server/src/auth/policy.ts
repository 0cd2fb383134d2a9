import { type Action, actions } from '@limen/contract/rights';
import type { ShareLevel } from '@limen/contract/shares';
import type { TokenScope } from '@limen/contract/tokens';
import type { Approval, Role } from '@limen/contract/users';
import { AppError, notFound } from '../lib/app-error.ts';

/** The person behind a request, as the database has them at that moment. */
export type ActorOf<R extends string> = {
  userId: string;
  userName: string;
  displayName: string;
  role: R;
  approval: Approval;
  /** Of the session they came with; null: with an API token. */
  sessionId: string | null;
  /** The API token they came with, and how far it reaches: never beyond its person. */
  token: { id: string; scope: TokenScope } | null;
  /** They came with a short-lived access token of that session, which is good for everything but the account's security. */
  byAccessToken?: true;
};
export type Actor = ActorOf<Role>;

/** Whose it is (null: the installation's), and who else was given a part in it. */
export type ObjectRef = {
  ownerId: string | null;
  shares?: ReadonlyMap<string, ShareLevel>;
  /** Given to everybody by an administrator, whosever it is. */
  public?: boolean;
};

const noShares: ReadonlyMap<string, ShareLevel> = new Map();

/** The object that the policy is asked about, from the rows. `shares`: level by person. */
export const refOf = (ownerId: string | null, shares: Readonly<Record<string, ShareLevel>>): ObjectRef => {
  const entries = Object.entries(shares);
  return { ownerId, shares: entries.length === 0 ? noShares : new Map(entries) };
};

/** How far a right reaches: nothing, one's own, also what is everybody's to use, or everything. */
export type Reach = 'none' | 'own' | 'shared' | 'all';

const all = Object.fromEntries(actions.map((action) => [action, 'all'])) as Record<Action, Reach>;

/** What each role may do. A role is added by a row here, and by its name in the contract and the words of the web. */
export type Rights<R extends string> = Readonly<Record<R, Readonly<Record<Action, Reach>>>>;

/** The rights as data: role × action. `shared` also reaches what belongs to the installation or was made public. */
const rights: Rights<Role> = {
  // what proves who somebody is stays theirs alone
  admin: { ...all, 'account:read': 'own', 'account:edit': 'own', 'account:secure': 'own' },
  user: {
    'vm:read': 'own',
    'vm:create': 'own',
    'vm:power': 'own',
    'vm:edit': 'own',
    'vm:delete': 'own',
    'vm:share': 'own',
    'vm:watch': 'own',
    'vm:console': 'own',
    'image:read': 'shared',
    'image:add': 'own',
    'image:fetch': 'own',
    'image:edit': 'own',
    'image:share': 'own',
    'image:publish': 'none',
    'image:build': 'none',
    'image:delete': 'own',
    'catalogue:manage': 'none',
    'host:read': 'shared',
    'device:give': 'none',
    'pool:manage': 'none',
    'network:read': 'shared',
    'network:add': 'own',
    'network:share': 'none',
    'operation:read': 'own',
    'operation:cancel': 'own',
    'account:read': 'own',
    'account:edit': 'own',
    'account:secure': 'own',
    'quota:read': 'own',
    'quota:ask': 'own',
    'quota:change': 'none',
    'user:list': 'none',
    'user:decide': 'none',
    'user:edit': 'none',
    'user:delete': 'none',
    'invitation:manage': 'none',
    'setting:read': 'none',
    'setting:change': 'none',
    'audit:read': 'none',
  },
};

/** What a share gives on the machine or image it is of (an image is shared with viewers only), beside what its person may do anyway. */
const shareRights: Readonly<Record<ShareLevel, readonly Action[]>> = {
  viewer: ['vm:read', 'vm:watch', 'image:read', 'operation:read'],
  operator: ['vm:read', 'vm:watch', 'image:read', 'operation:read', 'vm:power', 'vm:console'],
};

const reading: readonly Action[] = [
  'vm:read',
  'vm:watch',
  'image:read',
  'host:read',
  'network:read',
  'operation:read',
  'account:read',
  'quota:read',
];
const operating: readonly Action[] = [...reading, 'vm:power', 'vm:console', 'operation:cancel'];
const managing: readonly Action[] = [
  ...operating,
  'vm:create',
  'vm:edit',
  'vm:delete',
  'vm:share',
  'image:add',
  'image:fetch',
  'image:edit',
  'image:share',
  'image:delete',
  'network:add',
  'quota:ask',
];
/** What a token can be used for at most; what proves who somebody is takes a session. */
const scopeRights: Readonly<Record<TokenScope, ReadonlySet<Action>>> = {
  read: new Set(reading),
  operate: new Set(operating),
  manage: new Set(managing),
  administer: new Set(actions.filter((a) => a !== 'account:secure' && a !== 'account:edit')),
};

/** Whether the end of a session, a token or (with neither) everything of a user is also the actor's. */
export const isEndedWith = (
  actor: Pick<Actor, 'userId' | 'sessionId' | 'token'>,
  ended: { userId: string; sessionId?: string; tokenId?: string },
): boolean => {
  if (actor.userId !== ended.userId) return false;
  if (ended.sessionId === undefined && ended.tokenId === undefined) return true;
  return (
    (ended.sessionId !== undefined && actor.sessionId === ended.sessionId) ||
    (ended.tokenId !== undefined && actor.token?.id === ended.tokenId)
  );
};

const seeing = new Set<Action>(['vm:read', 'image:read', 'host:read', 'operation:read', 'quota:read']);

/** The policy of a table of rights; LIMEN's own is below. */
export const createPolicy = <R extends string>(table: Rights<R>) => {
  const withinToken = (actor: ActorOf<R>, action: Action): boolean =>
    (actor.token === null || scopeRights[actor.token.scope].has(action)) &&
    !(actor.byAccessToken && action === 'account:secure');

  /** Whether the actor may do this, to this object or (without one) at all. An unapproved person may do nothing. */
  const may = (actor: ActorOf<R>, action: Action, object?: ObjectRef): boolean => {
    if (actor.approval !== 'approved' || !withinToken(actor, action)) return false;
    const reach = table[actor.role][action];
    if (object === undefined) return reach !== 'none';
    if (reach === 'all') return true;
    if (reach !== 'none' && object.ownerId === actor.userId) return true;
    if (reach === 'shared' && (object.ownerId === null || object.public === true)) return true;
    const share = object.shares?.get(actor.userId);
    return share !== undefined && shareRights[share].includes(action);
  };

  return {
    may,

    /** Whether it reaches everything there is, whosever it is: then a list needs no owner. */
    mayToAll: (actor: ActorOf<R>, action: Action): boolean =>
      may(actor, action) && table[actor.role][action] === 'all',

    /**
     * Readers of one audience have the same rights to the object, so that what one of them is shown may be shown to all.
     * Whether they may see it at all is `may`'s to say.
     */
    audienceOf: (actor: ActorOf<R>, object: ObjectRef): string => {
      const part = object.ownerId === actor.userId ? 'owner' : (object.shares?.get(actor.userId) ?? 'other');
      return `${actor.approval} ${actor.role} ${part} ${actor.token?.scope ?? ''}`;
    },

    /** What the actor may do at all, for the page. */
    permissionsOf: (actor: ActorOf<R>): Action[] => actions.filter((action) => may(actor, action)),

    /**
     * The one gate. Not being allowed to see a thing answers like its not being there.
     *
     * @throws AppError `auth.not_approved`, `auth.session_required`, `auth.token_scope`, `object.not_found` or `auth.forbidden`
     */
    authorize: (actor: ActorOf<R>, action: Action, object?: ObjectRef): void => {
      if (actor.approval !== 'approved') {
        throw new AppError('auth.not_approved', 'Your account waits for an administrator’s approval.');
      }
      if (may(actor, action, object)) return;
      if (object !== undefined && seeing.has(action)) throw notFound();
      const { byAccessToken: _, ...person } = actor;
      if (!withinToken(actor, action) && may({ ...person, token: null }, action, object)) {
        if (!scopeRights.administer.has(action)) {
          throw new AppError('auth.session_required', 'This takes somebody who is signed in, not a token.');
        }
        throw new AppError('auth.token_scope', 'This API token does not reach that far.');
      }
      throw new AppError('auth.forbidden', 'You may not do this.');
    },
  };
};

/** Used by every route, live message, console and operation; nothing else decides. */
export const { may, mayToAll, audienceOf, permissionsOf, authorize } = createPolicy(rights);
