import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, test } from 'vitest';
import { pictures, wordsOf } from './browser.ts';
import { type Cells, findText, readCells } from './guest-screen.ts';
import { type Product, root, startProduct, until } from './product.ts';

/** Debian's own installer, by tools/debian-installer from Debian's package. */
const iso = join(root, '.limen/debian-installer/debian-12-installer.iso');

let product: Product;
beforeEach(async () => {
  product = await startProduct();
});
afterEach(({ task }) => product.end(task.result?.state === 'fail'));

// in one language: the installer takes longer than all pages, which other tests have in both
const locale = 'en';
test('Debian’s installer is uploaded, known by its disc, booted in the console to its first question, and answered', async () => {
  const t = wordsOf(locale);
  const page = await product.open(locale);
  const button = (key: string) => page.getByRole('button', { name: t(key), exact: true });
  await product.setUp(page, locale);
  await page.goto(`${product.url}/images`);
  await page.getByLabel(t('uploads.files'), { exact: true }).setInputFiles(iso);
  await page
    .getByRole('dialog')
    .getByRole('button', { name: t('uploads.begin'), exact: true })
    .click();
  const sha256 = createHash('sha256').update(readFileSync(iso)).digest('hex');
  await page.getByText(`SHA-256 ${sha256.slice(0, 8)}…`).waitFor();

  await page.goto(`${product.url}/vms/new`);
  await page.getByRole('radio', { name: /^debian-12-installer/ }).check();
  // by the volume id of the disc
  await page.getByText('Debian 12', { exact: true }).first().waitFor();
  await page.getByLabel(t('create.name'), { exact: true }).fill('installs');
  await pictures(page, 'installer-create');
  await button('create.submit').click();
  const card = page.getByRole('article', { name: 'installs' });
  await card.getByText(t('state.running'), { exact: true }).waitFor();
  await card.hover();
  await card.getByRole('button', { name: t('actions.console') }).click();

  const shown = (...texts: string[]): Promise<Cells> =>
    until(async () => {
      const cells = await readCells(page);
      return findText(cells, texts) === null ? null : cells;
    });
  // the menu of the disc
  await shown('keys to select which entry is highlighted.', '*Install');
  await page.locator('canvas').click();
  await page.keyboard.press('Enter');
  // the first question of the installer, and the next once it is answered
  await shown(
    'selected language will also be the default language for the installed',
    'Choose the language to be used for the installation process. The',
    '[!!] Select a language',
    'English',
  );
  await pictures(page, 'installer-language');
  await page.keyboard.press('Enter');
  await shown('[!!] Select your location');
  await pictures(page, 'installer-location');
});
