/// <reference lib="dom" />
import { afterEach, beforeEach, expect, test } from 'vitest';
import { pictures, readers, wordsOf } from './browser.ts';
import { type Product, startProduct } from './product.ts';

let product: Product;
beforeEach(async () => {
  product = await startProduct();
});
afterEach(({ task }) => product.end(task.result?.state === 'fail'));

test.each(readers('en'))(
  'an installer is told its answers from the form, and nobody is shown the password again, for whoever reads %s',
  async (locale) => {
    const t = wordsOf(locale);
    const page = await product.open(locale);
    const field = (key: string) => page.getByLabel(t(key), { exact: true });
    const dialog = page.getByRole('dialog');
    const system = async (name: string, by: string): Promise<void> => {
      await page.getByRole('button', { name: t(by), exact: true }).click();
      await dialog.getByRole('combobox').fill(name);
      await dialog.getByRole('option', { name }).first().click();
    };
    await product.setUp(page, locale);
    await page.goto(`${product.url}/vms/new`);
    await page.getByRole('radio', { name: /ISO/ }).check();
    await page.getByRole('button', { name: t('create.preset.tiny') }).click();
    const told = page.getByRole('radio', { name: t('unattended.told') });
    expect(await told.count(), 'of an unknown system it is not known').toBe(0);

    await system('Windows 11', 'systems.say');
    await told.check();
    await page.getByText(t('unattended.how.autounattend')).waitFor();
    expect(await field('unattended.password').count()).toBe(0);
    await pictures(page, `unattended-${locale}-windows`);

    await system('Debian 12', 'systems.change');
    await page.getByText(t('unattended.how.preseed')).waitFor();
    await page.getByRole('button', { name: t('create.preset.tiny') }).click();
    await page.getByLabel(t('create.name'), { exact: true }).fill('by-itself');
    await page.getByLabel(t('create.startNow')).uncheck();
    const submit = page.locator('button[type=submit]');
    await submit.click();
    // the field that is missing has the focus, and says so
    await page.getByText(t('unattended.missing')).waitFor();
    expect(await field('unattended.password').evaluate((one) => one === document.activeElement)).toBe(true);
    await field('unattended.password').fill('hunter2 hunter2');
    await pictures(page, `unattended-${locale}-debian`);
    const asApi = page.locator('pre');
    expect(await asApi.textContent()).toContain('"unattended"');
    expect(await page.locator('body').textContent()).not.toContain('hunter2 hunter2');
    await submit.click();
    await page
      .getByRole('article', { name: 'by-itself' })
      .getByText(t('state.stopped'), { exact: true })
      .waitFor();

    // its answers lie in a drive of their own, beside the installer's
    await page.getByRole('link', { name: 'by-itself' }).click();
    const drives = page.getByRole('region', { name: t('discs.drives') });
    await drives.getByRole('listitem').nth(1).waitFor();
    await pictures(page, `unattended-${locale}-machine`);
  },
);
