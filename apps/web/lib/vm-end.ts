'use client';

import { type End, endOf, extendedLife, graceEndsAtMs, type Life } from '@limen/contract/leases';
import type { Vm } from '@limen/contract/vms';
import { useCallback } from 'react';
import { useNow } from './now.ts';
import { useTimeRules } from './time-rules.ts';

export type VmEnd = End & {
  /** It does not start any more. */
  over: boolean;
  /** When it moves to the trash. */
  trashAtMs: number;
  /** Whether extending gives anything. */
  extendable: boolean;
};

const ms = (time: string | null): number | null => (time === null ? null : Date.parse(time));

const lifeOf = (vm: Vm): Life => ({
  createdAtMs: Date.parse(vm.createdAt),
  expiresAtMs: ms(vm.expiresAt),
  lastUsedAtMs: Date.parse(vm.lastUsedAt),
  endNoticedAtMs: ms(vm.endNoticedAt),
});

/** When a machine's time ends; null: never, or not known yet. */
export const useVmEnd = (): ((vm: Vm) => VmEnd | null) => {
  const rule = useTimeRules()?.lease;
  const nowMs = useNow();
  return useCallback(
    (vm) => {
      const end = rule && endOf(lifeOf(vm), rule, nowMs);
      return end
        ? {
            ...end,
            over: end.noticed && end.atMs <= nowMs,
            trashAtMs: graceEndsAtMs(end, rule),
            extendable: extendedLife(lifeOf(vm), rule, nowMs) !== undefined,
          }
        : null;
    },
    [rule, nowMs],
  );
};
