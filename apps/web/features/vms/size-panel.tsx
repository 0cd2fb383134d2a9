'use client';

import type { ResizeInput, VmSize } from '@limen/contract/resize';
import { whyNot } from '@limen/contract/vm-rules';
import type { Vm } from '@limen/contract/vms';
import { useLocale, useTranslations } from 'next-intl';
import { api } from '../../lib/api.ts';
import { ErrorAlert } from '../../lib/error-text.tsx';
import { formatBytes } from '../../lib/format.ts';
import { useVms } from '../../lib/vms-context.tsx';
import { useAbsorbOperation } from '../../lib/world.tsx';
import { Button } from '../../ui/button.tsx';
import { Notice, Panel } from '../../ui/marks.tsx';
import { useSending } from './dialog-form.tsx';
import { SizeLimits, useVmSize } from './size-limits.tsx';

const columns = ['configured', 'running', 'guest', 'ceiling'] as const;

/** How large it is, by who says so: what it starts with, what its host gives it, what its system sees, and how far it can go. */
export const SizePanel = ({ vm }: { vm: Vm }) => {
  const t = useTranslations();
  const locale = useLocale();
  const { act } = useVms();
  const on = vm.vcpus.running !== null;
  const resizing = vm.operation?.kind === 'vm.resize';
  const size = useVmSize(vm);
  const told: Omit<VmSize, 'ways'> = {
    vcpus: { ...vm.vcpus, guest: size?.vcpus.guest ?? null },
    memoryBytes: {
      ...vm.memoryBytes,
      running: size?.memoryBytes.running ?? vm.memoryBytes.running,
      guest: size?.memoryBytes.guest ?? null,
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
  // an emulated machine’s processors are switched off and stay plugged in: there is nothing left to do before it is off
  const untilOff =
    vm.accelerator === 'tcg' &&
    told.vcpus.guest === vm.vcpus.configured &&
    vm.memoryBytes.running === vm.memoryBytes.configured;
  const notNow = reason === null ? null : t(reason === 'state' ? 'whyNot.state.resize' : `whyNot.${reason}`);
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
                  <th
                    key={column}
                    scope="col"
                    className="pb-2 pl-4 text-right font-normal [overflow-wrap:normal] max-md:pl-2"
                  >
                    {t(`resize.${column}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {(['vcpus', 'memoryBytes'] as const).map((what) => (
                <tr key={what} className="border-t border-line">
                  <th scope="row" className="py-2 text-left text-13 font-normal whitespace-nowrap text-soft">
                    {t(what === 'vcpus' ? 'vms.vcpu' : 'vms.memory')}
                  </th>
                  {columns.map((column) => {
                    const amount = told[what][column];
                    return (
                      <td key={column} className="tabular py-2 pl-4 text-right whitespace-nowrap max-md:pl-2">
                        {amount === null ? '–' : words[what](amount)}
                      </td>
                    );
                  })}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
        {differs && !resizing ? <Differs vm={vm} untilOff={untilOff} whyNot={notNow} /> : null}
        {vm.permissions.includes('resize') ? (
          <div>
            <Button size="small" whyNot={notNow} onClick={() => act(vm, 'resize')}>
              {t('actions.resize')}
            </Button>
          </div>
        ) : null}
        <SizeLimits vm={vm} without={differs && untilOff ? 'switchedOff' : null} />
      </div>
    </Panel>
  );
};

/** What runs and what starts next, made the same by the one or the other. */
const Differs = ({ vm, untilOff, whyNot }: { vm: Vm; untilOff: boolean; whyNot: string | null }) => {
  const t = useTranslations('resize');
  const absorbOperation = useAbsorbOperation();
  const { busy, error, submit } = useSending(
    async (body: ResizeInput) => absorbOperation(await api.resize.resize({ params: { id: vm.id }, body })),
    () => undefined,
  );
  const { vcpus, memoryBytes } = vm;
  return (
    <Notice tone="plain">
      <div className="flex flex-col gap-3">
        <p>{t(untilOff ? 'untilOff' : 'differs')}</p>
        <div className="flex flex-wrap gap-2">
          {untilOff ? null : (
            <Button
              size="small"
              busy={busy}
              whyNot={whyNot}
              onClick={() =>
                void submit({ vcpus: vcpus.configured, memoryBytes: memoryBytes.configured, at: 'now' })
              }
            >
              {t('applyNow')}
            </Button>
          )}
          <Button
            size="small"
            busy={busy}
            whyNot={whyNot}
            onClick={() =>
              void submit({
                vcpus: vcpus.running ?? vcpus.configured,
                memoryBytes: memoryBytes.running ?? memoryBytes.configured,
                at: 'next_start',
              })
            }
          >
            {t('undo')}
          </Button>
        </div>
        <ErrorAlert error={error} />
      </div>
    </Notice>
  );
};
