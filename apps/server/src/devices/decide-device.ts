import { recordAudit } from '../audit/record-audit.ts';
import type { Asked } from '../auth/asked.ts';
import { authorize } from '../auth/policy.ts';
import type { Deps } from '../deps.ts';
import { AppError, notFound } from '../lib/app-error.ts';
import { deviceCodeMs } from './begin-device.ts';
import { countWrongCode, decideDevice, findWaitingDevice, findWrongCodes } from './device.rows.ts';

/**
 * Wrong codes in the time that a code lives. 10 of 20⁸ (2.56 · 10¹⁰) codes, with 5,000 waiting at most: one chance in
 * half a million; from one address, where a class may sit, five times that.
 */
const mostOfPerson = 10;
const mostOfAddress = 50;

export type WaitingDevice = {
  id: string;
  client: string;
  address: string;
  createdAt: string;
  expiresAt: string;
};

const keysOf = ({ actor, address }: Asked): { person: string; address: string } => ({
  person: `person ${actor.userId}`,
  address: `address ${address}`,
});

/** A code is allowed by a person in a browser, never by another program. @throws AppError `auth.session_required`, `auth.slow_down` */
const requirePerson = async (deps: Deps, asked: Asked): Promise<void> => {
  const { actor } = asked;
  if (actor.sessionId === null) throw new AppError('auth.session_required', 'Sign in in a browser.');
  authorize(actor, 'account:secure', { ownerId: actor.userId });
  const keys = keysOf(asked);
  const now = deps.clock.now();
  const wrong = await findWrongCodes(deps.db, [keys.person, keys.address], now);
  for (const [key, most] of [
    [keys.person, mostOfPerson],
    [keys.address, mostOfAddress],
  ] as const) {
    const counted = wrong.get(key);
    if (!counted || counted.times < most) continue;
    throw new AppError('auth.slow_down', 'Too many wrong codes.', {
      retryAfterSeconds: Math.ceil((counted.until.getTime() - now.getTime()) / 1000),
    });
  }
};

/** @returns the error to throw, once it is counted */
const wrongCode = async (deps: Deps, asked: Asked): Promise<AppError> => {
  const { person, address } = keysOf(asked);
  const now = deps.clock.now();
  await countWrongCode(deps.db, [person, address], {
    now,
    until: new Date(now.getTime() + deviceCodeMs),
  });
  return notFound();
};

/** Which program waits with this code, and from where it asked. @throws AppError as allowDevice */
export const lookAtDevice = async (deps: Deps, asked: Asked, userCode: string): Promise<WaitingDevice> => {
  await requirePerson(deps, asked);
  const row = await findWaitingDevice(deps.db, userCode, deps.clock.now());
  if (!row) throw await wrongCode(deps, asked);
  await recordAudit(deps.db, asked, {
    action: 'device.look',
    object: { type: 'device', id: row.id, name: row.clientId ?? '' },
  });
  return {
    id: row.id,
    client: row.clientId ?? '',
    address: row.address,
    createdAt: new Date(row.expiresAt.getTime() - deviceCodeMs).toISOString(),
    expiresAt: row.expiresAt.toISOString(),
  };
};

/**
 * Lets the program that waits with this code in, as the person who asks.
 *
 * @throws AppError `object.not_found` (wrong, too old or decided already), `auth.slow_down` after too many of those,
 *   `auth.session_required`
 */
export const allowDevice = (deps: Deps, asked: Asked, userCode: string): Promise<void> =>
  decide(deps, asked, { userCode, status: 'approved', action: 'device.allow' });

/** Keeps it out. @throws AppError as allowDevice */
export const refuseDevice = (deps: Deps, asked: Asked, userCode: string): Promise<void> =>
  decide(deps, asked, { userCode, status: 'denied', action: 'device.refuse' });

const decide = async (
  deps: Deps,
  asked: Asked,
  decision: { userCode: string; status: 'approved' | 'denied'; action: string },
): Promise<void> => {
  await requirePerson(deps, asked);
  const { userId } = asked.actor;
  const decided = await deps.db.transaction(async (tx) => {
    const { userCode, status, action } = decision;
    const row = await decideDevice(tx, { userCode, status, userId, now: deps.clock.now() });
    if (!row) return false;
    await recordAudit(tx, asked, {
      action,
      object: { type: 'device', id: row.id, name: row.clientId ?? '', ownerId: userId },
      before: { status: 'pending' },
      after: { status, address: row.address },
    });
    return true;
  });
  if (!decided) throw await wrongCode(deps, asked);
};
