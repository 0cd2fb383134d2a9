'use client';

import { GiB } from '@limen/contract/fields';
import { vmLimits } from '@limen/contract/new-vms';
import { useLocale, useTranslations } from 'next-intl';
import { bytesToGib, formatBytes, gibToBytes } from '../../../lib/format.ts';
import { Button } from '../../../ui/button.tsx';
import { AmountField } from '../../../ui/field.tsx';
import { Panel } from '../../../ui/marks.tsx';
import { fitting, presets, type Size, suggestedSize } from './size-of-machine.ts';
import type { NewMachine } from './use-new-machine.ts';

const same = (a: Size, b: Size): boolean =>
  a.vcpus === b.vcpus && a.memoryBytes === b.memoryBytes && a.diskBytes === b.diskBytes;

/** How large: as the system wants it, one of four, or by hand. */
export const SizePanel = ({ machine }: { machine: NewMachine }) => {
  const t = useTranslations('create');
  const locale = useLocale();
  const { image, system, size, most, smallest, errors, host } = machine;
  const setSize = (next: Size): void => machine.set({ size: next });
  const free = host?.pools.find((p) => p.role === 'disks')?.availableBytes ?? null;
  const made = presets
    .map((p) => ({ key: p.key, made: fitting(image, system, p) }))
    // what a system needs at least may be more than the small ones: one of them is enough
    .filter((p, n, all) => all.findIndex((other) => same(other.made, p.made)) === n);
  const preset = made.find((p) => same(p.made, size));
  const words = (bytes: number): string => formatBytes(bytes, locale);
  /** Less than its makers name is said, and not refused: they are careful. */
  const needs = (field: keyof Size, shown: (n: number) => string) =>
    system && size[field] < system.minimum[field] ? (
      <span role="status" className="text-busy">
        {t('systemNeeds', { system: system.name, min: shown(system.minimum[field]) })}
      </span>
    ) : undefined;
  const suggested = suggestedSize(image, system, most);
  return (
    <Panel title={t('size')}>
      {system ? (
        <div className="-mt-2 mb-4 flex flex-wrap items-center justify-between gap-x-4 gap-y-1 text-13 text-soft">
          <p className="tabular max-w-2xl">
            {t('sizeWhy', {
              system: system.name,
              vcpus: system.minimum.vcpus,
              memory: words(system.minimum.memoryBytes),
              disk: words(system.minimum.diskBytes),
              vcpusWell: system.recommended.vcpus,
              memoryWell: words(system.recommended.memoryBytes),
              diskWell: words(system.recommended.diskBytes),
            })}{' '}
            {t(`sizeReason.${system.recommended.reason}`)}
          </p>
          {same(size, suggested) ? null : (
            <Button look="quiet" size="small" className="-ml-2" onClick={() => machine.set({ size: null })}>
              {t('useRecommended')}
            </Button>
          )}
        </div>
      ) : null}
      <div
        role="group"
        aria-label={t('presets')}
        className="mb-5 grid grid-cols-2 gap-2 sm:grid-cols-[repeat(auto-fit,minmax(8rem,1fr))]"
      >
        {made.map(({ made, ...p }) => {
          const whyNot =
            made.vcpus > most.vcpus
              ? t('tooManyCpus', { max: most.vcpus })
              : made.memoryBytes > most.memoryBytes
                ? t('tooMuchMemory', { max: words(most.memoryBytes) })
                : null;
          return (
            <button
              key={p.key}
              type="button"
              aria-pressed={preset?.key === p.key}
              aria-disabled={whyNot === null ? undefined : true}
              onClick={() => (whyNot === null ? setSize(made) : undefined)}
              className="flex flex-col justify-start rounded-control border border-line px-3 py-2.5 text-left transition-colors hover:border-edge aria-disabled:bg-ground aria-disabled:text-soft aria-disabled:hover:border-line aria-pressed:border-accent aria-pressed:bg-accent-wash"
            >
              <span className="block text-14 font-medium">{t(`preset.${p.key}`)}</span>
              <span className="tabular flex flex-wrap gap-x-2 text-12 text-soft">
                {whyNot ?? (
                  <>
                    <span>{`${made.vcpus}\u00a0${t('vcpuUnit')}`}</span>
                    <span>{words(made.memoryBytes)}</span>
                    <span>{words(made.diskBytes)}</span>
                  </>
                )}
              </span>
            </button>
          );
        })}
      </div>
      <div className="flex flex-col gap-4">
        <AmountField
          label={t('vcpus')}
          unit={t('vcpuUnit')}
          value={size.vcpus}
          min={1}
          max={Math.min(most.vcpus, vmLimits.vcpus.max)}
          step={1}
          error={errors.vcpus}
          hint={needs('vcpus', (n) => `${n}\u00a0${t('vcpuUnit')}`)}
          onChange={(vcpus) => setSize({ ...size, vcpus })}
        />
        <AmountField
          label={t('memory')}
          unit="GiB"
          value={bytesToGib(size.memoryBytes)}
          min={bytesToGib(smallest.memoryBytes)}
          max={bytesToGib(Math.min(most.memoryBytes, 64 * GiB))}
          step={0.125}
          error={errors.memoryBytes}
          hint={needs('memoryBytes', words)}
          onChange={(gib) => setSize({ ...size, memoryBytes: gibToBytes(gib, vmLimits.memoryBytes.step) })}
        />
        <AmountField
          label={t('disk')}
          unit="GiB"
          value={bytesToGib(size.diskBytes)}
          min={Math.max(0.125, bytesToGib(smallest.diskBytes))}
          max={200}
          step={0.125}
          error={errors.diskBytes}
          hint={
            needs('diskBytes', words) ?? (free === null ? undefined : t('diskFree', { free: words(free) }))
          }
          onChange={(gib) => setSize({ ...size, diskBytes: gibToBytes(gib, vmLimits.diskBytes.step) })}
        />
      </div>
    </Panel>
  );
};
