'use client';

import type { FirewallGroup } from '@limen/contract/firewall';
import { BrickWall, Pencil, Trash2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { api } from '../../lib/api.ts';
import { ConfirmDialog } from '../../lib/confirm-dialog.tsx';
import { useReadFirewallGroups, useRuleWords } from '../../lib/firewall-groups.ts';
import { useMe } from '../../lib/world.tsx';
import type { MenuItem } from '../../ui/menu.tsx';
import { MoreMenu } from '../../ui/more-menu.tsx';
import { FirewallGroupDialog } from './firewall-group-dialog.tsx';

/** One group: what it lets in, whose it is, and how many cards have it. */
export const FirewallGroupRow = ({ group }: { group: FirewallGroup }) => {
  const t = useTranslations();
  const { user } = useMe();
  const words = useRuleWords();
  const readAgain = useReadFirewallGroups();
  const [asked, setAsked] = useState<'edit' | 'delete' | null>(null);
  const close = (): void => setAsked(null);
  const { name, owner, rules, nics } = group;
  // of everybody only one's own cards are counted, but for administrators
  const cards = owner === null && user.role !== 'admin' ? 'yourCards' : 'cards';
  const fixed = group.canChange ? null : t('firewall.whyNot.admins');
  const items: MenuItem[] = [
    {
      key: 'edit',
      label: t('firewall.edit'),
      icon: <Pencil aria-hidden size={16} />,
      whyNot: fixed,
      run: () => setAsked('edit'),
    },
    {
      key: 'delete',
      label: t('common.delete'),
      icon: <Trash2 aria-hidden size={16} />,
      whyNot: fixed ?? (nics > 0 ? t('firewall.whyNot.inUse', { count: nics }) : null),
      danger: true,
      apart: true,
      run: () => setAsked('delete'),
    },
  ];
  const remove = async (): Promise<void> => {
    await api.firewall.delete({ params: { id: group.id } });
    await readAgain();
    close();
  };
  return (
    <li className="flex items-start gap-x-4 px-4 py-4 max-sm:gap-x-3">
      <BrickWall aria-hidden size={20} className="mt-0.5 shrink-0 text-edge" />
      <div className="flex min-w-0 flex-1 flex-wrap items-start gap-x-6 gap-y-2">
        <div className="min-w-0 flex-1 basis-72">
          <div className="flex flex-wrap items-baseline gap-x-2">
            <h3 className="min-w-0 font-semibold wrap-anywhere">{name}</h3>
            {owner?.id === user.id ? null : (
              <span className="text-13 text-soft">
                {owner === null
                  ? t('firewall.everybodys')
                  : t('imageAccess.ownedBy', { name: owner.displayName })}
              </span>
            )}
          </div>
          {rules.length === 0 ? (
            <p className="mt-0.5 text-13 text-soft">{t('firewall.nothing')}</p>
          ) : (
            <ul className="mt-0.5 text-13 text-soft">
              {[...new Set(rules.map(words))].map((rule) => (
                <li key={rule} className="wrap-anywhere">
                  {rule}
                </li>
              ))}
            </ul>
          )}
        </div>
        <span className="text-12 text-soft sm:w-52 sm:text-right">
          {t(`firewall.${cards}`, { count: nics })}
        </span>
      </div>
      <MoreMenu label={t('common.actionsOf', { name })} items={items} />
      {asked === 'edit' ? (
        <FirewallGroupDialog group={group} full={null} onClose={close} />
      ) : asked === 'delete' ? (
        <ConfirmDialog
          title={t('firewall.deleteTitle', { name })}
          text={t('firewall.deleteText')}
          verb={t('common.delete')}
          run={remove}
          onClose={close}
        />
      ) : null}
    </li>
  );
};
