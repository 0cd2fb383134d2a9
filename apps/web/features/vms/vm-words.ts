'use client';

import { vmCan } from '@limen/contract/vm-rules';
import type { Vm } from '@limen/contract/vms';
import { useTranslations } from 'next-intl';
import { useCallback } from 'react';

/** Addresses of one card that answer now: what it had before its machine was stopped may be another's meanwhile. */
export const addressesOfNic = (vm: Vm, nic: Vm['nics'][number]): readonly string[] =>
  vmCan.console.states.includes(vm.state) ? nic.addresses : [];

/** Addresses of all cards that answer now. */
export const addressesOf = (vm: Vm): readonly string[] => vm.nics.flatMap((nic) => addressesOfNic(vm, nic));

/** The first address that a person would type; null while it has none. */
export const addressOf = (vm: Vm): string | null => addressesOf(vm)[0] ?? null;

/** Whether the reason for its state is one that somebody has to do something about. */
export const isTrouble = (vm: Vm): boolean =>
  vm.stateReason !== null && vm.stateReason !== 'guest_shutdown' && vm.stateReason !== 'powered_off';

/** What the machine was made from, in words. */
export const useOsName = (): ((vm: Vm) => string) => {
  const t = useTranslations('vms');
  return useCallback(
    (vm) => {
      const iso = vm.cdroms.find((drive) => drive.image !== null)?.image;
      return vm.image?.name ?? (iso ? t('fromIso', { name: iso.name }) : t('noImage'));
    },
    [t],
  );
};
