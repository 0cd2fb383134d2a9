'use client';

import { useTranslations } from 'next-intl';
import { Popover } from 'radix-ui';
import { OperationRow } from '../../lib/operation-row.tsx';
import { useActiveOperations, useOperations } from '../../lib/world.tsx';
import { buttonClass } from '../../ui/button-class.ts';
import { cx } from '../../ui/class-names.ts';

const around = 2 * Math.PI * 7;

/** What runs now, as a ring that fills; opens the list with progress and cancel. */
export const OperationsRing = () => {
  const t = useTranslations('operations');
  const running = useActiveOperations();
  const recent = useOperations();
  const ended = recent.filter((o) => !running.includes(o)).slice(0, 5);
  const progress =
    running.length === 0 ? 0 : running.reduce((sum, o) => sum + o.progress, 0) / running.length;
  return (
    <Popover.Root>
      <Popover.Trigger className={cx(buttonClass('quiet'), 'tabular gap-1.5 px-2')}>
        <svg
          aria-hidden
          width="18"
          height="18"
          viewBox="0 0 18 18"
          className={running.length > 0 ? 'text-accent' : 'text-edge'}
        >
          <circle
            cx="9"
            cy="9"
            r="7"
            fill="none"
            stroke="currentColor"
            strokeWidth="2"
            opacity={running.length > 0 ? 0.25 : 0.7}
          />
          {running.length > 0 ? (
            <circle
              cx="9"
              cy="9"
              r="7"
              fill="none"
              stroke="currentColor"
              strokeWidth="2"
              strokeLinecap="round"
              strokeDasharray={around}
              strokeDashoffset={around * (1 - Math.max(0.12, progress))}
              className="origin-center -rotate-90 transition-[stroke-dashoffset]"
            />
          ) : null}
        </svg>
        {running.length > 0 ? (
          <span aria-hidden className="text-13 text-ink">
            {running.length}
          </span>
        ) : null}
        {/* no label: the number is not a word of its own in every language, as WCAG 2.5.3 would have it */}
        <span className="sr-only">{t('ring', { count: running.length })}</span>
      </Popover.Trigger>
      <span role="status" className="sr-only">
        {running.length > 0 ? t('ring', { count: running.length }) : ''}
      </span>
      <Popover.Portal>
        <Popover.Content
          align="end"
          sideOffset={8}
          collisionPadding={8}
          aria-label={t('title')}
          className="z-40 max-h-[70dvh] w-[min(24rem,calc(100vw-1rem))] animate-rise overflow-y-auto rounded-card border border-line bg-surface shadow-float"
        >
          <h2 className="px-4 pt-3 pb-1 text-13 font-semibold">{t('running')}</h2>
          {running.length === 0 ? <p className="px-4 pb-3 text-13 text-soft">{t('nothingRuns')}</p> : null}
          <ul className="divide-y divide-line">
            {running.map((operation) => (
              <OperationRow key={operation.id} operation={operation} named />
            ))}
          </ul>
          {ended.length > 0 ? (
            <>
              <h2 className="border-t border-line px-4 pt-3 pb-1 text-13 font-semibold">{t('recent')}</h2>
              <ul className="divide-y divide-line">
                {ended.map((operation) => (
                  <OperationRow key={operation.id} operation={operation} named />
                ))}
              </ul>
            </>
          ) : null}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
};
