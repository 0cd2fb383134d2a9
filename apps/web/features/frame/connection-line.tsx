'use client';

import { WifiOff } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useLocale, useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { formatDuration } from '../../lib/format.ts';
import { isLeaving } from '../../lib/leaving.ts';
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
    if (ended && !isLeaving())
      window.location.assign(
        `/sign-in?next=${encodeURIComponent(window.location.pathname + window.location.search)}`,
      );
  }, [ended]);
  const lost = status.phase === 'lost' || (status.phase === 'connecting' && status.since > 0);
  const later = useLinksLater(lost, wake);
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
          {later ? `${t('opensLater')} ` : null}
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

/**
 * While the server is away a link would end on the browser's own error page, and everything that is on the screen would
 * be gone. It is kept instead, and followed as soon as the server is back. @returns whether one is kept
 */
const useLinksLater = (lost: boolean, wake: () => void): boolean => {
  const router = useRouter();
  const [kept, setKept] = useState<string | null>(null);
  useEffect(() => {
    if (!lost) return undefined;
    const keep = (event: MouseEvent): void => {
      const link = event.target instanceof Element ? event.target.closest('a') : null;
      const plain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey;
      if (!plain || link?.origin !== window.location.origin || link.pathname === window.location.pathname)
        return;
      event.preventDefault();
      event.stopPropagation();
      setKept(link.pathname + link.search);
      wake();
    };
    document.addEventListener('click', keep, { capture: true });
    return () => document.removeEventListener('click', keep, { capture: true });
  }, [lost, wake]);
  useEffect(() => {
    if (lost || kept === null) return;
    setKept(null);
    router.push(kept);
  }, [lost, kept, router]);
  return kept !== null;
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
