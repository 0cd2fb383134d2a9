'use client';

import { Check } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { cx } from '../../../ui/class-names.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { inputClass } from '../../../ui/field.tsx';
import { findSystems } from './find-systems.ts';
import type { Systems } from './use-systems.ts';

/** The entry for what nobody knows. */
const unknown = '';

/**
 * Which system will be on the machine: typed for, or looked for. Arrows move, Enter takes, Escape leaves it.
 *
 * @param props.systems null: they are being read; what is typed meanwhile is searched for once they are there
 */
export const SystemDialog = (props: {
  systems: Systems['systems'] | null;
  osId: string | null;
  onClose: () => void;
  onChange: (osId: string | null) => void;
}) => {
  const t = useTranslations();
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const [words, setWords] = useState('');
  const [older, setOlder] = useState(false);
  const [active, setActive] = useState(props.osId ?? unknown);
  const reading = props.systems === null;
  const systems = props.systems ?? [];
  const groups = findSystems(systems, words, older);
  const order = [
    ...(words === '' && !reading ? [unknown] : []),
    ...groups.flatMap((g) => g.systems.map((s) => s.id)),
  ];
  const at = order.includes(active) ? active : order[0];
  const hidden = words === '' && !older ? systems.filter((s) => !s.current).length : 0;
  useEffect(() => {
    box.current?.querySelector('[data-active]')?.scrollIntoView({ block: 'nearest' });
  }, [at]);
  const take = (osId: string): void => {
    props.onChange(osId === unknown ? null : osId);
    props.onClose();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const now = at === undefined ? -1 : order.indexOf(at);
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      setActive(order[Math.max(0, Math.min(order.length - 1, now + step))] ?? unknown);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      if (at !== undefined) take(at);
    }
  };
  const option = (osId: string, name: string, hint: string | null) => (
    // the keys of a list box belong to the field that it hangs on
    // biome-ignore lint/a11y/useKeyWithClickEvents: see onKeyDown of the field
    <div
      key={osId}
      id={`${id}-${osId}`}
      role="option"
      tabIndex={-1}
      aria-selected={osId === (props.osId ?? unknown)}
      data-active={osId === at ? true : undefined}
      onClick={() => take(osId)}
      className={cx(
        'flex cursor-pointer items-center gap-2 rounded-control px-3 py-2 text-14 hover:bg-stopped-wash max-md:py-3',
        osId === at && 'bg-stopped-wash',
      )}
    >
      <span className="min-w-0 flex-1">
        {name}
        {hint === null ? null : <span className="ml-2 text-12 text-soft">{hint}</span>}
      </span>
      {osId === (props.osId ?? unknown) ? (
        <Check aria-hidden size={15} className="shrink-0 text-accent" />
      ) : null}
    </div>
  );
  return (
    <Dialog open onClose={props.onClose} title={t('systems.choose')} closeLabel={t('common.close')}>
      <input
        data-first
        role="combobox"
        aria-expanded={order.length > 0}
        aria-autocomplete="list"
        aria-controls={order.length > 0 ? `${id}-list` : undefined}
        aria-activedescendant={at === undefined ? undefined : `${id}-${at}`}
        aria-label={t('systems.search')}
        placeholder={t('systems.search')}
        autoComplete="off"
        spellCheck={false}
        value={words}
        onChange={(event) => setWords(event.target.value)}
        onKeyDown={onKeyDown}
        className={cx(inputClass, 'h-10 w-full max-md:h-11')}
      />
      <div ref={box} className="-mx-2 h-80 overflow-y-auto max-md:h-[45dvh]">
        {order.length === 0 ? (
          // a list box without an entry is none
          <p className="px-3 py-2 text-13 text-soft">
            {reading ? t('common.loading') : t('systems.noMatch', { words })}
          </p>
        ) : (
          <div
            id={`${id}-list`}
            role="listbox"
            aria-label={t('systems.choose')}
            tabIndex={-1}
            className="outline-none"
          >
            {words === '' ? option(unknown, t('systems.other'), t('systems.otherHint')) : null}
            {groups.map(({ family, systems: members }) => (
              // biome-ignore lint/a11y/useSemanticElements: a fieldset is no part of a list box
              <div key={family} role="group" aria-label={t(`systems.family.${family}`)}>
                <div aria-hidden className="px-3 pt-3 pb-1 text-12 font-medium text-soft">
                  {t(`systems.family.${family}`)}
                </div>
                {members.map((s) => option(s.id, s.name, s.current ? null : t('systems.old')))}
              </div>
            ))}
          </div>
        )}
      </div>
      <p role="status" className="sr-only">
        {reading ? t('common.loading') : t('systems.found', { count: order.length })}
      </p>
      {hidden > 0 ? (
        <button
          type="button"
          onClick={() => setOlder(true)}
          className="self-start rounded-control text-13 font-medium text-accent hover:underline"
        >
          {t('systems.showOlder', { count: hidden })}
        </button>
      ) : null}
    </Dialog>
  );
};
