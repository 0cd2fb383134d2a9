import { execFileSync, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { picture, pictures, wordsOf } from './browser.ts';
import { learnFont, readCells, readLines } from './guest-screen.ts';
import { banner, type Product, password, root, startProduct, until } from './product.ts';

const virsh = (...args: string[]): string =>
  execFileSync('virsh', ['-c', 'qemu:///system', ...args], { encoding: 'utf8' });
let product: Product;

beforeEach(async () => {
  product = await startProduct();
});
afterEach(({ task }) => product.end(task.result?.state === 'fail'));

test('a form cannot be sent before its page listens: what the server sends has its button off', async () => {
  const html = await (await fetch(`${product.url}/setup?token=${product.server.setupToken ?? ''}`)).text();
  const [submit, ...others] = html.match(/<button[^>]*type="submit"[^>]*>/g) ?? [];
  expect(others).toEqual([]);
  expect(submit).toContain(' disabled=""');
});

describe.each(['en', 'ko'] as const)('the main job, by a person who reads %s', (locale) => {
  const t = wordsOf(locale);
  const button = (page: Page, key: string) => page.getByRole('button', { name: t(key), exact: true });
  const link = (page: Page, key: string) => page.getByRole('link', { name: t(key), exact: true });
  const shows = (page: Page, text: string) => page.getByText(text, { exact: true }).first().waitFor();

  const setUp = (page: Page): Promise<void> =>
    product.setUp(page, locale, () => pictures(page, `${locale}-setup`));
  const makeMachine = async (page: Page, name: string): Promise<void> => {
    await page.goto(`${product.url}/vms/new`);
    const field = page.getByLabel(t('create.name'), { exact: true });
    // the first image is copied in at the first start: the page goes on by itself when it is there
    await field.waitFor();
    await field.fill(name);
    await page.getByRole('button', { name: t('create.preset.tiny') }).click();
    await pictures(page, `${locale}-create`);
    await button(page, 'create.submit').click();
    await page.getByRole('article', { name }).waitFor();
  };

  test('from the setup link to a prompt, an outside kill, and back to nothing', async () => {
    const page = await product.open(locale);
    const name = locale === 'ko' ? '첫 번째 기계' : 'first-machine';
    await setUp(page);
    await pictures(page, `${locale}-empty`);
    await makeMachine(page, name);

    const card = page.getByRole('article', { name });
    await card.getByText(t('state.running'), { exact: true }).waitFor();
    await pictures(page, `${locale}-machines`);
    await card.hover();
    await card.getByRole('button', { name: t('actions.console') }).click();

    // the prompt, read from the pixels
    const font = await until(async () => learnFont(await readCells(page), banner));
    const lines = async (): Promise<string[]> => readLines(await readCells(page), font);
    const prompt = /^limen-tiny:\uFFFD\uFFFD$/;
    await until(async () => ((await lines()).some((line) => prompt.test(line)) ? true : null));
    // what is typed reaches the guest, and its answer the page (characters without Shift, which `type` does not press)
    await page.locator('canvas').click();
    await page.keyboard.type("echo limen''-reads");
    await page.keyboard.press('Enter');
    await until(async () => ((await lines()).includes('limen-reads') ? true : null));
    await pictures(page, `${locale}-console`);

    // a kill from outside arrives in the page as it stands: no reload, no click
    await page.evaluate(() => Object.assign(globalThis, { stays: true }));
    const [domain = ''] = virsh('list', '--name').trim().split('\n');
    virsh('destroy', domain);
    await shows(page, t('state.stopped'));
    await shows(page, t('console.off'));
    await shows(page, t('notices.vm.stopped_outside', { name }));
    expect(await page.evaluate(() => 'stays' in globalThis)).toBe(true);
    await picture(page, `${locale}-stopped-outside`);

    // starts again, is stopped in order by its guest, and is deleted with everything
    await button(page, 'actions.start').first().click();
    await shows(page, t('state.running'));
    await until(async () => learnFont(await readCells(page), banner));
    await page.getByRole('tab', { name: t('vms.tab.overview') }).click();
    await pictures(page, `${locale}-overview`);
    await button(page, 'vms.actions').click();
    await page.getByRole('menuitem', { name: t('actions.shutdown') }).click();
    await shows(page, t('state.stopped'));
    await page.getByRole('tab', { name: t('vms.tab.operations') }).click();
    await pictures(page, `${locale}-history`);
    await button(page, 'vms.actions').click();
    await page.getByRole('menuitem', { name: t('actions.delete') }).click();
    const dialog = page.getByRole('dialog');
    await pictures(page, `${locale}-to-trash`);
    await dialog.getByRole('button', { name: t('confirm.toTrash'), exact: true }).click();
    await page.getByText(t('vms.empty')).waitFor();

    // it can be brought back, and is deleted for good only when its name was typed
    await page.getByRole('link', { name: t('trash.linkCount', { count: '1' }) }).click();
    await page.getByRole('heading', { name }).waitFor();
    await pictures(page, `${locale}-trash`);
    await button(page, 'actions.restore').click();
    await page.getByText(t('trash.empty')).waitFor();
    await link(page, 'trash.toMachines').click();
    await card.getByText(t('state.stopped'), { exact: true }).waitFor();
    await link(page, 'frame.trash').click();
    await page.getByText(t('trash.empty')).waitFor();
    await pictures(page, `${locale}-trash-empty`);
    await link(page, 'trash.toMachines').click();
    await card.getByRole('button', { name: t('vms.actionsOf', { name }) }).click();
    await page.getByRole('menuitem', { name: t('actions.delete') }).click();
    await dialog.getByRole('button', { name: t('confirm.toTrash'), exact: true }).click();
    await page.getByRole('link', { name: t('trash.linkCount', { count: '1' }) }).click();
    await button(page, 'confirm.forGood').click();
    await dialog.getByLabel(t('confirm.typeName', { name })).fill(name);
    await pictures(page, `${locale}-delete`);
    await dialog.getByRole('button', { name: t('confirm.forGood'), exact: true }).click();
    await page.getByText(t('trash.empty')).waitFor();

    expect(virsh('list', '--all', '--name').trim()).toBe('');
    expect(virsh('vol-list', 'limen-disks').split('\n').slice(2).join('').trim()).toBe('');
    const { stdout } = spawnSync(process.execPath, [join(root, 'apps/server/src/world/verify-world.ts')], {
      env: { ...process.env, NODE_ENV: 'test', LIMEN_HOME: product.home },
      encoding: 'utf8',
    });
    expect(stdout.trim()).toBe('database, libvirt and pools agree');
    expect(await page.evaluate(() => 'stays' in globalThis)).toBe(true);
  });

  test('whoever registers waits, is approved, and goes on without a reload', async () => {
    const admin = await product.open(locale);
    await setUp(admin);
    const person = await product.open(locale);
    await person.goto(product.url);
    await link(person, 'accounts.register').click();
    await person.getByLabel(t('accounts.displayName'), { exact: true }).fill('Grace');
    await person.getByLabel(t('accounts.userName'), { exact: true }).fill('grace');
    await person.getByLabel(t('accounts.password'), { exact: true }).fill(password);
    await person.getByLabel(t('accounts.note')).fill('🙂 <b>compilers</b>');
    await pictures(person, `${locale}-register`);
    await button(person, 'accounts.askForAccount').click();
    await shows(person, t('accounts.waiting'));
    await pictures(person, `${locale}-waiting`);

    await admin
      .getByRole('link', { name: t('frame.users') })
      .first()
      .click();
    await admin.getByText('🙂 <b>compilers</b>').waitFor();
    await pictures(admin, `${locale}-users`);
    await button(admin, 'users.approve').click();
    await link(person, 'frame.newMachine').first().waitFor();
    expect(new URL(person.url()).pathname).toBe('/');

    await link(admin, 'frame.images').first().click();
    await admin.getByText('LIMEN Tiny').first().waitFor();
    await pictures(admin, `${locale}-images`);
    await link(admin, 'frame.about').first().click();
    await shows(admin, t('about.health'));
    await pictures(admin, `${locale}-about`);
    await button(person, 'frame.person')
      .or(person.getByRole('button', { name: 'Grace' }))
      .first()
      .click();
    await person.getByRole('menuitem', { name: t('frame.signOut') }).click();
    await button(person, 'accounts.signIn').waitFor();
    // whoever signs in next does not land where this person was
    expect(new URL(person.url()).search).toBe('');
    await pictures(person, `${locale}-sign-in`);
  });
});
