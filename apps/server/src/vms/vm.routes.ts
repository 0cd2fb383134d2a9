import type { vmRoutes } from '@limen/contract/vms';
import { listHistory } from '../audit/list-audit.ts';
import type { Asked } from '../auth/asked.ts';
import type { Deps } from '../deps.ts';
import type { Handlers } from '../http/implement.ts';
import type { OperationRow } from '../operations/operation.rows.ts';
import { presentOperation } from '../operations/present-operation.ts';
import { createVm } from './create-vm.ts';
import { deleteVm } from './delete-vm.ts';
import { getVm } from './get-vm.ts';
import { listVms } from './list-vms.ts';
import { pauseVm } from './pause-vm.ts';
import { powerOffVm } from './power-off-vm.ts';
import { rebootVm } from './reboot-vm.ts';
import { resetVm } from './reset-vm.ts';
import { resumeVm } from './resume-vm.ts';
import { shutDownVm } from './shut-down-vm.ts';
import { startVm } from './start-vm.ts';

type Verb = (deps: Deps, asked: Asked, vmId: string) => Promise<OperationRow>;

/** Handlers of every route on machines; each authorizes and works in its verb. */
export const vmHandlers = (deps: Deps): Handlers<typeof vmRoutes> => {
  const by =
    (verb: Verb) =>
    async ({ asked, params }: { asked: Asked; params: { id: string } }) =>
      presentOperation(await verb(deps, asked, params.id));
  return {
    list: async ({ actor }) => ({ vms: await listVms(deps, actor) }),
    get: ({ actor, params }) => getVm(deps, actor, params.id),
    history: async ({ actor, params, query }) => {
      // whoever may see the machine, and nobody else
      await getVm(deps, actor, params.id);
      return listHistory(deps, actor, params.id, query);
    },
    create: async ({ actor, asked, body }) => {
      const { vmId, operation } = await createVm(deps, asked, body);
      return { vm: await getVm(deps, actor, vmId), operation: presentOperation(operation) };
    },
    start: by(startVm),
    shutdown: by(shutDownVm),
    powerOff: by(powerOffVm),
    reboot: by(rebootVm),
    reset: by(resetVm),
    pause: by(pauseVm),
    resume: by(resumeVm),
    delete: by(deleteVm),
  };
};
