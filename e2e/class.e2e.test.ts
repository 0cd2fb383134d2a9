/// <reference lib="dom" />
import { afterEach, beforeEach, expect, test } from 'vitest';
import { pictures, readers, wordsOf } from './browser.ts';
import { type Product, startProduct } from './product.ts';

let product: Product;
beforeEach(async () => {
  product = await startProduct();
});
afterEach(({ task }) => product.end(task.result?.state === 'fail'));

test.each(readers('ko'))(
  'a class of three from one form: its quota is said before, its names are shown, and all of them run, for whoever reads %s',
  async (locale) => {
    const t = wordsOf(locale);
    const page = await product.open(locale);
    const field = (key: string) => page.getByLabel(t(key), { exact: true });
    const box = (key: string) => page.getByRole('textbox', { name: t(key), exact: true });
    await product.setUp(page, locale);
    // no more than three
    await page.evaluate(async () => {
      const asked = { headers: { 'content-type': 'application/json', 'x-limen-request': '1' } };
      const quota = await (await fetch('/api/quota')).json();
      const others = ['runningVms', 'vcpus', 'memoryBytes', 'diskBytes', 'snapshots', 'imageBytes'];
      const limits = { vms: 3, ...Object.fromEntries(others.map((name) => [name, 'default'])) };
      const url = `/api/users/${quota.userId}/quota`;
      await fetch(url, { ...asked, method: 'PUT', body: JSON.stringify(limits) });
    });
    // a piece of user-data is kept, for this form and later ones
    await page.goto(`${product.url}/settings/snippets`);
    await page.getByText(t('snippets.none')).waitFor();
    await page.getByRole('button', { name: t('snippets.add'), exact: true }).click();
    await field('snippets.name').fill('one name for all');
    await field('snippets.content').fill('#cloud-config\nhostname: the-same\n');
    await pictures(page, `class-${locale}-snippet`);
    await page.getByRole('button', { name: t('snippets.save'), exact: true }).click();
    await page.getByRole('button', { name: 'one name for all', exact: true }).waitFor();

    await page.goto(`${product.url}/vms/new`);
    await field('create.name').fill('class');
    await page.getByRole('radio', { name: t('batch.several') }).check();
    expect(await box('batch.pattern').inputValue()).toBe('class-{nn}');
    await page.getByRole('button', { name: t('create.preset.tiny') }).click();

    // a host name for all of them is not asked for; each is given its own
    await page.getByRole('radio', { name: t('cloudInit.form') }).check();
    await page.getByText(t('cloudInit.more')).click();
    await field('cloudInit.hostName').waitFor();
    expect(await field('cloudInit.hostName').isDisabled()).toBe(true);
    await page.getByText(t('cloudInit.hostNameSeveral')).waitFor();
    await page.getByRole('radio', { name: t('cloudInit.text') }).check();
    await field('cloudInit.userData').fill('#cloud-config\ntimezone: Asia/Seoul\n');
    await page.getByRole('button', { name: t('cloudInit.insertSnippet'), exact: true }).click();
    await page.getByRole('menuitem', { name: 'one name for all' }).click();
    await expect
      .poll(() => field('cloudInit.userData').inputValue())
      .toBe('#cloud-config\ntimezone: Asia/Seoul\nhostname: the-same\n');
    await page.getByText(t('cloudInit.sameForAll.hostName')).waitFor();
    await pictures(page, `class-${locale}-same-host-name`);
    await page.getByRole('radio', { name: t('cloudInit.form') }).check();
    await field('cloudInit.user').fill('student');
    await page.getByText(t('cloudInit.more')).click();
    await field('cloudInit.timeZone').fill('Asia/Seoul');
    await box('cloudInit.packages').fill('git less');

    // four are too many, and are not sent
    await page.getByRole('spinbutton', { name: t('batch.count'), exact: true }).fill('4');
    await page.getByText('class-01, class-02, class-03, class-04').waitFor();
    await pictures(page, `class-${locale}-too-many`);
    const submit = page.locator('button[type=submit]');
    expect(await submit.getAttribute('aria-disabled')).toBe('true');
    const refused = await submit.elementHandle();
    await page.getByRole('spinbutton', { name: t('batch.count'), exact: true }).fill('3');
    await page.getByText('class-01, class-02, class-03').first().waitFor();
    await pictures(page, `class-${locale}-three`);
    // whoever stands on it, keyboard or reader, is not thrown off when its reason goes
    expect(await refused?.evaluate((element) => element.isConnected)).toBe(true);
    await submit.focus();
    await page.keyboard.press('Enter');

    // all of them at once, in the order of their names, and all of them run
    const cards = page.getByRole('article');
    await cards.nth(2).waitFor();
    await pictures(page, `class-${locale}-begun`);
    for (const name of ['class-01', 'class-02', 'class-03']) {
      await page.getByRole('article', { name }).getByText(t('state.running'), { exact: true }).waitFor();
    }
    expect(await cards.getByRole('heading').allInnerTexts()).toEqual(['class-01', 'class-02', 'class-03']);

    // what one was told is on its page; who is telling it something else goes on while it is changed from elsewhere
    await page.getByRole('article', { name: 'class-01' }).getByRole('link', { name: 'class-01' }).click();
    const told = page.locator('section', { has: page.getByRole('heading', { name: t('cloudInit.title') }) });
    await told.getByText('student', { exact: true }).waitFor();
    await pictures(page, `class-${locale}-told`, told);
    await told.getByRole('button', { name: t('cloudInit.edit'), exact: true }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel(t('cloudInit.user'), { exact: true }).fill('pupil');
    const id = page.url().split('/').at(-1) ?? '';
    await page.evaluate(async (url) => {
      await fetch(url, { method: 'POST', headers: { 'x-limen-request': '1' } });
    }, `/api/vms/${id}/power-off`);
    await page.getByText(t('state.stopped'), { exact: true }).first().waitFor();
    expect(await dialog.getByLabel(t('cloudInit.user'), { exact: true }).inputValue()).toBe('pupil');
    await dialog.getByRole('button', { name: t('cloudInit.save'), exact: true }).click();
    await told.getByText('pupil', { exact: true }).waitFor();

    // the same names again are refused where they are written, and nothing is sent
    await page.goto(`${product.url}/vms/new`);
    await field('create.name').fill('class');
    await page.getByRole('radio', { name: t('batch.several') }).check();
    await page.getByText(/class-01, class-02.*(already|이미)|이미.*class-01, class-02/).waitFor();
    await pictures(page, `class-${locale}-taken`);
  },
);
