import type { cloudInitRoutes } from '@limen/contract/cloud-init';
import { previewCloudInit } from '../cloud-init/preview-cloud-init.ts';
import type { Deps } from '../deps.ts';
import type { Handlers } from '../http/implement.ts';
import { presentOperation } from '../operations/present-operation.ts';
import { changeCloudInit, detachCloudInit } from './change-cloud-init.ts';
import { getCloudInit } from './get-cloud-init.ts';

/** Handlers of every route on what machines are told at their first boot. */
export const cloudInitHandlers = (deps: Deps): Handlers<typeof cloudInitRoutes> => ({
  preview: ({ actor, body }) => previewCloudInit(deps, actor, body),
  get: async ({ actor, params }) => ({ cloudInit: await getCloudInit(deps, actor, params.id) }),
  change: async ({ asked, params, body }) =>
    presentOperation(await changeCloudInit(deps, asked, params.id, body)),
  detach: async ({ asked, params }) => presentOperation(await detachCloudInit(deps, asked, params.id)),
});
