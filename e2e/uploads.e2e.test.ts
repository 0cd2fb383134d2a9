/// <reference lib="dom" />
import { execFileSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Image } from '@limen/contract/images';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { pictures, readers, wordsOf } from './browser.ts';
import { type Line, startLine } from './line.ts';
import { type Product, root, startProduct, until } from './product.ts';

const MiB = 1024 ** 2;
/** A line as people have it at home: else everything were there before anything could be cut. */
const slowLine = { latency: 5, downloadThroughput: -1, uploadThroughput: 2 * MiB };
const noLine = { latency: 0, downloadThroughput: -1, uploadThroughput: -1 };

let folder: string;
/** The tiny system’s CD with 160 MiB beside it: it still boots, and no two parts of it are alike. */
let iso: string;
let sha256: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'limen-iso-'));
  const ballast = join(folder, 'ballast');
  iso = join(folder, 'a big system.iso');
  writeFileSync(ballast, randomBytes(160 * MiB));
  copyFileSync(join(root, '.limen/tiny/limen-tiny.iso'), iso);
  execFileSync('xorriso', ['-dev', iso, '-boot_image', 'any', 'keep', '-map', ballast, '/ballast'], {
    stdio: 'ignore',
  });
  sha256 = createHash('sha256').update(readFileSync(iso)).digest('hex');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let line: Line;
let product: Product;
beforeEach(async () => {
  line = await startLine();
  product = await startProduct(line);
});
afterEach(async ({ task }) => {
  await product.end(task.result?.state === 'fail');
  line.close();
});

/**
 * A page on such a line; a reload forgets it. Off: what is on its way is cut, which Playwright's own `setOffline` does not do
 * beside a slow line.
 *
 * @returns takes the line away, gives it back, or gives a better one
 */
const slow = async (page: Page): Promise<(to: 'cut' | 'slow' | 'fast') => Promise<void>> => {
  const session = await page.context().newCDPSession(page);
  const set = async (to: 'cut' | 'slow' | 'fast'): Promise<void> => {
    const conditions = { offline: to === 'cut', ...(to === 'fast' ? noLine : slowLine) };
    await session.send('Network.emulateNetworkConditions', conditions);
  };
  await set('slow');
  return set;
};

/** Nothing of the browser runs meanwhile, as where a lid is closed. */
const asleep = async (page: Page, meanwhile: () => Promise<void>): Promise<void> => {
  const session = await page.context().browser()?.newBrowserCDPSession();
  const pids = (await session?.send('SystemInfo.getProcessInfo'))?.processInfo.map(({ id }) => id) ?? [];
  expect(pids.length).toBeGreaterThan(1);
  const all = (signal: NodeJS.Signals): void => {
    for (const pid of pids) process.kill(pid, signal);
  };
  all('SIGSTOP');
  try {
    await meanwhile();
  } finally {
    all('SIGCONT');
  }
};

describe.each(readers('ko'))('an upload, by a person who reads %s', (locale) => {
  const t = wordsOf(locale);
  const button = (page: Page, key: string) => page.getByRole('button', { name: t(key), exact: true });
  const shows = (page: Page, text: string) => page.getByText(text).first().waitFor();

  /** What the server says of it, asked as the page would. */
  const upload = async (page: Page, name = 'a big system'): Promise<Image | null> => {
    const images = await page
      .evaluate(async () => {
        // a connection that is dead without a word is not taken again
        const reply = await fetch('/api/images', { signal: AbortSignal.timeout(5000) });
        // the server’s own shape; a server that is away answers nothing
        return reply.ok ? ((await reply.json()) as { images: unknown[] }).images : [];
      })
      .catch(() => []);
    return (images as Image[]).find((image) => image.source === 'upload' && image.name === name) ?? null;
  };
  const received = async (page: Page, name?: string): Promise<number> =>
    (await upload(page, name))?.upload?.receivedBytes ?? 0;
  const grows = async (page: Page, by = 2 * MiB, name?: string): Promise<number> => {
    const before = await received(page, name);
    return until(async () => {
      const now = await received(page, name);
      return now >= before + by ? now : null;
    });
  };
  /** The very file again, by the field that a button opens. */
  const chooseAgain = async (page: Page): Promise<void> => {
    const name = t('uploads.chooseAgainFor', { name: 'a big system' });
    const field = page.getByLabel(name, { exact: true });
    await field.waitFor({ state: 'attached' });
    const other = join(folder, 'another.iso');
    copyFileSync(iso, other);
    utimesSync(other, 1, 1);
    await field.setInputFiles(other);
    await shows(page, t('uploads.otherFile', { fileName: 'a big system.iso' }));
    await field.setInputFiles(iso);
  };

  test('is cut five times and ends with the right bytes, once', async () => {
    let page = await product.open(locale);
    await product.setUp(page, locale);
    await page.goto(`${product.url}/images`);
    const setLine = await slow(page);
    await page.getByLabel(t('uploads.files'), { exact: true }).setInputFiles(iso);
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel(t('uploads.sha256'), { exact: true }).fill(`${sha256}  a big system.iso`);
    await pictures(page, `${locale}-upload-dialog`);
    await dialog.getByRole('button', { name: t('uploads.begin'), exact: true }).click();
    await grows(page);
    await pictures(page, `${locale}-upload`);

    // 1: a person
    await button(page, 'uploads.pause').click();
    await shows(page, t('uploads.phase.paused'));
    await button(page, 'uploads.resume').click();
    await grows(page);

    // 2: the network
    const beforeCut = await received(page);
    await setLine('cut');
    await shows(page, t('uploads.phase.waiting'));
    await pictures(page, `${locale}-upload-waiting`);
    await setLine('slow');
    expect(await grows(page)).toBeGreaterThan(beforeCut);

    // 3: the server, killed
    const beforeKill = await received(page);
    product.server.child.kill('SIGKILL');
    await product.server.ended;
    await product.startServer();
    await page.getByRole('heading', { name: 'a big system' }).waitFor();
    expect(await grows(page)).toBeGreaterThan(beforeKill);

    // 4: a reload, which is asked about first
    const asked: string[] = [];
    page.on('dialog', (question) => {
      asked.push(question.type());
      void question.accept();
    });
    const beforeReload = await received(page);
    await page.reload();
    await slow(page);
    expect(asked).toEqual(['beforeunload']);
    await shows(page, t('uploads.stoppedOwn', { fileName: 'a big system.iso' }));
    await pictures(page, `${locale}-upload-stopped`);
    await chooseAgain(page);
    expect(await grows(page)).toBeGreaterThan(beforeReload);

    // another tab of the same person watches
    const other = await page.context().newPage();
    await other.goto(`${product.url}/images`);
    await shows(other, t('uploads.sentElsewhere'));

    // 5: the tab is closed
    const beforeClose = await received(other);
    await page.close({ runBeforeUnload: false });
    page = other;
    await shows(page, t('uploads.stoppedOwn', { fileName: 'a big system.iso' }));
    const setAnother = await slow(page);
    await chooseAgain(page);
    expect(await grows(page)).toBeGreaterThan(beforeClose);
    await setAnother('fast');

    // it goes on while one is elsewhere, and is an image at its end
    await page
      .getByRole('link', { name: t('frame.machines'), exact: true })
      .first()
      .click();
    await until(async () => ((await upload(page))?.state === 'ready' ? true : null));
    const image = await upload(page);
    expect(image).toMatchObject({ kind: 'iso', sha256, name: 'a big system', fileName: 'a big system.iso' });
    await page
      .getByRole('link', { name: t('frame.images'), exact: true })
      .first()
      .click();
    await page.getByText(`SHA-256 ${sha256.slice(0, 8)}…`).waitFor();
    expect(await page.getByRole('heading', { name: 'a big system' }).count()).toBe(1);
    await pictures(page, `${locale}-upload-done`);
  });

  test('two go on beside each other by themselves where the browser may still read the files; cancelled, they leave nothing', async () => {
    const page = await product.open(locale);
    // real handles of real files, of the browser’s own file system: nobody is there to answer its choice of files
    await page.addInitScript(() => {
      const make = async (name: string): Promise<FileSystemFileHandle> => {
        const folder = await navigator.storage.getDirectory();
        const handle = await folder.getFileHandle(name, { create: true });
        if ((await handle.getFile()).size === 0) {
          const writable = await handle.createWritable();
          // on that line there is more of them than what is done meanwhile takes, on a busy machine too
          for (let n = 0; n < 24; n += 1)
            await writable.write(new Uint8Array(4 * 1024 ** 2).fill(name.length + n));
          await writable.close();
        }
        return handle;
      };
      const pick = () => Promise.all(['kept.iso', 'beside.iso'].map(make));
      Object.assign(globalThis, { showOpenFilePicker: pick });
    });
    await product.setUp(page, locale);
    await page.goto(`${product.url}/images`);
    await slow(page);
    await button(page, 'uploads.upload').click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: t('uploads.begin'), exact: true })
      .click();
    const names = ['kept', 'beside'];
    const bothGrow = () => Promise.all(names.map((name) => grows(page, MiB, name)));
    await bothGrow();
    await pictures(page, `${locale}-uploads-beside`);

    // the computer sleeps, and meanwhile every router on the way forgets its connections: nobody says that they are dead
    await asleep(page, async () => line.forget());
    await bothGrow();
    // and the server was started anew
    await asleep(page, async () => {
      product.server.child.kill('SIGKILL');
      await product.server.ended;
      await product.startServer();
    });
    await bothGrow();

    page.on('dialog', (question) => void question.accept());
    await page.reload();
    await slow(page);
    // these files may still be read: nobody has to choose anything
    await bothGrow();
    for (const name of names) {
      const row = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name }) });
      await row.getByRole('button', { name: t('uploads.pause'), exact: true }).click();
      await row.getByRole('button', { name: t('uploads.cancel'), exact: true }).click();
      const dialog = page.getByRole('dialog');
      if (name === names[0]) await pictures(page, `${locale}-upload-cancel`);
      await dialog.getByRole('button', { name: t('uploads.cancel'), exact: true }).click();
      await until(async () => ((await upload(page, name)) === null ? true : null));
    }
    expect(execFileSync('ls', [join(product.home, 'incoming')], { encoding: 'utf8' })).toBe('');
  });
});
