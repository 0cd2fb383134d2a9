import type { User } from '@limen/contract/users';

export const at = '2026-11-22T12:00:00.000Z';

/** Somebody whose machines a test looks at. */
export const ada: User = {
  id: 'u',
  userName: 'ada',
  displayName: 'Ada',
  role: 'user',
  approval: 'approved',
  note: '',
  email: null,
  decisionReason: '',
  banned: false,
  banReason: '',
  leaving: false,
  locale: null,
  createdAt: at,
  decidedAt: at,
  revision: 1,
};
