import type { Deps } from '../deps.ts';
import { AppError } from '../lib/app-error.ts';
import { deleteExport } from './delete-export.ts';
import { listExportsToGo } from './export.rows.ts';

/** Deletes every export whose time is over. One that cannot go never keeps the others waiting. */
export const deleteOldExports = async (deps: Deps): Promise<void> => {
  for (const row of await listExportsToGo(deps.db, deps.clock.now())) {
    await deleteExport(deps, { via: 'system' }, row).catch((error: unknown) => {
      if (!(error instanceof AppError)) deps.log.warn({ err: error, exportId: row.id }, 'an export');
    });
  }
};
