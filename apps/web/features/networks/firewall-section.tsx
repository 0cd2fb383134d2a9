'use client';

import { mostOwnGroups } from '@limen/contract/firewall';
import { Plus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { ErrorNote } from '../../lib/error-text.tsx';
import { type FirewallGroups, useFirewallGroups } from '../../lib/firewall-groups.ts';
import { useMe } from '../../lib/world.tsx';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/marks.tsx';
import { FirewallGroupDialog } from './firewall-group-dialog.tsx';
import { FirewallGroupRow } from './firewall-group-row.tsx';

/** What may come in to cards, by name: one's own groups, everybody's, and for administrators those of others. */
export const FirewallSection = ({ first }: { first: FirewallGroups }) => {
  const t = useTranslations('firewall');
  const { user } = useMe();
  const { data, error } = useFirewallGroups(first);
  const [making, setMaking] = useState(false);
  const { groups } = data ?? first;
  const own = groups.filter(({ owner }) => owner?.id === user.id).length;
  const full = own >= mostOwnGroups ? t('full', { max: mostOwnGroups }) : null;
  return (
    <section aria-labelledby="firewall-groups" className="flex flex-col gap-2">
      <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-2">
        <div className="min-w-0 flex-1 basis-72">
          <h2 id="firewall-groups" className="flex items-baseline gap-2 text-14 font-semibold">
            {t('title')}
            {groups.length === 0 ? null : (
              <span className="tabular text-13 font-normal text-soft">{groups.length}</span>
            )}
          </h2>
          <p className="mt-0.5 max-w-2xl text-13 text-soft">{t('about')}</p>
        </div>
        <Button
          size="small"
          icon={<Plus aria-hidden size={15} />}
          // an administrator can still make one for everybody
          whyNot={user.role === 'admin' ? null : full}
          onClick={() => setMaking(true)}
        >
          {t('new')}
        </Button>
      </div>
      {error === null ? null : (
        <Notice tone="fault" alert>
          <ErrorNote error={error} />
        </Notice>
      )}
      {groups.length === 0 ? (
        <p className="rounded-card border border-dashed border-line px-4 py-5 text-13 text-soft">
          {t('empty')}
        </p>
      ) : (
        <ul className="divide-y divide-line rounded-card border border-line bg-surface">
          {groups.map((group) => (
            <FirewallGroupRow key={group.id} group={group} />
          ))}
        </ul>
      )}
      {making ? <FirewallGroupDialog group={null} full={full} onClose={() => setMaking(false)} /> : null}
    </section>
  );
};
