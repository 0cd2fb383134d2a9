'use client';

import { useLocale, useTranslations } from 'next-intl';
import { PickField } from '../ui/field.tsx';
import { formatBytes } from './format.ts';
import { useStoragePools } from './storage-pools.ts';
import { useHosts } from './world.tsx';

/** Which storage pool a disk lies in, where there is something to choose. @param props.value null: LIMEN's own */
export const PoolPick = (props: {
  hostId: string;
  value: string | null;
  onChange: (poolId: string | null) => void;
}) => {
  const t = useTranslations();
  const choices = usePoolChoices(props.hostId);
  if (choices.length < 2) return null;
  return (
    <PickField
      label={t('disks.pool')}
      value={props.value ?? ''}
      choices={choices.map(({ id, label }) => ({ value: id ?? '', label }))}
      onChange={(id) => props.onChange(id === '' ? null : id)}
    />
  );
};

/** LIMEN's own pool (id null) and the further ones of a host, and how much is free in each. */
export const usePoolChoices = (hostId: string) => {
  const t = useTranslations();
  const locale = useLocale();
  const own = useHosts()
    .find(({ id }) => id === hostId)
    ?.pools.find(({ role }) => role === 'disks');
  const { data } = useStoragePools();
  const all = [
    { id: null, name: t('disks.firstPool'), freeBytes: own?.availableBytes ?? null },
    ...(data?.pools ?? [])
      .filter((pool) => pool.hostId === hostId)
      .map(({ id, name, availableBytes }) => ({ id, name, freeBytes: availableBytes })),
  ];
  return all.map((pool) => ({
    ...pool,
    label:
      pool.freeBytes === null
        ? pool.name
        : t('disks.poolFree', { pool: pool.name, free: formatBytes(pool.freeBytes, locale) }),
  }));
};
