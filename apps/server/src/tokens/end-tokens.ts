import { announceAccess } from '../auth/announce-access.ts';
import type { Db } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { deleteTokenRows } from './token.rows.ts';

/** Ends every API token of somebody, within a transaction that does more. @returns how many there were */
export const endTokens = async (deps: Pick<Deps, 'access'>, tx: Db, userId: string): Promise<number> => {
  const gone = await deleteTokenRows(tx, userId);
  await announceAccess(deps, tx, ...gone.map((tokenId) => ({ what: 'ended', userId, tokenId }) as const));
  return gone.length;
};
