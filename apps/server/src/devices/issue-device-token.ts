import { mostTokenNameLength, usualTokenDays } from '@limen/contract/tokens';
import type { Db } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { makeToken } from '../tokens/make-token.ts';
import type { DeviceToken } from './poll-device.ts';

/**
 * What an allowed program works with from now on: an API token of its person, named after the program, which makes and runs
 * machines and reaches nothing of what administrators do. Its person sees it among their tokens, and can revoke it.
 *
 * @throws AppError `token.limit`; the code stays good for as long as it was
 */
export const issueDeviceToken = async (
  deps: Deps,
  tx: Db,
  given: { userId: string; client: string },
): Promise<DeviceToken> => {
  const { token, secret } = await makeToken(deps, tx, {
    userId: given.userId,
    name: Array.from(given.client).slice(0, mostTokenNameLength).join('') || 'device',
    scope: 'manage',
    days: usualTokenDays,
  });
  return { token: secret, expiresAt: token.expiresAt };
};
