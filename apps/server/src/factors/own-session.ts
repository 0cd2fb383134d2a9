import type { Asked } from '../auth/asked.ts';
import { authorize } from '../auth/policy.ts';
import { AppError } from '../lib/app-error.ts';

/**
 * What proves who somebody is can only be changed by themselves, in a browser they signed in with.
 *
 * @throws AppError `auth.token_scope`, `auth.session_required`
 */
export const requireOwnSession = ({ actor }: Asked): { userId: string; sessionId: string } => {
  const { userId, sessionId } = actor;
  authorize(actor, 'account:secure', { ownerId: userId });
  if (sessionId === null) throw new AppError('auth.session_required', 'This needs a session.');
  return { userId, sessionId };
};
