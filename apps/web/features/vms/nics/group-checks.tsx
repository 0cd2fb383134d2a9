'use client';

import { mostGroupsOfNic } from '@limen/contract/firewall';
import type { Vm } from '@limen/contract/vms';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useFirewallGroups, useRuleWords } from '../../../lib/firewall-groups.ts';
import { Check } from '../../../ui/field.tsx';

/** Which firewall groups a card has: everybody's and those of whose machine it is; what it has already it may keep. */
export const GroupChecks = (props: {
  /** Whose machine it is. */
  owner: { id: string };
  has: Vm['nics'][number]['groups'];
  chosen: readonly string[];
  onChange: (ids: string[]) => void;
}) => {
  const t = useTranslations('nics');
  const rule = useRuleWords();
  const { owner: of, has, chosen, onChange } = props;
  const { data } = useFirewallGroups();
  const known = (data?.groups ?? []).filter(({ owner }) => owner === null || owner.id === of.id);
  const choices = [
    ...known.map(({ id, name, rules }) => ({ id, name, hint: rules.map(rule).join(' · ') })),
    // somebody else's, of before its machine was handed over
    ...has
      .filter(({ id }) => !known.some((group) => group.id === id))
      .map((group) => ({ ...group, hint: '' })),
  ];
  const full = chosen.length >= mostGroupsOfNic;
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-1.5 text-13 font-medium">{t('groups')}</legend>
      {choices.map(({ id, name, hint }) => (
        <Check
          key={id}
          label={name}
          hint={hint === '' ? undefined : hint}
          checked={chosen.includes(id)}
          disabled={full && !chosen.includes(id)}
          onChange={(on) => onChange(on ? [...chosen, id] : chosen.filter((each) => each !== id))}
        />
      ))}
      <p className="text-12 text-soft">
        {full
          ? t('groupsMost', { max: mostGroupsOfNic })
          : t(chosen.length === 0 ? 'groupsNone' : 'groupsSome')}{' '}
        {data && choices.length === 0 ? (
          <Link href="/networks" className="font-medium text-accent hover:underline">
            {t('toGroups')}
          </Link>
        ) : null}
      </p>
    </fieldset>
  );
};
