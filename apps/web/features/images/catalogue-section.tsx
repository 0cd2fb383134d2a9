'use client';

import type { Catalogue } from '@limen/contract/catalogue';
import { RefreshCw } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { api } from '../../lib/api.ts';
import { ErrorNote } from '../../lib/error-text.tsx';
import { RelativeTime } from '../../lib/relative-time.tsx';
import { useReadAgain } from '../../lib/use-read-again.ts';
import { useAbsorbOperation, useActiveOperations, useMe } from '../../lib/world.tsx';
import { Button } from '../../ui/button.tsx';
import { buttonClass } from '../../ui/button-class.ts';
import { Notice, Progress } from '../../ui/marks.tsx';
import { BuildTiny } from './build-tiny.tsx';
import { CatalogueRow } from './catalogue-row.tsx';

/** Systems that LIMEN can fetch from their makers, and what can be built here where those are out of reach. */
export const CatalogueSection = ({ first }: { first: Catalogue }) => {
  const t = useTranslations('catalogue');
  const admin = useMe().user.role === 'admin';
  const { known, error: unread, again } = useReadAgain(first, () => api.catalogue.list());
  const absorbOperation = useAbsorbOperation();
  const operation = useActiveOperations().find((o) => o.kind === 'catalogue.refresh');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);

  // what it found is read when it has ended, whoever began it
  const running = operation !== undefined;
  const wasRunning = useRef(running);
  useEffect(() => {
    if (wasRunning.current && !running) void again();
    wasRunning.current = running;
  });

  const refresh = async (): Promise<void> => {
    setBusy(true);
    setError(null);
    try {
      absorbOperation(await api.catalogue.refresh());
    } catch (thrown) {
      setError(thrown);
    } finally {
      setBusy(false);
    }
  };
  const looked = known.items.filter((item) => item.reachable !== null);
  const offline = looked.length > 0 && looked.every((item) => item.reachable === false);
  const lastLook = looked
    .map((item) => item.refreshedAt ?? '')
    .sort((a, b) => a.localeCompare(b))
    .at(-1);
  return (
    <section aria-labelledby="catalogue" className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
        <div className="min-w-0">
          <h2 id="catalogue" className="text-16 font-semibold">
            {t('title')}
          </h2>
          <p className="text-13 text-soft">
            {t(admin ? 'textAdmin' : 'text')}{' '}
            {lastLook === undefined ? (
              t('neverLooked')
            ) : (
              <>
                {t('looked')} <RelativeTime at={lastLook} />
              </>
            )}
          </p>
        </div>
        <Button
          size="small"
          icon={<RefreshCw aria-hidden size={15} />}
          busy={busy}
          whyNot={admin ? (running ? t('isRefreshing') : null) : t('adminRefreshes')}
          onClick={() => void refresh()}
        >
          {t('refresh')}
        </Button>
      </div>
      {operation ? <Progress label={t('isRefreshing')} value={operation.progress} /> : null}
      {known.problem === null ? null : (
        <Notice tone="fault">
          <p className="font-medium">{t('fileProblem')}</p>
          <p className="font-mono text-13 break-words">{known.problem}</p>
        </Notice>
      )}
      {offline ? (
        <Notice tone="busy">
          <p className="font-medium">{t('offline')}</p>
          <p>{t(admin ? 'offlineAdmin' : 'offlineUser')}</p>
          {admin ? (
            <div className="mt-3 flex flex-wrap gap-2">
              <Link href="/settings/imports" className={buttonClass('plain')}>
                {t('nameMirror')}
              </Link>
              <BuildTiny recipe="tiny-disk" />
              <BuildTiny recipe="debian-cloud" />
            </div>
          ) : null}
        </Notice>
      ) : null}
      {[error, unread]
        .filter((one) => one !== null)
        .map((one, n) => (
          <div key={n} role="alert" className="text-13 text-fault">
            <ErrorNote error={one} />
          </div>
        ))}
      <ul className="divide-y divide-line rounded-card border border-line bg-surface">
        {known.items.map((item) => (
          <CatalogueRow key={item.id} item={item} mayFetch={known.mayFetch} onFetched={again} />
        ))}
      </ul>
    </section>
  );
};
