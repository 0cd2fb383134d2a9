/// <reference lib="dom" />
import { chmodSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContext, Page, Request } from 'playwright-core';
import { expect } from 'vitest';
import { forgetHost } from '../apps/server/testing/forget-host.ts';
import { freePort, type ServerProcess, startServerProcess } from '../apps/server/testing/server-process.ts';
import { type Locale, launchBrowser, picture, wordsOf } from './browser.ts';
import type { Line } from './line.ts';

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

/** @param line what the browser reaches it by; without one, directly */
export const startProduct = async (line?: Line): Promise<Product> => {
  const home = mkdtempSync(join(tmpdir(), 'limen-e2e-'));
  chmodSync(home, 0o711);
  symlinkSync(join(root, '.limen/tiny'), join(home, 'import'));
  const port = await freePort();
  line?.leadTo(port);
  const url = `http://127.0.0.1:${line?.port ?? port}`;
  const env = line ? { LIMEN_PUBLIC_URL: url } : {};
  const start = (): Promise<ServerProcess> => startServerProcess({ home, port, web: true, env });
  const browser: Browser = await launchBrowser();
  const broken: string[] = [];
  const met = whatPagesMeet();
  const product: Product = {
    home,
    url,
    server: await start(),
    open: async (locale) => {
      const context = await browser.newContext({
        locale: locale === 'ko' ? 'ko-KR' : 'en-GB',
        viewport: { width: 1440, height: 900 },
      });
      // the first page of all loads what every later one has already, from a cold disk, beside another host's tests
      context.setDefaultTimeout(120_000);
      await watch(context, broken);
      met.watch(context);
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
        console.error(
          ['What the pages met:', ...met.said(), 'The server:', product.server.said()].join('\n'),
        );
      }
      for (const context of browser.contexts()) broken.push(...(await leaks(context, product.server)));
      await browser.close();
      await product.server.stop();
      forgetHost('qemu:///system');
      rmSync(home, { recursive: true, force: true });
      expect(broken, 'what no page may do').toEqual([]);
    },
  };
  return product;
};

/** What tells why a page does not do what it should: what it could not fetch, still waits for, or complained of. */
const whatPagesMeet = () => {
  const said: string[] = [];
  const open = new Set<Request>();
  return {
    said: () => [...said, ...[...open].map((request) => `still waits for ${request.url()}`)].slice(-40),
    watch: (context: BrowserContext): void => {
      context.on('request', (request) => open.add(request));
      context.on('requestfinished', (request) => open.delete(request));
      context.on('requestfailed', (request) => {
        open.delete(request);
        said.push(`${request.failure()?.errorText ?? 'failed'}: ${request.url()}`);
      });
      context.on('response', (response) => {
        if (response.status() >= 400) said.push(`${response.status()}: ${response.url()}`);
      });
      context.on('console', (message) => {
        if (message.type() === 'error') said.push(`${message.page()?.url() ?? ''}: ${message.text()}`);
      });
    },
  };
};

/** Writes down what every page of a context did against its policy, and every error that nobody caught. */
const watch = async (context: BrowserContext, broken: string[]): Promise<void> => {
  await context.exposeBinding('againstPolicy', ({ page }, what: string) =>
    broken.push(`${page.url()}: ${what}`),
  );
  await context.addInitScript(() => {
    addEventListener('securitypolicyviolation', (event) => {
      const { againstPolicy } = globalThis as unknown as { againstPolicy: (what: string) => void };
      againstPolicy(
        `${event.violatedDirective} ${event.blockedURI} ${event.sourceFile ?? ''}:${event.lineNumber}`,
      );
    });
  });
  context.on('weberror', (error) => broken.push(`${error.page()?.url() ?? ''}: ${error.error().message}`));
};

/** Where a session's secret is that must not be: in what scripts can read, in an address, in the server's log. */
const leaks = async (context: BrowserContext, server: ServerProcess): Promise<string[]> => {
  const secrets = (await context.cookies()).filter((cookie) => cookie.httpOnly).map((cookie) => cookie.value);
  const found: string[] = [];
  for (const page of context.pages()) {
    const readable = await page
      .evaluate(() =>
        JSON.stringify([
          Object.entries(localStorage),
          Object.entries(sessionStorage),
          document.cookie,
          location.href,
        ]),
      )
      .catch(() => '');
    for (const secret of secrets) {
      const forms = [secret, decodeURIComponent(secret)];
      if (forms.some((form) => readable.includes(form)))
        found.push(`${page.url()}: a session's secret can be read`);
      if (forms.some((form) => server.said().includes(form)))
        found.push('a session’s secret stands in the log');
    }
  }
  return found;
};

/** Asks again and again until it is so; the test's own time limit is the only one. */
export const until = async <T>(look: () => Promise<T | null>): Promise<T> => {
  for (;;) {
    const found = await look();
    if (found !== null) return found;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
};
