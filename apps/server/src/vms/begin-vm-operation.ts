import { hasEnded } from '@limen/contract/leases';
import { type VmAction, vmCan } from '@limen/contract/vm-rules';
import { recordAudit } from '../audit/record-audit.ts';
import type { Asked } from '../auth/asked.ts';
import { authorize } from '../auth/policy.ts';
import type { Tx } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { AppError, notFound } from '../lib/app-error.ts';
import type { OperationDefinition } from '../operations/define-operation.ts';
import type { OperationRow } from '../operations/operation.rows.ts';
import type { QuotaEffect, Reserved } from '../operations/quota-effect.ts';
import { requireNoHostDevice } from './require-no-host-device.ts';
import { lifeOf } from './life-of.ts';
import { actionRight, refusal, stateOf } from './present-vm.ts';
import { changesHardware, readHardwarePart, recordChange } from './record-change.ts';
import { syncVm } from './sync-vm.ts';
import { lockVmWithRef, updateVm, type VmRow } from './vm.rows.ts';
import { recordUse } from './vm-time.rows.ts';

/** What counts as using a machine. */
const uses: ReadonlySet<VmAction> = new Set([
  'start',
  'shutdown',
  'powerOff',
  'reboot',
  'reset',
  'pause',
  'save',
  'resume',
]);

/** A verb whose kind takes from the owner's quota says how. */
type Reserving<Effect extends QuotaEffect> = 'reserves' extends Effect
  ? { reserve: Reserve }
  : { reserve?: undefined };
type Reserve = (tx: Tx, row: VmRow) => Promise<Reserved>;

/**
 * The frame of every verb on an existing machine: right, host, state and the one free slot are checked, the change
 * of the row and the operation are written, all in one transaction under the row's lock.
 *
 * @param verb.reserve takes what a kind that reserves takes of the owner's quota
 * @param verb.change what the row becomes at once (phase, desired power)
 * @throws AppError `object.not_found`, `auth.forbidden`, `host.unavailable`, `vm.busy` (names the operation), `vm.state`,
 *   `vm.lease` (its time is over), `vm.protected`
 */
export const beginVmOperation = async <Effect extends QuotaEffect>(
  deps: Deps,
  asked: Asked,
  vmId: string,
  verb: {
    action: VmAction;
    definition: OperationDefinition<Effect>;
    /** Throws `object.not_found` where something else that the request names is not there. */
    find?: (tx: Tx) => Promise<unknown>;
    change?: (tx: Tx, row: VmRow) => Promise<unknown>;
    /** What the operation has to remember beside the machine. */
    input?: (tx: Tx, row: VmRow) => Promise<object>;
    /** It changes neither the machine nor its disks: several may read them at once. */
    readsOnly?: true;
    /** What the record says of the change; read when `change` has run. */
    audit?: { before?: unknown; after?: unknown };
  } & Reserving<Effect>,
): Promise<OperationRow> => {
  const operation = await deps.db.transaction(async (tx) => {
    const found = await lockVmWithRef(tx, vmId);
    if (!found) throw notFound();
    const { row, ref } = found;
    authorize(asked.actor, 'vm:read', ref);
    authorize(asked.actor, actionRight[verb.action], ref);
    await verb.find?.(tx);
    deps.hosts.byId(row.hostId).requireConnected();
    const now = deps.clock.now();
    const ended =
      vmCan[verb.action].needsTime === true &&
      hasEnded(lifeOf(row), await deps.settings.of(tx, 'lease'), now.getTime());
    const why = refusal(verb.action, row, ended);
    // "busy" passes by itself, so it is the better answer when both are true
    if (why) await deps.operations.requireFree(tx, row);
    if (why === 'protected') {
      throw new AppError('vm.protected', 'This machine is protected. Take its protection away first.');
    }
    if (vmCan[verb.action].noHostDevice) await requireNoHostDevice(tx, row.id);
    if (why === 'lease') {
      throw new AppError('vm.lease', 'The time of this machine is over. Extend it first.');
    }
    if (why) {
      // the row may be older than libvirt: look again, so that a second try finds the truth
      void syncVm(deps, vmId).catch((error: unknown) =>
        deps.log.warn({ err: error, vmId }, 'sync after refusal'),
      );
      throw new AppError('vm.state', `The machine is ${stateOf(row)}; that cannot be done now.`);
    }
    if (verb.readsOnly !== true) {
      const takesSnapshots = verb.action === 'delete' || verb.action === 'deleteSnapshot';
      await deps.operations.requireNotRead(tx, row, takesSnapshots);
    }
    // by its whole type: the engine compares the two once more
    const { definition, reserve }: { definition: OperationDefinition; reserve?: Reserve | undefined } = verb;
    const before = changesHardware(verb.action) ? await readHardwarePart(tx, row.id) : undefined;
    const begun = await deps.operations.begin(tx, {
      definition,
      subject: { type: 'vm', id: row.id, name: row.name },
      ownerId: row.ownerId,
      hostId: row.hostId,
      actorId: asked.actor.userId,
      input: { vmId: row.id, ...(await verb.input?.(tx, row)) },
      requestId: asked.requestId,
      reserved: reserve ? await reserve(tx, row) : null,
    });
    await verb.change?.(tx, row);
    // whoever starts or stops it now does not want it started once more
    if (row.autostartDue && uses.has(verb.action)) await updateVm(tx, vmId, { autostartDue: false });
    if (uses.has(verb.action)) await recordUse(tx, vmId, now);
    const after = before && (await readHardwarePart(tx, row.id));
    if (before && after) {
      await recordChange(tx, asked, vmId, { action: begun.kind, before, after, operationId: begun.id });
    }
    await recordAudit(tx, asked, {
      action: begun.kind,
      object: { type: 'vm', id: row.id, name: row.name, ownerId: row.ownerId },
      operationId: begun.id,
      ...verb.audit,
    });
    return begun;
  });
  deps.live.publish('vm.changed', { id: vmId });
  deps.live.publish('operation.changed', { id: operation.id });
  return operation;
};
