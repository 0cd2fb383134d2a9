'use client';

import { GiB, MiB } from '@limen/contract/fields';
import type { Firmware, Image } from '@limen/contract/images';
import { type CreateVmInput, createVmBody, vmLimits } from '@limen/contract/vms';
import { useLocale, useTranslations } from 'next-intl';
import { type FormEvent, useRef, useState } from 'react';
import { bytesToGib, formatBytes, gibToBytes } from '../../lib/format.ts';
import { useVms } from '../../lib/vms-context.tsx';
import { useHosts, useMe, useQuota } from '../../lib/world.tsx';
import { Button } from '../../ui/button.tsx';
import { AmountField, Check, Choices, TextArea, TextField } from '../../ui/field.tsx';
import { Panel } from '../../ui/marks.tsx';
import { AfterThis, useOverQuota } from './after-this.tsx';
import { CreateSummary } from './create-summary.tsx';
import { suggestName } from './suggest-name.ts';

const presets = [
  { key: 'tiny', vcpus: 1, memoryBytes: 256 * MiB, diskBytes: 1 * GiB },
  { key: 'small', vcpus: 1, memoryBytes: 1 * GiB, diskBytes: 10 * GiB },
  { key: 'medium', vcpus: 2, memoryBytes: 4 * GiB, diskBytes: 40 * GiB },
  { key: 'large', vcpus: 4, memoryBytes: 8 * GiB, diskBytes: 80 * GiB },
] as const;

const least = (image: Image, size: { vcpus: number; memoryBytes: number; diskBytes: number }) => ({
  vcpus: size.vcpus,
  memoryBytes: Math.max(size.memoryBytes, gibToBytes(image.minMemoryBytes / GiB, vmLimits.memoryBytes.step)),
  diskBytes: Math.max(
    size.diskBytes,
    Math.ceil(image.virtualSizeBytes / vmLimits.diskBytes.step) * vmLimits.diskBytes.step,
  ),
});

const bootOf = (image: Image): CreateVmInput['boot'] =>
  image.kind === 'iso' ? { from: 'iso', imageId: image.id } : { from: 'image', imageId: image.id };

/** Everything about a new machine on one page; what is seldom wanted is under "More", prefilled. */
export const CreateVmForm = ({ images, seed }: { images: readonly Image[]; seed: number }) => {
  const t = useTranslations('create');
  const locale = useLocale();
  const me = useMe();
  const host = useHosts()[0];
  const { vms, create, failedCreate } = useVms();
  const quota = useQuota();
  const overQuotaOf = useOverQuota();
  const away = host && host.connection !== 'connected' ? host : null;
  const form = useRef<HTMLFormElement>(null);
  const mine = new Set(vms.filter((vm) => vm.owner.id === me.user.id).map((vm) => vm.name));
  const draft = failedCreate?.body;
  const firstImage = images.find((i) => i.kind === 'disk') ?? images[0];
  const [imageId, setImageId] = useState(draft?.boot.imageId ?? firstImage?.id ?? '');
  const [name, setName] = useState(() => draft?.name ?? suggestName(mine, () => seed));
  const [size, setSize] = useState(() =>
    draft
      ? { vcpus: draft.vcpus, memoryBytes: draft.memoryBytes, diskBytes: draft.diskBytes }
      : firstImage
        ? least(firstImage, presets[firstImage.recipe === null ? 1 : 0])
        : presets[0],
  );
  const [firmware, setFirmware] = useState<Firmware>(draft?.firmware ?? 'bios');
  const [secureBoot, setSecureBoot] = useState(draft?.secureBoot ?? false);
  const [description, setDescription] = useState(draft?.description ?? '');
  const [start, setStart] = useState(draft?.start ?? true);
  const [tried, setTried] = useState(draft !== undefined);

  const image = images.find((i) => i.id === imageId) ?? firstImage;
  if (!image) return null;
  const boots = image.firmwares.includes(firmware) ? firmware : (image.firmwares[0] ?? firmware);
  const body: CreateVmInput = {
    name,
    description,
    boot: bootOf(image),
    ...size,
    firmware: boots,
    secureBoot: boots === 'uefi' && secureBoot,
    start,
  };
  const refused = createVmBody.safeParse(body).error?.issues.map((issue) => String(issue.path[0])) ?? [];
  const smallest = least(image, {
    vcpus: 1,
    memoryBytes: vmLimits.memoryBytes.min,
    diskBytes: vmLimits.diskBytes.min,
  });
  const most = {
    vcpus: host?.cpus ?? vmLimits.vcpus.max,
    memoryBytes: host?.memoryBytes ?? vmLimits.memoryBytes.max,
  };
  const free = host?.pools.find((p) => p.role === 'disks')?.availableBytes ?? null;
  const errors = {
    name:
      mine.has(name.normalize('NFC').trim()) && name !== draft?.name
        ? t('nameTaken')
        : refused.includes('name')
          ? t('nameBad', { max: vmLimits.nameLength })
          : null,
    vcpus:
      size.vcpus > most.vcpus
        ? t('tooManyCpus', { max: most.vcpus })
        : refused.includes('vcpus')
          ? t('amountBad')
          : null,
    memoryBytes:
      size.memoryBytes > most.memoryBytes
        ? t('tooMuchMemory', { max: formatBytes(most.memoryBytes, locale) })
        : size.memoryBytes < image.minMemoryBytes
          ? t('tooLittle', { min: formatBytes(image.minMemoryBytes, locale) })
          : refused.includes('memoryBytes')
            ? t('amountBad')
            : null,
    diskBytes:
      size.diskBytes < smallest.diskBytes
        ? t('tooLittle', { min: formatBytes(smallest.diskBytes, locale) })
        : refused.includes('diskBytes')
          ? t('amountBad')
          : null,
    description: refused.includes('description') ? t('descriptionBad') : null,
  };
  const added = {
    vms: 1,
    runningVms: start ? 1 : 0,
    vcpus: size.vcpus,
    memoryBytes: size.memoryBytes,
    diskBytes: size.diskBytes,
  };
  const overQuota = overQuotaOf(quota, added);
  const wrong = Object.values(errors).some((e) => e !== null);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (away || overQuota !== null) return;
    if (wrong) {
      requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
      return;
    }
    create({ ...body, name: name.trim() });
  };
  const preset = presets.find(
    (p) =>
      p.vcpus === size.vcpus &&
      least(image, p).memoryBytes === size.memoryBytes &&
      least(image, p).diskBytes === size.diskBytes,
  );

  return (
    <form
      ref={form}
      onSubmit={submit}
      noValidate
      className="grid grid-cols-1 items-start gap-5 lg:grid-cols-[minmax(0,1fr)_20rem]"
    >
      <div className="flex flex-col gap-5">
        <Panel title={t('boot')}>
          <Choices
            legend={t('bootLegend')}
            legendHidden
            name="image"
            value={image.id}
            onChange={(id) => {
              setImageId(id);
              const next = images.find((i) => i.id === id);
              if (next) setSize(least(next, size));
            }}
            choices={images
              .toSorted((a, b) => a.kind.localeCompare(b.kind))
              .map((i) => ({
                value: i.id,
                label: i.name,
                hint: `${t(i.kind === 'iso' ? 'isoHint' : 'diskHint')} · ${formatBytes(i.sizeBytes, locale)}`,
              }))}
          />
        </Panel>
        <Panel>
          <TextField
            label={t('name')}
            name="name"
            value={name}
            onChange={(event) => setName(event.target.value)}
            onFocus={(event) => event.target.select()}
            error={errors.name}
            hint={t('nameHint')}
            autoComplete="off"
            spellCheck={false}
          />
        </Panel>
        <Panel title={t('size')}>
          <div role="group" aria-label={t('presets')} className="mb-5 grid grid-cols-2 gap-2 sm:grid-cols-4">
            {presets.map((p) => {
              const whyNot =
                p.vcpus > most.vcpus
                  ? t('tooManyCpus', { max: most.vcpus })
                  : p.memoryBytes > most.memoryBytes
                    ? t('tooMuchMemory', { max: formatBytes(most.memoryBytes, locale) })
                    : null;
              return (
                <button
                  key={p.key}
                  type="button"
                  aria-pressed={preset?.key === p.key}
                  aria-disabled={whyNot === null ? undefined : true}
                  onClick={() => (whyNot === null ? setSize(least(image, p)) : undefined)}
                  className="flex flex-col justify-start rounded-control border border-line px-3 py-2.5 text-left transition-colors hover:border-edge aria-disabled:bg-ground aria-disabled:text-soft aria-disabled:hover:border-line aria-pressed:border-accent aria-pressed:bg-accent-wash"
                >
                  <span className="block text-14 font-medium">{t(`preset.${p.key}`)}</span>
                  <span className="tabular flex flex-wrap gap-x-2 text-12 text-soft">
                    {whyNot ?? (
                      <>
                        <span>{`${p.vcpus}\u00a0${t('vcpuUnit')}`}</span>
                        <span>{formatBytes(least(image, p).memoryBytes, locale)}</span>
                        <span>{formatBytes(least(image, p).diskBytes, locale)}</span>
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
              onChange={(gib) =>
                setSize({ ...size, memoryBytes: gibToBytes(gib, vmLimits.memoryBytes.step) })
              }
            />
            <AmountField
              label={t('disk')}
              unit="GiB"
              value={bytesToGib(size.diskBytes)}
              min={Math.max(0.125, bytesToGib(smallest.diskBytes))}
              max={200}
              step={0.125}
              error={errors.diskBytes}
              hint={free === null ? undefined : t('diskFree', { free: formatBytes(free, locale) })}
              onChange={(gib) => setSize({ ...size, diskBytes: gibToBytes(gib, vmLimits.diskBytes.step) })}
            />
          </div>
        </Panel>
        <details
          className="group rounded-card border border-line bg-surface"
          open={errors.description !== null || undefined}
        >
          <summary className="rounded-card px-5 py-4 text-14 font-semibold">{t('more')}</summary>
          <div className="flex flex-col gap-5 px-5 pb-5">
            <Choices
              legend={t('firmware')}
              name="firmware"
              value={boots}
              onChange={setFirmware}
              choices={(['bios', 'uefi'] as const).map((f) => ({
                value: f,
                label: t(f),
                hint: t(`${f}Hint`),
                whyNot: image.firmwares.includes(f) ? null : t('firmwareNot'),
              }))}
            />
            <Check
              label={t('secureBoot')}
              hint={boots === 'uefi' ? t('secureBootHint') : t('secureBootNot')}
              checked={boots === 'uefi' && secureBoot}
              disabled={boots !== 'uefi'}
              onChange={setSecureBoot}
            />
            <TextArea
              label={t('description')}
              value={description}
              onChange={(event) => setDescription(event.target.value)}
              error={errors.description}
            />
          </div>
        </details>
      </div>
      <CreateSummary
        body={body}
        image={image}
        host={host}
        after={quota ? <AfterThis quota={quota} added={added} /> : null}
      >
        <Check label={t('startNow')} checked={start} onChange={setStart} />
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
