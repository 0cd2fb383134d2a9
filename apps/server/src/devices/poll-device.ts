import { recordAudit } from '../audit/record-audit.ts';
import type { Request } from '../auth/asked.ts';
import type { Db } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { AppError } from '../lib/app-error.ts';
import { hashOfDeviceCode } from './begin-device.ts';
import { type DeviceRow, deleteDevice, findAllower, lockDeviceByCode, notePoll } from './device.rows.ts';
import { issueDeviceToken } from './issue-device-token.ts';

/** RFC 8628, section 3.5: who asks too soon waits this much longer from then on. */
const slowerSeconds = 5;
const slowestSeconds = 60;

export type DeviceToken = { token: string; expiresAt: string };

type Outcome =
  | { is: 'token'; token: DeviceToken }
  | { is: 'pending' | 'early'; seconds: number }
  | { is: 'refused' };

/**
 * A program asks whether its person has allowed it. Of many that ask at once with one code exactly one gets the token.
 *
 * @throws AppError `auth.device_pending`, `auth.slow_down` (both with the seconds to wait), `auth.device_refused` where it
 *   was refused, is too old, was used, or was never there; `token.limit` where its person has as many as they may
 */
export const pollDevice = async (deps: Deps, request: Request, deviceCode: string): Promise<DeviceToken> => {
  // what a poll leaves behind has to stay, also where the answer is no
  const outcome = await deps.db.transaction(async (tx): Promise<Outcome> => {
    const row = await lockDeviceByCode(tx, hashOfDeviceCode(deviceCode));
    const now = deps.clock.now();
    if (!row || row.expiresAt <= now) return { is: 'refused' };
    if (row.status === 'pending') return stillWaiting(tx, row, now);
    await deleteDevice(tx, row.id);
    const token = row.status === 'approved' ? await hand(tx, deps, request, row) : undefined;
    return token ? { is: 'token', token } : { is: 'refused' };
  });
  if (outcome.is === 'token') return outcome.token;
  throw refusalOf(outcome);
};

const refusalOf = (outcome: Exclude<Outcome, { is: 'token' }>): AppError => {
  if (outcome.is === 'refused') {
    return new AppError('auth.device_refused', 'This code was refused, is too old, or was used.');
  }
  const wait = { retryAfterSeconds: outcome.seconds };
  return outcome.is === 'early'
    ? new AppError('auth.slow_down', 'Asked too soon.', wait)
    : new AppError('auth.device_pending', 'Nobody has allowed this yet.', wait);
};

const stillWaiting = async (tx: Db, row: DeviceRow, now: Date): Promise<Outcome> => {
  const seconds = row.pollingInterval ?? slowerSeconds;
  const early = row.lastPolledAt !== null && now.getTime() - row.lastPolledAt.getTime() < seconds * 1000;
  if (!early) {
    await notePoll(tx, row.id, { lastPolledAt: now });
    return { is: 'pending', seconds };
  }
  const slower = Math.min(seconds + slowerSeconds, slowestSeconds);
  await notePoll(tx, row.id, { lastPolledAt: now, pollingInterval: slower });
  return { is: 'early', seconds: slower };
};

/** @returns undefined where whoever allowed it may not come in any more */
const hand = async (
  tx: Db,
  deps: Deps,
  request: Request,
  row: DeviceRow,
): Promise<DeviceToken | undefined> => {
  const user = row.userId === null ? undefined : await findAllower(tx, row.userId);
  if (!user) return undefined;
  const token = await issueDeviceToken(deps, tx, { userId: user.id, client: row.clientId ?? '' });
  await recordAudit(
    tx,
    { ...request, via: 'anonymous', name: user.username, userId: user.id },
    {
      action: 'device.token',
      object: { type: 'device', id: row.id, name: row.clientId ?? '', ownerId: user.id },
      after: { expiresAt: token.expiresAt },
    },
  );
  return token;
};
