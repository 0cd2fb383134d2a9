import { describe, expect, test } from 'vitest';
import { type Action, type Actor, actions, authorize, may, permissionsOf } from './policy.ts';

const me = '01890000-0000-7000-8000-000000000001';
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

test('an administrator may do everything to everything', () => {
  for (const action of actions) expect(codeOf(action, actor({ role: 'admin' }), other)).toBe('ok');
});
