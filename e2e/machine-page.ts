import type { Page } from 'playwright-core';
import { type Locale, wordsOf } from './browser.ts';

/** The page of one machine, with what every part of the walk looks for on it. */
export const onPage = (page: Page, locale: Locale) => {
  const t = wordsOf(locale);
  const dialog = page.getByRole('dialog');
  const send = dialog.locator('button[type=submit]');
  return {
    t,
    dialog,
    send,
    tab: (name: string) => page.getByRole('tab', { name: t(`vms.tab.${name}`) }).click(),
    button: (name: string | RegExp) => page.getByRole('button', { name, exact: true }),
    press: (key: string, values?: Record<string, string>) =>
      page.getByRole('button', { name: new RegExp(`^${t(key, values)}`) }).click(),
    amount: (name: string) => dialog.getByRole('spinbutton', { name, exact: true }),
    card: (name: string) => page.getByRole('article', { name, exact: true }),
    /** Nothing is done with a machine any more, as the top bar says. */
    settled: () => page.getByRole('progressbar').first().waitFor({ state: 'detached' }),
    submit: async (): Promise<void> => {
      await send.click();
      await dialog.waitFor({ state: 'detached' });
    },
  };
};
