import type { exportRoutes } from '@limen/contract/exports';
import type { Deps } from '../deps.ts';
import type { Handlers } from '../http/implement.ts';
import { AppError } from '../lib/app-error.ts';
import { presentOperation } from '../operations/present-operation.ts';
import { beginExport } from './begin-export.ts';
import { deleteExport } from './delete-export.ts';
import { listExportsOf } from './export.rows.ts';
import { exportPath } from './export-path.ts';
import { findOwnExport } from './find-own-export.ts';
import { presentExport } from './present-export.ts';

/** Handlers of every route on exports. */
export const exportHandlers = (deps: Deps): Handlers<typeof exportRoutes> => ({
  list: async ({ actor }) => ({ exports: (await listExportsOf(deps.db, actor.userId)).map(presentExport) }),
  begin: async ({ asked, params, body }) => {
    const { row, operation } = await beginExport(deps, asked, { vmId: params.id, format: body.format });
    return { export: presentExport(row), operation: presentOperation(operation) };
  },
  file: async ({ actor, params }) => {
    const row = await findOwnExport(deps, actor, params.id);
    if (row.state !== 'ready' || row.sha256 === null) {
      throw new AppError('export.not_ready', 'This file is not ready to be fetched.');
    }
    return { path: exportPath(deps.config, row.id), name: row.name, tag: row.sha256 };
  },
  delete: async ({ actor, asked, params }) => {
    await deleteExport(deps, asked, await findOwnExport(deps, actor, params.id));
    return null;
  },
});
