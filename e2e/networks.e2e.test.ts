import { connect } from 'node:net';
import type { Locator, Page } from 'playwright-core';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Locale, pictures, readers, wordsOf } from './browser.ts';
import { openGuestSerial } from './guest-serial.ts';
import { type Product, password, startProduct, until } from './product.ts';

let product: Product;
beforeEach(async () => {
  product = await startProduct();
});
afterEach(({ task }) => product.end(task.result?.state === 'fail'));

/** An administrator, and somebody whom they have let in; both look at the page of machines. */
const twoPeople = async (locale: Locale): Promise<{ ada: Page; grace: Page }> => {
  const t = wordsOf(locale);
  const ada = await product.open(locale);
  await product.setUp(ada, locale);
  const grace = await product.open(locale);
  await grace.goto(`${product.url}/register`);
  await grace.getByLabel(t('accounts.displayName'), { exact: true }).fill('Grace');
  await grace.getByLabel(t('accounts.userName'), { exact: true }).fill('grace');
  await grace.getByLabel(t('accounts.password'), { exact: true }).fill(password);
  await grace.getByRole('button', { name: t('accounts.askForAccount'), exact: true }).click();
  await grace.getByText(t('accounts.waiting'), { exact: true }).first().waitFor();
  await ada.goto(`${product.url}/users`);
  await ada.getByRole('button', { name: t('users.approve'), exact: true }).click();
  await grace.getByText(t('vms.empty'), { exact: true }).first().waitFor();
  return { ada, grace };
};

/** What whoever connects to a port is told; '' where nobody answers. */
const toldAt = (host: string, port: number): Promise<string> =>
  new Promise((resolve) => {
    let told = '';
    const socket = connect({ host, port, timeout: 3000 });
    socket.on('data', (bytes: Buffer) => {
      told += bytes.toString();
    });
    socket.on('timeout', () => socket.destroy());
    socket.on('error', () => resolve(told));
    socket.on('close', () => resolve(told));
  });

test.each(readers('ko'))(
  'somebody makes a network, plugs a running machine into it and takes it away again, as its guest says, for whoever reads %s',
  async (locale) => {
    const t = wordsOf(locale);
    const { ada, grace: page } = await twoPeople(locale);
    const dialog = page.getByRole('dialog');
    const send = dialog.locator('button[type=submit]');
    const named = (
      role: 'button' | 'switch',
      on: Page | Locator,
      key: string,
      values?: Record<string, string>,
    ) => on.getByRole(role, { name: new RegExp(`^${t(key, values)}`) });
    const network = (on: Page, name: string) =>
      on.getByRole('listitem').filter({ has: on.getByRole('heading', { name, exact: true }) });
    const menuOf = (on: Page, name: string) => named('button', on, 'common.actionsOf', { name }).click();
    const toNetworks = (on: Page) =>
      on
        .getByRole('link', { name: t('frame.networks'), exact: true })
        .first()
        .click();

    await toNetworks(page);
    await page.getByText(t('networks.empty'), { exact: true }).waitFor();
    await network(page, t('networks.first')).waitFor();
    await pictures(page, `networks-${locale}-none`);
    await named('button', page, 'networks.new').click();
    await dialog.waitFor();
    await pictures(page, `networks-${locale}-new`);
    await send.click();
    await dialog.getByRole('alert').waitFor();
    await dialog.getByRole('textbox', { name: t('common.name'), exact: true }).fill('lab');
    await send.click();
    await dialog.waitFor({ state: 'detached' });
    await network(page, 'lab').waitFor();
    const subnet =
      /\d+\.\d+\.\d+(?=\.0\/24)/.exec((await network(page, 'lab').textContent()) ?? '')?.[0] ?? '';

    // one of that name is there
    await named('button', page, 'networks.new').click();
    await dialog.getByRole('textbox').fill('lab');
    await send.click();
    await dialog.getByText(t('errors.network.name_taken')).waitFor();
    await pictures(page, `networks-${locale}-taken`);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });

    await page.goto(`${product.url}/vms/new`);
    await page.getByRole('textbox', { name: t('create.name'), exact: true }).fill('probe');
    await page.getByRole('button', { name: t('create.preset.tiny') }).click();
    // where there is a choice, its network is chosen with it
    const rest = page.locator('details', { hasText: t('create.advanced') });
    await rest.locator('summary').click();
    const choice = rest.getByLabel(t('nics.network'), { exact: true });
    const [usual, ...others] = await choice.locator('option').allInnerTexts();
    expect(others).toEqual([`lab · ${t('networks.kind.isolated')}`]);
    await choice.selectOption({ label: others[0] ?? '' });
    await rest.getByText(t('networks.about.own.isolated')).waitFor();
    await pictures(page, `networks-${locale}-chosen`, choice);
    await choice.selectOption({ label: usual ?? '' });
    await page.locator('button[type=submit]').click();
    const card = page.getByRole('article', { name: 'probe', exact: true });
    await card.getByText(t('state.running'), { exact: true }).waitFor();
    await card.getByRole('link', { name: 'probe', exact: true }).click();
    await page.getByRole('tab', { name: t('vms.tab.network') }).click();
    const vmId = /\/vms\/([\da-f-]{36})/.exec(page.url())?.[1] ?? '';
    const guest = await openGuestSerial(vmId);
    const cardName = (number: number) => t('nics.card', { number: String(number) });
    const row = (number: number) => page.getByRole('listitem', { name: cardName(number), exact: true });
    const quiet = () => page.getByRole('progressbar').first().waitFor({ state: 'detached' });
    const carrier = (is: '0' | '1') =>
      until(async () =>
        new RegExp(`^${is}\r?$`, 'm').test(await guest.ask('cat /sys/class/net/eth1/carrier')) ? true : null,
      );
    const leases = () =>
      guest.ask(
        'ip addr flush dev eth1; ip link set eth1 up; udhcpc -i eth1 -n -q -s /etc/udhcpc -t 30 -T 1',
      );

    await row(1).getByText(t('networks.first'), { exact: true }).waitFor();
    await pictures(page, `nics-${locale}-one`);
    // the guard on everybody's network is not hers to take off
    await named('button', row(1), 'nics.changeThis', { card: cardName(1) }).click();
    await dialog.getByText(t('nics.guardStays')).waitFor();
    expect(await dialog.getByRole('checkbox').isDisabled()).toBe(true);
    await pictures(page, `nics-${locale}-change-shared`);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });

    // a way in from outside: a port of the host, which its guest answers on
    await guest.ask(`nc -ll -p 7777 -e /bin/sh -c 'echo GREETING' >/dev/null 2>&1 & true`);
    // of the row’s whole text the end of the MAC address would be its beginning
    const address = await named('button', row(1), 'vms.copyAddress').textContent();
    const hostAddress = (address ?? '').replace(/\d+$/, '1');
    await page.getByText(t('forwards.none')).waitFor();
    await named('button', page, 'forwards.add').click();
    await dialog.getByRole('textbox', { name: t('forwards.guestPort'), exact: true }).fill('99999');
    await dialog.getByRole('textbox', { name: t('forwards.sources'), exact: true }).fill('everybody');
    await dialog.getByText(t('forwards.badSources')).waitFor();
    await pictures(page, `forwards-${locale}-bad`);
    await dialog.getByRole('textbox', { name: t('forwards.guestPort'), exact: true }).fill('7777');
    await dialog.getByRole('textbox', { name: t('forwards.sources'), exact: true }).fill('');
    await dialog
      .getByRole('textbox', { name: t('forwards.name'), exact: true })
      .fill(locale === 'ko' ? '인사' : 'Greeting');
    await pictures(page, `forwards-${locale}-add`);
    await send.click();
    await dialog.waitFor({ state: 'detached' });
    const way = page.getByRole('listitem', { name: locale === 'ko' ? '인사' : 'Greeting', exact: true });
    await way.getByText(':20000').waitFor();
    await until(async () => ((await toldAt(hostAddress, 20_000)).includes('GREETING') ? true : null));
    await pictures(page, `forwards-${locale}-one`);
    // an administrator says how many may lead to machines of one person: the page says why there is no further one
    await ada.goto(`${product.url}/settings/limits`);
    const most = ada.getByRole('textbox', { name: t('forwardRules.perPerson'), exact: true });
    const rules = ada.locator('form').filter({ has: most });
    await rules.getByRole('textbox', { name: t('forwardRules.firstPort'), exact: true }).fill('80');
    await rules.getByText(/1024.*32767/).waitFor();
    await pictures(ada, `forwards-${locale}-rules`, most);
    await rules.getByRole('textbox', { name: t('forwardRules.firstPort'), exact: true }).fill('20000');
    await most.fill('1');
    await rules.getByRole('button', { name: t('settings.save'), exact: true }).click();
    await rules.getByText(t('settings.saved'), { exact: true }).waitFor();
    await page.reload();
    await way.getByText(':20000').waitFor();
    const further = named('button', page, 'forwards.add');
    await further.focus();
    await page
      .getByText(t('forwards.mostOfPerson', { max: '1' }))
      .first()
      .waitFor();
    expect(await further.getAttribute('aria-disabled')).toBe('true');
    await pictures(page, `forwards-${locale}-full`, further);
    await named('button', way, 'forwards.closeThis').click();
    await way.waitFor({ state: 'detached' });
    expect(await toldAt(hostAddress, 20_000)).toBe('');

    await named('button', page, 'nics.add').click();
    await dialog.getByText(t('networks.about.own.isolated')).waitFor();
    await dialog.locator('summary').click();
    const chosen = dialog.getByRole('textbox', { name: t('nics.mac'), exact: true });
    await chosen.fill('03:00:5E:00:00:0A');
    await dialog.getByText(t('nics.macBad'), { exact: true }).first().waitFor();
    await chosen.fill('02:00:5E:00:00:0A');
    await pictures(page, `nics-${locale}-add`, chosen);
    await send.click();
    await dialog.waitFor({ state: 'detached' });
    await row(2).getByText('lab', { exact: true }).waitFor();
    await row(2).getByText('02:00:5e:00:00:0a').waitFor();
    await until(async () =>
      (await guest.ask('cat /sys/class/net/eth1/address')).includes('02:00:5e:00:00:0a') ? true : null,
    );
    await leases();
    await row(2).getByText(`${subnet}.`).first().waitFor();
    await quiet();
    await pictures(page, `nics-${locale}-two`);

    // by keyboard, as anything
    const cable = named('switch', row(2), 'nics.cableOf', { card: cardName(2) });
    await carrier('1');
    await cable.focus();
    await page.keyboard.press('Space');
    await carrier('0');
    await row(2).getByText(t('nics.cableOut')).waitFor();
    await quiet();
    expect(await cable.getAttribute('aria-checked')).toBe('false');
    await pictures(page, `nics-${locale}-cable-out`);
    await page.keyboard.press('Space');
    await carrier('1');
    await row(2).getByText(t('nics.cableIn')).waitFor();
    await quiet();

    const change = named('button', row(2), 'nics.changeThis', { card: cardName(2) });
    await change.click();
    const kept = dialog.getByRole('textbox', { name: t('nics.keptAddress'), exact: true });
    expect(await send.getAttribute('aria-disabled')).toBe('true');
    await kept.fill('10.1.2.3');
    await dialog.getByRole('alert').waitFor();
    await pictures(page, `nics-${locale}-kept-bad`);
    await kept.fill(`${subnet}.77`);
    await pictures(page, `nics-${locale}-kept`);
    await send.click();
    await dialog.waitFor({ state: 'detached' });
    await quiet();
    await leases();
    // its client sets the address a moment after it has said that it has it
    await until(async () =>
      (await guest.ask('ip -4 -o addr show dev eth1')).includes(`${subnet}.77/`) ? true : null,
    );
    await row(2).getByText(`${subnet}.77`, { exact: true }).waitFor();
    await row(2).getByText(t('nics.kept'), { exact: true }).waitFor();
    await pictures(page, `nics-${locale}-is-kept`);
    // her own network, her own guard
    await change.click();
    await dialog.getByRole('checkbox').uncheck();
    await send.click();
    await dialog.waitFor({ state: 'detached' });
    await row(2).getByText(t('nics.unguarded')).waitFor();
    await quiet();
    await pictures(page, `nics-${locale}-unguarded`);
    // slower, while its guest runs
    await change.click();
    const toGuest = dialog.getByRole('textbox', { name: t('nics.toGuest'), exact: true });
    await toGuest.fill('0.01');
    await dialog.getByRole('alert').first().waitFor();
    expect(await send.getAttribute('aria-disabled')).toBe('true');
    await pictures(page, `nics-${locale}-limit-bad`);
    await toGuest.fill('20');
    await dialog.getByRole('textbox', { name: t('nics.fromGuest'), exact: true }).fill('2.5');
    await pictures(page, `nics-${locale}-limit`);
    await send.click();
    await dialog.waitFor({ state: 'detached' });
    await row(2)
      .getByText(
        t('nics.limited', { to: t('nics.mbit', { rate: '20' }), from: t('nics.mbit', { rate: '2.5' }) }),
      )
      .waitFor();
    await quiet();
    await pictures(page, `nics-${locale}-limited`);

    // an administrator sees all, and cannot take away what is in use either
    await toNetworks(ada);
    await network(ada, 'lab')
      .getByText(t('imageAccess.ownedBy', { name: 'Grace' }))
      .waitFor();
    await menuOf(ada, 'lab');
    const off = ada.getByRole('menuitem', { name: new RegExp(`^${t('common.delete')}`) });
    expect(await off.getAttribute('aria-disabled')).toBe('true');
    await pictures(ada, `networks-${locale}-in-use`);
    await ada.keyboard.press('Escape');
    await named('button', ada, 'networks.new').click();
    await ada
      .getByRole('dialog')
      .getByRole('textbox')
      .fill(locale === 'ko' ? '수업' : 'Class');
    await ada.getByRole('dialog').getByRole('checkbox').check();
    await pictures(ada, `networks-${locale}-new-shared`);
    await ada.getByRole('radio', { name: t('networks.kind.nat') }).check();
    await ada.getByRole('dialog').locator('button[type=submit]').click();
    await ada.getByRole('dialog').waitFor({ state: 'detached' });
    await network(ada, locale === 'ko' ? '수업' : 'Class').waitFor();
    await pictures(ada, `networks-${locale}-all`);

    await named('button', row(2), 'nics.removeThis', { card: cardName(2) }).click();
    await dialog.waitFor();
    await pictures(page, `nics-${locale}-remove`);
    await named('button', dialog, 'nics.remove').click();
    await dialog.waitFor({ state: 'detached' });
    await row(2).waitFor({ state: 'detached' });
    expect(await guest.ask('ls /sys/class/net')).not.toContain('eth1');
    guest.close();

    await toNetworks(page);
    await network(page, locale === 'ko' ? '수업' : 'Class').waitFor();
    await menuOf(page, 'lab');
    await page.getByRole('menuitem', { name: t('networks.rename') }).click();
    await dialog.getByRole('textbox').fill('lab-2');
    await send.click();
    await dialog.waitFor({ state: 'detached' });
    await network(page, 'lab-2').waitFor();
    await pictures(page, `networks-${locale}-own`);
    await menuOf(page, 'lab-2');
    await page.getByRole('menuitem', { name: t('common.delete') }).click();
    await pictures(page, `networks-${locale}-delete`);
    await named('button', dialog, 'common.delete').click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByText(t('networks.empty'), { exact: true }).waitFor();
  },
);
