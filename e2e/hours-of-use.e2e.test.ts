import { execFileSync } from 'node:child_process';
import type { Page } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { picture, pictures, wordsOf } from './browser.ts';
import { learnFont, readCells, readLines } from './guest-screen.ts';
import { banner, type Product, password, startProduct, until } from './product.ts';

let product: Product;

beforeEach(async () => {
  product = await startProduct();
});
afterEach(({ task }) => product.end(task.result?.state === 'fail'));

const virsh = (...args: string[]): string =>
  execFileSync('virsh', ['-c', 'qemu:///system', ...args], { encoding: 'utf8' });
/** As long as a name may be, and without a place to break it. */
const longName = 'a-name-as-long-as-one-may-be-typed-by-somebody-who-likes-names';

describe('whoever works with it for hours', () => {
  const locale = 'ko';
  const t = wordsOf(locale);
  const machines = (page: Page) => page.getByRole('article');
  const make = async (page: Page, name: string): Promise<void> => {
    await page.goto(`${product.url}/vms/new`);
    const field = page.getByLabel(t('create.name'), { exact: true });
    await field.waitFor();
    await field.fill(name);
    await page.getByRole('button', { name: t('create.preset.tiny') }).click();
    await page.getByRole('button', { name: t('create.submit'), exact: true }).click();
    await page.getByRole('article', { name }).getByText(t('state.running'), { exact: true }).waitFor();
  };

  test('a guest that reboots from within keeps its console', async () => {
    const page = await product.open(locale);
    await product.setUp(page, locale);
    await make(page, longName);
    await pictures(page, `${locale}-long-name`);
    await page.getByRole('button', { name: t('vms.table') }).click();
    await pictures(page, `${locale}-table`);
    await page
      .getByRole('row', { name: longName })
      .getByRole('button', { name: t('actions.console') })
      .click();
    const font = await until(async () => learnFont(await readCells(page), banner));
    const shows = async (line: string): Promise<boolean> =>
      readLines(await readCells(page), font).includes(line);
    await page.locator('canvas').click();
    await page.keyboard.type("echo before''-reboot");
    await page.keyboard.press('Enter');
    await until(async () => ((await shows('before-reboot')) ? true : null));
    await page.keyboard.type('reboot');
    await page.keyboard.press('Enter');
    // gone with the old boot, and the banner of the new one: nobody has clicked anything
    await until(async () => ((await shows('before-reboot')) ? null : true));
    await until(async () => ((await shows('LIMEN-TINY-READY')) ? true : null));
    expect(await shows('before-reboot')).toBe(false);
    // and it still takes what is typed
    await page.keyboard.type("echo after''-reboot");
    await page.keyboard.press('Enter');
    await until(async () => ((await shows('after-reboot')) ? true : null));

    // the keyboard comes back from the machine, and full screen goes on and off by it
    await page.keyboard.press('Control+Alt+Shift');
    await page.getByText(t('console.clickToType'), { exact: true }).waitFor();
    await page.getByRole('button', { name: t('console.fullscreen') }).press('Enter');
    const leave = page.getByRole('button', { name: t('console.leaveFullscreen') });
    await leave.waitFor();
    await picture(page, `${locale}-fullscreen`);
    await leave.press('Enter');
    await page.getByRole('button', { name: t('console.fullscreen') }).waitFor();
  });

  test('a server that is away for a while costs nothing that is on the screen', async () => {
    const page = await product.open(locale);
    await product.setUp(page, locale);
    await make(page, '오래 쓰는 기계');
    await product.stopServer();
    await page.getByText(t('frame.disconnectedNow')).waitFor();
    await pictures(page, `${locale}-disconnected`);
    // a link waits for the server instead of ending on the browser's own error page
    await page
      .getByRole('link', { name: t('frame.about') })
      .first()
      .click();
    await page.getByText(t('frame.opensLater')).waitFor();
    expect(await machines(page).count()).toBe(1);
    expect(new URL(page.url()).pathname).toBe('/');
    await product.startServer();
    await page.getByText(t('about.health'), { exact: true }).waitFor();
    await page.getByText(t('frame.disconnectedNow')).waitFor({ state: 'detached' });
  });

  test('the keyboard alone does everything, and the focus comes back', async () => {
    const page = await product.open(locale);
    const name = '키보드 기계';
    await product.setUp(page, locale);
    await make(page, name);
    const menu = page.getByRole('button', { name: t('vms.actionsOf', { name }) });

    // the menu says why what is off is off; a question is left by one Escape
    await menu.press('Enter');
    await page.getByRole('menuitem', { name: t('whyNot.state.start') }).waitFor();
    await page.getByRole('menuitem', { name: t('actions.powerOff') }).press('Enter');
    await page.getByRole('dialog').getByText(t('confirm.powerOff')).waitFor();
    await pictures(page, `${locale}-power-off`);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await until(async () => ((await menu.evaluate((b) => b === document.activeElement)) ? true : null));

    // the palette powers it off
    await page.keyboard.press('Control+k');
    await page.keyboard.type(`${name} ${t('actions.powerOff')}`);
    await pictures(page, `${locale}-palette`);
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').getByText(t('confirm.powerOff')).waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByRole('article', { name }).getByText(t('state.stopped'), { exact: true }).waitFor();

    // the search stays in the address, and going back finds the list as it was
    await page.keyboard.press('/');
    await page.keyboard.type('키보드');
    await page.waitForURL((url) => url.searchParams.get('q') === '키보드');
    await page.getByRole('link', { name, exact: true }).press('Enter');
    await page.getByRole('tab', { name: t('vms.tab.overview') }).waitFor();
    await page.goBack();
    await until(async () =>
      (await page.getByRole('searchbox', { name: t('vms.search') }).inputValue()) === '키보드' ? true : null,
    );
    expect(await machines(page).count()).toBe(1);
  });

  test('whoever is rejected while waiting is told, and gets in after all once approved', async () => {
    const admin = await product.open(locale);
    await product.setUp(admin, locale);
    const person = await product.open(locale);
    await person.goto(`${product.url}/register`);
    await person.getByLabel(t('accounts.displayName'), { exact: true }).fill('이몽룡');
    const userName = person.getByLabel(t('accounts.userName'), { exact: true });
    await userName.fill('ada');
    await person.getByLabel(t('accounts.password'), { exact: true }).fill(password);
    const send = person.getByRole('button', { name: t('accounts.askForAccount'), exact: true });
    await send.click();
    // somebody has this name: said at the field, once
    await person.getByText(t('errors.user.name_taken')).waitFor();
    await pictures(person, `${locale}-name-taken`);
    await userName.fill('mongryong');
    await send.click();
    await person.getByText(t('accounts.waiting'), { exact: true }).waitFor();
    await admin
      .getByRole('link', { name: t('frame.users') })
      .first()
      .click();
    await admin.getByRole('button', { name: t('users.reject'), exact: true }).click();
    const why = admin.getByRole('dialog');
    await why.getByLabel(t('users.reason')).fill('누구십니까?');
    await why.getByRole('button', { name: t('users.reject'), exact: true }).click();
    await person.getByText(t('accounts.rejected'), { exact: true }).waitFor();
    await person.getByText('누구십니까?').waitFor();
    await pictures(person, `${locale}-rejected`);
    await admin.getByRole('button', { name: t('users.approve'), exact: true }).click();
    // the page on which they wait goes on by itself
    await person.getByText(t('vms.empty')).waitFor();
  });

  test('work that fails later is said wherever one is, and stays until it is closed', async () => {
    const page = await product.open(locale);
    const name = '디스크 없는 기계';
    await product.setUp(page, locale);
    await make(page, name);
    const card = page.getByRole('article', { name });
    virsh('destroy', virsh('list', '--name').trim());
    await card.getByText(t('state.stopped'), { exact: true }).waitFor();
    const volume = /^\s*(\S+)\s+\//m.exec(virsh('vol-list', 'limen-disks'))?.[1] ?? expect.fail('no disk');
    virsh('vol-delete', volume, '--pool', 'limen-disks');
    await card.hover();
    await card.getByRole('button', { name: t('actions.start'), exact: true }).click();
    const notices = page.getByRole('region', { name: t('common.notices') });
    const failed = notices.getByRole('link', {
      name: t('operations.failed', { name, kind: t('kinds.vm.start') }),
    });
    await failed.waitFor();
    await pictures(page, `${locale}-operation-failed`);
    // it leads to what happened, and is closed with that
    await failed.click();
    await page.waitForURL((url) => url.searchParams.get('tab') === 'operations');
    await failed.waitFor({ state: 'detached' });
    await page.getByRole('tabpanel').getByText(t('kinds.vm.start'), { exact: true }).waitFor();
    await pictures(page, `${locale}-history-failed`);
  });
});
