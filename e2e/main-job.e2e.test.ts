import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { forgetHost } from '../apps/server/testing/server.ts';
import { freePort, type ServerProcess, startServerProcess } from '../apps/server/testing/server-process.ts';
import { type Locale, launchBrowser, picture, pictures, wordsOf } from './browser.ts';
import { learnFont, readCells, readLines } from './guest-screen.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const virsh = (...args: string[]): string =>
  execFileSync('virsh', ['-c', 'qemu:///system', ...args], { encoding: 'utf8' });
const password = 'correct horse battery';
/** What the tiny guest writes above its prompt (tools/tiny-image/guest/etc/issue): known text, to learn its font from. */
const banner = [
  '  This is a tiny Linux that LIMEN built: a kernel, busybox, a guest agent.',
  "  You are root. Look around, type 'poweroff' to stop the machine.",
  'LIMEN-TINY-READY',
];

let home: string;
let url: string;
let server: ServerProcess;
let browser: Browser;

beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), 'limen-e2e-'));
  chmodSync(home, 0o711);
  symlinkSync(join(root, '.limen/tiny'), join(home, 'import'));
  const port = await freePort();
  url = `http://127.0.0.1:${port}`;
  server = await startServerProcess({ home, port, web: true });
  browser = await launchBrowser();
});
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') {
    const pages = browser.contexts().flatMap((context) => context.pages());
    for (const [n, page] of pages.entries()) await picture(page, `failed-${n}`);
  }
  await browser.close();
  await server.stop();
  forgetHost('qemu:///system');
  rmSync(home, { recursive: true, force: true });
});

const open = async (locale: Locale): Promise<Page> => {
  const context = await browser.newContext({
    locale: locale === 'ko' ? 'ko-KR' : 'en-GB',
    viewport: { width: 1440, height: 900 },
  });
  return context.newPage();
};
/** Asks again and again until it is so; the test's own time limit is the only one. */
const until = async <T>(look: () => Promise<T | null>): Promise<T> => {
  for (;;) {
    const found = await look();
    if (found !== null) return found;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
};

describe.each(['en', 'ko'] as const)('the main job, by a person who reads %s', (locale) => {
  const t = wordsOf(locale);
  const button = (page: Page, key: string) => page.getByRole('button', { name: t(key), exact: true });
  const link = (page: Page, key: string) => page.getByRole('link', { name: t(key), exact: true });
  const shows = (page: Page, text: string) => page.getByText(text, { exact: true }).first().waitFor();

  const setUp = async (page: Page): Promise<void> => {
    await page.goto(`${url}/setup?token=${server.setupToken ?? ''}`);
    await page
      .getByLabel(t('accounts.displayName'), { exact: true })
      .fill(locale === 'ko' ? '김하나' : 'Ada Kim');
    await page.getByLabel(t('accounts.userName'), { exact: true }).fill('ada');
    await page.getByLabel(t('accounts.password'), { exact: true }).fill(password);
    await pictures(page, `${locale}-setup`);
    await button(page, 'accounts.makeAdmin').click();
    await link(page, 'frame.newMachine').first().waitFor();
  };
  const makeMachine = async (page: Page, name: string): Promise<void> => {
    await page.goto(`${url}/vms/new`);
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
    const page = await open(locale);
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
    await page.getByLabel(t('confirm.typeName', { name })).fill(name);
    await pictures(page, `${locale}-delete`);
    await page
      .getByRole('dialog')
      .getByRole('button', { name: t('actions.delete'), exact: true })
      .click();
    await page.getByText(t('vms.empty')).waitFor();

    expect(virsh('list', '--all', '--name').trim()).toBe('');
    expect(virsh('vol-list', 'limen-disks').split('\n').slice(2).join('').trim()).toBe('');
    const { stdout } = spawnSync(process.execPath, [join(root, 'apps/server/src/world/verify-world.ts')], {
      env: { ...process.env, NODE_ENV: 'test', LIMEN_HOME: home },
      encoding: 'utf8',
    });
    expect(stdout.trim()).toBe('database, libvirt and pools agree');
    expect(await page.evaluate(() => 'stays' in globalThis)).toBe(true);
  });

  test('whoever registers waits, is approved, and goes on without a reload', async () => {
    const admin = await open(locale);
    await setUp(admin);
    const person = await open(locale);
    await person.goto(url);
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
    await pictures(person, `${locale}-sign-in`);
  });
});
