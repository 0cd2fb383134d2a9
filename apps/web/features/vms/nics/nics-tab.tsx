'use client';

import { mostNics } from '@limen/contract/nics';
import type { Vm } from '@limen/contract/vms';
import { Plus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '../../../ui/button.tsx';
import { Panel } from '../../../ui/marks.tsx';
import { useWhyNot } from '../discs/use-why-not.ts';
import { useBegun } from '../use-begun.tsx';
import { AddNicDialog } from './add-nic-dialog.tsx';
import { ChangeNicDialog } from './change-nic-dialog.tsx';
import { NicRow } from './nic-row.tsx';
import { RemoveNicDialog } from './remove-nic-dialog.tsx';

type Opened = { what: 'add' } | { what: 'change' | 'remove'; nicId: string };

/** Network cards of a machine: where each leads, and what can be done with them. */
export const NicsTab = ({ vm }: { vm: Vm }) => {
  const t = useTranslations('nics');
  const whyNot = useWhyNot(vm)('nics');
  const { send, failure } = useBegun();
  const [opened, setOpened] = useState<Opened | null>(null);
  const full = vm.nics.length >= mostNics ? t('most', { max: mostNics }) : null;
  const close = (): void => setOpened(null);
  const number = opened && 'nicId' in opened ? vm.nics.findIndex(({ id }) => id === opened.nicId) : -1;
  const chosen = vm.nics[number];
  const about = { vm, send, onClose: close, name: t('card', { number: number + 1 }) };
  return (
    <Panel title={t('title')}>
      <div className="flex flex-col gap-4">
        {failure}
        {vm.nics.length === 0 ? (
          <p className="text-soft">{t('none')}</p>
        ) : (
          <ul className="flex flex-col gap-2">
            {vm.nics.map((nic, n) => (
              <NicRow
                key={nic.id}
                vm={vm}
                nic={nic}
                name={t('card', { number: n + 1 })}
                whyNot={whyNot}
                send={send}
                onChange={() => setOpened({ what: 'change', nicId: nic.id })}
                onRemove={() => setOpened({ what: 'remove', nicId: nic.id })}
              />
            ))}
          </ul>
        )}
        <Button
          size="small"
          className="self-start"
          whyNot={whyNot ?? full}
          icon={<Plus aria-hidden size={15} />}
          onClick={() => setOpened({ what: 'add' })}
        >
          {t('add')}
        </Button>
      </div>
      {opened?.what === 'add' ? <AddNicDialog vm={vm} send={send} onClose={close} /> : null}
      {opened?.what === 'change' && chosen ? <ChangeNicDialog {...about} nic={chosen} /> : null}
      {opened?.what === 'remove' && chosen ? <RemoveNicDialog {...about} nic={chosen} /> : null}
    </Panel>
  );
};
