import type { ApiToken } from '@limen/contract/tokens';
import { scopeOfPermissions } from '../auth/api-tokens.ts';
import type { TokenRow } from './token.rows.ts';

/** The only shape in which a stored token leaves the server; its hash never does. */
export const presentToken = (row: TokenRow): ApiToken => ({
  id: row.id,
  name: row.name ?? '',
  start: row.start ?? '',
  scope: scopeOfPermissions(row.permissions) ?? 'read',
  createdAt: row.createdAt.toISOString(),
  lastUsedAt: row.lastRequest?.toISOString() ?? null,
  // every token of ours has an end
  expiresAt: (row.expiresAt ?? row.createdAt).toISOString(),
});
