import type { AuditExportLine, AuditFilter, HistoryPage } from '@limen/contract/audit';
import { z } from 'zod';
import { type Actor, authorize, may } from '../auth/policy.ts';
import type { Deps } from '../deps.ts';
import { findUserId } from '../users/find-user-id.ts';
import { type AuditSearch, type FoundLine, findLines } from './audit.rows.ts';
import { everything, presentExportLine, presentLine, type Shown } from './present-line.ts';

/** Lines of an export that are in memory at once. */
const batch = 500;

const isId = (text: string): boolean => z.uuid().safeParse(text).success;

/** An account is found by its index; a name that has none (any more) is looked for in the lines themselves. */
const searchOf = async (deps: Deps, { person, ...filter }: AuditFilter): Promise<AuditSearch> => {
  if (person === undefined) return filter;
  if (isId(person)) return { ...filter, who: { id: person } };
  const name = person.trim().toLowerCase();
  const id = await findUserId(deps, name);
  return { ...filter, who: id === undefined ? { name } : { id } };
};

/** One more than the page is read, which says whether there is another. */
const pageOf = (found: FoundLine[], limit: number, shown: Shown): HistoryPage => {
  const lines = found.slice(0, limit).map((each) => presentLine(each, shown));
  return { lines, next: found.length > limit ? (lines.at(-1)?.seq ?? null) : null };
};

/** Who did what, newest first. @throws AppError `auth.forbidden` */
export const listAudit = async (
  deps: Deps,
  actor: Actor,
  { limit, ...filter }: AuditFilter & { limit: number },
): Promise<HistoryPage> => {
  authorize(actor, 'audit:read');
  return pageOf(await findLines(deps.db, await searchOf(deps, filter), limit + 1), limit, everything);
};

/**
 * Everything that fits, newest first, a batch at a time. The first is read before this returns, so that what cannot be
 * read at all is an error and no empty file.
 *
 * @throws AppError `auth.forbidden`
 */
export const exportAudit = async (
  deps: Deps,
  actor: Actor,
  filter: AuditFilter,
): Promise<AsyncIterable<AuditExportLine>> => {
  authorize(actor, 'audit:read');
  const search = await searchOf(deps, filter);
  const first = await findLines(deps.db, search, batch);
  return (async function* () {
    for (let found = first; ; ) {
      for (const each of found) yield presentExportLine(each);
      const last = found.at(-1);
      if (!last || found.length < batch) return;
      found = await findLines(deps.db, { ...search, before: last.line.seq }, batch);
    }
  })();
};

/**
 * What was done with one object, for somebody of whom it is known that they may see it.
 *
 * @param query.details whether they may know what it was about, beside who did what: whom it was shared with, say
 */
export const listHistory = async (
  deps: Deps,
  actor: Actor,
  objectId: string,
  { limit, before, details }: { limit: number; before?: number | undefined; details: boolean },
): Promise<HistoryPage> =>
  pageOf(await findLines(deps.db, { objectId, before }, limit + 1), limit, {
    whence: may(actor, 'audit:read'),
    details,
  });
