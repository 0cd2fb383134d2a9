'use client';

import { ApiError } from '@limen/client/api-error';
import type { Image } from '@limen/contract/images';
import { type CreateVmInput, createVmBody, vmLimits } from '@limen/contract/new-vms';
import { useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import { formatBytes } from '../../../lib/format.ts';
import { isSeveral, type NewVms, namesAsked } from '../../../lib/new-vms.ts';
import { useVms } from '../../../lib/vms-context.tsx';
import { useHosts, useMe } from '../../../lib/world.tsx';
import { bitsOf, mbitText } from '../nics/nic-rate.ts';
import { type Batch, batchFault } from '../batch-fields.tsx';
import { suggestName } from '../suggest-name.ts';
import { asSystemWants, profileOf, refusedWishes, type Wishes } from './machine-wishes.ts';
import { least, type Size, suggestedSize } from './size-of-machine.ts';
import { useSystems } from './use-systems.ts';

/** What was chosen so far. */
export type Chosen = {
  imageId: string;
  name: string;
  /** null: one machine. */
  batch: Batch | null;
  /** null: as the system suggests. */
  size: Size | null;
  /** undefined: that of the image; null: nobody knows. */
  osId: string | null | undefined;
  wishes: Wishes;
  cdroms: readonly string[];
  /** undefined: the first of the host. */
  networkId: string | undefined;
  /** Firewall groups of its card. */
  groupIds: readonly string[];
  /** What was typed as the limits of its card, in Mbit/s; '': none. */
  toGuest: string;
  fromGuest: string;
  /** undefined: LIMEN's own. */
  poolId: string | undefined;
  description: string;
  start: boolean;
};

const chosenOf = (body: NewVms): Chosen => ({
  imageId: body.boot.imageId,
  name: isSeveral(body) ? body.namePattern.replace(/[-_ ]*\{n+\}/u, '') : body.name,
  batch: isSeveral(body)
    ? { count: body.count, namePattern: body.namePattern, firstNumber: body.firstNumber ?? 1 }
    : null,
  size: { vcpus: body.vcpus, memoryBytes: body.memoryBytes, diskBytes: body.diskBytes },
  osId: body.osId,
  wishes: {
    ...body.advanced,
    ...(body.firmware !== undefined && { firmware: body.firmware }),
    ...(body.secureBoot !== undefined && { secureBoot: body.secureBoot }),
  } as Wishes, // the contract's `advanced` says undefined where it means left out
  cdroms: body.cdroms ?? [],
  networkId: body.networkId,
  groupIds: body.groupIds ?? [],
  toGuest: mbitText(body.toGuestBitsPerSecond ?? null),
  fromGuest: mbitText(body.fromGuestBitsPerSecond ?? null),
  poolId: body.poolId ?? undefined,
  description: body.description ?? '',
  start: body.start ?? true,
});

const bodyOf = (chosen: Chosen, image: Image, size: Size): CreateVmInput => {
  const { firmware, secureBoot, ...advanced } = chosen.wishes;
  const [toBits, fromBits] = [bitsOf(chosen.toGuest), bitsOf(chosen.fromGuest)];
  return {
    name: chosen.name.trim(),
    description: chosen.description,
    boot: image.kind === 'iso' ? { from: 'iso', imageId: image.id } : { from: 'image', imageId: image.id },
    ...size,
    ...(chosen.osId !== undefined && { osId: chosen.osId }),
    ...(firmware !== undefined && { firmware }),
    ...(secureBoot !== undefined && { secureBoot }),
    ...(chosen.cdroms.length > 0 && { cdroms: [...chosen.cdroms] }),
    ...(chosen.networkId !== undefined && { networkId: chosen.networkId }),
    ...(chosen.groupIds.length > 0 && { groupIds: [...chosen.groupIds] }),
    ...(toBits != null && { toGuestBitsPerSecond: toBits }),
    ...(fromBits != null && { fromGuestBitsPerSecond: fromBits }),
    ...(chosen.poolId !== undefined && { poolId: chosen.poolId }),
    ...(Object.keys(advanced).length > 0 && { advanced }),
    start: chosen.start,
  };
};

/** What is asked for: that machine, or several that are like it. */
const askedOf = (one: CreateVmInput, batch: Batch | null): NewVms => {
  if (batch === null) return one;
  const { name: _, ...like } = one;
  return { ...like, ...batch, namePattern: batch.namePattern.trim() };
};

/** The part of a body that this form's own fields make; what the machine is told is a form of its own. */
const withoutTold = (body: NewVms | undefined): NewVms | undefined => {
  if (!body) return undefined;
  const { cloudInit: _, detachAfterBoot: __, unattended: ___, ...rest } = body;
  return rest;
};

/** The machine of the form: what was chosen, what follows from it, and what is wrong with it, by field. */
export const useNewMachine = (images: readonly [Image, ...Image[]], seed: number) => {
  const t = useTranslations('create');
  const tMachine = useTranslations('machine');
  const locale = useLocale();
  const me = useMe();
  const host = useHosts()[0];
  const { vms, failedCreate } = useVms();
  const mine = new Set(vms.filter((vm) => vm.owner.id === me.user.id).map((vm) => vm.name));
  const draft = failedCreate?.body;
  const firstImage = images.find((i) => i.kind === 'disk') ?? images[0];
  const [chosen, setChosen] = useState<Chosen>(() =>
    draft
      ? chosenOf(draft)
      : {
          imageId: firstImage.id,
          name: suggestName(mine, () => seed),
          batch: null,
          size: null,
          osId: undefined,
          wishes: {},
          cdroms: [],
          networkId: undefined,
          groupIds: [],
          toGuest: '',
          fromGuest: '',
          poolId: undefined,
          description: '',
          start: true,
        },
  );
  const [wanted, setWanted] = useState(false);
  const image = images.find((i) => i.id === chosen.imageId) ?? firstImage;
  const osId = chosen.osId === undefined ? image.osId : chosen.osId;
  const { systems, error: systemsError, again } = useSystems(wanted || osId !== null || image.kind === 'iso');
  const system = systems?.systems.find((s) => s.id === osId);
  const profile = profileOf(systems?.profiles, system, image);
  const discs = images.filter((i) => i.kind === 'iso');
  const volumeIds = chosen.cdroms.map((id) => discs.find((disc) => disc.id === id)?.volumeId ?? null);
  const wants = profile
    ? asSystemWants(profile, image, { wished: chosen.wishes.firmware, volumeIds })
    : undefined;
  const most = {
    vcpus: host?.cpus ?? vmLimits.vcpus.max,
    memoryBytes: host?.memoryBytes ?? vmLimits.memoryBytes.max,
  };
  const size = chosen.size ?? suggestedSize(image, system, most);
  const one = bodyOf(chosen, image, size);
  const body = askedOf(one, chosen.batch);
  const names = namesAsked(body);
  const refused = createVmBody.safeParse(one).error?.issues.map((issue) => String(issue.path[0])) ?? [];
  const smallest = least(image, {
    vcpus: 1,
    memoryBytes: vmLimits.memoryBytes.min,
    diskBytes: vmLimits.diskBytes.min,
  });
  /** What the server refused, for as long as the form says the same. */
  const refusedField =
    failedCreate?.error instanceof ApiError && JSON.stringify(body) === JSON.stringify(withoutTold(draft))
      ? (failedCreate.error.field ?? null)
      : null;
  const byServer = (field: string): string | null => (refusedField === field ? t('refusedHere') : null);
  const amount = (field: keyof Size): string | null =>
    refused.includes(field) ? t('amountBad') : byServer(field);
  const taken = names.filter((name) => mine.has(name.normalize('NFC').trim()));
  const errors = {
    name:
      chosen.batch !== null
        ? null
        : taken.length > 0
          ? t('nameTaken')
          : refused.includes('name')
            ? t('nameBad', { max: vmLimits.nameLength })
            : byServer('name'),
    batch:
      chosen.batch === null
        ? null
        : taken.length > 0
          ? t('namesTaken', { count: taken.length, names: taken.slice(0, 5).join(', ') })
          : byServer('namePattern'),
    vcpus: size.vcpus > most.vcpus ? t('tooManyCpus', { max: most.vcpus }) : amount('vcpus'),
    memoryBytes:
      size.memoryBytes > most.memoryBytes
        ? t('tooMuchMemory', { max: formatBytes(most.memoryBytes, locale) })
        : size.memoryBytes < image.minMemoryBytes
          ? t('tooLittle', { min: formatBytes(image.minMemoryBytes, locale) })
          : amount('memoryBytes'),
    diskBytes:
      size.diskBytes < smallest.diskBytes
        ? t('tooLittle', { min: formatBytes(smallest.diskBytes, locale) })
        : amount('diskBytes'),
    osId: byServer('osId'),
    image: byServer('boot.imageId'),
    description: refused.includes('description') ? t('descriptionBad') : null,
    cdroms: chosen.cdroms.map((_, n) => byServer(`cdroms.${n}`)).find((e) => e !== null) ?? null,
  };
  const wrongLimits = [chosen.toGuest, chosen.fromGuest].some((text) => bitsOf(text) === undefined);
  const refusals = refusedWishes(chosen.wishes, image, wants, systems?.profiles);
  const wishError = (field: keyof Wishes): string | null => {
    const refusal = refusals[field];
    if (refusal) return tMachine(`refused.${refusal}`);
    return byServer(field) ?? byServer(`advanced.${field}`);
  };
  const wishWrong = Object.keys(chosen.wishes).some((field) => wishError(field as keyof Wishes) !== null);
  const set = (part: Partial<Chosen>): void => setChosen((before) => ({ ...before, ...part }));

  return {
    chosen,
    set,
    /** Another image: its own system, and nothing wished that it cannot have. */
    setImage: (imageId: string): void => {
      const next = images.find((i) => i.id === imageId);
      if (!next) return;
      setChosen((before) => {
        const { firmware, ...wishes } = before.wishes;
        return {
          ...before,
          imageId,
          osId: undefined,
          size: before.size && next.osId === null ? least(next, before.size) : null,
          wishes: firmware && next.firmwares.includes(firmware) ? { ...wishes, firmware } : wishes,
          cdroms: before.cdroms.filter((id) => id !== imageId),
        };
      });
    },
    /** Several are named after the one: `lab` makes `lab-01` and so on. */
    setSeveral: (several: boolean): void =>
      setChosen((before) => ({
        ...before,
        batch: several ? { count: 2, namePattern: `${before.name.trim()}-{nn}`, firstNumber: 1 } : null,
      })),
    /** Another system sets the size anew. */
    setOsId: (next: string | null | undefined): void => set({ osId: next, size: null }),
    /** @param value undefined: as the system wants */
    wish: <K extends keyof Wishes>(field: K, value: Wishes[K] | undefined): void =>
      setChosen((before) => {
        const { [field]: _, ...wishes } = before.wishes;
        return { ...before, wishes: value === undefined ? wishes : { ...wishes, [field]: value } };
      }),
    /** The list of systems is needed now. */
    wantSystems: (): void => setWanted(true),
    image,
    discs,
    host,
    osId,
    system,
    systems,
    systemsError,
    readSystemsAgain: again,
    profile,
    wants,
    hasDrivers: profile?.withDrivers !== null && wants?.diskBus === profile?.withDrivers?.diskBus,
    most,
    smallest,
    size,
    body,
    names,
    errors,
    wishError,
    wrongAdvanced: wishWrong || wrongLimits || errors.cdroms !== null,
    wrong:
      wishWrong ||
      wrongLimits ||
      (chosen.batch !== null && batchFault(chosen.batch) !== null) ||
      Object.values(errors).some((e) => e !== null),
    tried: draft !== undefined,
  };
};
export type NewMachine = ReturnType<typeof useNewMachine>;
