/// <reference lib="dom" />
import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { pictures, readers, wordsOf } from './browser.ts';
import { type Product, startProduct } from './product.ts';

let product: Product;
beforeEach(async () => {
  product = await startProduct();
});
afterEach(({ task }) => product.end(task.result?.state === 'fail'));

test.each(readers('ko'))(
  'machines are tagged, favoured, protected and pictured on their pages, for whoever reads %s',
  async (locale) => {
    const t = wordsOf(locale);
    const page = await product.open(locale);
    await product.setUp(page, locale);
    const card = (name: string) => page.getByRole('article', { name, exact: true });
    const make = async (name: string): Promise<void> => {
      await page.goto(`${product.url}/vms/new`);
      await page.getByRole('textbox', { name: t('create.name'), exact: true }).fill(name);
      await page.getByRole('button', { name: t('create.preset.tiny') }).click();
      await page.locator('button[type=submit]').click();
      await card(name).waitFor();
    };
    await make('older');
    await make('newer');
    const dialog = page.getByRole('dialog');
    const choose = async (name: string, action: string): Promise<void> => {
      await card(name)
        .getByRole('button', { name: t('vms.actionsOf', { name }) })
        .click();
      await page.getByRole('menuitem', { name: t(`actions.${action}`) }).click();
    };
    const names = (): Promise<string[]> => page.getByRole('article').getByRole('heading').allInnerTexts();

    // tags, protection and autostart stand in one form
    await choose('older', 'edit');
    const tags = dialog.getByRole('textbox', { name: t('labels.tags') });
    await tags.fill('two-words <b>');
    expect(await dialog.locator('button[type=submit]').getAttribute('aria-disabled')).toBe('true');
    await tags.fill('Web 수업-2026');
    await dialog.getByRole('checkbox', { name: t('labels.protect') }).check();
    await dialog.getByRole('checkbox', { name: t('labels.autostart') }).check();
    await dialog.getByLabel(t('labels.order')).fill('2');
    await dialog.getByLabel(t('labels.delay')).fill('30');
    await pictures(page, `housekeeping-${locale}-edit`);
    await dialog.locator('button[type=submit]').click();
    await dialog.waitFor({ state: 'detached' });
    await card('older').getByRole('button', { name: 'web', exact: true }).waitFor();

    // the favourite comes first, now and after coming back
    expect(await names()).toEqual(['newer', 'older']);
    await card('older')
      .getByRole('button', { name: t('labels.favourite', { name: 'older' }) })
      .click();
    await page.waitForFunction(() => document.querySelector('article')?.ariaLabel === 'older');
    await page.reload();
    await card('newer').waitFor();
    expect(await names()).toEqual(['older', 'newer']);
    await pictures(page, `housekeeping-${locale}-cards`);

    // a click on a tag shows all that have it
    await card('older').getByRole('button', { name: '수업-2026', exact: true }).click();
    await card('newer').waitFor({ state: 'detached' });
    expect(await names()).toEqual(['older']);
    await page.getByRole('searchbox', { name: t('vms.search') }).fill('#other');
    await page.getByText(t('vms.noMatch', { words: '#other' })).waitFor();
    await page.getByRole('button', { name: t('vms.showAll') }).click();
    await card('newer').waitFor();

    // what is protected says so where it would be deleted
    await card('older')
      .getByRole('button', { name: t('vms.actionsOf', { name: 'older' }) })
      .click();
    await page
      .getByRole('menuitem', { name: t('actions.delete') })
      .getByText(t('whyNot.protected'))
      .waitFor();
    await pictures(
      page,
      `housekeeping-${locale}-menu`,
      page.getByRole('menuitem', { name: t('actions.delete') }),
    );
    await page.keyboard.press('Escape');

    await card('older').getByRole('link', { name: 'older', exact: true }).click();
    await page.getByRole('heading', { name: 'older', level: 1 }).waitFor();
    await page.getByText(t('labels.isProtected'), { exact: true }).waitFor();
    await page.getByRole('link', { name: 'web', exact: true }).waitFor();
    await pictures(page, `housekeeping-${locale}-page`);

    // its screen, to keep
    await page.getByRole('button', { name: t('vms.actions'), exact: true }).click();
    await page.getByRole('menuitem', { name: t('actions.screenshot') }).click();
    await dialog.getByRole('img').waitFor();
    await pictures(page, `housekeeping-${locale}-screenshot`);
    const loads = page.waitForEvent('download');
    await dialog.getByRole('link', { name: t('screenshot.download') }).click();
    const file = await loads;
    expect(file.suggestedFilename()).toMatch(/^older .*\.png$/);
    expect(
      readFileSync(await file.path())
        .subarray(1, 4)
        .toString(),
    ).toBe('PNG');
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    // the way back by its tag
    await page.getByRole('link', { name: 'web', exact: true }).click();
    await card('older').waitFor();
    expect(await names()).toEqual(['older']);
  },
);

test.each(readers('en'))(
  'a machine is saved to disk and goes on, and what was changed about it is taken back, for whoever reads %s',
  async (locale) => {
    const t = wordsOf(locale);
    const page = await product.open(locale);
    await product.setUp(page, locale);
    await page.goto(`${product.url}/vms/new`);
    await page.getByRole('textbox', { name: t('create.name'), exact: true }).fill('first');
    await page.getByRole('button', { name: t('create.preset.tiny') }).click();
    await page.locator('button[type=submit]').click();
    const card = page.getByRole('article', { name: 'first', exact: true });
    await card.getByText(t('state.running')).waitFor();
    await card.getByRole('link', { name: 'first', exact: true }).click();
    await page.getByRole('heading', { name: 'first', level: 1 }).waitFor();
    const choose = async (action: string): Promise<void> => {
      await page.getByRole('button', { name: t('vms.actions'), exact: true }).click();
      await page.getByRole('menuitem', { name: t(`actions.${action}`), exact: true }).click();
    };

    await choose('save');
    await page.getByText(t('vms.savedText')).waitFor();
    await page.getByText(t('state.saved'), { exact: true }).first().waitFor();
    await page.getByRole('button', { name: t('vms.actions'), exact: true }).click();
    const resize = page.getByRole('menuitem', { name: t('actions.resize') });
    await resize.getByText(t('whyNot.saved')).waitFor();
    await pictures(page, `saved-${locale}-menu`, resize);
    await page.keyboard.press('Escape');
    await pictures(page, `saved-${locale}`);
    // what is saved is thrown away only by whoever was told what goes with it
    await choose('discard');
    const dialog = page.getByRole('dialog');
    await dialog.getByText(t('confirm.discard')).waitFor();
    await pictures(page, `saved-${locale}-discard`);
    await dialog.getByRole('button', { name: t('common.cancel') }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: t('actions.goOn'), exact: true }).click();
    await page.getByText(t('state.running'), { exact: true }).first().waitFor();

    await choose('edit');
    await dialog.getByRole('textbox', { name: t('create.name'), exact: true }).fill('second');
    await dialog.getByRole('textbox', { name: t('create.description') }).fill('for the class of 2026');
    await dialog.getByRole('textbox', { name: t('labels.tags') }).fill('web db');
    await dialog.getByRole('checkbox', { name: t('labels.autostart') }).check();
    await dialog.locator('button[type=submit]').click();
    await page.getByRole('heading', { name: 'second', level: 1 }).waitFor();
    await dialog.waitFor({ state: 'detached' });
    await page.getByRole('tab', { name: t('vms.tab.operations') }).click();
    const changes = page.getByRole('region', { name: t('changes.title') });
    await changes.getByText('for the class of 2026').waitFor();
    expect(await changes.locator('del').first().innerText()).toBe('first');
    expect(await changes.locator('ins').first().innerText()).toBe('second');
    await pictures(page, `changes-${locale}`);
    await changes.getByRole('button', { name: t('changes.takeBack') }).click();
    await page.getByRole('heading', { name: 'first', level: 1 }).waitFor();
    await changes.getByText(t('changes.not.same')).waitFor();
    expect(await changes.getByRole('listitem').count()).toBe(2);
    await pictures(page, `changes-${locale}-back`);
  },
);
