'use client';

import { type GivenDevice, mostHostDevices } from '@limen/contract/host-devices';
import type { Vm } from '@limen/contract/vms';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Plus, Usb } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { api } from '../../../lib/api.ts';
import { ConfirmDialog } from '../../../lib/confirm-dialog.tsx';
import { useDevicePlace } from '../../../lib/host-devices.ts';
import { isPretended } from '../../../lib/optimistic-vms.ts';
import { Button } from '../../../ui/button.tsx';
import { Panel } from '../../../ui/marks.tsx';
import { useWhyNot } from '../discs/use-why-not.ts';
import { useBegun } from '../use-begun.tsx';
import { GiveDeviceDialog } from './give-device-dialog.tsx';

/** Whether each device that a machine has is on its host now; plugged in and pulled out by hand, so looked at anew now and then. */
const useThere = (vm: Vm): ((id: string) => boolean | null | undefined) => {
  const { data } = useQuery({
    queryKey: ['host-devices-of', vm.id, vm.revision],
    queryFn: () => api.hostDevices.ofVm({ params: { id: vm.id } }),
    placeholderData: keepPreviousData,
    refetchInterval: 15_000,
    enabled: vm.hostDevices.length > 0 && !vm.stale && !isPretended(vm),
  });
  return (id) => data?.devices.find((device) => device.id === id)?.there;
};

/** Devices of its host that a machine has; administrators give them and take them back. */
export const HostDevicesPanel = ({ vm }: { vm: Vm }) => {
  const t = useTranslations('hostDevices');
  const whyNot = useWhyNot(vm)('hostDevices');
  const gives = vm.permissions.includes('hostDevices');
  const { send, failure } = useBegun();
  const thereOf = useThere(vm);
  const place = useDevicePlace();
  const [opened, setOpened] = useState<'give' | GivenDevice | null>(null);
  // nothing that most people ever need
  if (!gives && vm.hostDevices.length === 0) return null;
  const full = vm.hostDevices.length >= mostHostDevices ? t('most', { max: mostHostDevices }) : null;
  const close = (): void => setOpened(null);
  return (
    <Panel title={t('title')}>
      <div className="flex flex-col gap-4">
        {failure}
        {vm.hostDevices.length === 0 ? (
          <p className="text-soft">{t('none')}</p>
        ) : (
          <ul aria-label={t('title')} className="flex flex-col gap-2">
            {vm.hostDevices.map((device) => {
              const there = thereOf(device.id);
              return (
                <li
                  key={device.id}
                  aria-label={device.name}
                  className="flex flex-wrap items-center gap-x-4 gap-y-2 rounded-control border border-line px-3 py-3"
                >
                  <Usb aria-hidden size={18} className="shrink-0 text-edge" />
                  <div className="min-w-44 flex-1">
                    <p className="text-14 font-medium wrap-anywhere">{device.name}</p>
                    <p className="text-12 text-soft">{place(device.source)}</p>
                  </div>
                  {there === undefined ? null : (
                    <p className={there === false ? 'text-13 text-busy' : 'text-13 text-soft'}>
                      {t(there === null ? 'unknown' : there ? 'there' : 'gone')}
                    </p>
                  )}
                  {gives ? (
                    <Button
                      look="quiet"
                      size="small"
                      whyNot={whyNot}
                      aria-label={t('takeThis', { device: device.name })}
                      onClick={() => setOpened(device)}
                    >
                      {t('take')}
                    </Button>
                  ) : null}
                </li>
              );
            })}
          </ul>
        )}
        {vm.hostDevices.length > 0 ? <p className="text-13 text-soft">{t('memory')}</p> : null}
        {gives ? (
          <Button
            size="small"
            className="self-start"
            whyNot={whyNot ?? full}
            icon={<Plus aria-hidden size={15} />}
            onClick={() => setOpened('give')}
          >
            {t('give')}
          </Button>
        ) : (
          <p className="text-13 text-soft">{t('onlyAdmins')}</p>
        )}
      </div>
      {opened === 'give' ? <GiveDeviceDialog vm={vm} send={send} onClose={close} /> : null}
      {opened !== null && opened !== 'give' ? (
        <ConfirmDialog
          title={t('takeTitle', { device: opened.name, name: vm.name })}
          text={t(vm.vcpus.running === null ? 'takeOff' : 'takeOn')}
          verb={t('take')}
          run={async () => {
            await send(api.hostDevices.take({ params: { id: vm.id, deviceId: opened.id } }));
            close();
          }}
          onClose={close}
        />
      ) : null}
    </Panel>
  );
};
