import { AppError } from '../lib/app-error.ts';
import type { SignInThrottle } from './sign-in-throttle.ts';

/**
 * Lets somebody who is signed in prove once more that it is them, and slows guessing down as at the sign-in: whoever sits at
 * an open browser of somebody else must not find their password by trying.
 *
 * @param prove whether it was right
 * @throws AppError `auth.slow_down`, before anything is hashed, and whatever `prove` throws (which counts as no attempt)
 */
export const throughProveGate = async (
  throttle: SignInThrottle,
  userId: string,
  prove: () => Promise<boolean>,
): Promise<boolean> => {
  // by the account alone, apart from its sign-ins: wherever its sessions are, they are one person's
  const attempt = throttle.begin({ userName: userId, address: '', deviceId: 'signed in' });
  if (typeof attempt === 'number') {
    throw new AppError('auth.slow_down', 'Too many failed attempts. Wait before the next one.', {
      retryAfterSeconds: attempt,
    });
  }
  try {
    const right = await prove();
    if (right) attempt.succeeded();
    else attempt.failed();
    return right;
  } catch (error) {
    attempt.undone();
    throw error;
  }
};
