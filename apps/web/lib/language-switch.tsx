'use client';

import type { Locale } from '@limen/contract/users';
import { Check, Languages } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useLocale, useTranslations } from 'next-intl';
import { useTransition } from 'react';
import { Button } from '../ui/button.tsx';
import { Menu } from '../ui/menu.tsx';
import { rememberLanguage } from './set-language.ts';

/** Each language by its own name: whoever needs the switch may not read the page. */
const names: Record<Locale, string> = { en: 'English', ko: '한국어' };
const locales = ['en', 'ko'] as const satisfies Locale[];

export const LanguageSwitch = ({ onChoose }: { onChoose?: (locale: Locale) => void }) => {
  const t = useTranslations('frame');
  const current = useLocale();
  const router = useRouter();
  const [changing, startChanging] = useTransition();
  return (
    <Menu
      trigger={
        <Button
          look="quiet"
          aria-label={`${t('language')}: ${names[current]}`}
          busy={changing}
          icon={<Languages aria-hidden size={16} />}
        >
          <span className="max-sm:sr-only">{names[current]}</span>
        </Button>
      }
      items={locales.map((locale) => ({
        key: locale,
        label: names[locale],
        icon: locale === current ? <Check size={16} /> : <span className="block size-4" />,
        run: () => {
          rememberLanguage(locale);
          onChoose?.(locale);
          startChanging(() => router.refresh());
        },
      }))}
    />
  );
};
