import '../ui/tokens.css';
import type { Metadata, Viewport } from 'next';
import { NextIntlClientProvider } from 'next-intl';
import { getLocale, getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { ToastProvider } from '../ui/toasts.tsx';
import { TooltipProvider } from '../ui/tooltip.tsx';

export const metadata: Metadata = {
  title: { default: 'LIMEN', template: '%s · LIMEN' },
  robots: { index: false },
};
export const viewport: Viewport = {
  themeColor: '#ffffff',
  viewportFit: 'cover',
  interactiveWidget: 'resizes-content',
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  const [locale, t] = await Promise.all([getLocale(), getTranslations('common')]);
  return (
    <html lang={locale}>
      <body>
        <NextIntlClientProvider>
          <TooltipProvider delayDuration={350}>
            <ToastProvider label={t('notices')} closeLabel={t('close')}>
              {children}
            </ToastProvider>
          </TooltipProvider>
        </NextIntlClientProvider>
      </body>
    </html>
  );
}
