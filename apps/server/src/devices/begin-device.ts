import { createHash, randomBytes, randomInt } from 'node:crypto';
import { userCodeLength, userCodeLetters, writtenUserCode } from '@limen/contract/devices';
import { recordAudit } from '../audit/record-audit.ts';
import type { Request } from '../auth/asked.ts';
import type { Deps } from '../deps.ts';
import { AppError } from '../lib/app-error.ts';
import { newId } from '../lib/new-id.ts';
import { countOpenDevices, deleteExpiredDevices, insertDevice, lockDevices } from './device.rows.ts';

export const deviceCodeMs = 10 * 60 * 1000;
/** RFC 8628, section 3.2: what it is where nothing is said. */
const intervalSeconds = 5;
/** Nobody has more programs that wait at once; everybody together bounds the table. */
const mostOfAddress = 20;
const mostOfAll = 5000;
const tries = 5;

export const hashOfDeviceCode = (code: string): string => createHash('sha256').update(code).digest('hex');

const newUserCode = (): string =>
  Array.from({ length: userCodeLength }, () => userCodeLetters[randomInt(userCodeLetters.length)]).join('');

/**
 * A program without a browser asks for a code (RFC 8628). Only the hash of what it polls with is kept.
 *
 * Not by better-auth's plugin: that keeps the code itself, reads and then writes where two answers can come at once, and
 * has no place for the address that its person should see, nor for a line of ours in the same transaction.
 *
 * @param origin where people open LIMEN
 * @throws AppError `auth.slow_down` where too many wait
 */
export const beginDevice = async (
  deps: Deps,
  request: Request,
  given: { client: string; origin: string },
): Promise<{
  deviceCode: string;
  userCode: string;
  verificationUri: string;
  verificationUriComplete: string;
  expiresAt: string;
  intervalSeconds: number;
}> => {
  const now = deps.clock.now();
  const deviceCode = randomBytes(32).toString('base64url');
  const expiresAt = new Date(now.getTime() + deviceCodeMs);
  const userCode = await deps.db.transaction(async (tx) => {
    await lockDevices(tx);
    await deleteExpiredDevices(tx, now);
    const open = await countOpenDevices(tx, request.address);
    if (open.ofAddress >= mostOfAddress || open.all >= mostOfAll) {
      throw new AppError('auth.slow_down', 'Too many programs wait for their person.', {
        retryAfterSeconds: 60,
      });
    }
    for (let attempt = 0; attempt < tries; attempt += 1) {
      const row = { id: newId(), userCode: newUserCode() };
      const made = await insertDevice(tx, {
        ...row,
        deviceCode: hashOfDeviceCode(deviceCode),
        expiresAt,
        status: 'pending',
        pollingInterval: intervalSeconds,
        clientId: given.client,
        address: request.address,
      });
      if (!made) continue;
      await recordAudit(
        tx,
        { ...request, via: 'anonymous' },
        { action: 'device.begin', object: { type: 'device', id: row.id, name: given.client } },
      );
      return row.userCode;
    }
    throw new AppError('server.internal', 'No code is free.');
  });
  const written = writtenUserCode(userCode);
  return {
    deviceCode,
    userCode: written,
    verificationUri: `${given.origin}/device`,
    verificationUriComplete: `${given.origin}/device?code=${written}`,
    expiresAt: expiresAt.toISOString(),
    intervalSeconds,
  };
};
