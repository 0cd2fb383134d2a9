'use client';

import type { Snapshot } from '@limen/contract/snapshots';
import type { Vm } from '@limen/contract/vms';
import { Camera } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type ReactElement, useState } from 'react';
import { ErrorNote } from '../../../lib/error-text.tsx';
import { useVms } from '../../../lib/vms-context.tsx';
import { Button } from '../../../ui/button.tsx';
import { Empty, Notice } from '../../../ui/marks.tsx';
import { useWhyNot } from '../discs/use-why-not.ts';
import { FoldRow } from './fold-row.tsx';
import { foldRuns } from './fold-runs.ts';
import { layOutTree, type TreeRow } from './lay-out-tree.ts';
import { SchedulePanel } from './schedule-panel.tsx';
import { SnapshotDialog, type SnapshotQuestion } from './snapshot-dialogs.tsx';
import { HereRow, SnapshotRow } from './snapshot-row.tsx';
import { useSnapshots, useSnapshotSizes } from './use-snapshots.ts';

/** A machine's snapshots as the tree that they are, with where it stands now. */
export const SnapshotsTab = ({ vm }: { vm: Vm }) => {
  const t = useTranslations();
  const { act } = useVms();
  const whyNot = useWhyNot(vm);
  const { data, error, refetch, isFetching } = useSnapshots(vm);
  const sizes = useSnapshotSizes(vm);
  const [question, setQuestion] = useState<SnapshotQuestion | null>(null);
  const take = (
    <Button
      look="primary"
      icon={<Camera aria-hidden size={16} />}
      whyNot={whyNot('snapshot')}
      onClick={() => act(vm, 'snapshot')}
    >
      {t('actions.snapshot')}
    </Button>
  );
  if (error && !data) {
    return (
      <Notice tone="fault" alert>
        <ErrorNote error={error} />
        <Button size="small" className="mt-2" busy={isFetching} onClick={() => void refetch()}>
          {t('common.again')}
        </Button>
      </Notice>
    );
  }
  if (!data) return <p className="text-13 text-soft">{t('common.loading')}</p>;
  if (data.length === 0) {
    return (
      <div className="flex flex-col gap-4">
        <Empty picture={<Camera size={44} strokeWidth={1.2} />} title={t('snapshots.none')}>
          <p className="max-w-md text-14 text-soft">{t('snapshots.noneText')}</p>
          {take}
        </Empty>
        <SchedulePanel vm={vm} />
      </div>
    );
  }
  const ask = (about: SnapshotQuestion['about'], snapshot: Snapshot): void =>
    setQuestion({ about, snapshot });
  const rowOf = (row: TreeRow): ReactElement =>
    row.snapshot ? (
      <SnapshotRow
        key={row.snapshot.id}
        row={row}
        snapshot={row.snapshot}
        heldBytes={sizes?.get(row.snapshot.id) ?? null}
        busy={vm.operation !== null}
        whyNot={whyNot}
        onAsk={ask}
      />
    ) : (
      <HereRow key="here" row={row} vm={vm} />
    );
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <h2 className="text-14 font-semibold">{t('snapshots.count', { count: data.length })}</h2>
        {take}
      </div>
      <ul className="overflow-hidden rounded-card border border-line bg-surface">
        {foldRuns(layOutTree(data)).map((each, n) =>
          'lane' in each ? (
            rowOf(each)
          ) : (
            // its place: the schedule deletes the oldest of it, and it stays open
            <FoldRow key={`fold-${n}`} rows={each}>
              {rowOf}
            </FoldRow>
          ),
        )}
      </ul>
      <SchedulePanel vm={vm} />
      {question ? (
        <SnapshotDialog
          vm={vm}
          question={question}
          onChanged={() => void refetch()}
          onClose={() => setQuestion(null)}
        />
      ) : null}
    </div>
  );
};
