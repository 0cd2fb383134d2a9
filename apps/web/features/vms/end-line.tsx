'use client';

import type { Vm } from '@limen/contract/vms';
import { CalendarClock } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { UntilTime } from '../../lib/until-time.tsx';
import { useVmEnd } from '../../lib/vm-end.ts';
import { useVms } from '../../lib/vms-context.tsx';
import { useMe } from '../../lib/world.tsx';
import { Button } from '../../ui/button.tsx';
import { cx } from '../../ui/class-names.ts';
import { SetEndDialog } from './set-end-dialog.tsx';

/** When the machine's time ends, and more of it; administrators choose. `near`: only once its owner has been told. */
export const EndLine = ({ vm, near = false }: { vm: Vm; near?: boolean }) => {
  const t = useTranslations('lease');
  const { act } = useVms();
  const end = useVmEnd()(vm);
  const [choosing, setChoosing] = useState(false);
  const admin = useMe().user.role === 'admin';
  if (near ? !end?.noticed : !end && !admin) return null;
  return (
    <div
      className={cx(
        'relative z-10 flex min-h-8 flex-wrap items-center gap-x-2 text-13',
        // a card keeps the line of the address free above it
        near && '-my-2',
        end?.over ? 'text-fault' : end?.noticed ? 'text-busy' : 'text-soft',
      )}
    >
      <CalendarClock aria-hidden size={14} className="shrink-0" />
      <span>
        {!end
          ? t('none')
          : end.over
            ? near
              ? t('over')
              : t.rich('overUntil', { when: () => <UntilTime key="w" atMs={end.trashAtMs} /> })
            : t.rich(end.why === 'idle' ? 'endsUnused' : 'ends', {
                when: () => <UntilTime key="w" atMs={end.atMs} />,
              })}
      </span>
      {end && vm.permissions.includes('extend') ? (
        <Button
          look={end.over ? 'plain' : 'quiet'}
          size="small"
          whyNot={end.extendable ? null : t('noMore')}
          onClick={() => act(vm, 'extend')}
        >
          {t('extend')}
        </Button>
      ) : null}
      {admin && !near ? (
        <Button look="quiet" size="small" onClick={() => setChoosing(true)}>
          {t('choose')}
        </Button>
      ) : null}
      {choosing ? <SetEndDialog vm={vm} onClose={() => setChoosing(false)} /> : null}
    </div>
  );
};
