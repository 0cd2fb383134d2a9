import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { pictures, readers, wordsOf } from './browser.ts';
import { openGuestSerial } from './guest-serial.ts';
import { type Product, startProduct, until } from './product.ts';

let product: Product;
beforeEach(async () => {
  product = await startProduct();
});
afterEach(({ task }) => product.end(task.result?.state === 'fail'));

test.each(readers('ko'))(
  'an administrator adds a storage pool, and a running machine’s disk is moved into it on its page, for whoever reads %s',
  async (locale) => {
    const t = wordsOf(locale);
    const page = await product.open(locale);
    await product.setUp(page, locale);
    const dialog = page.getByRole('dialog');
    const send = dialog.locator('button[type=submit]');
    await page.goto(`${product.url}/settings/storage`);
    await page.getByText(t('pools.own'), { exact: true }).waitFor();
    await pictures(page, `pools-${locale}-own`);
    await page.getByRole('button', { name: t('pools.new'), exact: true }).click();
    const field = (key: string) => dialog.getByLabel(t(key), { exact: true });
    await field('common.name').fill('Fast');
    await field('pools.path').fill('srv/fast');
    await send.click();
    await dialog.getByText(t('pools.needsPath')).waitFor();
    await pictures(page, `pools-${locale}-refused`);
    await field('pools.path').fill(join(mkdtempSync(join(tmpdir(), 'limen-e2e-')), 'fast'));
    await send.click();
    await dialog.waitFor({ state: 'detached' });
    const pool = page.getByRole('listitem', { name: 'Fast', exact: true });
    await pool.waitFor();
    await pictures(page, `pools-${locale}-two`);

    await page.goto(`${product.url}/vms/new`);
    await page.getByRole('textbox', { name: t('create.name'), exact: true }).fill('store');
    await page.getByRole('button', { name: t('create.preset.tiny') }).click();
    await page.locator('button[type=submit]').click();
    const card = page.getByRole('article', { name: 'store', exact: true });
    await card.getByText(t('state.running'), { exact: true }).waitFor();
    await card.getByRole('link', { name: 'store', exact: true }).click();
    await page.getByRole('tab', { name: t('vms.tab.disks') }).click();
    const guest = await openGuestSerial(/\/vms\/([\da-f-]{36})/.exec(page.url())?.[1] ?? '');
    await guest.ask('echo remembered > /run/word');
    const disk = t('disks.disk', { number: '1' });
    const row = page.getByRole('listitem', { name: disk, exact: true });
    const move = row.getByRole('button', { name: new RegExp(`^${t('disks.moveThis', { disk })}`) });
    await until(async () => ((await move.getAttribute('aria-disabled')) === 'true' ? null : true));
    await pictures(page, `pools-${locale}-disk`);
    await move.click();
    await dialog.waitFor();
    await pictures(page, `pools-${locale}-move`);
    await send.click();
    await dialog.waitFor({ state: 'detached' });
    await row.getByText(t('disks.inPool', { pool: 'Fast' })).waitFor();
    await page.getByRole('progressbar').first().waitFor({ state: 'detached' });
    await pictures(page, `pools-${locale}-moved`);
    await page.getByRole('tab', { name: t('vms.tab.operations') }).click();
    await page.getByText(t('changes.disk.pool', { disk })).waitFor();
    await pictures(page, `pools-${locale}-history`);
    await page.getByRole('tab', { name: t('vms.tab.disks') }).click();
    // it has gone on all the time
    expect(await guest.ask('cat /run/word; echo more > /disk/word; sync; cat /disk/word')).toMatch(
      /remembered[^]*more/,
    );
    guest.close();

    await page.goto(`${product.url}/settings/storage`);
    await pool.getByRole('button', { name: t('common.actionsOf', { name: 'Fast' }) }).click();
    const remove = page.getByRole('menuitem', { name: new RegExp(`^${t('pools.remove')}`) });
    await remove.waitFor();
    expect(await remove.getAttribute('aria-disabled')).toBe('true');
    await pictures(page, `pools-${locale}-in-use`);
  },
);
