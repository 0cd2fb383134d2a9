'use client';

import { type BootDevice, bootDeviceOf } from '@limen/contract/boot';
import type { Vm } from '@limen/contract/vms';
import { useLocale, useTranslations } from 'next-intl';
import { formatBytes } from '../../../lib/format.ts';

type Cdrom = Vm['cdroms'][number];

/** What is in a drive, in words. */
export const useDiscName = (): ((drive: Cdrom) => string) => {
  const t = useTranslations('discs');
  return (drive) => drive.image?.name ?? (drive.disc === null ? t('empty') : t(`made.${drive.disc}`));
};

/** A device that a machine can boot from, as a person knows it. */
export type BootChoice = { device: BootDevice; kind: 'disk' | 'cdrom' | 'nic'; name: string; what: string };

/** Everything a machine could boot from: its disks, its drives, its network. */
export const useBootChoices = (vm: Vm): readonly BootChoice[] => {
  const t = useTranslations('discs');
  const locale = useLocale();
  const discName = useDiscName();
  return [
    ...vm.disks.map((disk, n) => ({
      device: bootDeviceOf('disk', disk.id),
      kind: 'disk' as const,
      name: t('disk', { number: n + 1 }),
      what: formatBytes(disk.sizeBytes, locale),
    })),
    ...vm.cdroms.map((drive, n) => ({
      device: bootDeviceOf('cdrom', drive.id),
      kind: 'cdrom' as const,
      name: t('drive', { number: n + 1 }),
      what: discName(drive),
    })),
    ...vm.nics.map((nic, n) => ({
      device: bootDeviceOf('nic', nic.id),
      kind: 'nic' as const,
      name: t('nic', { number: n + 1 }),
      what: nic.mac,
    })),
  ];
};
