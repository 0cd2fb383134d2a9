/// <reference lib="dom" />
import type { Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type Locale, pictures, readers, wordsOf } from './browser.ts';
import { learnFont, readCells, readLines } from './guest-screen.ts';
import { banner, type Product, password, startProduct, until } from './product.ts';

const name = 'shared-one';
let product: Product;
let failed = false;
/** Learned while the banner is still on the screen; the guest is the same for all. */
let font: ReadonlyMap<string, string> | null = null;

/** What the page has of its own: sockets it opened, and a mark that only a reload takes away. */
type InPage = { consoles: WebSocket[]; stays?: boolean };

const keepConsoles = async (page: Page): Promise<void> => {
  await page.addInitScript(() => {
    const consoles: WebSocket[] = [];
    Object.assign(globalThis, { consoles });
    globalThis.WebSocket = new Proxy(WebSocket, {
      construct: (made, given: [string, string[]?]) => {
        const socket = new made(...given);
        if (socket.url.includes('/api/console')) consoles.push(socket);
        return socket;
      },
    });
  });
};

/** Key presses written into the console's own connection (RFC 6143 §7.5.4), as by a page that somebody has altered. */
const pressBehindThePage = (page: Page, text: string): Promise<void> =>
  page.evaluate((typed) => {
    // put there by `keepConsoles`
    const { consoles } = globalThis as unknown as InPage;
    const socket = consoles.find((one) => one.readyState === WebSocket.OPEN);
    if (!socket) throw new Error('no console is open');
    const enter = 0xff_0d;
    for (const key of [...Array.from(typed, (character) => character.charCodeAt(0)), enter]) {
      for (const down of [1, 0]) socket.send(Uint8Array.of(4, down, 0, 0, 0, 0, key >> 8, key & 0xff));
    }
  }, text);

const mark = (page: Page): Promise<void> =>
  page.evaluate(() => {
    Object.assign(globalThis, { stays: true });
  });
const isMarked = (page: Page): Promise<boolean> => page.evaluate(() => 'stays' in globalThis);

const higherBy = (page: Page): Promise<number> =>
  page.evaluate(() => Math.max(0, document.documentElement.scrollHeight - window.innerHeight));

const openConsoles = (page: Page): Promise<number> =>
  // put there by `keepConsoles`
  page.evaluate(
    () =>
      (globalThis as unknown as InPage).consoles.filter((one) => one.readyState !== WebSocket.CLOSED).length,
  );

const linesOf = async (page: Page): Promise<string[]> => readLines(await readCells(page), font ?? new Map());
const showsLine = (page: Page, line: string): Promise<true> =>
  until(async () => ((await linesOf(page)).includes(line) ? true : null));
/** In characters without Shift, which `type` does not press. */
const typeInGuest = async (page: Page, text: string): Promise<void> => {
  await page.locator('canvas').click();
  await page.keyboard.type(text);
  await page.keyboard.press('Enter');
};

const wordsFor = (locale: Locale) => {
  const t = wordsOf(locale);
  return {
    t,
    button: (page: Page | Locator, key: string) => page.getByRole('button', { name: t(key), exact: true }),
    field: (page: Page | Locator, key: string) => page.getByLabel(t(key), { exact: true }),
    shows: (page: Page | Locator, text: string) => page.getByText(text, { exact: true }).first().waitFor(),
    card: (page: Page) => page.getByRole('article', { name }),
  };
};

beforeAll(async () => {
  product = await startProduct();
  const { t, button, field, shows, card } = wordsFor('en');
  const ada = await product.open('en');
  await product.setUp(ada, 'en');
  const grace = await product.open('en');
  await grace.goto(`${product.url}/register`);
  await field(grace, 'accounts.displayName').fill('Grace');
  await field(grace, 'accounts.userName').fill('grace');
  await field(grace, 'accounts.password').fill(password);
  await button(grace, 'accounts.askForAccount').click();
  await shows(grace, t('accounts.waiting'));
  await ada.goto(`${product.url}/users`);
  await button(ada, 'users.approve').click();
  await shows(grace, t('vms.empty'));
  await ada.goto(`${product.url}/vms/new`);
  await field(ada, 'create.name').fill(name);
  await ada.getByRole('button', { name: t('create.preset.tiny') }).click();
  await button(ada, 'create.submit').click();
  await card(ada).getByText(t('state.running'), { exact: true }).waitFor();
});
afterEach(({ task }) => {
  failed ||= task.result?.state === 'fail';
});
afterAll(() => product.end(failed));

describe.each(readers('en'))('a machine that is shared, by people who read %s', (locale) => {
  const { t, button, field, shows, card } = wordsFor(locale);
  const dialog = (page: Page) => page.getByRole('dialog');
  const signIn = async (userName: string): Promise<Page> => {
    const page = await product.open(locale);
    await keepConsoles(page);
    await page.goto(`${product.url}/sign-in`);
    await field(page, 'accounts.userName').fill(userName);
    await field(page, 'accounts.password').fill(password);
    await button(page, 'accounts.signIn').click();
    await page
      .getByRole('link', { name: t('frame.newMachine'), exact: true })
      .first()
      .waitFor();
    return page;
  };
  const openConsole = async (page: Page, action: string): Promise<void> => {
    await card(page).hover();
    await card(page)
      .getByRole('button', { name: t(action), exact: true })
      .click();
    await page.locator('canvas').waitFor();
  };

  test('is watched by a viewer, run by an operator, and gone when the share ends; no page is reloaded', async () => {
    const owner = await signIn('ada');
    const other = await signIn('grace');
    await shows(other, t('vms.empty'));
    await mark(other);

    // what is wrong with a name is said at the field, which keeps the focus
    await card(owner).getByRole('link').click();
    await shows(owner, t('shares.nobody'));
    await button(owner, 'shares.manage').click();
    for (const [userName, sentence] of [
      ['', t('shares.userNameMissing')],
      ['Ada', t('shares.yourself')],
      ['nobody-here', t('errors.share.refused')],
    ] as const) {
      await field(owner, 'shares.userName').fill(userName);
      await owner.keyboard.press('Enter');
      await shows(dialog(owner), sentence);
      await owner.locator('input:focus[aria-invalid=true]').waitFor();
    }
    await pictures(owner, `${locale}-share-unknown`);
    await field(owner, 'shares.userName').fill('grace');
    await owner.keyboard.press('Enter');
    const level = dialog(owner).getByLabel(t('shares.levelOf', { name: 'Grace' }));
    await level.waitFor();
    await pictures(owner, `${locale}-share`);
    await owner.keyboard.press('Escape');
    await dialog(owner).waitFor({ state: 'detached' });
    // the focus is back, and the history says whom it was shared with
    await button(owner, 'shares.manage').and(owner.locator(':focus')).waitFor();
    await shows(owner, `${t('audit.action.vm.share')}: grace`);
    await owner.reload();
    const people = owner.getByRole('list', { name: t('shares.people') });
    await people.getByText('Grace').waitFor();
    await people.getByText(t('shares.viewerDoes')).waitFor();
    await pictures(owner, `${locale}-share-owner`);

    // the other sees it come, and its screen
    await card(other)
      .getByText(t('shares.sharedBy', { name: 'Ada Kim' }))
      .waitFor();
    await openConsole(other, 'actions.watch');
    await shows(other, t('console.watching'));
    await shows(other, t('shares.byToWatch', { name: 'Ada Kim' }));
    font ??= await until(async () => learnFont(await readCells(other), banner));
    await until(async () => ((await linesOf(other)).includes('LIMEN-TINY-READY') ? true : null));

    // no power for a viewer, and why
    const whyNot = t('whyNot.viewer', { name: 'Ada Kim' });
    const shutdown = other.getByRole('button', { name: `${t('actions.shutdown')} (${whyNot})` });
    await shutdown.and(other.locator('[aria-disabled=true]')).click({ force: true });
    await other.getByRole('tooltip').getByText(whyNot).waitFor();
    await button(other, 'vms.actions').click();
    for (const action of ['start', 'resume', 'shutdown', 'reboot', 'pause', 'powerOff', 'reset']) {
      const item = other.getByRole('menuitem', {
        name: new RegExp(`^${t(`actions.${action}`)}\\s*${whyNot}$`),
      });
      await item.and(other.locator('[aria-disabled=true]')).waitFor();
    }
    await other.keyboard.press('Escape');
    await other.getByRole('menu').waitFor({ state: 'detached' });

    // nor a key, pressed as the page would have it or behind its back; the owner's come after them on the same screen
    await typeInGuest(other, 'echo sneaked');
    await pressBehindThePage(other, 'echo smuggled');
    await owner.getByRole('tab', { name: t('vms.tab.console') }).click();
    await shows(owner, t('console.clickToType'));
    await typeInGuest(owner, `echo ${locale}''-owner`);
    // a picture that is drawn after them was asked for after them, on the very connection that they went by
    await showsLine(other, `${locale}-owner`);
    const seen = (await linesOf(owner)).join('\n');
    expect(seen).not.toMatch(/sneaked|smuggled/);
    expect(seen).toMatch(new RegExp(`^limen-tiny:.. echo ${locale}''-owner$`, 'm'));
    await pictures(other, `${locale}-share-watching`);
    expect(await higherBy(other), 'a page that moves under the screen').toBe(0);
    await other.getByRole('tab', { name: t('vms.tab.overview') }).click();
    // since when stands in the same paragraph
    await other.getByText(t('shares.asViewer', { name: 'Ada Kim' })).waitFor();
    await pictures(other, `${locale}-share-viewer`);
    await other.getByRole('tab', { name: t('vms.tab.console') }).click();
    await shows(other, t('console.watching'));

    // an operator from one moment to the next
    await button(owner, 'vms.actions').click();
    await owner.getByRole('menuitem', { name: t('actions.share') }).click();
    await level.selectOption('operator');
    await other
      .getByText(t('console.typing'), { exact: true })
      .or(other.getByText(t('console.clickToType'), { exact: true }))
      .waitFor();
    await until(async () => ((await linesOf(other)).includes(`${locale}-owner`) ? true : null));
    await typeInGuest(other, `echo ${locale}''-other`);
    await showsLine(owner, `${locale}-other`);
    await button(other, 'vms.actions').click();
    await other.getByRole('menuitem', { name: t('actions.pause'), exact: true }).click();
    await shows(other, t('state.paused'));
    await shows(owner, t('state.paused'));
    await button(other, 'actions.resume').click();
    await shows(owner, t('state.running'));

    // one click, and nothing of it is theirs any more
    await dialog(owner)
      .getByRole('button', { name: t('shares.endFor', { name: 'Grace' }) })
      .click();
    await other.getByRole('heading', { name: t('shares.ended', { name }) }).waitFor();
    await shows(other, t('shares.endedText', { name: 'Ada Kim' }));
    await other.locator('canvas').waitFor({ state: 'detached' });
    await until(async () => ((await openConsoles(other)) === 0 ? true : null));
    await pictures(other, `${locale}-share-ended`);
    await shows(dialog(owner), t('shares.nobody'));
    await other.getByRole('link', { name: t('vms.toMachines'), exact: true }).click();
    await shows(other, t('vms.empty'));
    expect(await card(other).count()).toBe(0);
    expect(await isMarked(other)).toBe(true);
  });
});
