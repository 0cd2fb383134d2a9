'use client';

import {
  type Announcements,
  closestCenter,
  DndContext,
  KeyboardSensor,
  type Modifier,
  PointerSensor,
  useSensor,
  useSensors,
} from '@dnd-kit/core';
import {
  arrayMove,
  SortableContext,
  sortableKeyboardCoordinates,
  verticalListSortingStrategy,
} from '@dnd-kit/sortable';
import type { BootDevice } from '@limen/contract/boot';
import type { Vm } from '@limen/contract/vms';
import { useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import { Button } from '../../../ui/button.tsx';
import { BootRow, UntriedRow } from './boot-row.tsx';
import { useBootChoices } from './boot-words.ts';
import type { DriveChange } from './use-drive-change.ts';
import { useWhyNot } from './use-why-not.ts';

const upAndDownOnly: Modifier = ({ transform }) => ({ ...transform, x: 0 });

/** What a machine tries to boot from, in its order: moved by hand or by key, kept by a button. */
export const BootOrder = (props: {
  vm: Vm;
  at: DriveChange | null;
  onChange: (change: DriveChange) => void;
}) => {
  const t = useTranslations('discs');
  const { vm, at, onChange } = props;
  const whyNot = useWhyNot(vm)('boot');
  const choices = useBootChoices(vm);
  const [draft, setDraft] = useState<readonly BootDevice[] | null>(null);
  const kept = vm.boot.order.join();
  const [keptBefore, setKeptBefore] = useState(kept);
  if (kept !== keptBefore) {
    // kept by this page or another: what was being moved is over
    setKeptBefore(kept);
    setDraft(null);
  }
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 4 } }),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }),
  );
  const known = (device: BootDevice) => choices.find((choice) => choice.device === device);
  const tried = (draft ?? vm.boot.order).map(known).filter((choice) => choice !== undefined);
  const order = tried.map(({ device }) => device);
  const untried = choices.filter(({ device }) => !order.includes(device));
  const changed = draft !== null && order.join() !== kept;
  const words = (id: unknown) => known(String(id))?.name ?? '';
  const place = (id: unknown) => order.indexOf(String(id)) + 1;
  const moved = useRef(false);
  const announcements: Announcements = {
    onDragStart: ({ active }) => {
      moved.current = false;
      return t('said.lifted', { name: words(active.id), place: place(active.id) });
    },
    onDragOver: ({ active, over }) => {
      // what was just lifted is over its own place: to say so would cut off that it was lifted
      if (!over || (over.id === active.id && !moved.current)) return undefined;
      moved.current = true;
      return t('said.over', { name: words(active.id), place: place(over.id), count: order.length });
    },
    onDragEnd: ({ active, over }) =>
      t('said.dropped', { name: words(active.id), place: place(over?.id ?? active.id) }),
    onDragCancel: ({ active }) => t('said.cancelled', { name: words(active.id) }),
  };
  return (
    <section aria-labelledby="boot-order" className="flex min-w-0 flex-col gap-3">
      <h3 id="boot-order" className="text-13 font-medium">
        {t('order')}
      </h3>
      <DndContext
        sensors={sensors}
        collisionDetection={closestCenter}
        modifiers={[upAndDownOnly]}
        accessibility={{ announcements, screenReaderInstructions: { draggable: t('said.how') } }}
        onDragEnd={({ active, over }) => {
          const from = order.indexOf(String(active.id));
          const to = over ? order.indexOf(String(over.id)) : from;
          if (from !== to) setDraft(arrayMove(order, from, to));
        }}
      >
        <SortableContext items={order} strategy={verticalListSortingStrategy}>
          <ol className="flex flex-col gap-2">
            {tried.map((choice, n) => (
              <BootRow
                key={choice.device}
                choice={choice}
                place={n + 1}
                whyNot={whyNot}
                onlyOne={tried.length === 1}
                once={vm.boot.once === choice.device}
                onceBusy={at?.what === 'boot' && at.order === null && at.once === choice.device}
                onOnce={(on) => onChange({ what: 'boot', order: null, once: on ? choice.device : null })}
                onLeaveOut={() => setDraft(order.filter((device) => device !== choice.device))}
              />
            ))}
          </ol>
        </SortableContext>
      </DndContext>
      {untried.length === 0 ? null : (
        <>
          <h4 className="text-12 text-soft">{t('notTried')}</h4>
          <ul className="flex flex-col gap-2">
            {untried.map((choice) => (
              <UntriedRow
                key={choice.device}
                choice={choice}
                whyNot={whyNot}
                once={vm.boot.once === choice.device}
                onceBusy={at?.what === 'boot' && at.order === null && at.once === choice.device}
                onOnce={(on) => onChange({ what: 'boot', order: null, once: on ? choice.device : null })}
                onTry={() => setDraft([...order, choice.device])}
              />
            ))}
          </ul>
        </>
      )}
      {changed ? (
        <div className="flex flex-wrap items-center gap-2">
          <Button
            look="primary"
            size="small"
            busy={at?.what === 'boot' && at.order !== null}
            whyNot={whyNot}
            onClick={() => onChange({ what: 'boot', order, once: vm.boot.once })}
          >
            {t('saveOrder')}
          </Button>
          <Button look="quiet" size="small" onClick={() => setDraft(null)}>
            {t('asBefore')}
          </Button>
          <span role="status" className="text-12 text-soft">
            {t('notSaved')}
          </span>
        </div>
      ) : (
        <p className="text-12 text-soft">{t(vm.state === 'running' ? 'orderRunning' : 'orderHint')}</p>
      )}
    </section>
  );
};
