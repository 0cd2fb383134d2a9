import { type Action, actions } from '@limen/contract/rights';
import type { ShareLevel } from '@limen/contract/shares';
import { type TokenScope, tokenScope } from '@limen/contract/tokens';
import { describe, expect, test } from 'vitest';
import {
  type Actor,
  type ActorOf,
  authorize,
  createPolicy,
  may,
  permissionsOf,
  type Reach,
} from './policy.ts';

const me = '01890000-0000-7000-8000-000000000001';
const inOrder = (a: string, b: string): number => order.indexOf(a) - order.indexOf(b);
const order: readonly string[] = actions;
const other = '01890000-0000-7000-8000-000000000002';
const actor = (change: Partial<Actor> = {}): Actor => ({
  userId: me,
  userName: 'me',
  displayName: 'Me',
  role: 'user',
  approval: 'approved',
  sessionId: 's',
  token: null,
  ...change,
});
const codeOf = (action: Action, who: Actor, ownerId: string | null): string => {
  try {
    authorize(who, action, { ownerId });
    return 'ok';
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : 'thrown';
  }
};

test('an unapproved person may do nothing, whatever the role', () => {
  for (const role of ['user', 'admin'] as const) {
    for (const approval of ['pending', 'rejected'] as const) {
      expect(permissionsOf(actor({ role, approval }))).toEqual([]);
      expect(codeOf('vm:read', actor({ role, approval }), me)).toBe('auth.not_approved');
    }
  }
});

describe('a user', () => {
  test.each(actions.filter((a) => a.startsWith('vm:') || a.startsWith('operation:')))(
    '%s reaches own things only',
    (a) => {
      expect(may(actor(), a, { ownerId: me })).toBe(true);
      expect(may(actor(), a, { ownerId: other })).toBe(false);
      expect(may(actor(), a, { ownerId: null })).toBe(false);
    },
  );
  test('sees what belongs to the installation and cannot change it', () => {
    expect(codeOf('image:read', actor(), null)).toBe('ok');
    expect(codeOf('image:delete', actor(), null)).toBe('auth.forbidden');
    expect(codeOf('user:list', actor(), null)).toBe('auth.forbidden');
  });
  test('a foreign thing answers like one that is not there', () => {
    expect(codeOf('vm:read', actor(), other)).toBe('object.not_found');
  });
});

test('an administrator may do everything to everything, but for what proves who somebody else is', () => {
  for (const action of actions) {
    const answer = action.startsWith('account:') ? 'auth.forbidden' : 'ok';
    expect(codeOf(action, actor({ role: 'admin' }), other), action).toBe(answer);
    expect(codeOf(action, actor({ role: 'admin' }), me), action).toBe('ok');
  }
});

describe('a share', () => {
  const shared = (level: ShareLevel) => ({ ownerId: other, shares: new Map([[me, level]]) });
  const given = (level: ShareLevel): Action[] =>
    actions.filter(
      (action) => may(actor(), action, shared(level)) && !may(actor(), action, { ownerId: other }),
    );

  test('lets a viewer look and an operator run, and nobody more', () => {
    // of a machine or of an image, which has viewers only
    const seeing = ['vm:read', 'vm:watch', 'image:read', 'operation:read'];
    expect(given('viewer')).toEqual(seeing.toSorted(inOrder));
    expect(given('operator')).toEqual([...seeing, 'vm:power', 'vm:console'].toSorted(inOrder));
  });

  test('gives nothing to somebody else, nor to its person while they wait for approval', () => {
    const foreign = { ownerId: other, shares: new Map([[other, 'operator' as const]]) };
    expect(may(actor(), 'vm:read', foreign)).toBe(false);
    expect(may(actor({ approval: 'pending' }), 'vm:read', shared('operator'))).toBe(false);
  });
});

describe('an API token', () => {
  const token = (scope: TokenScope) => ({ token: { id: other, scope } });
  const given = (role: 'user' | 'admin', scope: TokenScope): Action[] =>
    actions.filter((action) => may(actor({ role, ...token(scope) }), action, { ownerId: me }));

  test('reaches no further than its person, and each scope holds the ones before it', () => {
    for (const role of ['user', 'admin'] as const) {
      const person = actions.filter((action) => may(actor({ role }), action, { ownerId: me }));
      let before: Action[] = [];
      for (const scope of tokenScope.options) {
        const now = given(role, scope);
        expect(now.filter((a) => !person.includes(a))).toEqual([]);
        expect(before.filter((a) => !now.includes(a))).toEqual([]);
        before = now;
      }
    }
  });

  test('proves nobody: passwords, factors, sessions and tokens take a session', () => {
    for (const scope of tokenScope.options) expect(given('admin', scope)).not.toContain('account:secure');
    expect(codeOf('account:secure', actor(token('administer')), me)).toBe('auth.session_required');
  });

  test('only reads where it is for reading', () => {
    expect(given('user', 'read').filter((a) => !/:(read|watch)$/.test(a))).toEqual([]);
  });
});

describe('a role that is added', () => {
  // a row of data and nothing else: somebody who looks after everything and changes nothing
  const none = Object.fromEntries(actions.map((a) => [a, 'none'])) as Record<Action, Reach>;
  const reading: Action[] = [
    'vm:read',
    'image:read',
    'host:read',
    'operation:read',
    'audit:read',
    'user:list',
  ];
  const policy = createPolicy({
    auditor: { ...none, ...Object.fromEntries(reading.map((a) => [a, 'all'])), 'account:read': 'own' },
    guest: none,
  });
  const who = (change: Partial<ActorOf<'auditor' | 'guest'>> = {}): ActorOf<'auditor' | 'guest'> => ({
    ...actor(),
    role: 'auditor',
    ...change,
  });
  const thing = { ownerId: other };

  test('may do what its row says, to whatever it says, and nothing more', () => {
    expect(policy.permissionsOf(who())).toEqual([...reading, 'account:read'].toSorted(inOrder));
    for (const action of reading) expect(policy.mayToAll(who(), action), action).toBe(true);
    expect(policy.may(who(), 'vm:read', thing)).toBe(true);
    expect(policy.may(who(), 'account:read', thing)).toBe(false);
    expect(() => policy.authorize(who(), 'vm:power', thing)).toThrow(/may not/);
  });

  test('is kept within its token, its approval and its audience, and reached by shares, like every other', () => {
    expect(policy.permissionsOf(who({ approval: 'pending' }))).toEqual([]);
    expect(policy.may(who({ token: { id: other, scope: 'read' } }), 'user:list')).toBe(false);
    expect(policy.audienceOf(who(), thing)).not.toBe(policy.audienceOf(who({ role: 'guest' }), thing));
    const shared = { ownerId: other, shares: new Map([[me, 'operator' as const]]) };
    expect(policy.may(who({ role: 'guest' }), 'vm:power', shared)).toBe(true);
    expect(policy.may(who({ role: 'guest' }), 'vm:read', thing)).toBe(false);
  });
});
