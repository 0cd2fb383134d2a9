'use client';

import { errorCodes } from '@limen/contract/error-codes';
import type { Vm } from '@limen/contract/vms';
import { useLocale, useTranslations } from 'next-intl';
import { useCodeText } from '../../lib/error-text.tsx';
import { ExportList } from '../../lib/export-list.tsx';
import { formatBytes } from '../../lib/format.ts';
import { RelativeTime } from '../../lib/relative-time.tsx';
import { useHosts } from '../../lib/world.tsx';
import { CopyText } from '../../ui/copy-text.tsx';
import { Facts, Notice, Panel } from '../../ui/marks.tsx';
import { DiscsPanel } from './discs/discs-panel.tsx';
import { VmCloudInit } from './cloud-init/vm-cloud-init.tsx';
import { HostDevicesPanel } from './host-devices/host-devices-panel.tsx';
import { HardwarePanel } from './hardware/hardware-panel.tsx';
import { SizePanel } from './size-panel.tsx';
import { VmHistory } from './vm-history.tsx';
import { VmSharing } from './vm-sharing.tsx';
import { addressesOf, isTrouble, useOsName } from './vm-words.ts';

/** What the machine is, what it has, and what was done with it last. */
export const VmOverview = ({ vm }: { vm: Vm }) => {
  const t = useTranslations();
  const locale = useLocale();
  const osName = useOsName();
  const codeText = useCodeText();
  const host = useHosts().find((h) => h.id === vm.hostId);
  const code = errorCodes.find((c) => c === vm.lastError?.code);
  return (
    <div className="flex flex-col gap-4">
      {vm.stale ? (
        <Notice tone="busy">
          {t('vms.staleHint')} {vm.observedAt === null ? null : <RelativeTime at={vm.observedAt} />}
        </Notice>
      ) : null}
      {vm.state === 'saved' && !vm.operation ? <Notice tone="plain">{t('vms.savedText')}</Notice> : null}
      {vm.stateReason && !vm.operation ? (
        <Notice tone={isTrouble(vm) ? 'fault' : 'plain'}>
          {t(`stateReason.${vm.stateReason}`)}
          {code ? <span className="block text-13 text-soft">{codeText(code)}</span> : null}
        </Notice>
      ) : code && !vm.operation ? (
        <Notice tone="fault">{codeText(code)}</Notice>
      ) : null}
      <div className="grid grid-cols-1 gap-4 lg:grid-cols-2">
        <Panel title={t('vms.what')}>
          <Facts
            rows={[
              [t('vms.system'), osName(vm)],
              [
                t('vms.disks'),
                vm.disks.length === 0 ? (
                  '–'
                ) : (
                  <span key="d" className="tabular">
                    {vm.disks.map((d) => formatBytes(d.sizeBytes, locale)).join(', ')}
                  </span>
                ),
              ],
              [
                t('vms.cdrom'),
                vm.cdroms.flatMap((drive) => (drive.image ? [drive.image.name] : [])).join(', ') ||
                  t('vms.cdromEmpty'),
              ],
              [
                t('labels.autostartHead'),
                vm.autostart.on
                  ? t('labels.autostartOn', {
                      order: vm.autostart.order,
                      seconds: vm.autostart.delaySeconds,
                    })
                  : t('labels.autostartOff'),
              ],
              ...(vm.description === ''
                ? []
                : [
                    [
                      t('create.description'),
                      <span key="t" className="whitespace-pre-wrap">
                        {vm.description}
                      </span>,
                    ] as const,
                  ]),
            ]}
          />
        </Panel>
        <Panel title={t('vms.where')}>
          <Facts
            rows={[
              [
                t('vms.address'),
                addressesOf(vm).length === 0 ? (
                  <span key="a" className="text-soft">
                    {vm.state === 'running' && !vm.stale ? t('vms.noAddressYet') : '–'}
                  </span>
                ) : (
                  <span key="a" className="-ml-1.5 flex flex-wrap">
                    {addressesOf(vm).map((address) => (
                      <CopyText
                        key={address}
                        text={address}
                        label={t('vms.copyAddress')}
                        copied={t('common.copied')}
                      />
                    ))}
                  </span>
                ),
              ],
              [
                t('vms.mac'),
                <span key="m" className="font-mono text-13">
                  {vm.nics.map((n) => n.mac).join(', ') || '–'}
                </span>,
              ],
              [t('vms.host'), host?.name ?? '–'],
              [t('vms.acceleration'), vm.accelerator === null ? '–' : t(`about.${vm.accelerator}`)],
              [t('vms.owner'), vm.owner.displayName],
              [t('vms.started'), vm.startedAt === null ? '–' : <RelativeTime key="s" at={vm.startedAt} />],
              [t('vms.created'), <RelativeTime key="c" at={vm.createdAt} />],
              [
                t('vms.id'),
                <CopyText
                  key="i"
                  text={vm.id}
                  label={t('common.copy')}
                  copied={t('common.copied')}
                  small
                  className="-ml-1.5"
                />,
              ],
            ]}
          />
        </Panel>
      </div>
      <SizePanel vm={vm} />
      <HardwarePanel vm={vm} />
      <HostDevicesPanel vm={vm} />
      <DiscsPanel vm={vm} />
      <VmCloudInit vm={vm} />
      <VmSharing vm={vm} />
      <ExportList vmId={vm.id} />
      <section className="flex flex-col gap-3">
        <h2 className="text-14 font-semibold">{t('vms.lastOperations')}</h2>
        <VmHistory vmId={vm.id} shown={4} />
      </section>
    </div>
  );
};
