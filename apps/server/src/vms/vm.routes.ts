import { keptInTrashDays } from '@limen/contract/leases';
import type { vmRoutes } from '@limen/contract/vms';
import { listHistory } from '../audit/list-audit.ts';
import type { Asked } from '../auth/asked.ts';
import type { Deps } from '../deps.ts';
import type { Handlers } from '../http/implement.ts';
import type { OperationRow } from '../operations/operation.rows.ts';
import { presentOperation } from '../operations/present-operation.ts';
import { readSetting } from '../settings/read-setting.ts';
import { createVm } from './create-vm.ts';
import { createVmsByPattern } from './create-vms-by-pattern.ts';
import { discardVm } from './discard-vm.ts';
import { extendVm } from './extend-vm.ts';
import { getVm } from './get-vm.ts';
import { listTrash, listVms } from './list-vms.ts';
import { pauseVm } from './pause-vm.ts';
import { powerOffVm } from './power-off-vm.ts';
import { rebootVm } from './reboot-vm.ts';
import { resetVm } from './reset-vm.ts';
import { restoreVm } from './restore-vm.ts';
import { resumeVm } from './resume-vm.ts';
import { saveVm } from './save-vm.ts';
import { setVmEnd } from './set-vm-end.ts';
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
      const { permissions } = await getVm(deps, actor, params.id);
      // whoever it is shared with need not learn with whom else
      return listHistory(deps, actor, params.id, { ...query, details: permissions.includes('share') });
    },
    create: async ({ actor, asked, body }) => {
      const { vmId, operation } = await createVm(deps, asked, body);
      return { vm: await getVm(deps, actor, vmId), operation: presentOperation(operation) };
    },
    createMany: async ({ actor, asked, body }) => {
      const operations = await createVmsByPattern(deps, asked, body);
      const vms = [];
      for (const { subjectId } of operations) vms.push(await getVm(deps, actor, subjectId));
      return { vms, operations: operations.map(presentOperation) };
    },
    start: by(startVm),
    shutdown: by(shutDownVm),
    powerOff: by(powerOffVm),
    reboot: by(rebootVm),
    reset: by(resetVm),
    pause: by(pauseVm),
    save: by(saveVm),
    resume: by(resumeVm),
    delete: async ({ asked, params, query }) =>
      presentOperation(await discardVm(deps, asked, params.id, query.permanent)),
    trash: async ({ actor }) => {
      const { days } = await readSetting(deps.db, 'trash');
      return { keptDays: keptInTrashDays(days), vms: await listTrash(deps, actor) };
    },
    restore: async ({ asked, params, body }) =>
      presentOperation(await restoreVm(deps, asked, params.id, body.name)),
    extend: async ({ actor, asked, params }) => {
      await extendVm(deps, asked, params.id);
      return getVm(deps, actor, params.id);
    },
    setEnd: async ({ actor, asked, params, body }) => {
      await setVmEnd(deps, asked, params.id, body.expiresAt === null ? null : new Date(body.expiresAt));
      return getVm(deps, actor, params.id);
    },
    timeRules: async () => ({
      lease: await readSetting(deps.db, 'lease'),
      trash: await readSetting(deps.db, 'trash'),
    }),
  };
};
