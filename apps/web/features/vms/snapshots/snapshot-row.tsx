'use client';

import type { Snapshot } from '@limen/contract/snapshots';
import type { VmAction } from '@limen/contract/vm-rules';
import type { Vm } from '@limen/contract/vms';
import { Copy, EllipsisVertical, MapPin, Pencil, RotateCcw, Trash2 } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { formatBytes } from '../../../lib/format.ts';
import { RelativeTime } from '../../../lib/relative-time.tsx';
import { useVmStatus } from '../../../lib/vm-status.ts';
import { Button } from '../../../ui/button.tsx';
import { cx } from '../../../ui/class-names.ts';
import { StateMark } from '../../../ui/marks.tsx';
import { Menu } from '../../../ui/menu.tsx';
import type { TreeRow } from './lay-out-tree.ts';
import { Rails, rowClass } from './rails.tsx';
import type { SnapshotQuestion } from './snapshot-dialogs.tsx';
import { SnapshotPicture } from './snapshot-picture.tsx';
import { useSnapshotTitle } from './use-snapshots.ts';

/** Where the machine is: what it does now was made from the one above. */
export const HereRow = ({ row, vm }: { row: TreeRow; vm: Vm }) => {
  const t = useTranslations('snapshots');
  const { tone, word } = useVmStatus()(vm);
  return (
    <li className={cx(rowClass, 'border-t border-line')}>
      <Rails row={row} here />
      <div className="flex min-h-15 min-w-0 flex-1 flex-wrap items-center gap-x-3 gap-y-1 py-3">
        <span className="inline-flex items-center gap-1.5 text-14 font-medium">
          <MapPin aria-hidden size={15} className="text-accent" />
          {t(row.up ? 'here' : 'hereApart')}
        </span>
        <StateMark tone={tone}>{word}</StateMark>
      </div>
    </li>
  );
};

export const SnapshotRow = (props: {
  row: TreeRow;
  snapshot: Snapshot;
  /** What deleting it would free; null: not known. */
  heldBytes: number | null;
  /** Something is done with its machine. */
  busy: boolean;
  whyNot: (action: VmAction) => string | null;
  onAsk: (about: SnapshotQuestion['about'], snapshot: Snapshot) => void;
}) => {
  const t = useTranslations('snapshots');
  const common = useTranslations('common');
  const { row, snapshot, heldBytes, busy, whyNot, onAsk } = props;
  const title = useSnapshotTitle()(snapshot);
  const unready = snapshot.state === 'ready' ? null : t(busy ? snapshot.state : 'unfinished');
  return (
    <li
      className={cx(
        rowClass,
        // what is far below the window is neither laid out nor painted
        'not-first:border-t not-first:border-line [contain-intrinsic-block-size:auto_4.5rem] [content-visibility:auto]',
      )}
    >
      <Rails row={row} here={false} />
      <div className="flex min-w-0 flex-1 flex-wrap items-center gap-x-4 gap-y-2 py-3">
        <SnapshotPicture snapshot={snapshot} title={title} />
        <div className="min-w-40 flex-1">
          <p className="truncate text-14 font-medium" title={title}>
            {title}
          </p>
          {snapshot.note === '' ? null : (
            <p className="line-clamp-2 text-13 whitespace-pre-line text-soft">{snapshot.note}</p>
          )}
          <p className="text-12 text-soft">
            <What snapshot={snapshot} heldBytes={heldBytes} />
          </p>
          {unready === null ? null : (
            <StateMark tone={busy ? 'busy' : 'fault'} className="mt-0.5">
              {unready}
            </StateMark>
          )}
        </div>
        <div className="-mr-1.5 flex items-center gap-1">
          <Button
            size="small"
            icon={<RotateCcw aria-hidden size={14} />}
            whyNot={unready ?? whyNot('restoreSnapshot')}
            aria-label={t('restoreNamed', { name: title })}
            onClick={() => onAsk('restore', snapshot)}
          >
            {t('restore')}
          </Button>
          <Menu
            trigger={
              <Button
                look="quiet"
                size="small"
                aria-label={t('more', { name: title })}
                icon={<EllipsisVertical aria-hidden size={16} />}
              />
            }
            items={[
              {
                key: 'fork',
                label: t('fork'),
                icon: <Copy aria-hidden size={16} />,
                whyNot: unready ?? whyNot('fork'),
                run: () => onAsk('fork', snapshot),
              },
              {
                key: 'edit',
                label: t('edit'),
                icon: <Pencil aria-hidden size={16} />,
                whyNot: whyNot('snapshot') === null ? null : whyNot('deleteSnapshot'),
                run: () => onAsk('edit', snapshot),
              },
              {
                key: 'delete',
                label: `${common('delete')}…`,
                icon: <Trash2 aria-hidden size={16} />,
                danger: true,
                apart: true,
                whyNot: whyNot('deleteSnapshot'),
                run: () => onAsk('delete', snapshot),
              },
            ]}
          />
        </div>
      </div>
    </li>
  );
};

/** When, of what, and what it takes. */
const What = ({ snapshot, heldBytes }: { snapshot: Snapshot; heldBytes: number | null }) => {
  const t = useTranslations('snapshots');
  const locale = useLocale();
  const kind =
    snapshot.kind === 'disks'
      ? snapshot.frozen
        ? 'kind.frozen'
        : 'kind.unfrozen'
      : (`kind.${snapshot.kind}` as const);
  // what it takes on the disk has its memory in it
  const memory =
    heldBytes !== null || snapshot.savedMemoryBytes === null
      ? ''
      : ` (${formatBytes(snapshot.savedMemoryBytes, locale)})`;
  const parts = [
    t(kind) + memory,
    t('size', { vcpus: snapshot.vcpus, memory: formatBytes(snapshot.memoryBytes, locale) }),
    ...(heldBytes === null ? [] : [t('held', { size: formatBytes(heldBytes, locale) })]),
  ];
  return (
    <>
      <RelativeTime at={snapshot.createdAt} />
      {parts.map((part) => (
        <span key={part}>
          {' · '}
          <span className="whitespace-nowrap">{part}</span>
        </span>
      ))}
    </>
  );
};
