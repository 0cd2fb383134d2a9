'use client';

import type { VmHardware } from '@limen/contract/hardware';
import { maximumCpu } from '@limen/contract/hardware';
import type { Vm } from '@limen/contract/vms';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { api } from '../../../lib/api.ts';
import { isPretended } from '../../../lib/optimistic-vms.ts';

/** What a machine could be made on its host; undefined while that is not known. */
export const useHardware = (vm: Vm): VmHardware | undefined =>
  useQuery({
    // a snapshot that came or went is an operation of its own
    queryKey: ['hardware', vm.id, vm.revision, vm.operation?.id ?? null],
    queryFn: () => api.hardware.get({ params: { id: vm.id } }),
    placeholderData: keepPreviousData,
    enabled: !vm.stale && !isPretended(vm),
  }).data;

/** BIOS, UEFI, or UEFI with Secure Boot: one choice of three. */
export type FirmwareChoice = 'bios' | 'uefi' | 'secure';
export const firmwareOf = ({ firmware, secureBoot }: Pick<Vm, 'firmware' | 'secureBoot'>): FirmwareChoice =>
  firmware === 'uefi' && secureBoot ? 'secure' : firmware;

/** Names of boards and processors, as people choose them. */
export const useMakeWords = (
  vm: Vm,
  hardware: VmHardware | undefined,
): { machine: (machine: string | null) => string; cpu: (model: string | null) => string } => {
  const t = useTranslations('hardware');
  const newest = hardware?.offers?.machines[0];
  return {
    machine: (machine) =>
      machine ?? (newest === undefined ? t('newest') : t('newestIs', { machine: newest })),
    cpu: (model) => {
      if (model === null) return t(`cpuDefault.${vm.accelerator ?? 'kvm'}`);
      return model === maximumCpu ? t('cpuMaximum') : model;
    },
  };
};
