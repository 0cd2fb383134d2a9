'use client';

import type { FirewallRule } from '@limen/contract/firewall';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useCallback, useMemo } from 'react';
import { api } from './api.ts';
import { useKnownVms } from './world.tsx';

const groupsKey = 'firewall-groups';

export type FirewallGroups = Awaited<ReturnType<typeof api.firewall.list>>;

/**
 * The firewall groups that the reader’s cards can have. Read anew whenever a card of a machine that the reader sees gets one or
 * loses one.
 *
 * @param first what the server read for the first paint
 */
export const useFirewallGroups = (first?: FirewallGroups) => {
  const { vms, trash } = useKnownVms();
  const had = useMemo(
    () =>
      [...vms, ...trash]
        .flatMap(({ nics }) => nics.flatMap(({ groups }) => groups.map(({ id, name }) => `${id} ${name}`)))
        .sort(),
    [vms, trash],
  );
  return useQuery<FirewallGroups>({
    queryKey: [groupsKey, had],
    queryFn: ({ signal }) => api.firewall.list({ signal }),
    placeholderData: (before) => before ?? first,
    // what others do to groups nobody tells: they are looked at again when the page is
    staleTime: 0,
    gcTime: 60_000,
  });
};

/** To be called after a change to a group; done when the list has been read anew. */
export const useReadFirewallGroups = (): (() => Promise<void>) => {
  const client = useQueryClient();
  return useCallback(() => client.invalidateQueries({ queryKey: [groupsKey] }), [client]);
};

/** A rule in a few words: what, and from whom. */
export const useRuleWords = (): ((rule: FirewallRule) => string) => {
  const t = useTranslations('firewall');
  return useCallback(
    ({ protocol, ports, sources }) => {
      const what =
        protocol === 'icmp'
          ? t('ping')
          : ports.length === 0
            ? t('allPorts', { protocol: protocol.toUpperCase() })
            : `${protocol.toUpperCase()} ${ports.join(', ')}`;
      return sources.length === 0
        ? t('fromAnybody', { what })
        : t('fromSources', { what, sources: sources.join(', ') });
    },
    [t],
  );
};
