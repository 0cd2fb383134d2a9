import { firstEndMs } from '@limen/contract/leases';
import type { CreateVmBody } from '@limen/contract/new-vms';
import { recordAudit } from '../audit/record-audit.ts';
import type { Asked } from '../auth/asked.ts';
import { authorize } from '../auth/policy.ts';
import { identitySeed } from '../cloud-init/identity-seed.ts';
import type { Deps } from '../deps.ts';
import { lockHost } from '../hosts/lock-host.ts';
import type { OperationRow } from '../operations/operation.rows.ts';
import { reserveQuota } from '../quotas/reserve-quota.ts';
import { readSetting } from '../settings/read-setting.ts';
import { createVmOperation } from './create-vm-operation.ts';
import { insertNewVm } from './insert-new-vm.ts';
import { type NewVmBody, planNewVm, readTold } from './plan-new-vm.ts';
import { requireRoom } from './require-room.ts';
import { vmUsage } from './vm-usage.ts';

/**
 * Makes machines that are alike but for their names: their rows and an operation for each in one transaction, the rest by the
 * operations. They are visible at once, as `creating`; all of them, or none.
 *
 * @param names at least one
 * @param nameField what the request calls them
 * @returns their operations, in the order of the names
 * @throws AppError `object.not_found` (image), `image.not_ready`, `vm.name_taken`, `host.unavailable`,
 *   `host.capacity`, `quota.exceeded`
 */
export const createVms = async (
  deps: Deps,
  asked: Asked,
  body: NewVmBody,
  { names, nameField }: { names: readonly string[]; nameField: 'name' | 'namePattern' },
): Promise<OperationRow[]> => {
  authorize(asked.actor, 'vm:create');
  const { userId } = asked.actor;
  const told = await readTold(deps, asked, body);
  const operations = await deps.db.transaction(async (tx) => {
    const earlier = await deps.operations.allBegunWith(tx, userId, asked.onceKey);
    if (earlier.length > 0) return earlier;
    const plan = await planNewVm(deps, tx, asked, { body, told });
    const { image, host } = plan;
    const { seed } = plan.told;
    const now = deps.clock.now();
    const endMs = firstEndMs(await readSetting(tx, 'lease'), now.getTime());
    if (body.start) await lockHost(tx, image.hostId);
    const reserved = await reserveQuota(
      tx,
      userId,
      times(
        names.length,
        vmUsage({ phase: 'creating', countsRunning: body.start, ...body }, { diskBytes: body.diskBytes }),
      ),
      await deps.settings.of(tx, 'quotaDefaults'),
    );
    const made: Awaited<ReturnType<typeof insertNewVm>>[] = [];
    for (const name of names) {
      made.push(await insertNewVm(tx, plan, { body, ownerId: userId, name, nameField, now, endMs }));
    }
    const [first] = made;
    if (body.start && first) {
      requireRoom(host.facts(), await deps.settings.of(tx, 'overcommit'), {
        others: first.others,
        size: body,
        count: made.length,
      });
    }
    const begun: OperationRow[] = [];
    for (const { vmId, name } of made) {
      begun.push(
        await deps.operations.begin(tx, {
          definition: createVmOperation,
          subject: { type: 'vm', id: vmId, name },
          ownerId: userId,
          hostId: image.hostId,
          actorId: userId,
          input: { vmId, start: body.start },
          requestId: asked.requestId,
          onceKey: asked.onceKey ?? null,
          reserved,
        }),
      );
    }
    for (const { id, kind, subjectId, subjectName } of begun) {
      await recordAudit(tx, asked, {
        action: kind,
        object: { type: 'vm', id: subjectId, name: subjectName, ownerId: userId },
        operationId: id,
        after: {
          vcpus: body.vcpus,
          memoryBytes: body.memoryBytes,
          diskBytes: body.diskBytes,
          imageId: image.id,
          osId: plan.osId,
          ...plan.choices,
          ...(plan.told.answers && { unattended: true }),
          ...(seed && { cloudInit: seed === identitySeed ? 'identity' : seed.form ? 'form' : 'text' }),
        },
      });
    }
    return begun;
  });
  for (const { id, subjectId } of operations) {
    deps.live.publish('vm.changed', { id: subjectId });
    deps.live.publish('operation.changed', { id });
  }
  deps.live.publish('quota.changed', { userId });
  // how many machines use it
  deps.live.publish('image.changed', { id: body.boot.imageId });
  return operations;
};

/** One machine; see `createVms`. */
export const createVm = async (
  deps: Deps,
  asked: Asked,
  { name, ...body }: CreateVmBody,
): Promise<{ vmId: string; operation: OperationRow }> => {
  const [operation] = await createVms(deps, asked, body, { names: [name], nameField: 'name' });
  if (!operation) throw new Error('a machine was made without its operation');
  return { vmId: operation.subjectId, operation };
};

const times = (count: number, usage: ReturnType<typeof vmUsage>): ReturnType<typeof vmUsage> => ({
  vms: usage.vms * count,
  runningVms: usage.runningVms * count,
  vcpus: usage.vcpus * count,
  memoryBytes: usage.memoryBytes * count,
  diskBytes: usage.diskBytes * count,
  snapshots: usage.snapshots * count,
});
