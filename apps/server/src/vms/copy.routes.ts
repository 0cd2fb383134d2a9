import type { copyRoutes } from '@limen/contract/copies';
import type { Deps } from '../deps.ts';
import type { Handlers } from '../http/implement.ts';
import { getImage } from '../images/get-image.ts';
import { presentOperation } from '../operations/present-operation.ts';
import { cloneVm } from './clone-vm.ts';
import { getVm } from './get-vm.ts';
import { makeTemplate } from './make-template.ts';

/** Handlers of what a stopped machine can be made into. */
export const copyHandlers = (deps: Deps): Handlers<typeof copyRoutes> => ({
  clone: async ({ actor, asked, params, body }) => {
    const { vmId, operation } = await cloneVm(deps, asked, { sourceId: params.id, body });
    return { vm: await getVm(deps, actor, vmId), operation: presentOperation(operation) };
  },
  template: async ({ actor, asked, params, body }) => {
    const { imageId, operation } = await makeTemplate(deps, asked, { vmId: params.id, body });
    return { image: await getImage(deps, actor, imageId), operation: presentOperation(operation) };
  },
});
