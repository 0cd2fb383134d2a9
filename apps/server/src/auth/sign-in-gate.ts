import { AppError } from '../lib/app-error.ts';
import type { Turns } from '../lib/turns.ts';
import type { KnownDevices } from './known-devices.ts';
import type { SignInThrottle } from './sign-in-throttle.ts';

/** Who tries: the account's name as it was typed, the address, and the `Cookie` header that came along. */
export type Trying = { userName: string; address: string; cookie: string | undefined };

/**
 * Lets an attempt to prove oneself through, or not yet; and remembers how it ended.
 *
 * @param prove undefined: it was not the right one
 * @returns what `prove` found, with the `Set-Cookie` header that makes the device known
 * @throws AppError `auth.slow_down`, before anything is done, and whatever `prove` throws (which counts as no attempt)
 */
export const throughGate = async <T>(
  gate: { throttle: SignInThrottle; devices: KnownDevices; signInTurns: Turns },
  trying: Trying,
  prove: () => Promise<T | undefined>,
): Promise<{ found: T; cookie: string } | undefined> => {
  const { userName, address } = trying;
  await gate.signInTurns.next();
  const deviceId = gate.devices.read(trying.cookie, userName);
  const attempt = gate.throttle.begin({ userName, address, deviceId });
  if (typeof attempt === 'number') {
    throw new AppError('auth.slow_down', 'Too many failed attempts. Wait before the next one.', {
      retryAfterSeconds: attempt,
    });
  }
  let found: T | undefined;
  try {
    found = await prove();
  } catch (error) {
    attempt.undone();
    throw error;
  }
  if (found === undefined) {
    attempt.failed();
    return undefined;
  }
  attempt.succeeded();
  return { found, cookie: gate.devices.remember(userName) };
};
