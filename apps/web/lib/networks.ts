'use client';

import type { Network } from '@limen/contract/networks';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useCallback, useMemo } from 'react';
import { api } from './api.ts';
import { useKnownVms } from './world.tsx';

const networksKey = 'networks';

export type Networks = Awaited<ReturnType<typeof api.networks.list>>;

/**
 * The networks that the reader’s machines can be on, and the host’s bridges for administrators. Read anew whenever a card of a
 * machine that the reader sees comes onto a network, leaves one or learns of another name of it.
 *
 * @param first what the server read for the first paint
 */
export const useNetworks = (first?: Networks) => {
  const { vms, trash } = useKnownVms();
  const cards = useMemo(() => {
    const counts = new Map<string, number>();
    for (const { nics } of [...vms, ...trash]) {
      for (const { network } of nics) {
        const key = `${network.id} ${network.name ?? ''}`;
        counts.set(key, (counts.get(key) ?? 0) + 1);
      }
    }
    return [...counts].map(([key, count]) => `${key} ${count}`).sort();
  }, [vms, trash]);
  return useQuery<Networks>({
    queryKey: [networksKey, cards],
    queryFn: ({ signal }) => api.networks.list({ signal }),
    placeholderData: (before) => before ?? first,
    // what others do to networks nobody tells: they are looked at again when the page is
    staleTime: 0,
    gcTime: 60_000,
  });
};

/** To be called after a change to a network; done when the list has been read anew. */
export const useReadNetworks = (): (() => Promise<void>) => {
  const client = useQueryClient();
  return useCallback(() => client.invalidateQueries({ queryKey: [networksKey] }), [client]);
};

/** What a network is called; the host’s first one has no name of its own. */
export const useNetworkName = (): ((network: Pick<Network, 'name'>) => string) => {
  const t = useTranslations('networks');
  return useCallback(({ name }) => name ?? t('first'), [t]);
};

/** What a network leads to, in a sentence. */
export const useNetworkAbout = (): ((network: Pick<Network, 'kind' | 'owner'>) => string) => {
  const t = useTranslations('networks');
  return useCallback(({ kind, owner }) => t(`about.${owner === null ? 'shared' : 'own'}.${kind}`), [t]);
};
