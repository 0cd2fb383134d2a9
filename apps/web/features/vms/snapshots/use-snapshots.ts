'use client';

import type { Snapshot } from '@limen/contract/snapshots';
import type { Vm } from '@limen/contract/vms';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { api } from '../../../lib/api.ts';

/** The snapshots of a machine; each change to one is one of the machine, whose revision tells it. */
export const useSnapshots = (vm: Vm) =>
  useQuery({
    queryKey: ['snapshots', vm.id, vm.revision, vm.operation?.id ?? null],
    queryFn: async ({ signal }) => (await api.snapshots.list({ params: { id: vm.id }, signal })).snapshots,
    placeholderData: keepPreviousData,
    staleTime: 0,
    gcTime: 60_000,
  });

/**
 * What deleting each would free, by its id; asked for apart, since it is read out of the disks. It grows while the machine writes.
 *
 * @returns null until it is known, and where it cannot be
 */
export const useSnapshotSizes = (vm: Vm): ReadonlyMap<string, number> | null => {
  const { data } = useQuery({
    queryKey: ['snapshot-sizes', vm.id, vm.revision, vm.operation?.id ?? null],
    queryFn: async ({ signal }) => (await api.snapshots.sizes({ params: { id: vm.id }, signal })).sizes,
    placeholderData: keepPreviousData,
    staleTime: 10_000,
    gcTime: 60_000,
    refetchInterval: 60_000,
  });
  return data ? new Map(data.map(({ id, bytes }) => [id, bytes])) : null;
};

/** What a snapshot is called where one reads of it. */
export const useSnapshotTitle = (): ((snapshot: Snapshot) => string) => {
  const t = useTranslations('snapshots');
  return ({ name, madeBy }) => (madeBy === 'restore' ? t('beforeRestore', { name }) : name);
};

/**
 * The screen as it was, as the address of a picture; it never changes.
 *
 * @param wanted not asked for before somebody can see it
 */
export const usePicture = ({ vmId, id, hasPicture }: Snapshot, wanted: boolean): string | null => {
  const { data } = useQuery({
    queryKey: ['snapshot-picture', id],
    queryFn: ({ signal }) => api.snapshots.picture({ params: { id: vmId, snapshotId: id }, signal }),
    enabled: hasPicture && wanted,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 300_000,
  });
  return data ? `data:image/png;base64,${data.pngBase64}` : null;
};
