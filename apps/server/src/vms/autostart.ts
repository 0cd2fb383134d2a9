import { hasEnded } from '@limen/contract/leases';
import { vmCan } from '@limen/contract/vm-rules';
import { recordAudit } from '../audit/record-audit.ts';
import type { Deps } from '../deps.ts';
import { findTurn, noteBootId, setTurn } from '../hosts/autostart-turn.ts';
import { lockHost } from '../hosts/lock-host.ts';
import { AppError } from '../lib/app-error.ts';
import { isOneStarting, listAutostartDue, markAutostartDue } from './autostart.rows.ts';
import { lifeOf } from './life-of.ts';
import { stateOf } from './present-vm.ts';
import { reserveStart, startVmOperation } from './start-vm.ts';
import { syncVm } from './sync-vm.ts';
import { lockVm, updateVm, type VmRow } from './vm.rows.ts';
import { writeOwnOperation } from './write-own-operation.ts';

/*
 * Machines that are started after their host has booted. libvirt's own autostart knows neither order nor delay, and would start
 * machines behind the back of whoever counts them; so its flag is never set.
 *
 *   another boot id ──▶ every machine with autostart is due (one transaction)
 *   due ──▶ in its turn: seen to be off, then started by the usual operation, within its owner's quota; no longer due
 *
 * What is due stands in the database: a server that dies on the way goes on. One that only starts again finds the same boot.
 */

/** Looks in which boot a host is. @returns whether machines wait for their turn there */
export const lookAtBoot = async (deps: Deps, hostId: string): Promise<boolean> => {
  const bootId = await deps.hosts.byId(hostId).bootId();
  if (bootId !== null) {
    const marked = await deps.db.transaction(async (tx) =>
      (await noteBootId(tx, hostId, bootId)) ? markAutostartDue(tx, hostId) : null,
    );
    if (marked !== null) deps.log.info({ hostId, machines: marked }, 'the host has booted');
  }
  return (await listAutostartDue(deps.db, hostId)).length > 0;
};

/**
 * Starts the machine whose turn it is, if one has its turn now.
 *
 * @returns whether any waits for its turn still
 * @throws AppError `host.unavailable`, `host.unresponsive`
 */
export const startNextDue = async (deps: Deps, hostId: string): Promise<boolean> => {
  const due = await listAutostartDue(deps.db, hostId);
  if (due.length === 0) return false;
  if (!(await isTurn(deps, hostId))) return true;
  for (const vmId of due) {
    // the row may be of before the boot
    await syncVm(deps, vmId, hostId);
    const what = await begin(deps, hostId, vmId);
    if (what === 'begun') return due.length > 1;
    if (what === 'not yet') return true;
  }
  return (await listAutostartDue(deps.db, hostId)).length > 0;
};

const isTurn = async (deps: Deps, hostId: string): Promise<boolean> => {
  const nextAt = await findTurn(deps.db, hostId);
  if (nextAt !== null && nextAt > deps.clock.now()) return false;
  return !(await isOneStarting(deps.db, hostId));
};

const begin = async (
  deps: Deps,
  hostId: string,
  vmId: string,
): Promise<'begun' | 'not yet' | 'busy' | 'not due'> => {
  try {
    const begun = await deps.db.transaction(async (tx) => {
      const row = await lockVm(tx, vmId);
      if (!row?.autostartDue) return 'not due';
      // of several servers that look one begins it
      await lockHost(tx, hostId);
      const nextAt = await findTurn(tx, hostId);
      if (nextAt !== null && nextAt > deps.clock.now()) return 'not yet';
      const lease = await deps.settings.of(tx, 'lease');
      const ended = hasEnded(lifeOf(row), lease, deps.clock.now().getTime());
      if (row.phase !== 'ready' || !vmCan.start.states.includes(stateOf(row)) || ended) {
        await updateVm(tx, vmId, { autostartDue: false });
        return 'not due';
      }
      const { autostartOrder: order, autostartDelaySeconds: delaySeconds } = row;
      await setTurn(tx, hostId, new Date(deps.clock.now().getTime() + delaySeconds * 1000));
      return writeOwnOperation(deps, tx, row, {
        definition: startVmOperation,
        reserve: () => reserveStart(deps, tx, row),
        change: () => updateVm(tx, vmId, { autostartDue: false }),
        why: { autostart: { order, delaySeconds } },
      });
    });
    if (typeof begun === 'string') return begun;
    deps.live.publish('vm.changed', { id: vmId });
    deps.live.publish('operation.changed', { id: begun.id });
    if (begun.ownerId !== null) deps.live.publish('quota.changed', { userId: begun.ownerId });
    return 'begun';
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    if (error.code === 'vm.busy') return 'busy';
    await giveUp(deps, vmId, error);
    return 'not due';
  }
};

/** It cannot be started now, and nobody is there to be told: its page and the record say why. */
const giveUp = async (deps: Deps, vmId: string, error: AppError): Promise<void> => {
  await deps.db.transaction(async (tx) => {
    const row: VmRow | undefined = await lockVm(tx, vmId);
    if (!row) return;
    const lastError = { code: error.code, message: error.message };
    await updateVm(tx, vmId, { autostartDue: false, lastError });
    await recordAudit(
      tx,
      { via: 'system' },
      {
        action: startVmOperation.kind,
        object: { type: 'vm', id: row.id, name: row.name, ownerId: row.ownerId },
        result: 'refused',
        code: error.code,
      },
    );
  });
  deps.live.publish('vm.changed', { id: vmId });
};
