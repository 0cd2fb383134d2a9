'use client';

import { mostDisks, type VmDisk } from '@limen/contract/disks';
import type { Vm } from '@limen/contract/vms';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { api } from '../../../lib/api.ts';
import { isPretended } from '../../../lib/optimistic-vms.ts';
import { OperationRow } from '../../../lib/operation-row.tsx';
import { Button } from '../../../ui/button.tsx';
import { Panel } from '../../../ui/marks.tsx';
import { useWhyNot } from '../discs/use-why-not.ts';
import { useBegun } from '../use-begun.tsx';
import { AddDiskDialog, GrowDiskDialog } from './disk-dialogs.tsx';
import { DiskRow } from './disk-row.tsx';
import { TuneDiskDialog } from './tune-disk-dialog.tsx';
import { MoveDiskDialog } from './move-disk-dialog.tsx';
import { RemoveDiskDialog } from './remove-disk-dialog.tsx';

const askAgainMs = 5000;
const askAgainWhileBusyMs = 1000;

type Opened = { what: 'add' } | { what: 'grow' | 'tune' | 'move' | 'remove'; diskId: string };

/** Hard disks of a machine: what they are, what its guest calls them, and what can be done with them. */
export const DisksTab = ({ vm }: { vm: Vm }) => {
  const t = useTranslations('disks');
  const whyNot = useWhyNot(vm)('disks');
  const { send, failure } = useBegun();
  const [opened, setOpened] = useState<Opened | null>(null);
  const changes = vm.operation?.kind.startsWith('vm.disk.') === true;
  const { data, isPlaceholderData } = useQuery({
    // once more when an operation has ended: what it did is seen at once
    queryKey: ['disks', vm.id, vm.revision, vm.operation?.id ?? null],
    queryFn: () => api.disks.list({ params: { id: vm.id } }),
    placeholderData: keepPreviousData,
    enabled: !vm.stale && !isPretended(vm),
    refetchInterval: changes ? askAgainWhileBusyMs : askAgainMs,
  });
  const factsOf = (id: string): VmDisk | undefined => data?.disks.find((disk) => disk.id === id);
  const full = vm.disks.length >= mostDisks ? t('most', { max: mostDisks }) : null;
  const close = (): void => setOpened(null);
  const number = opened && 'diskId' in opened ? vm.disks.findIndex(({ id }) => id === opened.diskId) : -1;
  const chosen = vm.disks[number];
  const chosenFacts = chosen && factsOf(chosen.id);
  const name = t('disk', { number: number + 1 });
  const ofDisk = { vm, poolId: chosenFacts?.pool?.id ?? null, name, send, onClose: close };
  return (
    <Panel title={t('title')}>
      <div className="flex flex-col gap-4">
        {failure}
        {vm.operation?.kind === 'vm.disk.move' ? (
          <ul className="rounded-control border border-line">
            <OperationRow operation={vm.operation} />
          </ul>
        ) : null}
        <ul className="flex flex-col gap-2">
          {vm.disks.map((disk, n) => (
            <DiskRow
              key={disk.id}
              vm={vm}
              disk={disk}
              facts={factsOf(disk.id)}
              settled={!isPlaceholderData && vm.operation === null}
              number={n + 1}
              whyNot={whyNot}
              onTune={() => setOpened({ what: 'tune', diskId: disk.id })}
              onGrow={() => setOpened({ what: 'grow', diskId: disk.id })}
              onMove={() => setOpened({ what: 'move', diskId: disk.id })}
              onRemove={() => setOpened({ what: 'remove', diskId: disk.id })}
            />
          ))}
        </ul>
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
      {opened?.what === 'add' ? <AddDiskDialog vm={vm} send={send} onClose={close} /> : null}
      {opened?.what === 'grow' && chosen ? <GrowDiskDialog disk={chosen} {...ofDisk} /> : null}
      {opened?.what === 'tune' && chosenFacts ? (
        <TuneDiskDialog vm={vm} facts={chosenFacts} name={name} send={send} onClose={close} />
      ) : null}
      {opened?.what === 'move' && chosen ? <MoveDiskDialog disk={chosen} {...ofDisk} /> : null}
      {opened?.what === 'remove' && chosen ? (
        <RemoveDiskDialog vm={vm} disk={chosen} facts={chosenFacts} name={name} send={send} onClose={close} />
      ) : null}
    </Panel>
  );
};
