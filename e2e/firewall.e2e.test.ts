import { afterEach, beforeEach, expect, test } from 'vitest';
import { pictures, readers, wordsOf } from './browser.ts';
import { type Product, startProduct } from './product.ts';

let product: Product;
beforeEach(async () => {
  product = await startProduct();
});
afterEach(({ task }) => product.end(task.result?.state === 'fail'));

test.each(readers('ko'))(
  'a firewall group is made, chosen for the card of a machine and changed, for whoever reads %s',
  async (locale) => {
    const t = wordsOf(locale);
    const page = await product.open(locale);
    await product.setUp(page, locale);
    const dialog = page.getByRole('dialog');
    const send = dialog.locator('button[type=submit]');
    const button = (key: string, values?: Record<string, string>) =>
      page.getByRole('button', { name: new RegExp(`^${t(key, values)}`) });
    const rule = (number: number) =>
      dialog.getByRole('group', { name: t('firewall.rule', { number: String(number) }), exact: true });
    const box = (number: number, key: string) =>
      rule(number).getByRole('textbox', { name: t(key), exact: true });

    await page.goto(`${product.url}/networks`);
    await page.getByText(t('firewall.empty'), { exact: true }).waitFor();
    await pictures(page, `firewall-${locale}-none`);
    await button('firewall.new').click();
    await dialog.getByRole('textbox', { name: t('common.name'), exact: true }).fill('ssh');
    // a rule that cannot be is said beside it, and is not sent
    await box(1, 'firewall.ports').fill('22, 99999');
    await box(1, 'firewall.sources').fill('home');
    await rule(1).getByText(t('firewall.badPorts'), { exact: true }).waitFor();
    await rule(1).getByText(t('firewall.badSources'), { exact: true }).waitFor();
    expect(await send.getAttribute('aria-disabled')).toBe('true');
    await pictures(page, `firewall-${locale}-bad`);
    await box(1, 'firewall.ports').fill('22, 8000-8100');
    await box(1, 'firewall.sources').fill('192.168.1.0/24, 10.0.0.7');
    await dialog.getByRole('button', { name: t('firewall.addRule'), exact: true }).click();
    await rule(2).getByRole('combobox').selectOption('icmp');
    await pictures(page, `firewall-${locale}-new`);
    await send.click();
    await dialog.waitFor({ state: 'detached' });
    const row = page
      .getByRole('listitem')
      .filter({ has: page.getByRole('heading', { name: 'ssh', exact: true }) });
    await row
      .getByText(
        t('firewall.fromSources', { what: 'TCP 22, 8000-8100', sources: '192.168.1.0/24, 10.0.0.7' }),
        { exact: true },
      )
      .waitFor();

    await page.goto(`${product.url}/vms/new`);
    await page.getByRole('textbox', { name: t('create.name'), exact: true }).fill('web');
    await page.getByRole('button', { name: t('create.preset.tiny') }).click();
    await page.locator('summary', { hasText: t('create.advanced') }).click();
    await page.getByText(t('nics.groupsNone')).waitFor();
    await page.getByRole('checkbox', { name: /^ssh/ }).check();
    await page.getByText(t('nics.groupsSome')).scrollIntoViewIfNeeded();
    await pictures(page, `firewall-${locale}-new-machine`);
    // and how much goes over it: what cannot be is said beside it, and nothing is sent
    const rate = (key: string) => page.getByRole('textbox', { name: t(key), exact: true });
    await rate('nics.toGuest').fill('0');
    await page.getByText(/0\.1.*100,000 Mbit\/s/).waitFor();
    await pictures(page, `nics-${locale}-new-limits`, rate('nics.toGuest'));
    await rate('nics.toGuest').fill('8');
    await rate('nics.fromGuest').fill('4.5');
    await page.locator('button[type=submit]').click();
    const card = page.getByRole('article', { name: 'web', exact: true });
    await card.getByText(t('state.running'), { exact: true }).waitFor();
    await card.getByRole('link', { name: 'web', exact: true }).click();
    await page.getByRole('tab', { name: t('vms.tab.network') }).click();
    const filtered = page.getByText(t('nics.filtered', { groups: 'ssh' }), { exact: true });
    await filtered.waitFor();
    await page
      .getByText(
        t('nics.limited', {
          to: t('nics.mbit', { rate: '8' }),
          from: t('nics.mbit', { rate: '4.5' }),
        }),
        { exact: true },
      )
      .waitFor();
    await button('nics.add').click();
    await dialog.locator('summary').click();
    await dialog.getByRole('checkbox', { name: /^ssh/ }).check();
    await dialog.getByRole('textbox', { name: t('nics.toGuest'), exact: true }).fill('12');
    await pictures(page, `firewall-${locale}-add`);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    // taken off, and back by the history
    await button('nics.changeThis', { card: t('nics.card', { number: '1' }) }).click();
    await dialog.getByRole('checkbox', { name: /^ssh/ }).uncheck();
    await dialog.getByText(t('nics.groupsNone')).waitFor();
    await pictures(page, `firewall-${locale}-choose`);
    await send.click();
    await dialog.waitFor({ state: 'detached' });
    await filtered.waitFor({ state: 'detached' });
    await page.getByRole('progressbar').first().waitFor({ state: 'detached' });
    await page.getByRole('tab', { name: t('vms.tab.operations') }).click();
    await button('changes.takeBackThis', {
      what: t('changes.nic.groups', { nic: t('discs.nic', { number: '1' }) }),
    }).waitFor();
    await pictures(page, `firewall-${locale}-history`);
    await button('changes.takeBackThis', {
      what: t('changes.nic.groups', { nic: t('discs.nic', { number: '1' }) }),
    }).click();
    await page.getByRole('tab', { name: t('vms.tab.network') }).click();
    await filtered.waitFor();
    await page.getByRole('progressbar').first().waitFor({ state: 'detached' });
    await pictures(page, `firewall-${locale}-chosen`);

    await page.goto(`${product.url}/networks`);
    await row.getByText(locale === 'ko' ? '지정된 카드 1개' : '1 card has it', { exact: true }).waitFor();
    await row.getByRole('button').click();
    const off = page.getByRole('menuitem', { name: new RegExp(`^${t('common.delete')}`) });
    expect(await off.getAttribute('aria-disabled')).toBe('true');
    await page.getByRole('menuitem', { name: t('firewall.edit') }).click();
    await dialog.getByRole('button', { name: t('firewall.removeRule', { number: '1' }) }).click();
    await dialog.getByRole('textbox', { name: t('common.name'), exact: true }).fill('ping');
    await send.click();
    await dialog.waitFor({ state: 'detached' });
    const renamed = page
      .getByRole('listitem')
      .filter({ has: page.getByRole('heading', { name: 'ping', exact: true }) });
    await renamed
      .getByText(t('firewall.fromAnybody', { what: t('firewall.ping') }), { exact: true })
      .waitFor();
    await pictures(page, `firewall-${locale}-changed`);
  },
);
