/// <reference lib="dom" />
import { readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium, type Locator, type Page } from 'playwright-core';
import { expect } from 'vitest';

export type Locale = 'en' | 'ko';

/** Debian's Chromium, as a person's on a machine without a graphics card. */
export const launchBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--disable-background-networking'],
  });

/**
 * Whose language a walk is taken in: of each walk one is, so that both are read in every run; all where `LIMEN_EVERY_LOCALE`
 * is set, as for what is released. That no word is missing in either is for `messages.test.ts`.
 */
export const readers = (usual: Locale): readonly Locale[] =>
  process.env['LIMEN_EVERY_LOCALE'] ? ['en', 'ko'] : [usual];

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

/**
 * The same page as three people see it: at a desk, on a tablet, on a phone. None may scroll sideways, shut anybody out
 * or hold up an empty tooltip.
 *
 * @param of a part of it that is to be in view, however long the page is
 */
export const pictures = async (page: Page, name: string, of?: Locator): Promise<void> => {
  const size = page.viewportSize();
  for (const [word, width] of Object.entries(widths)) {
    await page.setViewportSize({ width, height: width === widths.phone ? 844 : 900 });
    await of?.scrollIntoViewIfNeeded();
    await picture(page, `${name}-${word}`);
    expect(await sidewaysBy(page), `${name} at ${width} px is wider than the window`).toBe(0);
    expect(await emptyTooltips(page), `${name} at ${width} px shows a tooltip without a word`).toBe(0);
    if (width !== widths.middle) expect(await barriers(page), `${name} at ${width} px`).toEqual([]);
  }
  if (size) await page.setViewportSize(size);
};

const sidewaysBy = (page: Page): Promise<number> =>
  page.evaluate(() => Math.max(0, document.documentElement.scrollWidth - window.innerWidth));

const emptyTooltips = (page: Page): Promise<number> =>
  page.getByRole('tooltip').filter({ hasText: /^\s*$/ }).count();

type Violation = { id: string; impact: string; nodes: readonly { html: string }[] };
type Axe = {
  run: (context: Document, options: object) => Promise<{ violations: readonly Violation[] }>;
};
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe-core finds of serious or critical kind, with the elements. By the protocol: the page's policy runs no foreign script. */
const barriers = async (page: Page): Promise<readonly string[]> => {
  await page.evaluate(`${axe};0`);
  return page.evaluate(async () => {
    // put there by the line above
    const { violations } = await (globalThis as unknown as { axe: Axe }).axe.run(document, {
      resultTypes: ['violations'],
    });
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html}`));
  });
};
