import type { Page } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { totpAt } from '../apps/server/testing/authenticator-app.ts';
import { pictures, readers, wordsOf } from './browser.ts';
import { type Product, password, startProduct } from './product.ts';
import { addVirtualAuthenticator } from './virtual-authenticator.ts';

let product: Product;

beforeEach(async () => {
  product = await startProduct();
});
afterEach(({ task }) => product.end(task.result?.state === 'fail'));

describe.each(readers('en'))('second factors, by a person who reads %s', (locale) => {
  const t = wordsOf(locale);
  const button = (page: Page, key: string) => page.getByRole('button', { name: t(key), exact: true });
  const field = (page: Page, key: string) => page.getByLabel(t(key), { exact: true });
  const shows = (page: Page, text: string) => page.getByText(text, { exact: true }).first().waitFor();
  const home = (page: Page) =>
    page
      .getByRole('link', { name: t('frame.newMachine'), exact: true })
      .first()
      .waitFor();

  test('an authenticator and a passkey are enrolled, and both let their person in', async () => {
    const page = await product.open(locale);
    await product.setUp(page, locale);
    // a bare address, over which no browser allows passkeys: said, and off with the reason
    await page.goto(`${product.url}/settings/security`);
    await shows(page, t('factors.onlySecure'));
    await page
      .getByRole('button', { name: t('factors.addPasskey') })
      .and(page.locator('[aria-disabled]'))
      .waitFor();

    const local = product.url.replace('127.0.0.1', 'localhost');
    const authenticator = await addVirtualAuthenticator(page);
    const enter = async (): Promise<void> => {
      await page.goto(`${local}/sign-in`);
      await field(page, 'accounts.userName').fill('ada');
      await field(page, 'accounts.password').fill(password);
      await button(page, 'accounts.signIn').click();
    };
    await enter();
    await home(page);
    await page.goto(`${local}/settings/security`);
    await shows(page, t('factors.off'));
    await pictures(page, `${locale}-security`);

    await button(page, 'factors.turnOn').click();
    await field(page, 'factors.password').fill('not the password');
    await button(page, 'factors.goOn').click();
    await shows(page, t('errors.auth.password_wrong'));
    await field(page, 'factors.password').fill(password);
    await button(page, 'factors.goOn').click();
    await page.getByRole('img', { name: t('factors.qr') }).waitFor();
    await pictures(page, `${locale}-security-enrol`);
    const spelt = await page
      .getByRole('dialog')
      .getByRole('button', { name: new RegExp(`^${t('common.copy')}: `) })
      .textContent();
    const secret = (spelt ?? '').replaceAll(/[^A-Z2-7]/g, '');
    expect(secret).toHaveLength(52);
    // by keyboard alone: the field has the focus, Enter sends
    await page.keyboard.type(totpAt(secret, Date.now()));
    await page.keyboard.press('Enter');
    await button(page, 'factors.kept').waitFor();
    const codes = await page.getByRole('dialog').getByRole('listitem').allTextContents();
    expect(codes).toHaveLength(10);
    await pictures(page, `${locale}-security-codes`);
    await button(page, 'factors.kept').click();
    await shows(page, t('factors.on'));

    await button(page, 'factors.addPasskey').click();
    await field(page, 'factors.passkeyName').fill('🔑 laptop');
    await field(page, 'factors.password').fill(password);
    await pictures(page, `${locale}-security-passkey`);
    await button(page, 'factors.goOn').click();
    await shows(page, '🔑 laptop');
    expect(await authenticator.keeps()).toBe(1);
    await pictures(page, `${locale}-security-on`);

    await page.context().clearCookies();
    await page.goto(`${local}/sign-in`);
    await button(page, 'factors.signInWithPasskey').click();
    await home(page);

    await page.context().clearCookies();
    await enter();
    await field(page, 'factors.code').fill('000000');
    await pictures(page, `${locale}-sign-in-code`);
    await button(page, 'factors.signIn').click();
    await shows(page, t('errors.auth.code_wrong'));
    await button(page, 'factors.useRecovery').click();
    await field(page, 'factors.recoveryCode').fill(codes[0] ?? '');
    await button(page, 'factors.signIn').click();
    await home(page);
  });
});
