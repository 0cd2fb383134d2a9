import { afterEach, beforeEach, expect, test } from 'vitest';
import { pictures, readers, wordsOf } from './browser.ts';
import { learnFont, readCells, readLines } from './guest-screen.ts';
import { banner, type Product, startProduct, until } from './product.ts';

let product: Product;
beforeEach(async () => {
  product = await startProduct();
});
afterEach(({ task }) => product.end(task.result?.state === 'fail'));

test.each(readers('ko'))(
  'a running machine goes back to the memory it had, and another is made of it, from the tree on its page, for whoever reads %s',
  async (locale) => {
    const t = wordsOf(locale);
    const page = await product.open(locale);
    await product.setUp(page, locale);
    await page.goto(`${product.url}/vms/new`);
    await page.getByRole('textbox', { name: t('create.name'), exact: true }).fill('kept');
    await page.getByRole('button', { name: t('create.preset.tiny') }).click();
    await page.locator('button[type=submit]').click();
    const card = (name: string) => page.getByRole('article', { name, exact: true });
    await card('kept').getByText(t('state.running'), { exact: true }).waitFor();
    await card('kept').getByRole('link', { name: 'kept', exact: true }).click();

    const tab = (name: string) => page.getByRole('tab', { name: t(`vms.tab.${name}`) }).click();
    const button = (name: string) => page.getByRole('button', { name, exact: true });
    const dialog = page.getByRole('dialog');
    const send = async (): Promise<void> => {
      await dialog.locator('button[type=submit]').click();
      await dialog.waitFor({ state: 'detached' });
    };
    const row = (text: string) => page.getByRole('listitem').filter({ hasText: text });

    await tab('console');
    const font = await until(async () => learnFont(await readCells(page), banner));
    /** What its kernel is called, which is in its memory alone: the last line that the guest wrote. */
    const says = async (name: string): Promise<void> => {
      await page.locator('canvas').click();
      await page.keyboard.type('clear; hostname');
      await page.keyboard.press('Enter');
      await until(async () => (readLines(await readCells(page), font).includes(name) ? true : null));
    };
    const call = async (name: string): Promise<void> => {
      await page.locator('canvas').click();
      await page.keyboard.type(`hostname ${name}`);
      await page.keyboard.press('Enter');
      await says(name);
    };
    await call('limen-one');

    await tab('snapshots');
    await page.getByText(t('snapshots.none')).waitFor();
    await pictures(page, `snapshots-${locale}-none`);
    const take = async (name: string, note: string): Promise<void> => {
      await button(t('actions.snapshot')).click();
      await dialog.getByRole('textbox', { name: t('create.name'), exact: true }).fill(name);
      await dialog.getByRole('textbox', { name: t('snapshots.note'), exact: true }).fill(note);
      if (note !== '') await pictures(page, `snapshots-${locale}-take`);
      await send();
      await row(name).getByText(t('snapshots.kind.memory')).waitFor();
    };
    await take('first', locale === 'ko' ? '업데이트 전' : 'Before the update');
    await row(t('snapshots.here')).waitFor();

    await tab('console');
    await call('limen-two');
    await tab('snapshots');
    await button(t('snapshots.restoreNamed', { name: 'first' })).click();
    await pictures(page, `snapshots-${locale}-restore`);
    await send();
    await row(t('snapshots.beforeRestore', { name: 'first' })).waitFor();
    await page.getByRole('progressbar').first().waitFor({ state: 'detached' });
    await tab('console');
    await says('limen-one');

    // another from there: the tree has two branches
    await tab('snapshots');
    await take('second', '');
    await pictures(page, `snapshots-${locale}-tree`);
    await button(t('snapshots.picture', { name: 'first' })).click();
    await dialog.getByRole('img').waitFor();
    await pictures(page, `snapshots-${locale}-picture`);
    await page.keyboard.press('Escape');

    // and from now on by themselves
    await button(t('schedule.add')).click();
    await pictures(page, `snapshots-${locale}-schedule`);
    await dialog.getByRole('spinbutton', { name: t('schedule.hourly') }).fill('0');
    await send();
    await page.getByText(t('schedule.next')).waitFor();
    await pictures(page, `snapshots-${locale}-scheduled`, page.getByText(t('schedule.next')));

    // another machine of the first
    await button(t('snapshots.more', { name: 'second' })).click();
    await page.getByRole('menuitem', { name: t('snapshots.fork') }).click();
    await pictures(page, `snapshots-${locale}-fork`);
    await dialog.getByRole('textbox', { name: t('create.name'), exact: true }).fill('forked');
    await dialog.getByLabel(t('copies.startIt')).check();
    await send();

    // one deleted hangs its children on its parent
    await page.getByRole('progressbar').first().waitFor({ state: 'detached' });
    await page
      .getByRole('link', { name: t('frame.machines'), exact: true })
      .first()
      .click();
    await card('forked').getByText(t('state.running'), { exact: true }).waitFor();
    await card('kept').getByRole('link', { name: 'kept', exact: true }).click();
    await tab('snapshots');
    await button(t('snapshots.more', { name: t('snapshots.beforeRestore', { name: 'first' }) })).click();
    await page.getByRole('menuitem', { name: t('common.delete') }).click();
    await pictures(page, `snapshots-${locale}-delete`);
    await dialog.getByRole('button', { name: t('snapshots.delete'), exact: true }).click();
    await dialog.waitFor({ state: 'detached' });
    await row(t('snapshots.beforeRestore', { name: 'first' })).waitFor({ state: 'detached' });
    expect(await row('first').count()).toBe(1);
  },
);
