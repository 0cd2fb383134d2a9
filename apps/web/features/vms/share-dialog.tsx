'use client';

import { type Share, type ShareLevel, shareLevel } from '@limen/contract/shares';
import type { Vm } from '@limen/contract/vms';
import { useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import { api } from '../../lib/api.ts';
import { ErrorAlert } from '../../lib/error-text.tsx';
import { SharingDialog } from '../../lib/sharing-dialog.tsx';
import { useMe } from '../../lib/world.tsx';
import { Button } from '../../ui/button.tsx';
import { Choices, inputClass } from '../../ui/field.tsx';
import { useShares } from './use-shares.ts';

/** Whom a machine is shared with, and at which level: added by user name, changed and ended in place. */
export const ShareDialog = ({ vm, onClose }: { vm: Vm; onClose: () => void }) => {
  const t = useTranslations('shares');
  const me = useMe();
  const list = useShares(vm);
  const [level, setLevel] = useState<ShareLevel>('viewer');
  return (
    <SharingDialog
      title={t('dialog', { name: vm.name })}
      onClose={onClose}
      owner={vm.owner}
      list={list}
      nobody={t(vm.owner.id === me.user.id ? 'nobody' : 'nobodyBesides')}
      words={{
        yourself: t('yourself'),
        isOwner: (name) => t('isOwner', { name }),
        already: (name) => t('already', { name }),
      }}
      choices={
        <Choices
          legend={t('level')}
          name="level"
          value={level}
          choices={shareLevel.options.map((value) => ({
            value,
            label: t(value),
            hint: t(`${value}Hint`),
          }))}
          onChange={setLevel}
        />
      }
      add={(userName) => api.shares.put({ params: { id: vm.id }, body: { userName, level } })}
      row={(share) => <Person key={share.user.id} vm={vm} share={share} onChanged={list.refetch} />}
    />
  );
};

const Person = ({ vm, share, onChanged }: { vm: Vm; share: Share; onChanged: () => Promise<void> }) => {
  const t = useTranslations('shares');
  const row = useRef<HTMLLIElement>(null);
  const [working, setWorking] = useState<ShareLevel | 'end' | null>(null);
  const [error, setError] = useState<unknown>(null);
  const { user } = share;
  const change = async (to: ShareLevel | 'end'): Promise<void> => {
    if (working !== null) return;
    setWorking(to);
    setError(null);
    try {
      if (to === 'end') {
        await api.shares.remove({ params: { id: vm.id, userId: user.id } });
        // not to the next one's End: Enter held a moment too long would end that share as well
        const next = row.current?.nextElementSibling ?? row.current?.previousElementSibling;
        if (row.current?.contains(document.activeElement)) next?.querySelector('select')?.focus();
      } else {
        await api.shares.put({ params: { id: vm.id }, body: { userName: user.userName, level: to } });
      }
      await onChanged();
    } catch (thrown) {
      setError(thrown);
    } finally {
      setWorking(null);
    }
  };
  return (
    <li ref={row} className="flex flex-col gap-2 px-3 py-2.5">
      <div className="flex items-center gap-2">
        <div className="min-w-0 flex-1">
          <p className="truncate text-14 font-medium" title={user.displayName}>
            {user.displayName}
          </p>
          <p className="truncate text-12 text-soft">{user.userName}</p>
        </div>
        {/* shows at once what was chosen, and keeps the focus meanwhile: the arrow keys choose too */}
        <select
          aria-label={t('levelOf', { name: user.displayName })}
          value={working === null || working === 'end' ? share.level : working}
          aria-busy={working !== null || undefined}
          onChange={(event) => void change(shareLevel.parse(event.target.value))}
          className={`${inputClass} h-8 pr-2 pl-2 text-13 max-md:h-11`}
        >
          {shareLevel.options.map((level) => (
            <option key={level} value={level}>
              {t(level)}
            </option>
          ))}
        </select>
        <Button
          size="small"
          className="max-md:h-11"
          busy={working === 'end'}
          aria-label={t('endFor', { name: user.displayName })}
          onClick={() => void change('end')}
        >
          {t('end')}
        </Button>
      </div>
      <ErrorAlert error={error} />
    </li>
  );
};
