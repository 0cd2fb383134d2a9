'use client';

import type { VmSize } from '@limen/contract/resize';
import { whyNot } from '@limen/contract/vm-rules';
import type { Vm } from '@limen/contract/vms';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useLocale, useTranslations } from 'next-intl';
import { api } from '../../lib/api.ts';
import { formatBytes } from '../../lib/format.ts';
import { useVms } from '../../lib/vms-context.tsx';
import { Button } from '../../ui/button.tsx';
import { Notice, Panel } from '../../ui/marks.tsx';

const askAgainMs = 5000;
const askAgainWhileBusyMs = 1000;
const columns = ['configured', 'running', 'guest', 'ceiling'] as const;

/** How large it is, by who says so: what it starts with, what its host gives it, what its system sees, and how far it can go. */
export const SizePanel = ({ vm }: { vm: Vm }) => {
  const t = useTranslations();
  const locale = useLocale();
  const { act } = useVms();
  const on = vm.vcpus.running !== null;
  const resizing = vm.operation?.kind === 'vm.resize';
  const { data } = useQuery({
    queryKey: ['size', vm.id, vm.revision],
    queryFn: () => api.resize.size({ params: { id: vm.id } }),
    placeholderData: keepPreviousData,
    enabled: on && !vm.stale,
    refetchInterval: resizing ? askAgainWhileBusyMs : askAgainMs,
  });
  const told: VmSize = {
    vcpus: { ...vm.vcpus, guest: (on && data?.vcpus.guest) || null },
    memoryBytes: {
      ...vm.memoryBytes,
      running: on ? (data?.memoryBytes.running ?? vm.memoryBytes.running) : null,
      guest: (on && data?.memoryBytes.guest) || null,
    },
  };
  const reason = whyNot('resize', {
    state: vm.state,
    busy: vm.operation !== null,
    stale: vm.stale,
    permissions: vm.permissions,
  });
  const differs =
    on && (vm.vcpus.running !== vm.vcpus.configured || vm.memoryBytes.running !== vm.memoryBytes.configured);
  const words = {
    vcpus: (n: number) => String(n),
    memoryBytes: (n: number) => formatBytes(n, locale),
  };
  return (
    <Panel title={t('resize.panel')}>
      <div className="flex flex-col gap-4">
        <div className="overflow-x-auto">
          <table className="w-full text-14 md:table-fixed">
            <thead>
              <tr className="text-12 text-soft">
                <td />
                {columns.map((column) => (
                  <th key={column} scope="col" className="pb-2 pl-4 text-right font-normal">
                    {t(`resize.${column}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {(['vcpus', 'memoryBytes'] as const).map((what) => (
                <tr key={what} className="border-t border-line">
                  <th scope="row" className="py-2 text-left text-13 font-normal text-soft">
                    {t(what === 'vcpus' ? 'vms.vcpu' : 'vms.memory')}
                  </th>
                  {columns.map((column) => {
                    const amount = told[what][column];
                    return (
                      <td key={column} className="tabular py-2 pl-4 text-right whitespace-nowrap">
                        {amount === null ? '–' : words[what](amount)}
                      </td>
                    );
                  })}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
        {differs && !resizing ? <Notice tone="plain">{t('resize.differs')}</Notice> : null}
        {vm.permissions.includes('resize') ? (
          <div>
            <Button
              size="small"
              whyNot={
                reason === null ? null : reason === 'state' ? t('whyNot.state.resize') : t(`whyNot.${reason}`)
              }
              onClick={() => act(vm, 'resize')}
            >
              {t('actions.resize')}
            </Button>
          </div>
        ) : null}
      </div>
    </Panel>
  );
};
