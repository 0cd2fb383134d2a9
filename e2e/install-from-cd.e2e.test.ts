import type { Locator, Page } from 'playwright-core';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { pictures, readers, wordsOf } from './browser.ts';
import { type Product, startProduct } from './product.ts';

let product: Product;
beforeEach(async () => {
  product = await startProduct();
});
afterEach(({ task }) => product.end(task.result?.state === 'fail'));

test.each(readers('en'))(
  'a machine from a CD, its system, its drives and its boot order, by keyboard, for whoever reads %s',
  async (locale) => {
    const t = wordsOf(locale);
    const page = await product.open(locale);
    const button = (name: string) => page.getByRole('button', { name, exact: true });
    const press = async (name: string): Promise<void> => {
      await button(name).focus();
      await page.keyboard.press('Enter');
    };
    await product.setUp(page, locale);
    await page.goto(`${product.url}/vms/new`);
    await page.getByRole('radio', { name: /ISO/ }).check();

    // the system is searched for and taken without a mouse; it decides the size and says why
    await press(t('systems.say'));
    const dialog = page.getByRole('dialog');
    /** What is typed goes where the focus is put once the list is there; only then is it the list that Enter takes from. */
    const takeSystem = async (words: string, name: string): Promise<void> => {
      const search = dialog.getByRole('combobox', { name: t('systems.search') });
      await search.and(page.locator(':focus')).waitFor();
      await page.keyboard.type(words);
      await dialog.locator('[data-active]').and(dialog.getByRole('option', { name })).waitFor();
      await page.keyboard.press('Enter');
    };
    await dialog.getByRole('option', { name: 'Windows 11' }).first().waitFor();
    await pictures(page, `cd-${locale}-systems`);
    await takeSystem('windows 11', 'Windows 11');
    await page.getByText(t('systems.note.requires_tpm')).waitFor();
    await page.getByText(t('create.advanced')).click();
    await page.getByRole('spinbutton', { name: t('create.memory'), exact: true }).fill('1');
    await page.getByText(t('create.systemNeeds', { system: 'Microsoft Windows 11', min: '4 GiB' })).waitFor();
    await pictures(page, `cd-${locale}-windows`);
    await press(t('systems.change'));
    await takeSystem('debian 12', 'Debian 12');
    await page.getByText(t('systems.note.bios_faster')).waitFor();
    expect(await page.locator('pre').textContent()).toContain('"osId":"debian12"');

    // what cannot be is said at its field
    await page.getByLabel(t('machine.field.firmware'), { exact: true }).selectOption('bios');
    await page.getByLabel(t('machine.field.secureBoot'), { exact: true }).selectOption('on');
    await page.getByText(t('machine.refused.needsUefi')).waitFor();
    await page.getByLabel(t('machine.field.secureBoot'), { exact: true }).selectOption('');
    await page.getByRole('button', { name: t('create.preset.tiny') }).click();
    await page.getByLabel(t('create.name'), { exact: true }).fill('from-cd');
    await page.getByLabel(t('create.startNow')).uncheck();
    await button(t('create.submit')).click();
    await page
      .getByRole('article', { name: 'from-cd' })
      .getByText(t('state.stopped'), { exact: true })
      .waitFor();

    // its drives
    await page.getByRole('article', { name: 'from-cd' }).getByRole('link', { name: 'from-cd' }).click();
    const drives = page.getByRole('region', { name: t('discs.drives') });
    await drives.getByText('LIMEN Tiny').first().waitFor();
    await pictures(page, `cd-${locale}-machine`);
    await press(t('discs.ejectFrom', { drive: t('discs.drive', { number: '1' }) }));
    await drives.getByText(t('discs.empty'), { exact: true }).waitFor();
    await settled(page, t('discs.insertInto', { drive: t('discs.drive', { number: '1' }) }));
    await press(t('discs.insertInto', { drive: t('discs.drive', { number: '1' }) }));
    await dialog.getByRole('radio').first().check();
    await pictures(page, `cd-${locale}-insert`);
    await dialog.getByRole('button', { name: t('discs.insert'), exact: true }).click();
    await drives.getByText('LIMEN Tiny').first().waitFor();
    await settled(page, t('discs.addDrive'));
    await press(t('discs.addDrive'));
    await dialog.getByRole('button', { name: t('discs.addDrive'), exact: true }).click();
    await drives.getByRole('listitem').nth(1).waitFor();

    // the order: the drive is dragged to the end, lifted above the disk with the keys, kept, and chosen for one start
    const order = page.getByRole('region', { name: t('discs.order') });
    const drive1 = t('discs.drive', { number: '1' });
    await settled(page, t('discs.move', { name: drive1 }));
    const handle = order.getByRole('button', { name: t('discs.move', { name: drive1 }), exact: true });
    await dragTo(page, handle, order.getByRole('listitem').nth(2));
    await page
      .getByText(t('discs.said.dropped', { name: drive1, place: '3' }))
      .waitFor({ state: 'attached' });
    await order.getByRole('listitem').nth(2).getByText(drive1).waitFor();
    await handle.focus();
    await page.keyboard.press('Space');
    await page.getByText(t('discs.said.lifted', { name: drive1, place: '3' })).waitFor({ state: 'attached' });
    // dnd-kit hears keys a turn of the event loop after it has said that something is lifted: a key before that is pressed
    // again, as a person would; at the top, one more changes nothing
    const atTop = page.getByText(t('discs.said.over', { name: drive1, place: '1', count: '3' }));
    await expect
      .poll(
        async () => {
          await page.keyboard.press('ArrowUp');
          return atTop.count();
        },
        { timeout: 30_000 },
      )
      .toBe(1);
    await page.keyboard.press('Space');
    await order.getByText(t('discs.notSaved')).waitFor();
    await pictures(page, `cd-${locale}-order`);
    await press(t('discs.saveOrder'));
    await order.getByText(t('discs.orderHint')).waitFor();
    await settled(page, t('discs.onceFrom', { name: drive1 }));
    expect(await order.getByRole('listitem').first().innerText()).toContain(drive1);
    await press(t('discs.onceFrom', { name: drive1 }));
    await order.getByText(t('discs.nextStart')).waitFor();

    // the image names the machine
    await page
      .getByRole('link', { name: t('frame.images') })
      .first()
      .click();
    await page.getByRole('link', { name: 'from-cd' }).waitFor();
    await pictures(page, `cd-${locale}-images`);
  },
);

/** Until no operation holds the machine, and the button can be pressed again. */
const settled = (page: Page, name: string): Promise<void> =>
  page
    .locator('button:not([aria-disabled="true"])')
    .and(page.getByRole('button', { name, exact: true }))
    .waitFor();

/** By the mouse, as a hand does it: pressed, moved in many small steps, let go. */
const dragTo = async (page: Page, from: Locator, to: Locator): Promise<void> => {
  const middleOf = async (locator: Locator): Promise<{ x: number; y: number }> => {
    const box = await locator.boundingBox();
    if (!box) throw new Error('what is dragged is not to be seen');
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  };
  await from.scrollIntoViewIfNeeded();
  const [begin, end] = [await middleOf(from), await middleOf(to)];
  await page.mouse.move(begin.x, begin.y);
  await page.mouse.down();
  await page.mouse.move(begin.x, end.y, { steps: 20 });
  await page.mouse.up();
};
