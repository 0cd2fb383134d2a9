'use client';

import { mostOwnNetworks, type Network } from '@limen/contract/networks';
import { Network as NetworkSign, Plus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { ErrorNote } from '../../lib/error-text.tsx';
import type { FirewallGroups } from '../../lib/firewall-groups.ts';
import { type Networks, useNetworks } from '../../lib/networks.ts';
import { useMe } from '../../lib/world.tsx';
import { Button } from '../../ui/button.tsx';
import { Empty, Notice, PageHead } from '../../ui/marks.tsx';
import { FirewallSection } from './firewall-section.tsx';
import { NetworkRow } from './network-row.tsx';
import { NewNetworkDialog } from './new-network-dialog.tsx';

type Group = 'yours' | 'everybodys' | 'others';

/** What machines can be plugged into: one's own networks, everybody's, and for administrators those of others. */
export const NetworksPage = ({ first, groups }: { first: Networks; groups: FirewallGroups }) => {
  const t = useTranslations();
  const { user } = useMe();
  const admin = user.role === 'admin';
  const { data, error } = useNetworks(first);
  const [making, setMaking] = useState(false);
  const { networks, bridges } = data ?? first;
  const groupOf = ({ owner }: Network): Group =>
    owner === null ? 'everybodys' : owner.id === user.id ? 'yours' : 'others';
  const of = (group: Group): Network[] => networks.filter((network) => groupOf(network) === group);
  const own = of('yours');
  const full = own.length >= mostOwnNetworks ? t('networks.full', { max: mostOwnNetworks }) : null;
  const make = (look: 'primary' | 'plain') => (
    <Button
      look={look}
      icon={<Plus aria-hidden size={16} />}
      // an administrator can still make one for everybody
      whyNot={admin ? null : full}
      onClick={() => setMaking(true)}
    >
      {t('networks.new')}
    </Button>
  );
  return (
    <div className="flex flex-col gap-6">
      <PageHead title={t('frame.networks')} aside={t('networks.count', { count: networks.length })}>
        {own.length === 0 ? null : make('primary')}
      </PageHead>
      {error === null ? null : (
        <Notice tone="fault" alert>
          <ErrorNote error={error} />
        </Notice>
      )}
      {own.length === 0 ? (
        <Empty picture={<NetworkSign size={44} strokeWidth={1.2} />} title={t('networks.empty')}>
          <p className="-mt-2 max-w-lg text-soft">{t('networks.emptyText')}</p>
          {make('primary')}
        </Empty>
      ) : (
        <List group="yours" networks={own} />
      )}
      <List group="everybodys" networks={of('everybodys')} />
      {admin ? <List group="others" networks={of('others')} /> : null}
      <FirewallSection first={groups} />
      {making ? <NewNetworkDialog bridges={bridges} full={full} onClose={() => setMaking(false)} /> : null}
    </div>
  );
};

const List = ({ group, networks }: { group: Group; networks: readonly Network[] }) => {
  const t = useTranslations('networks');
  if (networks.length === 0) return null;
  return (
    <section aria-labelledby={`networks-${group}`} className="flex flex-col gap-2">
      <h2 id={`networks-${group}`} className="flex items-baseline gap-2 text-14 font-semibold">
        {t(`group.${group}`)}
        <span className="tabular text-13 font-normal text-soft">{networks.length}</span>
      </h2>
      <ul className="divide-y divide-line rounded-card border border-line bg-surface">
        {networks.map((network) => (
          <NetworkRow key={network.id} network={network} />
        ))}
      </ul>
    </section>
  );
};
