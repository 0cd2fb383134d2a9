import { announceAccess } from '../auth/announce-access.ts';
import type { Db } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { deleteSessionRows } from './session.rows.ts';

/**
 * Ends somebody's sessions within a transaction that does more: a changed password, a lost second factor. With the commit
 * their live connections and consoles end, in every process.
 *
 * @param of except: the session that asked, where it stays
 * @returns how many there were
 */
export const endSessions = async (
  deps: Pick<Deps, 'access'>,
  tx: Db,
  of: { userId: string; except: string | null },
): Promise<number> => {
  const gone = await deleteSessionRows(tx, of);
  const { userId } = of;
  await announceAccess(deps, tx, ...gone.map((sessionId) => ({ what: 'ended', userId, sessionId }) as const));
  return gone.length;
};
