import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { pictures, readers, wordsOf } from './browser.ts';
import { learnFont, readCells } from './guest-screen.ts';
import { banner, type Product, startProduct, until } from './product.ts';

let product: Product;
let folder: string;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'limen-exports-'));
  product = await startProduct();
});
afterEach(async ({ task }) => {
  rmSync(folder, { recursive: true, force: true });
  await product.end(task.result?.state === 'fail');
});

/** What QEMU says of a disk that came out of the browser. */
const looked = (path: string, format: string): { 'virtual-size': number; 'backing-filename'?: string } => {
  execFileSync('qemu-img', ['check', '-q', '-f', format, path]);
  return JSON.parse(
    execFileSync('qemu-img', ['info', '--output=json', '-f', format, path], { encoding: 'utf8' }),
  ) as ReturnType<typeof looked>;
};

test.each(readers('ko'))(
  'a stopped machine is cloned, made a template and exported from its page, for whoever reads %s',
  async (locale) => {
    const t = wordsOf(locale);
    const page = await product.open(locale);
    const dialog = page.getByRole('dialog');
    const button = (name: string) => page.getByRole('button', { name, exact: true });
    const card = (name: string) => page.getByRole('article', { name, exact: true });
    const runs = (name: string) => card(name).getByText(t('state.running'), { exact: true }).waitFor();
    await product.setUp(page, locale);
    const toMachines = () =>
      page
        .getByRole('link', { name: t('frame.machines'), exact: true })
        .first()
        .click();
    const openMachine = async (name: string): Promise<void> => {
      await toMachines();
      await card(name).getByRole('link', { name, exact: true }).click();
      await page.getByRole('heading', { name, level: 1 }).waitFor();
    };
    const choose = async (action: 'clone' | 'template' | 'export'): Promise<void> => {
      await button(t('vms.actions')).click();
      await page.getByRole('menuitem', { name: t(`actions.${action}`) }).click();
      await pictures(page, `${locale}-copies-${action}`);
    };
    const send = async (action: 'clone' | 'template' | 'export'): Promise<void> => {
      await dialog.getByRole('button', { name: t(`copies.${action}`), exact: true }).click();
      await dialog.waitFor({ state: 'detached' });
    };
    const make = async (image: string, name: string, start: boolean): Promise<void> => {
      await page.goto(`${product.url}/vms/new`);
      await page
        .getByRole('radio', { name: new RegExp(`^${image}`) })
        .first()
        .check();
      await page.getByLabel(t('create.name'), { exact: true }).fill(name);
      await button(t('create.submit')).waitFor();
      await page.getByLabel(t('create.startNow')).setChecked(start);
      await button(t('create.submit')).click();
      await card(name).waitFor();
    };
    await make('LIMEN Tiny', 'original', false);
    await card('original').getByText(t('state.stopped'), { exact: true }).waitFor();

    // a full clone, started as soon as it is there, comes up by itself
    await openMachine('original');
    await choose('clone');
    expect(await dialog.getByLabel(t('create.name'), { exact: true }).inputValue()).toBe('original-2');
    await dialog.getByLabel(t('copies.startIt')).check();
    await send('clone');
    await toMachines();
    await runs('original-2');
    await comesUp(page, 'original-2');

    // a linked one as well
    await openMachine('original');
    await choose('clone');
    await dialog.getByLabel(t('create.name'), { exact: true }).fill('linked');
    await dialog.getByRole('radio', { name: new RegExp(`^${t('copies.linked')}`) }).check();
    await dialog.getByLabel(t('copies.startIt')).check();
    await send('clone');
    await toMachines();
    await runs('linked');
    await comesUp(page, 'linked');

    // a template is an image that another machine is made of; the next one is another version of it
    await openMachine('original');
    await choose('template');
    await dialog.getByLabel(t('copies.templateName'), { exact: true }).fill('for the class');
    await send('template');
    await page
      .getByRole('link', { name: t('frame.images'), exact: true })
      .first()
      .click();
    const row = page.getByRole('listitem').filter({
      has: page.getByRole('heading', { name: 'for the class', exact: true }),
    });
    await row.getByText(t('images.state.ready'), { exact: true }).waitFor();
    await row.getByText(t('imageAccess.version', { number: '1' }), { exact: true }).waitFor();
    await row.getByText(t('copies.notGeneralised')).waitFor();
    await pictures(page, `${locale}-copies-images`);
    const askToDelete = async (): Promise<void> => {
      await row.getByRole('button', { name: t('imageAccess.actionsOf', { name: 'for the class' }) }).click();
      await page.getByRole('menuitem', { name: t('common.delete'), exact: true }).click();
      await dialog.waitFor();
    };
    await askToDelete();
    await pictures(page, `${locale}-copies-delete-image`);
    await dialog.getByRole('button', { name: t('common.cancel'), exact: true }).click();
    await dialog.waitFor({ state: 'detached' });
    await make('for the class', 'from-template', true);
    await runs('from-template');
    await comesUp(page, 'from-template');
    await openMachine('original');
    await choose('template');
    await dialog.getByRole('radio', { name: /^for the class/ }).check();
    await send('template');
    await page
      .getByRole('link', { name: t('frame.images'), exact: true })
      .first()
      .click();
    await row.getByText(t('imageAccess.version', { number: '2' }), { exact: true }).waitFor();

    // both kinds of files come out of the browser whole
    await openMachine('original');
    const exported = page.getByRole('region', { name: t('copies.exports') });
    const fetched = async (suffix: 'ova' | 'qcow2'): Promise<string> => {
      await choose('export');
      await dialog.getByRole('radio', { name: new RegExp(`^${t(`copies.${suffix}`)}`) }).check();
      await send('export');
      const link = exported.getByRole('link', {
        name: t('copies.downloadOf', { name: `original.${suffix}` }),
      });
      await link.waitFor();
      await pictures(page, `${locale}-copies-${suffix}`);
      const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
      expect(download.suggestedFilename()).toBe(`original.${suffix}`);
      const path = join(folder, `original.${suffix}`);
      await download.saveAs(path);
      return path;
    };
    const qcow2 = looked(await fetched('qcow2'), 'qcow2');
    expect(qcow2['backing-filename']).toBeUndefined();
    const ova = await fetched('ova');
    const members = execFileSync('tar', ['-tf', ova], { encoding: 'utf8' }).trim().split('\n');
    expect(members[0]).toMatch(/\.ovf$/);
    execFileSync('tar', ['-xf', ova, '-C', folder]);
    const manifest = readFileSync(join(folder, members.find((name) => name.endsWith('.mf')) ?? ''), 'utf8');
    const sums = [...manifest.matchAll(/^SHA256 ?\((.+)\) ?= ?([0-9a-f]{64})$/gm)];
    // the manifest names everything beside itself, in the order of the archive
    expect(sums.map(([, name]) => name)).toEqual(members.filter((name) => !name.endsWith('.mf')));
    for (const [, name = '', sum] of sums) {
      expect(
        createHash('sha256')
          .update(readFileSync(join(folder, name)))
          .digest('hex'),
        name,
      ).toBe(sum);
    }
    const disk = looked(join(folder, members.find((name) => name.endsWith('.vmdk')) ?? ''), 'vmdk');
    expect(disk['virtual-size']).toBe(qcow2['virtual-size']);

    // they stay where every image is when the machine goes, and go before their time where nobody wants them any more
    await button(t('vms.actions')).click();
    await page.getByRole('menuitem', { name: t('actions.delete') }).click();
    await dialog.getByRole('button', { name: t('confirm.toTrash'), exact: true }).click();
    await page.getByRole('link', { name: t('trash.linkCount', { count: '1' }) }).click();
    await button(t('confirm.forGood')).click();
    await dialog.getByLabel(t('confirm.typeName', { name: 'original' })).fill('original');
    await dialog.getByRole('button', { name: t('confirm.forGood'), exact: true }).click();
    await page.getByText(t('trash.empty')).waitFor();
    await page
      .getByRole('link', { name: t('frame.images'), exact: true })
      .first()
      .click();
    await exported.getByRole('link', { name: t('copies.downloadOf', { name: 'original.ova' }) }).waitFor();
    await pictures(page, `${locale}-copies-exports`);
    for (const suffix of ['ova', 'qcow2']) {
      await button(t('copies.deleteOf', { name: `original.${suffix}` })).click();
    }
    await exported.waitFor({ state: 'detached' });

    async function comesUp(at: Page, name: string): Promise<void> {
      await at.goto(`${product.url}/`);
      await card(name).getByRole('link', { name, exact: true }).click();
      await at.getByRole('tab', { name: t('vms.tab.console') }).click();
      await until(async () => learnFont(await readCells(at), banner));
    }
  },
);
