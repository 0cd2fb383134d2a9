'use client';

import {
  Activity,
  ArrowRight,
  HardDrive,
  MonitorPlay,
  Network,
  Plus,
  ScrollText,
  Trash2,
  Users,
} from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { Dialog } from 'radix-ui';
import { type KeyboardEvent, type ReactNode, useId, useState } from 'react';
import { isPretended } from '../../lib/optimistic-vms.ts';
import { useVmActionItems } from '../../lib/vm-actions.tsx';
import { useVmStatus } from '../../lib/vm-status.ts';
import { useVms } from '../../lib/vms-context.tsx';
import { useMe } from '../../lib/world.tsx';
import { cx } from '../../ui/class-names.ts';
import { useDialogFocus } from '../../ui/dialog.tsx';

type Entry = {
  key: string;
  label: string;
  note?: string;
  icon: ReactNode;
  whyNot?: string | null;
  run: () => void;
};

const shown = 12;

/** Every place, every machine and every action on it, by a few letters. */
export const CommandPalette = ({ open, onClose }: { open: boolean; onClose: () => void }) => {
  const t = useTranslations('frame');
  const focus = useDialogFocus();
  return (
    <Dialog.Root open={open} onOpenChange={(next) => (next ? undefined : onClose())}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 bg-ink/30" />
        <Dialog.Content
          aria-describedby={undefined}
          {...focus}
          className="fixed top-[12vh] left-1/2 z-40 w-[min(36rem,calc(100vw-1.5rem))] -translate-x-1/2 overflow-hidden rounded-card bg-surface shadow-float"
        >
          <Dialog.Title className="sr-only">{t('palette')}</Dialog.Title>
          <Inside onClose={onClose} />
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
};

const useEntries = (): readonly Entry[] => {
  const t = useTranslations();
  const router = useRouter();
  const { vms } = useVms();
  const actions = useVmActionItems();
  const status = useVmStatus();
  const admin = useMe().user.role === 'admin';
  const go = (key: string, label: string, href: string, icon: ReactNode): Entry => ({
    key,
    label,
    icon,
    run: () => router.push(href),
  });
  const places = [
    go('new', t('frame.newMachine'), '/vms/new', <Plus size={16} />),
    go('machines', t('frame.machines'), '/', <MonitorPlay size={16} />),
    go('images', t('frame.images'), '/images', <HardDrive size={16} />),
    go('networks', t('frame.networks'), '/networks', <Network size={16} />),
    go('trash', t('frame.trash'), '/trash', <Trash2 size={16} />),
    ...(admin
      ? [
          go('users', t('frame.users'), '/users', <Users size={16} />),
          go('audit', t('frame.audit'), '/audit', <ScrollText size={16} />),
        ]
      : []),
    go('about', t('frame.about'), '/about', <Activity size={16} />),
  ];
  const real = vms.filter((vm) => !isPretended(vm));
  const machines = real.map((vm) => ({
    ...go(vm.id, vm.name, `/vms/${vm.id}`, <ArrowRight size={16} />),
    note: status(vm).word,
  }));
  const doings = real.flatMap((vm) =>
    actions(vm).map((item) => ({
      key: `${vm.id} ${item.key}`,
      label: `${vm.name}: ${item.label}`,
      icon: item.icon,
      whyNot: item.whyNot ?? null,
      run: item.run,
    })),
  );
  return [...places, ...machines, ...doings];
};

/** Keeps what the arrows reach in sight. */
const scrollHere = (element: HTMLElement | null): void => element?.scrollIntoView({ block: 'nearest' });

const Inside = ({ onClose }: { onClose: () => void }) => {
  const t = useTranslations('frame');
  const listId = useId();
  const [words, setWords] = useState('');
  const [at, setAt] = useState(0);
  const wanted = words
    .normalize('NFC')
    .toLowerCase()
    .split(/\s+/)
    .filter((w) => w !== '');
  const found = useEntries()
    .filter((e) => wanted.every((w) => e.label.toLowerCase().includes(w)))
    .sort((a, b) => Number(Boolean(a.whyNot)) - Number(Boolean(b.whyNot)))
    .slice(0, shown);
  const choose = (entry: Entry | undefined): void => {
    if (!entry || entry.whyNot) return;
    onClose();
    entry.run();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    // a Korean input method confirms its letters with Enter: that is no choice yet
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'ArrowDown') setAt((n) => Math.min(found.length - 1, n + 1));
    else if (event.key === 'ArrowUp') setAt((n) => Math.max(0, n - 1));
    else if (event.key === 'Enter') choose(found[at]);
    else return;
    event.preventDefault();
  };
  return (
    <>
      <input
        role="combobox"
        aria-expanded
        aria-controls={listId}
        aria-activedescendant={found[at] ? `${listId}-${at}` : undefined}
        aria-label={t('palette')}
        placeholder={t('paletteHint')}
        data-first
        value={words}
        onChange={(event) => {
          setWords(event.target.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
        className="h-12 w-full border-b border-line px-4 text-16 outline-none placeholder:text-soft"
      />
      <ul id={listId} role="listbox" aria-label={t('palette')} className="max-h-[50vh] overflow-y-auto p-1.5">
        {found.map((entry, n) => (
          <li
            key={entry.key}
            id={`${listId}-${n}`}
            role="option"
            ref={n === at ? scrollHere : undefined}
            aria-selected={n === at}
            aria-disabled={entry.whyNot ? true : undefined}
            onPointerMove={() => setAt(n)}
            onClick={() => choose(entry)}
            className={cx(
              'flex cursor-pointer items-center gap-3 rounded-control px-3 py-2.5 text-14',
              n === at && 'bg-stopped-wash',
              entry.whyNot && 'text-soft',
            )}
          >
            <span aria-hidden>{entry.icon}</span>
            <span className="min-w-0 flex-1 truncate">{entry.label}</span>
            <span className="truncate text-12 text-soft">{entry.whyNot ?? entry.note}</span>
          </li>
        ))}
      </ul>
      <p
        role="status"
        className={found.length === 0 ? 'px-3 pb-7 pt-3 text-center text-13 text-soft' : 'sr-only'}
      >
        {found.length === 0 ? t('nothingFound') : ''}
      </p>
    </>
  );
};
