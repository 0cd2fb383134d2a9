import { authorize, type Actor } from '../auth/policy.ts';
import type { Deps } from '../deps.ts';
import { notFound } from '../lib/app-error.ts';
import { type ExportRow, findExport } from './export.rows.ts';

/** An export is its owner's alone, and not even an administrator's to fetch. @throws AppError `object.not_found` */
export const findOwnExport = async (deps: Deps, actor: Actor, id: string): Promise<ExportRow> => {
  const row = await findExport(deps.db, id);
  if (row?.ownerId !== actor.userId) throw notFound();
  // a token that may only read may not carry a whole disk away
  authorize(actor, 'vm:edit', { ownerId: row.ownerId });
  return row;
};
