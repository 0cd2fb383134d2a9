'use client';

import { Activity, HardDrive, MonitorPlay, Network, ScrollText, Settings, Users } from 'lucide-react';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { LiveProvider } from '../../lib/live.tsx';
import { useSessionKept } from '../../lib/use-session-kept.ts';
import { useMe, useQuotaRequests, useUsers } from '../../lib/world.tsx';
import { cx } from '../../ui/class-names.ts';
import { MarkOfLimen } from '../../ui/mark-of-limen.tsx';
import { ConnectionLine } from './connection-line.tsx';
import { TopBar } from './top-bar.tsx';
import { useAnnouncements } from './use-announcements.tsx';

const places = [
  { href: '/', key: 'machines', Icon: MonitorPlay, admin: false },
  { href: '/images', key: 'images', Icon: HardDrive, admin: false },
  { href: '/networks', key: 'networks', Icon: Network, admin: false },
  { href: '/users', key: 'users', Icon: Users, admin: true },
  { href: '/audit', key: 'audit', Icon: ScrollText, admin: true },
  { href: '/settings', key: 'settings', Icon: Settings, admin: false },
  { href: '/about', key: 'about', Icon: Activity, admin: false },
] as const;

/** Rail (or bottom bar), top bar, and the page between them. */
export const AppFrame = ({ children }: { children: ReactNode }) => {
  const t = useTranslations();
  useSessionKept();
  return (
    <LiveProvider onNotice={useAnnouncements()}>
      <a
        href="#content"
        className="sr-only z-50 rounded-control bg-ink px-3 py-2 text-white focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
      >
        {t('frame.skip')}
      </a>
      <div className="min-h-dvh md:grid md:grid-cols-[13rem_minmax(0,1fr)]">
        <Rail />
        <div className="flex min-h-dvh min-w-0 flex-col pb-16 md:pb-0">
          <TopBar />
          <ConnectionLine />
          <main
            id="content"
            tabIndex={-1}
            className="mx-auto w-full max-w-7xl flex-1 px-4 pt-6 pb-16 outline-none md:px-8"
          >
            {children}
          </main>
        </div>
      </div>
    </LiveProvider>
  );
};

const Rail = () => {
  const t = useTranslations('frame');
  const path = usePathname();
  const admin = useMe().user.role === 'admin';
  const waiting = useUsers().filter((u) => u.approval === 'pending').length;
  const asking = useQuotaRequests().filter((r) => r.state === 'open').length;
  return (
    <nav
      aria-label={t('navigation')}
      className="z-30 border-line bg-surface max-md:fixed max-md:inset-x-0 max-md:bottom-0 max-md:border-t max-md:pb-[env(safe-area-inset-bottom)] md:sticky md:top-0 md:h-dvh md:border-r md:p-3"
    >
      <Link href="/" className="mb-4 flex h-9 items-center gap-2.5 rounded-control px-2.5 max-md:hidden">
        <MarkOfLimen />
        <span className="text-14 font-semibold tracking-[0.18em]">LIMEN</span>
      </Link>
      <ul className="flex gap-0.5 max-md:justify-around md:flex-col">
        {places
          .filter((place) => admin || !place.admin)
          .map(({ href, key, Icon }) => {
            // the trash is reached from the machines, and is theirs
            const here =
              href === '/' ? path === '/' || /^\/(vms|trash)(\/|$)/.test(path) : path.startsWith(href);
            return (
              <li key={href} className="max-md:min-w-0 max-md:flex-1">
                <Link
                  href={href}
                  aria-current={here ? 'page' : undefined}
                  className={cx(
                    'relative flex items-center gap-2.5 rounded-control font-medium transition-colors max-md:h-16 max-md:flex-col max-md:justify-center max-md:gap-1 max-md:text-12 max-md:tracking-tight md:h-9 md:px-2.5',
                    here ? 'text-ink md:bg-stopped-wash' : 'text-soft hover:text-ink md:hover:bg-ground',
                  )}
                >
                  {here ? (
                    <span
                      aria-hidden
                      className="absolute bg-ink max-md:inset-x-3 max-md:top-0 max-md:h-0.5 md:inset-y-2 md:-left-3 md:w-0.5"
                    />
                  ) : null}
                  <Icon aria-hidden size={17} />
                  {t(key)}
                  {key === 'users' && waiting + asking > 0 ? (
                    <span className="tabular rounded-full bg-busy-wash px-1.5 text-12 text-busy max-md:absolute max-md:top-1.5 max-md:ml-8 md:ml-auto">
                      <span aria-hidden>{waiting + asking}</span>
                      <span className="sr-only">
                        {waiting > 0 ? `${waiting} ${t('waitingUsers')} ` : null}
                        {asking > 0 ? `${asking} ${t('askForMore')}` : null}
                      </span>
                    </span>
                  ) : null}
                </Link>
              </li>
            );
          })}
      </ul>
    </nav>
  );
};
