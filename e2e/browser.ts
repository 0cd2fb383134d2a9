import { readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';

export type Locale = 'en' | 'ko';

/** Debian's Chromium, as a person's on a machine without a graphics card. */
export const launchBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--disable-background-networking'],
  });

type Messages = { [key: string]: string | Messages };

/** The words of the pages, by key: what a test looks for is what a person reads. */
export const wordsOf = (locale: Locale): ((key: string, values?: Record<string, string>) => string) => {
  const file = new URL(`../apps/web/messages/${locale}.json`, import.meta.url);
  // the file's shape is held by apps/web/messages/messages.test.ts
  const messages = JSON.parse(readFileSync(file, 'utf8')) as Messages;
  return (key, values = {}) => {
    let node: string | Messages | undefined = messages;
    for (const part of key.split('.')) node = typeof node === 'object' ? node[part] : undefined;
    if (typeof node !== 'string') throw new Error(`no message ${key}`);
    return node.replaceAll(/\{(\w+)\}/g, (_m, name: string) => values[name] ?? '');
  };
};

const out = fileURLToPath(new URL('out/', import.meta.url));

/** Keeps a picture of what is to be seen in `e2e/out/`. */
export const picture = async (page: Page, name: string): Promise<void> => {
  await mkdir(out, { recursive: true });
  await page.screenshot({ path: `${out}${name}.png`, animations: 'disabled' });
};

const widths = { wide: 1440, middle: 1024, phone: 390 };

/** The same page as three people see it: at a desk, on a tablet, on a phone. */
export const pictures = async (page: Page, name: string): Promise<void> => {
  const size = page.viewportSize();
  for (const [word, width] of Object.entries(widths)) {
    await page.setViewportSize({ width, height: width === widths.phone ? 844 : 900 });
    await picture(page, `${name}-${word}`);
  }
  if (size) await page.setViewportSize(size);
};
