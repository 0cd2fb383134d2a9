'use client';

import { useSortable } from '@dnd-kit/sortable';
import { Disc, GripVertical, HardDrive, Network, Play, Plus, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button } from '../../../ui/button.tsx';
import { cx } from '../../../ui/class-names.ts';
import type { BootChoice } from './boot-words.ts';

const icons = { disk: HardDrive, cdrom: Disc, nic: Network };
const rowClass =
  'flex flex-wrap items-center gap-x-2 gap-y-1 rounded-control border border-line bg-surface px-2 py-1.5 max-sm:gap-x-1 max-sm:px-1';

type Shared = {
  choice: BootChoice;
  whyNot: string | null;
  /** The next start is from this one. */
  once: boolean;
  onceBusy: boolean;
  onOnce: (on: boolean) => void;
};

const What = ({ choice }: { choice: BootChoice }) => {
  const Icon = icons[choice.kind];
  return (
    <>
      <Icon aria-hidden size={16} className="shrink-0 text-edge" />
      <span className="min-w-24 flex-1 text-14 max-sm:min-w-20">
        <span className="block font-medium">{choice.name}</span>
        <span className="block text-12 break-words text-soft">{choice.what}</span>
      </span>
    </>
  );
};

const Once = ({ choice, whyNot, once, onceBusy, onOnce }: Shared) => {
  const t = useTranslations('discs');
  return once ? (
    <span className="flex items-center gap-1">
      <span className="inline-flex items-center gap-1 text-12 font-medium text-running">
        <Play aria-hidden size={11} fill="currentColor" />
        {t('nextStart')}
      </span>
      <Button
        look="quiet"
        size="small"
        whyNot={whyNot}
        icon={<X aria-hidden size={14} />}
        label={t('notOnce', { name: choice.name })}
        onClick={() => onOnce(false)}
      />
    </span>
  ) : (
    <Button
      look="quiet"
      size="small"
      busy={onceBusy}
      whyNot={whyNot}
      aria-label={t('onceFrom', { name: choice.name })}
      onClick={() => onOnce(true)}
    >
      {t('once')}
    </Button>
  );
};

/** One device in the order; the handle moves it. */
export const BootRow = (props: Shared & { place: number; onlyOne: boolean; onLeaveOut: () => void }) => {
  const t = useTranslations('discs');
  const { choice, whyNot } = props;
  const { attributes, listeners, setNodeRef, setActivatorNodeRef, transform, transition, isDragging } =
    useSortable({
      id: choice.device,
      disabled: whyNot !== null,
      attributes: { roleDescription: t('said.role') },
    });
  return (
    <li
      ref={setNodeRef}
      style={{
        transform: transform ? `translate3d(0, ${Math.round(transform.y)}px, 0)` : undefined,
        transition,
      }}
      className={cx(rowClass, isDragging && 'relative z-10 border-accent shadow-float')}
    >
      <Button
        {...attributes}
        {...listeners}
        ref={setActivatorNodeRef}
        look="quiet"
        size="small"
        whyNot={whyNot}
        aria-label={t('move', { name: choice.name })}
        className="cursor-grab touch-none"
        icon={<GripVertical aria-hidden size={15} />}
      />
      <span className="tabular w-4 text-13 text-soft">{props.place}</span>
      <What choice={choice} />
      <span className="ml-auto flex items-center">
        <Once {...props} />
        <Button
          look="quiet"
          size="small"
          whyNot={whyNot ?? (props.onlyOne ? t('lastOne') : null)}
          icon={<X aria-hidden size={14} />}
          label={t('leaveOut', { name: choice.name })}
          onClick={props.onLeaveOut}
        />
      </span>
    </li>
  );
};

/** One device that is not tried. */
export const UntriedRow = (props: Shared & { onTry: () => void }) => {
  const t = useTranslations('discs');
  const { choice, whyNot } = props;
  return (
    <li className={cx(rowClass, 'pl-3 max-sm:pl-3')}>
      <What choice={choice} />
      <span className="ml-auto flex items-center">
        <Once {...props} />
        <Button
          look="quiet"
          size="small"
          whyNot={whyNot}
          icon={<Plus aria-hidden size={14} />}
          label={t('tryToo', { name: choice.name })}
          onClick={props.onTry}
        />
      </span>
    </li>
  );
};
