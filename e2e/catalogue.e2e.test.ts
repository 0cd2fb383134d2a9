import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type FileServer, startFileServer } from '../apps/server/testing/file-server.ts';
import { pictures, readers, wordsOf } from './browser.ts';
import { learnFont, readCells } from './guest-screen.ts';
import { banner, type Product, root, startProduct, until } from './product.ts';

const tiny = (name: string): string => join(root, '.limen/tiny', name);
/** The tiny system in other bytes: the same file is not kept twice. */
const repacked = (clusters: string): Buffer => {
  const folder = mkdtempSync(join(tmpdir(), 'limen-repacked-'));
  const path = join(folder, 'disk');
  const options = ['-f', 'qcow2', '-O', 'qcow2', '-o', `cluster_size=${clusters}`];
  execFileSync('qemu-img', ['convert', ...options, tiny('limen-tiny.qcow2'), path]);
  const bytes = readFileSync(path);
  rmSync(folder, { recursive: true, force: true });
  return bytes;
};
const image = 'debian-12-genericcloud-amd64.qcow2';

let product: Product;
let mirror: FileServer;
beforeEach(async () => {
  mirror = await startFileServer();
  const disk = repacked('32k');
  const sum = createHash('sha512').update(disk).digest('hex');
  mirror.files.set('/debian/bookworm/latest/SHA512SUMS', Buffer.from(`${sum}  ${image}\n`));
  mirror.files.set(`/debian/bookworm/latest/${image}`, disk);
  const other = repacked('128k');
  mirror.files.set('/own/limen.qcow2', other);
  mirror.files.set('/own/again.qcow2', other);
  mirror.files.set('/own/no.iso', Buffer.from('<!doctype html><title>Not here</title>'.padEnd(4096)));
  product = await startProduct();
});
afterEach(async ({ task }) => {
  await mirror.close();
  await product.end(task.result?.state === 'fail');
});

test.each(readers('en'))(
  'without a way out the catalogue goes by a local mirror, for whoever reads %s',
  async (locale) => {
    const t = wordsOf(locale);
    const page = await product.open(locale);
    const dialog = page.getByRole('dialog');
    const button = (name: string) => page.getByRole('button', { name, exact: true });
    const field = (name: string) => page.getByLabel(name, { exact: true });
    const row = (name: string) =>
      page.getByRole('listitem').filter({ has: page.getByRole('heading', { name, exact: true }) });
    const ready = (name: string) =>
      row(name).getByText(t('images.state.ready'), { exact: true }).first().waitFor();
    const toImages = () =>
      page
        .getByRole('link', { name: t('frame.images'), exact: true })
        .first()
        .click();
    await product.setUp(page, locale);

    // nothing can be reached, and it says so and what can be done
    await toImages();
    await button(t('catalogue.refresh')).click();
    await page.getByText(t('catalogue.offline')).waitFor();
    await pictures(page, `${locale}-catalogue-offline`);
    await page.getByRole('link', { name: t('catalogue.nameMirror'), exact: true }).click();

    // the mirror, with what is wrong said at its field
    await field(t('importSettings.mirrors')).fill(mirror.origin);
    await page.getByText(t('importSettings.mirrorsBad', { lines: mirror.origin })).waitFor();
    await field(t('importSettings.mirrors')).fill(`127.0.0.1:${mirror.port}`);
    await button(t('importSettings.add')).click();
    await field(t('importSettings.fromNumber', { number: '1' })).fill(
      'https://cloud.debian.org/images/cloud/',
    );
    await field(t('importSettings.toNumber', { number: '1' })).fill(`${mirror.origin}/debian`);
    await page.getByText(t('importSettings.otherEnd')).waitFor();
    await pictures(page, `${locale}-import-settings`);
    await field(t('importSettings.toNumber', { number: '1' })).fill(`${mirror.origin}/debian/`);
    await button(t('settings.save')).click();
    await page.getByText(t('settings.saved')).waitFor();
    await page.reload();
    expect(await field(t('importSettings.toNumber', { number: '1' })).inputValue()).toBe(
      `${mirror.origin}/debian/`,
    );

    // what it has is found and fetched, and a machine of it comes up
    await toImages();
    await button(t('catalogue.refresh')).click();
    await row('Debian 12').getByText(`127.0.0.1:${mirror.port}`).waitFor();
    await page.getByText(t('catalogue.offline')).waitFor({ state: 'detached' });
    await row('Debian 13').getByText(t('catalogue.unreachable')).waitFor();
    await button(t('catalogue.fetchForAllName', { name: 'Debian 12' })).click();
    await ready('Debian 12');
    await row('Debian 12').getByText(t('catalogue.there'), { exact: true }).waitFor();
    await pictures(page, `${locale}-catalogue`);
    await page.goto(`${product.url}/vms/new`);
    await page.getByRole('radio', { name: /^Debian 12/ }).check();
    await field(t('create.name')).fill('of-the-mirror');
    await page.getByRole('button', { name: t('create.preset.tiny') }).click();
    await button(t('create.submit')).click();
    const card = page.getByRole('article', { name: 'of-the-mirror' });
    await card.getByText(t('state.running'), { exact: true }).waitFor();
    await card.hover();
    await card.getByRole('button', { name: t('actions.console') }).click();
    await until(async () => learnFont(await readCells(page), banner));

    // from an address: one that is an image, one that is there already, and one that is a page
    await toImages();
    await row('Debian 12').getByRole('link', { name: 'of-the-mirror' }).waitFor();
    const fetchFrom = async (path: string, name: string): Promise<void> => {
      await button(t('fetch.button')).click();
      await dialog.getByLabel(t('fetch.address'), { exact: true }).fill(`${mirror.origin}${path}`);
      expect(await dialog.getByLabel(t('uploads.name'), { exact: true }).inputValue()).toBe(name);
      await dialog.getByRole('button', { name: t('fetch.begin'), exact: true }).click();
      await dialog.waitFor({ state: 'detached' });
    };
    await fetchFrom('/own/limen.qcow2', 'limen');
    await ready('limen');
    await fetchFrom('/own/again.qcow2', 'again');
    await page.getByText(t('images.sameFile', { name: 'again' })).waitFor();
    await row('again').waitFor({ state: 'detached' });
    await fetchFrom('/own/no.iso', 'no');
    await row('no').getByText(t('imageRefusals.text.name'), { exact: true }).waitFor();
    await pictures(page, `${locale}-catalogue-refused`);
    await button(t('imageAccess.dismissOf', { name: 'no' })).click();
    await row('no').waitFor({ state: 'detached' });
  },
);
