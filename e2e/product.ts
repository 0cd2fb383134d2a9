import { chmodSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { forgetHost } from '../apps/server/testing/server.ts';
import { freePort, type ServerProcess, startServerProcess } from '../apps/server/testing/server-process.ts';
import { type Locale, launchBrowser, picture, wordsOf } from './browser.ts';

export const root = fileURLToPath(new URL('..', import.meta.url));
export const password = 'correct horse battery';

/** What the tiny guest writes above its prompt (tools/tiny-image/guest/etc/issue): known text, to learn its font from. */
export const banner = [
  '  This is a tiny Linux that LIMEN built: a kernel, busybox, a guest agent.',
  "  You are root. Look around, type 'poweroff' to stop the machine.",
  'LIMEN-TINY-READY',
];

/** The product as a person meets it: a server with its pages on an empty home, and a browser. */
export type Product = {
  home: string;
  url: string;
  server: ServerProcess;
  /** A page of somebody who was never here. */
  open: (locale: Locale) => Promise<Page>;
  /** Makes the first account by the link that the server printed; ends on the page of machines. */
  setUp: (page: Page, locale: Locale, look?: () => Promise<void>) => Promise<void>;
  /** The server goes, and comes back at the same address. */
  stopServer: () => Promise<void>;
  startServer: () => Promise<void>;
  /** Leaves nothing behind; keeps a picture of every page where a test has failed. */
  end: (failed: boolean) => Promise<void>;
};

export const startProduct = async (): Promise<Product> => {
  const home = mkdtempSync(join(tmpdir(), 'limen-e2e-'));
  chmodSync(home, 0o711);
  symlinkSync(join(root, '.limen/tiny'), join(home, 'import'));
  const port = await freePort();
  const start = (): Promise<ServerProcess> => startServerProcess({ home, port, web: true });
  const browser: Browser = await launchBrowser();
  const product: Product = {
    home,
    url: `http://127.0.0.1:${port}`,
    server: await start(),
    open: async (locale) => {
      const context = await browser.newContext({
        locale: locale === 'ko' ? 'ko-KR' : 'en-GB',
        viewport: { width: 1440, height: 900 },
      });
      return context.newPage();
    },
    setUp: async (page, locale, look) => {
      const t = wordsOf(locale);
      await page.goto(`${product.url}/setup?token=${product.server.setupToken ?? ''}`);
      await page
        .getByLabel(t('accounts.displayName'), { exact: true })
        .fill(locale === 'ko' ? '김하나' : 'Ada Kim');
      await page.getByLabel(t('accounts.userName'), { exact: true }).fill('ada');
      await page.getByLabel(t('accounts.password'), { exact: true }).fill(password);
      await look?.();
      await page.getByRole('button', { name: t('accounts.makeAdmin'), exact: true }).click();
      await page
        .getByRole('link', { name: t('frame.newMachine'), exact: true })
        .first()
        .waitFor();
    },
    stopServer: async () => {
      await product.server.stop();
    },
    startServer: async () => {
      product.server = await start();
    },
    end: async (failed) => {
      if (failed) {
        const pages = browser.contexts().flatMap((context) => context.pages());
        for (const [n, page] of pages.entries()) await picture(page, `failed-${n}`);
      }
      await browser.close();
      await product.server.stop();
      forgetHost('qemu:///system');
      rmSync(home, { recursive: true, force: true });
    },
  };
  return product;
};

/** Asks again and again until it is so; the test's own time limit is the only one. */
export const until = async <T>(look: () => Promise<T | null>): Promise<T> => {
  for (;;) {
    const found = await look();
    if (found !== null) return found;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
};
