'use client';

import type { Image } from '@limen/contract/images';
import { useTranslations } from 'next-intl';
import { type FormEvent, useRef, useState } from 'react';
import { useVms } from '../../../lib/vms-context.tsx';
import { useQuota } from '../../../lib/world.tsx';
import { Button } from '../../../ui/button.tsx';
import { Check, TextArea } from '../../../ui/field.tsx';
import { Panel } from '../../../ui/marks.tsx';
import { AfterThis, useOverQuota } from '../after-this.tsx';
import { draftOfSent } from '../cloud-init/cloud-init-draft.ts';
import { CloudInitFields } from '../cloud-init/cloud-init-fields.tsx';
import { useCloudInit, withoutSecret } from '../cloud-init/use-cloud-init.ts';
import { CreateSummary } from '../create-summary.tsx';
import { AdvancedFields } from './advanced-fields.tsx';
import { ImageChoice } from './image-choice.tsx';
import { NamePanel } from './name-panel.tsx';
import { SizePanel } from './size-panel.tsx';
import { SystemField } from './system-field.tsx';
import { UnattendedPanel } from './unattended-panel.tsx';
import { useNewMachine } from './use-new-machine.ts';
import { useUnattended, withoutPassword } from './use-unattended.ts';

/**
 * Everything about a new machine on one page. The system of the image decides what the machine is; what is seldom wanted
 * is under "Advanced".
 */
export const CreateVmForm = ({ images, seed }: { images: readonly [Image, ...Image[]]; seed: number }) => {
  const t = useTranslations('create');
  const { create, failedCreate } = useVms();
  const quota = useQuota();
  const overQuotaOf = useOverQuota();
  const form = useRef<HTMLFormElement>(null);
  const machine = useNewMachine(images, seed);
  const { chosen, set, image, host, size, body, errors, names, wrong, wrongAdvanced, system, osId } = machine;
  const tFirst = useTranslations('cloudInit');
  const several = names.length > 1;
  const sent = failedCreate?.body;
  const access = useCloudInit({
    first: draftOfSent(sent?.cloudInit, sent?.detachAfterBoot ?? false),
    several,
  });
  const answers = useUnattended({ osId, several, sent: sent?.unattended });
  const told = image.kind === 'disk' ? access.body : answers.body;
  const shown = image.kind === 'disk' ? withoutSecret(access.body) : withoutPassword(answers.body);
  const wrongTold =
    image.kind === 'disk' ? access.whyNot !== null : answers.waiting || answers.faults.length > 0;
  const [tried, setTried] = useState(machine.tried);
  const [opened, setOpened] = useState(false);
  const away = host && host.connection !== 'connected' ? host : null;
  const count = Math.max(1, names.length);
  const added = {
    vms: count,
    runningVms: chosen.start ? count : 0,
    vcpus: size.vcpus * count,
    memoryBytes: size.memoryBytes * count,
    diskBytes: size.diskBytes * count,
  };
  const overQuota = overQuotaOf(quota, added);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (away || overQuota !== null) return;
    if (wrong || wrongTold) {
      requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
      return;
    }
    create({ ...body, ...told });
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
          <ImageChoice images={images} value={image.id} onChange={machine.setImage} />
          {errors.image === null ? null : (
            <p role="alert" className="mt-2 text-13 text-fault">
              {errors.image}
            </p>
          )}
          <SystemField machine={machine} />
        </Panel>
        <NamePanel machine={machine} />
        <SizePanel machine={machine} />
        {image.kind === 'disk' ? (
          <Panel title={tFirst('title')}>
            <CloudInitFields wish={access} machineName={names[0] ?? ''} />
            {tried && access.waiting ? (
              <p role="alert" className="mt-3 text-13 text-fault">
                {access.whyNot}
              </p>
            ) : null}
          </Panel>
        ) : (
          <UnattendedPanel wish={answers} tried={tried} />
        )}
        <details
          className="group rounded-card border border-line bg-surface"
          open={opened || errors.description !== null || wrongAdvanced}
          onToggle={(event) => {
            // what was opened for something wrong stays open when that is mended
            setOpened(event.currentTarget.open);
            if (event.currentTarget.open) machine.wantSystems();
          }}
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
        body={{ ...body, ...shown }}
        image={image}
        system={system?.name ?? osId}
        host={host}
        after={quota ? <AfterThis quota={quota} added={added} /> : null}
      >
        <Check
          label={t(several ? 'startNowSeveral' : 'startNow')}
          checked={chosen.start}
          onChange={(start) => set({ start })}
        />
        <Button
          type="submit"
          look="primary"
          className="w-full"
          whyNot={
            away
              ? t('hostAway', { host: away.name })
              : (overQuota ?? (tried && (wrong || wrongTold) ? t('fixFirst') : null))
          }
        >
          {names.length > 0 && chosen.batch !== null ? t('submitSeveral', { count }) : t('submit')}
        </Button>
      </CreateSummary>
    </form>
  );
};
