'use client';

import type { Forward, ForwardRules } from '@limen/contract/forwards';
import type { Vm } from '@limen/contract/vms';
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { api } from '../../../lib/api.ts';
import { ErrorAlert } from '../../../lib/error-text.tsx';
import { isPretended } from '../../../lib/optimistic-vms.ts';
import { Button } from '../../../ui/button.tsx';
import { Panel } from '../../../ui/marks.tsx';
import { useWhyNot } from '../discs/use-why-not.ts';
import { AddForwardDialog } from './add-forward-dialog.tsx';
import { ForwardRow } from './forward-row.tsx';

type Known = { forwards: Forward[]; rules: ForwardRules; ofOwner: number };

/** Ports of the host that lead to a machine: the ways in from outside to a network with address translation. */
export const ForwardsPanel = ({ vm }: { vm: Vm }) => {
  const t = useTranslations('forwards');
  const client = useQueryClient();
  const [adding, setAdding] = useState(false);
  const cannot = useWhyNot(vm)('edit');
  const nat = vm.nics.filter(({ network }) => network.kind === 'nat');
  const { data, error } = useQuery<Known>({
    // once more when a card has another address
    queryKey: ['forwards', vm.id, vm.revision],
    queryFn: ({ signal }) => api.forwards.list({ params: { id: vm.id }, signal }),
    placeholderData: keepPreviousData,
    enabled: !isPretended(vm),
  });
  const readAgain = () => client.invalidateQueries({ queryKey: ['forwards', vm.id] });
  const forwards = data?.forwards ?? [];
  const whyFull = ({ rules, ofOwner }: Known): string | null => {
    const { perMachine, perPerson } = rules;
    if (perMachine === 0 || perPerson === 0) return t('mostNone');
    if (forwards.length >= perMachine) return t('most', { max: perMachine });
    return perPerson === null || ofOwner < perPerson ? null : t('mostOfPerson', { max: perPerson });
  };
  const full = data ? whyFull(data) : t('loading');
  return (
    <Panel title={t('title')}>
      <div className="flex flex-col gap-4">
        <ErrorAlert error={error} />
        {forwards.length === 0 ? (
          <p className="text-soft">{t('none')}</p>
        ) : (
          <ul className="flex flex-col gap-2">
            {forwards.map((forward) => (
              <ForwardRow key={forward.id} vm={vm} forward={forward} whyNot={cannot} onGone={readAgain} />
            ))}
          </ul>
        )}
        <Button
          size="small"
          className="self-start"
          whyNot={cannot ?? (nat.length === 0 ? t('noNat') : full)}
          icon={<Plus aria-hidden size={15} />}
          onClick={() => setAdding(true)}
        >
          {t('add')}
        </Button>
      </div>
      {adding && data ? (
        <AddForwardDialog
          vm={vm}
          nics={nat}
          rules={data.rules}
          onAdded={readAgain}
          onClose={() => setAdding(false)}
        />
      ) : null}
    </Panel>
  );
};
