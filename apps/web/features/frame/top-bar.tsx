'use client';

import { CircleUserRound, LogOut, Plus, Search } from 'lucide-react';
import Link from 'next/link';
import { usePathname, useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useEffect, useEffectEvent, useState } from 'react';
import { api } from '../../lib/api.ts';
import { useErrorText } from '../../lib/error-text.tsx';
import { LanguageSwitch } from '../../lib/language-switch.tsx';
import { beginLeaving, stayAfterAll } from '../../lib/leaving.ts';
import { searchFieldId } from '../../lib/search-field.ts';
import { useMe } from '../../lib/world.tsx';
import { Button } from '../../ui/button.tsx';
import { MarkOfLimen } from '../../ui/mark-of-limen.tsx';
import { Menu } from '../../ui/menu.tsx';
import { useToast } from '../../ui/toasts.tsx';
import { CommandPalette } from './command-palette.tsx';
import { OperationsRing } from './operations-ring.tsx';
import { UploadsSign } from './uploads-sign.tsx';

const typing = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT|CANVAS)$/.test(target.tagName));

/** Search and palette, what is running, language, person. */
export const TopBar = () => {
  const t = useTranslations('frame');
  const router = useRouter();
  const path = usePathname();
  const [open, setOpen] = useState(false);
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (
      (event.ctrlKey || event.metaKey) &&
      !event.altKey &&
      event.key.toLowerCase() === 'k' &&
      !consoleHasKeys()
    ) {
      event.preventDefault();
      setOpen(true);
    } else if (event.key === '/' && !event.ctrlKey && !event.metaKey && !typing(event.target)) {
      event.preventDefault();
      const field = document.getElementById(searchFieldId);
      if (field) field.focus();
      else router.push('/?search');
    }
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => onKey(event);
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
  return (
    <header className="sticky top-0 z-20 border-b border-line bg-surface">
      <div className="mx-auto flex h-14 w-full max-w-7xl items-center gap-1 px-4 md:px-8">
        <Link href="/" aria-label="LIMEN" className="mr-1 md:hidden">
          <MarkOfLimen />
        </Link>
        <button
          type="button"
          onClick={() => setOpen(true)}
          className="flex h-9 min-w-0 items-center gap-2 rounded-control border border-line bg-ground px-3 text-13 text-soft transition-colors hover:border-edge sm:w-64"
        >
          <Search aria-hidden size={15} className="shrink-0" />
          <span className="truncate max-sm:sr-only">{t('find')}</span>
          <kbd className="ml-auto font-mono text-12 max-sm:hidden">Ctrl K</kbd>
        </button>
        <div className="ml-auto flex items-center gap-1">
          {path === '/' || path === '/vms/new' ? null : (
            <Link
              href="/vms/new"
              className="flex h-9 items-center gap-1.5 rounded-control px-2.5 text-14 font-medium text-accent hover:bg-accent-wash max-sm:hidden"
            >
              <Plus aria-hidden size={16} />
              {t('newMachine')}
            </Link>
          )}
          <UploadsSign />
          <OperationsRing />
          <LanguageSwitch
            onChoose={(locale) => void api.profile.edit({ body: { locale } }).catch(() => {})}
          />
          <PersonMenu />
        </div>
      </div>
      <CommandPalette open={open} onClose={() => setOpen(false)} />
    </header>
  );
};

/** While the screen of a machine has the keyboard, every key is the machine's. */
const consoleHasKeys = (): boolean => document.activeElement?.tagName === 'CANVAS';

const PersonMenu = () => {
  const t = useTranslations('frame');
  const { user } = useMe();
  const say = useToast();
  const errorText = useErrorText();
  const signOut = async (): Promise<void> => {
    beginLeaving();
    try {
      await api.users.signOut();
      // a whole new page: nothing of this person may stay in memory
      window.location.assign('/sign-in');
    } catch (error) {
      stayAfterAll();
      say(errorText(error).text, 'fault');
    }
  };
  return (
    <Menu
      trigger={
        <Button
          look="quiet"
          aria-label={t('person', { name: user.displayName })}
          icon={<CircleUserRound aria-hidden size={18} />}
        >
          <span className="max-w-32 truncate max-lg:sr-only">{user.displayName}</span>
        </Button>
      }
      header={
        <div className="border-b border-line px-2.5 pt-1.5 pb-2.5">
          <div className="text-14 font-medium">{user.displayName}</div>
          <div className="text-12 text-soft">
            {user.userName} · {t(user.role)}
          </div>
        </div>
      }
      items={[
        {
          key: 'out',
          label: t('signOut'),
          icon: <LogOut aria-hidden size={16} />,
          run: () => void signOut(),
        },
      ]}
    />
  );
};
