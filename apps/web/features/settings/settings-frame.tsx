'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { type ReactNode, useEffect, useRef } from 'react';
import { useMe } from '../../lib/world.tsx';
import { cx } from '../../ui/class-names.ts';
import { PageHead } from '../../ui/marks.tsx';
import { groups, sections } from './sections.ts';

/** The settings: their pages at the side (above, on a small screen), the open one beside. */
export const SettingsFrame = ({ children }: { children: ReactNode }) => {
  const t = useTranslations('settings');
  const path = usePathname();
  const admin = useMe().user.role === 'admin';
  const nav = useRef<HTMLElement>(null);
  // on a small screen the pages are a row that scrolls: the open one has to be in sight
  useEffect(() => {
    nav.current?.querySelector(`[href="${path}"]`)?.scrollIntoView({ block: 'nearest', inline: 'center' });
  }, [path]);
  return (
    <div className="flex flex-col gap-5">
      <PageHead title={t('title')} />
      <div className="grid gap-6 lg:grid-cols-[11rem_minmax(0,1fr)] lg:gap-10">
        <nav
          ref={nav}
          aria-label={t('title')}
          className="relative flex gap-4 max-lg:overflow-x-auto lg:flex-col"
        >
          {groups
            .filter((group) => admin || group === 'you')
            .map((group) => {
              const own = sections.filter((section) => section.group === group);
              return own.length === 0 ? null : (
                <div key={group} className="flex gap-1 lg:flex-col">
                  <p className="px-2.5 py-1.5 text-12 whitespace-nowrap text-soft max-lg:sr-only">
                    {t(group)}
                  </p>
                  <ul className="flex gap-1 lg:flex-col">
                    {own.map(({ key, href }) => (
                      <li key={key}>
                        <Link
                          href={href}
                          aria-current={path === href ? 'page' : undefined}
                          className={cx(
                            'block rounded-control px-2.5 py-1.5 whitespace-nowrap transition-colors',
                            path === href
                              ? 'bg-stopped-wash font-medium text-ink'
                              : 'text-soft hover:bg-surface hover:text-ink',
                          )}
                        >
                          {t(key)}
                        </Link>
                      </li>
                    ))}
                  </ul>
                </div>
              );
            })}
        </nav>
        <div className="min-w-0">{children}</div>
      </div>
    </div>
  );
};
