'use client';

import type { HostDevice, HostDeviceSource, HostDevices } from '@limen/contract/host-devices';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { api } from './api.ts';

/** What a host has, for administrators. @param seen another value has it read again */
export const useHostDevices = (hostId: string, seen: unknown, enabled = true) =>
  useQuery<HostDevices>({
    queryKey: ['host-devices', hostId, seen],
    queryFn: () => api.hostDevices.ofHost({ params: { id: hostId } }),
    enabled,
  });

/** By what it is told from others: its ids and its place, or its address. */
export const addressOfDevice = (source: HostDeviceSource): string =>
  source.kind === 'pci' ? source.address : `${source.vendorId}:${source.productId}`;

/** One text for each device of a list. */
export const keyOfDevice = (source: HostDeviceSource): string => JSON.stringify(source);

const busName = { usb: 'USB', pci: 'PCI' } as const;

/** Where it is, in words. */
export const useDevicePlace = (): ((source: HostDeviceSource) => string) => {
  const t = useTranslations('hostDevices');
  return (source) =>
    [
      busName[source.kind],
      addressOfDevice(source),
      ...(source.kind === 'usb' && source.place ? [t('place', source.place)] : []),
    ].join(' · ');
};

/** Why no machine can be given it now; null: one can. */
export const useDeviceWhyNot = (): ((device: HostDevice) => string | null) => {
  const t = useTranslations('hostDevices');
  return ({ holder, whyNot }) =>
    holder ? t('heldBy', { name: holder.name }) : whyNot ? t(`why.${whyNot}`) : null;
};
