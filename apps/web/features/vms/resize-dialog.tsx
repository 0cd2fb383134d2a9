'use client';

import { ApiError } from '@limen/client/api-error';
import { GiB } from '@limen/contract/fields';
import { vmLimits } from '@limen/contract/new-vms';
import { type Vm } from '@limen/contract/vms';
import { useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import { api } from '../../lib/api.ts';
import { useErrorText } from '../../lib/error-text.tsx';
import { bytesToGib, formatBytes, gibToBytes } from '../../lib/format.ts';
import { useAbsorbOperation, useHosts } from '../../lib/world.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { AmountField, Choices } from '../../ui/field.tsx';
import { DialogForm, useSending } from './dialog-form.tsx';
import { useSizeLimits } from './size-limits.tsx';

type When = 'now' | 'next_start';

/** Processors and memory of one machine: what runs too, as far as it can. */
export const ResizeDialog = ({ vm, onClose }: { vm: Vm; onClose: () => void }) => {
  const t = useTranslations();
  return (
    <Dialog
      open
      onClose={onClose}
      closeLabel={t('common.close')}
      title={t('resize.title', { name: vm.name })}
    >
      <ResizeForm vm={vm} onClose={onClose} />
    </Dialog>
  );
};

const ResizeForm = ({ vm, onClose }: { vm: Vm; onClose: () => void }) => {
  const t = useTranslations();
  const limitText = useTranslations('resize');
  const locale = useLocale();
  const errorText = useErrorText();
  const absorbOperation = useAbsorbOperation();
  const host = useHosts().find(({ id }) => id === vm.hostId);
  const [vcpus, setVcpus] = useState(vm.vcpus.configured);
  const [memoryBytes, setMemoryBytes] = useState(vm.memoryBytes.configured);
  const [when, setWhen] = useState<When>('now');
  const on = vm.vcpus.running !== null;
  const live = on && when === 'now';
  const limits = useSizeLimits(vm);
  const atStart = {
    vcpus: Math.min(host?.cpus ?? vmLimits.vcpus.max, vmLimits.vcpus.max),
    memoryBytes: host?.memoryBytes ?? vmLimits.memoryBytes.max,
  };
  const most = live ? { vcpus: vm.vcpus.ceiling, memoryBytes: vm.memoryBytes.ceiling } : atStart;
  const { busy, error, submit, forget } = useSending(async () => {
    const body = { vcpus, memoryBytes, at: when };
    absorbOperation(await api.resize.resize({ params: { id: vm.id }, body }));
  }, onClose);
  const field = error instanceof ApiError ? error.field : undefined;
  const at = (name: string): string | null => (field === name ? errorText(error).text : null);
  const atMost = (what: keyof typeof most, max: string): string =>
    t(most[what] < atStart[what] ? 'resize.mostNow' : 'resize.most', { max });
  const tooMany = vcpus > most.vcpus ? atMost('vcpus', String(most.vcpus)) : null;
  const max = formatBytes(most.memoryBytes, locale);
  const tooMuch = memoryBytes > most.memoryBytes ? atMost('memoryBytes', max) : null;
  const bad = !Number.isInteger(vcpus) || vcpus < 1 || memoryBytes < vmLimits.memoryBytes.min;
  const now = { vcpus: vm.vcpus.running, memoryBytes: vm.memoryBytes.running };
  const same =
    vcpus === vm.vcpus.configured &&
    memoryBytes === vm.memoryBytes.configured &&
    (!on || when === 'next_start' || (vcpus === now.vcpus && memoryBytes === now.memoryBytes));
  const plugsEmulated = vm.accelerator === 'tcg' && vcpus > (vm.vcpus.running ?? vcpus);
  const fewer = vcpus < (vm.vcpus.running ?? vcpus);
  const hints = {
    vcpus: !live
      ? null
      : fewer && limits.vcpus
        ? limitText(limits.vcpus)
        : t('resize.upTo', { max: String(most.vcpus) }),
    memory: !live ? null : limits.memory ? limitText(limits.memory) : t('resize.upTo', { max }),
  };
  return (
    <DialogForm
      submit={t('resize.submit')}
      whyNot={tooMany ?? tooMuch ?? (bad ? t('create.amountBad') : same ? t('resize.nothingChanged') : null)}
      error={field === 'vcpus' || field === 'memoryBytes' ? null : error}
      busy={busy}
      onSubmit={submit}
      onClose={onClose}
    >
      <AmountField
        label={t('create.vcpus')}
        unit={t('create.vcpuUnit')}
        value={vcpus}
        min={1}
        max={most.vcpus}
        step={1}
        error={tooMany ?? at('vcpus')}
        hint={tooMany ? null : hints.vcpus}
        onChange={(value) => {
          setVcpus(value);
          forget();
        }}
      />
      <AmountField
        label={t('create.memory')}
        unit="GiB"
        value={bytesToGib(memoryBytes)}
        min={0.125}
        max={bytesToGib(Math.min(most.memoryBytes, 64 * GiB))}
        step={0.125}
        error={tooMuch ?? at('memoryBytes')}
        hint={tooMuch && !limits.memory ? null : hints.memory}
        onChange={(gib) => {
          setMemoryBytes(gibToBytes(gib, vmLimits.memoryBytes.step));
          forget();
        }}
      />
      {on ? (
        <Choices
          legend={t('resize.when')}
          name="when"
          value={when}
          onChange={setWhen}
          choices={[
            {
              value: 'now',
              label: t('resize.now'),
              hint: t(plugsEmulated ? 'resize.nowEmulated' : 'resize.nowHint'),
            },
            { value: 'next_start', label: t('resize.nextStart'), hint: t('resize.nextStartHint') },
          ]}
        />
      ) : (
        <p className="text-13 text-soft">{t('resize.off')}</p>
      )}
    </DialogForm>
  );
};
