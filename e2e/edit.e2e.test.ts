import { afterEach, beforeEach, expect, test } from 'vitest';
import { pictures, readers, wordsOf } from './browser.ts';
import { type Product, startProduct } from './product.ts';

let product: Product;
beforeEach(async () => {
  product = await startProduct();
});
afterEach(({ task }) => product.end(task.result?.state === 'fail'));

test.each(readers('ko'))(
  'a machine is given another name and description from its menu, for whoever reads %s',
  async (locale) => {
    const t = wordsOf(locale);
    const page = await product.open(locale);
    await product.setUp(page, locale);
    const make = async (name: string): Promise<void> => {
      await page.goto(`${product.url}/vms/new`);
      await page.getByRole('textbox', { name: t('create.name'), exact: true }).fill(name);
      await page.getByRole('button', { name: t('create.preset.tiny') }).click();
      await page.locator('button[type=submit]').click();
      await page.getByRole('article', { name, exact: true }).waitFor();
    };
    await make('taken');
    await make('first');
    await page
      .getByRole('article', { name: 'first', exact: true })
      .getByRole('link', { name: 'first', exact: true })
      .click();
    await page.getByRole('heading', { name: 'first', level: 1 }).waitFor();
    const dialog = page.getByRole('dialog');
    const name = dialog.getByRole('textbox', { name: t('create.name'), exact: true });
    const save = dialog.locator('button[type=submit]');
    const open = async (): Promise<void> => {
      await page.getByRole('button', { name: t('vms.actions'), exact: true }).click();
      await page.getByRole('menuitem', { name: t('actions.edit') }).click();
      await dialog.waitFor();
    };
    await open();
    expect(await save.getAttribute('aria-disabled')).toBe('true');
    await name.fill('taken');
    await save.click();
    await dialog.getByRole('alert').waitFor();
    await pictures(page, `edit-${locale}-taken`);
    await name.fill('second');
    await dialog.getByRole('textbox', { name: t('create.description') }).fill('for the class of 2026');
    await pictures(page, `edit-${locale}`);
    await save.click();
    await page.getByRole('heading', { name: 'second', level: 1 }).waitFor();
    await page.getByText('for the class of 2026').waitFor();
  },
);
