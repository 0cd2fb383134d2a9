import { afterCommit, type Db } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { newId } from '../lib/new-id.ts';
import { sendNews } from './access-news.rows.ts';
import { type AccessNews, newsText } from './access-news.ts';

/**
 * Announces, from within the transaction that changes it, that somebody's access ended or changed. With the commit (and
 * only then) live pages and consoles end or are asked again, and what is known of the person is forgotten: here before
 * `db.transaction` returns, in every other process on the same database as soon as PostgreSQL tells it, within 5 s also
 * where its connection broke.
 *
 *     await deps.db.transaction(async (tx) => {
 *       await deleteSessionsOf(tx, userId);
 *       await announceAccess(deps, tx, { what: 'ended', userId }, { what: 'changed', userId });
 *       await recordAudit(tx, …);
 *     });
 *
 * It publishes `access.ended` and `user.changed`, and for a part in a machine `vm.access.changed` and `vm.changed` (in an
 * image `image.access.changed` and `image.changed`), itself: a verb that calls it publishes none of them.
 *
 * @param tx of `deps.db.transaction`, not a savepoint within it
 */
export const announceAccess = async (
  deps: Pick<Deps, 'access'>,
  tx: Db,
  ...news: readonly AccessNews[]
): Promise<void> => {
  if (news.length === 0) return;
  const numbered = news.map((one) => ({ newsId: newId(), one }));
  afterCommit(tx, () => {
    for (const { newsId, one } of numbered) deps.access.tell(newsId, one);
  });
  await sendNews(
    tx,
    numbered.map(({ newsId, one }) => newsText(newsId, one)),
  );
};
