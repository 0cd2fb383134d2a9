'use client';

import type { Network } from '@limen/contract/networks';
import type { Vm } from '@limen/contract/vms';
import { useTranslations } from 'next-intl';
import { useNetworkName, useNetworks } from '../../../lib/networks.ts';

/**
 * Networks that a machine's cards can be on: everybody's and those of whose it is.
 *
 * @param on where a card is now: it can stay, whosever that is
 */
export const useNetworkChoices = (vm: Pick<Vm, 'hostId'> & { owner: { id: string } }, on?: string) => {
  const t = useTranslations('networks');
  const name = useNetworkName();
  const { data, error } = useNetworks();
  const networks = data?.networks.filter(
    ({ id, hostId, owner }) =>
      hostId === vm.hostId && (owner === null || owner.id === vm.owner.id || id === on),
  );
  // its addresses stand below, where there is room for them on a phone too
  const label = (network: Network): string => `${name(network)} · ${t(`kind.${network.kind}`)}`;
  return {
    networks: networks ?? [],
    choices: (networks ?? []).map((network) => ({ value: network.id, label: label(network) })),
    hasOwn: networks?.some(({ owner }) => owner !== null) ?? false,
    loaded: networks !== undefined,
    error,
  };
};
