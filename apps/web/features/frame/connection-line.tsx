'use client';

import { WifiOff } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { useEffect } from 'react';
import { formatDuration } from '../../lib/format.ts';
import { useLive } from '../../lib/live.tsx';
import { useNow } from '../../lib/now.ts';
import { useHosts } from '../../lib/world.tsx';

/** One quiet line while the page may be out of date: how old it is, and what is being done about it. */
export const ConnectionLine = () => {
  const t = useTranslations('frame');
  const locale = useLocale();
  const { status, wake } = useLive();
  const now = useNow();
  const away = useHosts().filter((h) => h.connection !== 'connected');
  const ended = status.phase === 'ended';
  useEffect(() => {
    if (ended)
      window.location.assign(
        `/sign-in?next=${encodeURIComponent(window.location.pathname + window.location.search)}`,
      );
  }, [ended]);
  const lost = status.phase === 'lost' || (status.phase === 'connecting' && status.since > 0);
  const age = lost ? Math.max(0, now - status.since) : 0;
  return (
    // over the page's foot, so that nothing moves under the pointer when it comes and goes
    <div
      role="status"
      className="fixed inset-x-0 bottom-0 z-20 max-md:bottom-[calc(4rem+env(safe-area-inset-bottom))] md:left-52"
    >
      {lost ? (
        <Line>
          {age < 10_000 ? t('disconnectedNow') : t('disconnected', { age: formatDuration(age, locale) })}{' '}
          <button type="button" onClick={wake} className="font-medium text-accent hover:underline">
            {t('tryNow')}
          </button>
        </Line>
      ) : null}
      {!lost && away.length > 0 ? (
        <Line>{t('hostsAway', { hosts: away.map((h) => h.name).join(', '), count: away.length })}</Line>
      ) : null}
    </div>
  );
};

const Line = ({ children }: { children: React.ReactNode }) => (
  <p
    data-line
    className="flex items-center gap-2 border-t border-line bg-busy-wash px-4 py-2 text-13 md:px-8"
  >
    <WifiOff aria-hidden size={14} className="shrink-0 text-busy" />
    <span>{children}</span>
  </p>
);
