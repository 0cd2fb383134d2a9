/// <reference lib="dom" />
import type { Page } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { totpAt } from '../apps/server/testing/authenticator-app.ts';
import { startOidcProcess } from '../apps/server/testing/oidc-process.ts';
import { pictures, readers, wordsOf } from './browser.ts';
import { type Product, password, startProduct } from './product.ts';
import { addVirtualAuthenticator } from './virtual-authenticator.ts';

let product: Product;

beforeEach(async () => {
  product = await startProduct();
});
afterEach(({ task }) => product.end(task.result?.state === 'fail'));

describe.each(readers('ko'))('people who share a host, in %s', (locale) => {
  const t = wordsOf(locale);
  const button = (page: Page, key: string) => page.getByRole('button', { name: t(key), exact: true });
  const field = (page: Page, key: string) => page.getByLabel(t(key), { exact: true });
  const shows = (page: Page, text: string) => page.getByText(text, { exact: true }).first().waitFor();
  const dialog = (page: Page) => page.getByRole('dialog');
  const home = (page: Page) =>
    page
      .getByRole('link', { name: t('frame.newMachine'), exact: true })
      .first()
      .waitFor();
  /** Passkeys take a name instead of an address. */
  const local = (): string => product.url.replace('127.0.0.1', 'localhost');

  const fillMachine = async (page: Page, name: string): Promise<void> => {
    await page.goto(`${new URL(page.url()).origin}/vms/new`);
    await field(page, 'create.name').waitFor();
    await field(page, 'create.name').fill(name);
    await page.getByRole('button', { name: t('create.preset.tiny') }).click();
  };
  const makeMachine = async (page: Page, name: string): Promise<void> => {
    await fillMachine(page, name);
    await button(page, 'create.submit').click();
    const card = page.getByRole('article', { name });
    await card.getByText(t('state.running'), { exact: true }).waitFor();
  };
  /** Grace asks for an account in a browser of her own, and the administrator lets her in. */
  const letIn = async (admin: Page): Promise<Page> => {
    const grace = await product.open(locale);
    await grace.goto(`${local()}/register`);
    await field(grace, 'accounts.displayName').fill('Grace');
    await field(grace, 'accounts.userName').fill('grace');
    await field(grace, 'accounts.password').fill(password);
    await button(grace, 'accounts.askForAccount').click();
    await shows(grace, t('accounts.waiting'));
    await admin.goto(`${product.url}/users`);
    await button(admin, 'users.approve').click();
    // without a reload
    await home(grace);
    return grace;
  };
  const ofGrace = async (admin: Page, item: string): Promise<void> => {
    await button(admin, 'users.menuOf')
      .or(admin.getByRole('button', { name: t('users.menuOf', { name: 'Grace' }) }))
      .click();
    await admin.getByRole('menuitem', { name: t(item), exact: true }).click();
  };

  test('one registers, is let in, proves who they are in three ways, and a token works in their name', async () => {
    const admin = await product.open(locale);
    await product.setUp(admin, locale);
    const grace = await letIn(admin);

    const authenticator = await addVirtualAuthenticator(grace);
    await grace.goto(`${local()}/settings/security`);
    await button(grace, 'factors.turnOn').click();
    await field(grace, 'factors.password').fill(password);
    await button(grace, 'factors.goOn').click();
    const spelt = await dialog(grace)
      .getByRole('button', { name: new RegExp(`^${t('common.copy')}: `) })
      .textContent();
    const secret = (spelt ?? '').replaceAll(/[^A-Z2-7]/g, '');
    await field(grace, 'factors.code').fill(totpAt(secret, Date.now()));
    await grace.keyboard.press('Enter');
    await button(grace, 'factors.kept').click();
    await shows(grace, t('factors.on'));
    await button(grace, 'factors.addPasskey').click();
    await field(grace, 'factors.passkeyName').fill('laptop');
    await field(grace, 'factors.password').fill(password);
    await button(grace, 'factors.goOn').click();
    await shows(grace, 'laptop');
    expect(await authenticator.keeps()).toBe(1);

    await grace.goto(`${local()}/settings/tokens`);
    await button(grace, 'tokens.create').first().click();
    await field(grace, 'tokens.name').fill('backup');
    await pictures(grace, `${locale}-token-create`);
    await dialog(grace)
      .getByRole('button', { name: t('tokens.create'), exact: true })
      .click();
    const token =
      (await dialog(grace)
        .getByText(/^limen_\S+$/)
        .textContent()) ?? '';
    await pictures(grace, `${locale}-token-made`);
    await button(grace, 'tokens.kept').click();
    await shows(grace, 'backup');
    await pictures(grace, `${locale}-tokens`);
    const ask = (method: string, path: string): Promise<Response> =>
      fetch(`${product.url}${path}`, { method, headers: { authorization: `Bearer ${token}` } });
    expect((await ask('GET', '/api/vms')).status).toBe(200);
    expect((await ask('GET', '/api/sessions')).status).toBe(403);
    expect((await ask('GET', '/api/users')).status).toBe(403);

    await button(grace, 'tokens.revoke')
      .or(grace.getByRole('button', { name: new RegExp(t('tokens.revoke')) }))
      .first()
      .click();
    await dialog(grace)
      .getByRole('button', { name: t('tokens.revoke'), exact: true })
      .click();
    await shows(grace, t('tokens.none'));
    expect((await ask('GET', '/api/vms')).status).toBe(401);

    await grace.goto(`${local()}/settings/sessions`);
    await shows(grace, t('sessions.current'));
    await pictures(grace, `${locale}-sessions`);
    await grace.goto(`${local()}/settings`);
    await field(grace, 'profile.displayName').first().waitFor();
    await pictures(grace, `${locale}-profile`);
  });

  test('one meets a quota, asks for more and gets it, and loses a console with the rank that opened it', async () => {
    const admin = await product.open(locale);
    await product.setUp(admin, locale);
    const grace = await letIn(admin);
    await admin.goto(`${product.url}/settings/limits`);
    await pictures(admin, `${locale}-limits`);
    const status = await admin.evaluate(async () => {
      const one = {
        vms: 1,
        runningVms: 1,
        vcpus: 8,
        memoryBytes: null,
        diskBytes: null,
        snapshots: 0,
        imageBytes: 0,
      };
      const reply = await fetch('/api/settings/quotaDefaults', {
        method: 'PUT',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(one),
      });
      return reply.status;
    });
    expect(status).toBe(200);

    await makeMachine(grace, 'first');
    await fillMachine(grace, 'second');
    await grace
      .getByRole('button', { name: t('create.submit') })
      .and(grace.locator('[aria-disabled=true]'))
      .waitFor();
    await pictures(grace, `${locale}-quota-met`);
    await button(grace, 'quota.askForMore').first().click();
    await dialog(grace).getByLabel(t('quota.reason')).fill('a second one, for the course');
    await pictures(grace, `${locale}-quota-ask`);
    await dialog(grace)
      .getByRole('button', { name: t('quota.send'), exact: true })
      .click();
    await dialog(grace).waitFor({ state: 'detached' });

    await admin.goto(`${product.url}/users`);
    await admin.getByText('a second one, for the course').waitFor();
    // what they have now stands beside what they want
    await admin.getByText(t('quota.has', { what: t('quota.dimension.vms') })).waitFor();
    await pictures(admin, `${locale}-quota-queue`);
    await button(admin, 'quota.grant').click();
    await dialog(admin).getByLabel(t('quota.answer'), { exact: true }).fill('until the summer');
    await dialog(admin)
      .getByRole('button', { name: t('quota.grant'), exact: true })
      .click();
    await dialog(admin).waitFor({ state: 'detached' });
    // it counts at once, on the page as it stands
    await grace
      .getByRole('button', { name: t('create.submit') })
      .and(grace.locator(':not([aria-disabled=true])'))
      .waitFor();
    await button(grace, 'create.submit').click();
    await grace
      .getByRole('article', { name: 'second' })
      .getByText(t('state.running'), { exact: true })
      .waitFor();
    await grace.goto(`${local()}/settings/quota`);
    await grace.getByText('until the summer').waitFor();
    await pictures(grace, `${locale}-quota`);

    // an administrator for a while: sees the machine of somebody else on its screen, until she is none any more
    await makeMachine(admin, 'of-ada');
    await admin.goto(`${product.url}/users`);
    await ofGrace(admin, 'users.makeAdmin');
    await grace.goto(local());
    const card = grace.getByRole('article', { name: 'of-ada' });
    await card.hover();
    await card.getByRole('button', { name: t('actions.console') }).click();
    await grace.getByText(t('console.clickToType'), { exact: true }).waitFor();
    await ofGrace(admin, 'users.makeUser');
    await grace.locator('canvas').waitFor({ state: 'detached' });
    await grace.goto(local());
    await grace.getByRole('article', { name: 'first' }).waitFor();
    expect(await grace.getByRole('article', { name: 'of-ada' }).count()).toBe(0);
    await admin.goto(`${product.url}/audit`);
    await admin.getByRole('row').nth(1).waitFor();
    await pictures(admin, `${locale}-audit`);
  });

  test('one comes in by an account elsewhere, and waits for approval all the same', async () => {
    const admin = await product.open(locale);
    await product.setUp(admin, locale);
    const asked = { issuer: '', clientId: 'limen', clientSecret: 'a-secret-of-the-test' };
    const id = crypto.randomUUID();
    const provider = await startOidcProcess({
      ...asked,
      redirectUris: [`${product.url}/api/auth/callback/${id}`],
      people: {
        grace: { name: 'Grace', preferred_username: 'grace' },
        hal: { name: 'Hal', preferred_username: 'hal', email: 'hal@example.org', email_verified: true },
      },
    });
    const comeBy = async (page: Page, login: string): Promise<void> => {
      await page.getByRole('button', { name: t('providers.continueWith', { name: 'Campus' }) }).click();
      await page.locator('input[name=login]').fill(login);
      await page.locator('input[name=password]').fill('x');
      await page.locator('button[type=submit]').click();
      await page.locator('button[type=submit]').click();
    };
    try {
      const status = await admin.evaluate(
        async (body) => {
          const reply = await fetch('/api/sign-in-services', {
            method: 'POST',
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify(body),
          });
          return reply.status;
        },
        {
          id,
          name: 'Campus',
          ...asked,
          issuer: provider.issuer,
          scopes: 'openid profile email',
          approveClaim: null,
        },
      );
      expect(status).toBe(201);
      await admin.goto(`${product.url}/settings/sign-in-services`);
      await shows(admin, 'Campus');
      await pictures(admin, `${locale}-sign-in-services`);

      const grace = await product.open(locale);
      await grace.goto(`${product.url}/sign-in`);
      await grace.getByRole('button', { name: t('providers.continueWith', { name: 'Campus' }) }).waitFor();
      await pictures(grace, `${locale}-sign-in-campus`);
      await comeBy(grace, 'grace');
      await shows(grace, t('accounts.waiting'));
      await admin.goto(`${product.url}/users`);
      await button(admin, 'users.approve').click();
      await home(grace);

      // by invitation only: the page of the link has the service too
      const invited = await admin.evaluate(async () => {
        const send = (method: string, path: string, body: object): Promise<Response> =>
          fetch(path, {
            method,
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify(body),
          });
        await send('PUT', '/api/settings/registration', { mode: 'invitation' });
        const made = await send('POST', '/api/invitations', { email: 'hal@example.org', approved: true });
        return made.text();
      });
      const [, token = ''] = /"token":"([\w-]+)"/.exec(invited) ?? [];
      const hal = await product.open(locale);
      await hal.goto(`${product.url}/register#${token}`);
      await shows(hal, t('accounts.orPassword'));
      await pictures(hal, `${locale}-register-invited`);
      await comeBy(hal, 'hal');
      await home(hal);
    } finally {
      await provider.stop();
    }
  });
});
