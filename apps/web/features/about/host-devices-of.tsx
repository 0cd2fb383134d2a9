'use client';

import type { Host } from '@limen/contract/hosts';
import { useTranslations } from 'next-intl';
import { ErrorNote } from '../../lib/error-text.tsx';
import { keyOfDevice, useDevicePlace, useDeviceWhyNot, useHostDevices } from '../../lib/host-devices.ts';
import { useMe } from '../../lib/world.tsx';

/** For administrators: what the host has on USB and PCI, and which machine has which. */
export const HostDevicesOf = ({ host }: { host: Host }) => {
  const t = useTranslations('hostDevices');
  const isAdmin = useMe().user.role === 'admin';
  const connected = host.connection === 'connected';
  const { data, error } = useHostDevices(host.id, host.connection, isAdmin && connected);
  const place = useDevicePlace();
  const whyNot = useDeviceWhyNot();
  if (!isAdmin || !connected) return null;
  return (
    <details>
      <summary className="rounded-control py-1 text-13 font-medium">{t('ofHost')}</summary>
      <div className="flex flex-col gap-2 pt-2 text-13">
        {error ? <ErrorNote error={error} /> : null}
        {data && !data.listed ? <p className="text-soft">{t('notListed')}</p> : null}
        {data && !data.usb ? <p className="text-soft">{t('noUsb')}</p> : null}
        {data?.listed && !data.iommu ? <p className="text-soft">{t('noIommu')}</p> : null}
        <ul aria-label={t('ofHost')} className="flex flex-col">
          {data?.devices.map((device) => (
            <li
              key={keyOfDevice(device.source)}
              className="flex flex-wrap items-baseline justify-between gap-x-4 border-t border-line py-2"
            >
              <span className="min-w-0">
                <span className="block font-medium wrap-anywhere">{device.name}</span>
                <span className="block text-12 text-soft">{place(device.source)}</span>
              </span>
              <span className="text-12 text-soft">
                {[whyNot(device) ?? t('free'), ...(device.there ? [] : [t('gone')])].join(' · ')}
              </span>
            </li>
          ))}
        </ul>
      </div>
    </details>
  );
};
