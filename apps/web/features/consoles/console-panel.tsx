'use client';

import { useTranslations } from 'next-intl';
import { lazy, Suspense } from 'react';
import { useVm } from '../../lib/vms-context.tsx';

const ConsoleView = lazy(() => import('./console-view.tsx').then((m) => ({ default: m.ConsoleView })));

/** The console of a machine; its code is loaded when it is first opened. */
export const ConsolePanel = ({ vmId }: { vmId: string }) => {
  const t = useTranslations('console');
  const vm = useVm(vmId);
  if (!vm) return null;
  return (
    <Suspense
      fallback={
        <div className="grid h-96 place-items-center rounded-card bg-screen text-13 text-white/80">
          {t('opening')}
        </div>
      }
    >
      <ConsoleView vm={vm} />
    </Suspense>
  );
};
