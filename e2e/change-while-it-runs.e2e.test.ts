import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, test } from 'vitest';
import { readers } from './browser.ts';
import { openGuestSerial } from './guest-serial.ts';
import { onPage } from './machine-page.ts';
import { type Product, startProduct } from './product.ts';
import { walkDiscs } from './walk-discs.ts';
import { walkDisks } from './walk-disks.ts';
import { walkResize } from './walk-resize.ts';
import { walkSnapshots } from './walk-snapshots.ts';

/** On a disc, in a file `word`. */
const word = 'said by the second disc';
let folder: string;
let disc: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'limen-disc-'));
  disc = join(folder, 'second disc.iso');
  writeFileSync(join(folder, 'word'), word);
  execFileSync('xorriso', ['-outdev', disc, '-map', join(folder, 'word'), '/word'], { stdio: 'ignore' });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let product: Product;
beforeEach(async () => {
  product = await startProduct();
});
afterEach(({ task }) => product.end(task.result?.state === 'fail'));

test.each(readers('ko'))(
  'a machine is changed while it runs, from its page, as its guest says: its size, disks and discs, its memory as it was, and another made of it, for whoever reads %s',
  // QEMU 7.2 was seen to end where a processor is plugged into an emulated machine, 2 of 60 times
  { retry: 2 },
  async (locale) => {
    const page = await product.open(locale);
    const { t, card, tab } = onPage(page, locale);
    await product.setUp(page, locale);
    await page.goto(`${product.url}/images`);
    await page.getByLabel(t('uploads.files'), { exact: true }).setInputFiles(disc);
    await page
      .getByRole('dialog')
      .getByRole('button', { name: t('uploads.begin'), exact: true })
      .click();
    await page.getByText('second disc', { exact: true }).first().waitFor();

    await page.goto(`${product.url}/vms/new`);
    await page.getByRole('textbox', { name: t('create.name'), exact: true }).fill('works');
    await page.getByRole('button', { name: t('create.preset.tiny') }).click();
    await page.locator('button[type=submit]').click();
    await card('works').getByText(t('state.running'), { exact: true }).waitFor();
    await card('works').getByRole('link', { name: 'works', exact: true }).click();
    await page.getByRole('heading', { name: 'works', level: 1 }).waitFor();
    const vmId = /\/vms\/([\da-f-]{36})/.exec(page.url())?.[1] ?? '';

    await walkResize(page, locale);
    const guest = await openGuestSerial(vmId);
    await tab('disks');
    await walkDisks(page, locale, guest);
    await tab('overview');
    await walkDiscs(page, locale, guest, { disc: 'second disc', said: word });
    await walkSnapshots(page, locale, { home: product.home, vmId, guest });
  },
);
