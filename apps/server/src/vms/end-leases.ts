import {
  endOf,
  hasEnded,
  isGraceOver,
  isNoticeDue,
  isNoticeOld,
  type LeaseRule,
} from '@limen/contract/leases';
import { recordAudit } from '../audit/record-audit.ts';
import type { Deps } from '../deps.ts';
import { readSetting } from '../settings/read-setting.ts';
import { beginOwnOperation } from './begin-own-operation.ts';
import { expireVmOperation } from './expire-vm-operation.ts';
import { lifeOf } from './life-of.ts';
import { tellOfEnd } from './tell-of-end.ts';
import { trashVmOperation } from './trash-vm.ts';
import { lockVm, updateVm, type VmRow } from './vm.rows.ts';
import { hasFailedSince, listEndingVms } from './vm-time.rows.ts';

const dayMs = 86_400_000;
/** What could not be stopped or moved is tried again after this long. */
const againMs = 3600_000;

type Now = { rule: LeaseRule; trashDays: number; nowMs: number };

/**
 * Goes on with every machine whose time ends, a step at a time: its owner is told, `warnDays` later (at the earliest) it is
 * stopped, `graceDays` after that it goes to the trash; where there is none, it stays, stopped. Nothing ends untold: where
 * the rule has changed, or LIMEN was off for long, being told comes first.
 */
export const endLeases = async (deps: Deps): Promise<void> => {
  const rule = await readSetting(deps.db, 'lease');
  const { days: trashDays } = await readSetting(deps.db, 'trash');
  const nowMs = deps.clock.now().getTime();
  const soonMs = nowMs + rule.warnDays * dayMs;
  const ids = await listEndingVms(deps.db, {
    lifeBefore: new Date(soonMs),
    unusedSince: rule.idleDays === null ? null : new Date(soonMs - rule.idleDays * dayMs),
  });
  for (const id of ids) {
    await goOn(deps, id, { rule, trashDays, nowMs }).catch((error: unknown) =>
      deps.log.warn({ err: error, vmId: id }, 'the end of a machine'),
    );
  }
};

const goOn = async (deps: Deps, vmId: string, now: Now): Promise<void> => {
  if (await notice(deps, vmId, now)) return;
  if (await stop(deps, vmId, now)) return;
  await moveToTrash(deps, vmId, now);
};

/** Tells the owner, once; or forgets that they were told of an end which has moved away. @returns whether it did */
const notice = async (deps: Deps, vmId: string, { rule, nowMs }: Now): Promise<boolean> => {
  const told = await deps.db.transaction(async (tx) => {
    const row = await lockVm(tx, vmId);
    if (row?.phase !== 'ready') return null;
    const life = lifeOf(row);
    if (isNoticeOld(life, rule, nowMs)) {
      await updateVm(tx, vmId, { endNoticedAt: null });
      return 'taken back';
    }
    const end = endOf(life, rule, nowMs);
    if (!end || !isNoticeDue(life, rule, nowMs)) return null;
    await updateVm(tx, vmId, { endNoticedAt: new Date(nowMs) });
    await recordAudit(
      tx,
      { via: 'system' },
      {
        action: 'vm.warnOfEnd',
        object: { type: 'vm', id: row.id, name: row.name, ownerId: row.ownerId },
        after: { endsAt: new Date(end.atMs).toISOString(), why: end.why },
      },
    );
    return 'told';
  });
  if (told === null) return false;
  deps.live.publish('vm.changed', { id: vmId });
  if (told === 'told') await tellOfEnd(deps, vmId);
  return true;
};

const stop = async (deps: Deps, vmId: string, { rule, nowMs }: Now): Promise<boolean> => {
  if (await hasFailedSince(deps.db, vmId, { kind: 'vm.expire', since: new Date(nowMs - againMs) }))
    return false;
  const begun = await beginOwnOperation(deps, vmId, {
    definition: expireVmOperation,
    stillDue: (row) => isOn(row) && hasEnded(lifeOf(row), rule, nowMs),
    change: (tx, row) => updateVm(tx, row.id, { desiredPower: 'stopped' }),
    why: { warnDays: rule.warnDays },
  });
  return begun !== undefined;
};

const moveToTrash = async (deps: Deps, vmId: string, { rule, trashDays, nowMs }: Now): Promise<void> => {
  if (trashDays === 0) return;
  if (await hasFailedSince(deps.db, vmId, { kind: 'vm.trash', since: new Date(nowMs - againMs) })) return;
  await beginOwnOperation(deps, vmId, {
    definition: trashVmOperation,
    // one that could not be stopped does not go on to what comes after
    // one that is protected stays, stopped
    stillDue: (row) =>
      row.phase === 'ready' && !isOn(row) && !row.isProtected && isGraceOver(lifeOf(row), rule, nowMs),
    change: (tx, row) => updateVm(tx, row.id, { desiredPower: 'stopped' }),
    why: { graceDays: rule.graceDays },
  });
};

const isOn = (row: VmRow): boolean => row.phase === 'ready' && row.domainRunId !== null;
