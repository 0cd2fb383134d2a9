import { isIPv6 } from 'node:net';
import type { Session } from '@limen/contract/sessions';
import { endOf, lastEnd } from '../auth/session-life.ts';
import { describeAgent } from './describe-agent.ts';
import type { SessionRow } from './session.rows.ts';

/** better-auth writes every group of an IPv6 address out; RFC 5952 does not. */
const shortest = (address: string): string =>
  isIPv6(address) ? new URL(`http://[${address}]`).hostname.slice(1, -1) : address;

/** The only shape in which a session leaves the server; its token never does. @param currentId of the session that asks */
export const presentSession = (row: SessionRow, currentId: string | null): Session => ({
  id: row.id,
  name: row.name,
  address: row.ipAddress ? shortest(row.ipAddress) : null,
  ...describeAgent(row.userAgent ?? ''),
  createdAt: row.createdAt.toISOString(),
  lastUsedAt: row.updatedAt.toISOString(),
  expiresAt: endOf(row).toISOString(),
  lastEnd: lastEnd(row.createdAt).toISOString(),
  current: row.id === currentId,
});
