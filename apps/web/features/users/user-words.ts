import type { User } from '@limen/contract/users';
import type { Tone } from '../../ui/marks.tsx';

/** What stands first about an account: on its way out, shut out, or what was decided. */
export const userStates = ['pending', 'approved', 'rejected', 'banned', 'leaving'] as const;
export type UserState = (typeof userStates)[number];

export const stateOf = (user: User): UserState =>
  user.leaving ? 'leaving' : user.banned ? 'banned' : user.approval;

export const toneOf: Readonly<Record<UserState, Tone>> = {
  pending: 'waiting',
  approved: 'ok',
  rejected: 'stopped',
  banned: 'fault',
  leaving: 'busy',
};
