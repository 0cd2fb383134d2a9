'use client';

import type { Image } from '@limen/contract/images';
import { useLocale, useTranslations } from 'next-intl';
import { type FormEvent, useRef, useState } from 'react';
import { formatBytes } from '../../../lib/format.ts';
import { useVms } from '../../../lib/vms-context.tsx';
import { useQuota } from '../../../lib/world.tsx';
import { Button } from '../../../ui/button.tsx';
import { Check, Choices, TextArea, TextField } from '../../../ui/field.tsx';
import { Panel } from '../../../ui/marks.tsx';
import { AfterThis, useOverQuota } from '../after-this.tsx';
import { CloudInitFields } from '../cloud-init/cloud-init-fields.tsx';
import { useCloudInit, withoutSecret } from '../cloud-init/use-cloud-init.ts';
import { CreateSummary } from '../create-summary.tsx';
import { AdvancedFields } from './advanced-fields.tsx';
import { SizePanel } from './size-panel.tsx';
import { SystemField } from './system-field.tsx';
import { useNewMachine } from './use-new-machine.ts';

/**
 * Everything about a new machine on one page. The system of the image decides what the machine is; what is seldom wanted
 * is under "Advanced".
 */
export const CreateVmForm = ({ images, seed }: { images: readonly [Image, ...Image[]]; seed: number }) => {
  const t = useTranslations('create');
  const locale = useLocale();
  const { create } = useVms();
  const quota = useQuota();
  const overQuotaOf = useOverQuota();
  const form = useRef<HTMLFormElement>(null);
  const machine = useNewMachine(images, seed);
  const { chosen, set, image, host, size, body, errors, wrong, wrongAdvanced, system, osId } = machine;
  const tFirst = useTranslations('cloudInit');
  const access = useCloudInit();
  // an installer is told nothing
  const told = image.kind === 'disk' ? access.body : {};
  const [tried, setTried] = useState(machine.tried);
  const away = host && host.connection !== 'connected' ? host : null;
  const added = { vms: 1, runningVms: chosen.start ? 1 : 0, ...size };
  const overQuota = overQuotaOf(quota, added);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (away || overQuota !== null) return;
    if (wrong || (image.kind === 'disk' && access.whyNot !== null)) {
      requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
      return;
    }
    create({ ...body, ...told, name: chosen.name.trim() });
  };
  return (
    <form
      ref={form}
      onSubmit={submit}
      noValidate
      className="grid grid-cols-1 items-start gap-5 lg:grid-cols-[minmax(0,1fr)_20rem]"
    >
      <div className="flex min-w-0 flex-col gap-5">
        <Panel title={t('boot')}>
          <Choices
            legend={t('bootLegend')}
            legendHidden
            name="image"
            value={image.id}
            onChange={machine.setImage}
            choices={images
              .toSorted((a, b) => a.kind.localeCompare(b.kind))
              .map((i) => ({
                value: i.id,
                label: i.name,
                hint: `${t(i.kind === 'iso' ? 'isoHint' : 'diskHint')} · ${formatBytes(i.sizeBytes, locale)}`,
              }))}
          />
          {errors.image === null ? null : (
            <p role="alert" className="mt-2 text-13 text-fault">
              {errors.image}
            </p>
          )}
          <SystemField machine={machine} />
        </Panel>
        <Panel>
          <TextField
            label={t('name')}
            name="name"
            value={chosen.name}
            onChange={(event) => set({ name: event.target.value })}
            onFocus={(event) => event.target.select()}
            error={errors.name}
            hint={t('nameHint')}
            autoComplete="off"
            spellCheck={false}
          />
          {/* here: how many of them (../batch-fields.tsx) */}
        </Panel>
        {image.kind === 'disk' ? (
          <Panel title={tFirst('title')}>
            <CloudInitFields wish={access} machineName={chosen.name} />
            {tried && access.whyNot !== null ? (
              <p role="alert" className="mt-3 text-13 text-fault">
                {access.whyNot}
              </p>
            ) : null}
          </Panel>
        ) : null}
        <SizePanel machine={machine} />
        <details
          className="group rounded-card border border-line bg-surface"
          open={errors.description !== null || wrongAdvanced || undefined}
          onToggle={(event) => (event.currentTarget.open ? machine.wantSystems() : undefined)}
        >
          <summary className="rounded-card px-5 py-4 text-14 font-semibold">{t('advanced')}</summary>
          <div className="flex flex-col gap-5 px-5 pb-5">
            <AdvancedFields machine={machine} />
            <TextArea
              label={t('description')}
              value={chosen.description}
              onChange={(event) => set({ description: event.target.value })}
              error={errors.description}
            />
          </div>
        </details>
      </div>
      <CreateSummary
        body={{ ...body, ...withoutSecret(told) }}
        image={image}
        system={system?.name ?? osId}
        host={host}
        after={quota ? <AfterThis quota={quota} added={added} /> : null}
      >
        <Check label={t('startNow')} checked={chosen.start} onChange={(start) => set({ start })} />
        <Button
          type="submit"
          look="primary"
          className="w-full"
          whyNot={
            away ? t('hostAway', { host: away.name }) : (overQuota ?? (tried && wrong ? t('fixFirst') : null))
          }
        >
          {t('submit')}
        </Button>
      </CreateSummary>
    </form>
  );
};
