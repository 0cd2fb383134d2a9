import { startUsbBus } from '@limen/domain-xml/testing/usb-bus';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { pictures, readers, wordsOf } from './browser.ts';
import { openGuestSerial } from './guest-serial.ts';
import { type Product, startProduct } from './product.ts';

let product: Product;
beforeEach(async () => {
  product = await startProduct();
});
afterEach(({ task }) => product.end(task.result?.state === 'fail'));

test.each(readers('en'))(
  'a machine that is off is given UEFI, a TPM and another processor on its page, as its guest says, for whoever reads %s',
  async (locale) => {
    const t = wordsOf(locale);
    const page = await product.open(locale);
    await product.setUp(page, locale);
    await page.goto(`${product.url}/vms/new`);
    await page.getByRole('textbox', { name: t('create.name'), exact: true }).fill('board');
    await page.getByRole('button', { name: t('create.preset.tiny') }).click();
    await page.locator('button[type=submit]').click();
    const card = page.getByRole('article', { name: 'board', exact: true });
    await card.getByText(t('state.running'), { exact: true }).waitFor();
    await card.getByRole('link', { name: 'board', exact: true }).click();
    await page.getByRole('heading', { name: 'board', level: 1 }).waitFor();
    const panel = page
      .locator('section')
      .filter({ has: page.getByRole('heading', { name: t('hardware.title') }) });
    const open = panel.getByRole('button', { name: new RegExp(`^${t('actions.hardware')}`) });
    const dialog = page.getByRole('dialog');
    const save = dialog.locator('button[type=submit]');
    const pick = (label: string, value: string) =>
      dialog.getByLabel(label, { exact: true }).selectOption(value);
    const act = async (action: string, confirm: boolean): Promise<void> => {
      await page.getByRole('button', { name: t('vms.actions'), exact: true }).click();
      await page.getByRole('menuitem', { name: t(`actions.${action}`), exact: true }).click();
      if (confirm) await dialog.locator('button').last().click();
    };
    // what runs stays what it is, and says so
    await open.waitFor();
    expect(await open.getAttribute('aria-disabled')).toBe('true');
    await open.focus();
    await page.getByText(t('whyNot.state.hardware')).first().waitFor();
    await act('powerOff', true);
    await page.getByText(t('state.stopped'), { exact: true }).first().waitFor();
    await pictures(page, `hardware-${locale}-panel`, panel);

    await open.click();
    await dialog.waitFor();
    expect(await save.getAttribute('aria-disabled')).toBe('true');
    await pick(t('machine.field.firmware'), 'uefi');
    await dialog.getByText(t('hardware.firmwareWarning')).waitFor();
    await pick('TPM', 'yes');
    await pick(t('hardware.cpu'), 'Nehalem');
    await pictures(page, `hardware-${locale}-uefi`);
    await save.click();
    await dialog.waitFor({ state: 'detached' });
    await panel.getByText('Nehalem', { exact: true }).waitFor();
    await panel.getByText(t('hardware.firmware.uefi'), { exact: true }).waitFor();
    await act('start', false);
    await page.getByText(t('state.running'), { exact: true }).first().waitFor();
    const vmId = /\/vms\/([\da-f-]{36})/.exec(page.url())?.[1] ?? '';
    const guest = await openGuestSerial(vmId);
    expect(await guest.ask('ls /sys/firmware; grep -m1 "model name" /proc/cpuinfo')).toMatch(
      /efi[^]*Nehalem/,
    );
    guest.close();

    await act('powerOff', true);
    await page.getByText(t('state.stopped'), { exact: true }).first().waitFor();
    await open.click();
    await pick('TPM', 'no');
    await dialog.getByText(t('hardware.tpmWarning')).waitFor();
    await pictures(page, `hardware-${locale}-tpm`);
    await save.click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByRole('tab', { name: t('vms.tab.operations') }).click();
    // it says why nothing takes it back
    const takeBack = new RegExp(`^${t('changes.takeBackThis', { what: t('machine.field.tpm') })}`);
    await page.getByRole('button', { name: takeBack }).first().waitFor();
    expect(await page.getByRole('button', { name: takeBack }).first().getAttribute('aria-disabled')).toBe(
      'true',
    );
    await pictures(page, `hardware-${locale}-changes`);
  },
);

test.each(readers('ko'))(
  'an administrator gives a machine a device of the host that is not plugged in yet, and takes it back, reading %s',
  async (locale) => {
    const t = wordsOf(locale);
    const page = await product.open(locale);
    await product.setUp(page, locale);
    await page.goto(`${product.url}/vms/new`);
    await page.getByRole('textbox', { name: t('create.name'), exact: true }).fill('devices');
    await page.getByRole('button', { name: t('create.preset.tiny') }).click();
    await page.locator('button[type=submit]').click();
    const card = page.getByRole('article', { name: 'devices', exact: true });
    await card.getByText(t('state.running'), { exact: true }).waitFor();
    await card.getByRole('link', { name: 'devices', exact: true }).click();
    await page.getByRole('heading', { name: 'devices', level: 1 }).waitFor();
    const dialog = page.getByRole('dialog');
    await page.getByRole('button', { name: t('vms.actions'), exact: true }).click();
    await page.getByRole('menuitem', { name: t('actions.powerOff'), exact: true }).click();
    await dialog.locator('button').last().click();
    await page.getByText(t('state.stopped'), { exact: true }).first().waitFor();
    const panel = page
      .locator('section')
      .filter({ has: page.getByRole('heading', { name: t('hostDevices.title'), exact: true }) });
    const open = panel.getByRole('button', { name: t('hostDevices.give'), exact: true });
    const save = dialog.locator('button[type=submit]');

    // nothing of this host can be given, and it says why
    await open.click();
    await dialog.getByText(t('hostDevices.noUsb')).waitFor();
    await dialog.getByText(t('hostDevices.noIommu')).waitFor();
    expect(await save.getAttribute('aria-disabled')).toBe('true');
    await pictures(page, `host-devices-${locale}-nothing`);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });

    const bus = startUsbBus();
    try {
      await page.reload();
      await open.click();
      await dialog.getByText(t('hostDevices.ids'), { exact: true }).click();
      expect(await save.getAttribute('aria-disabled')).toBe('true');
      await dialog.getByLabel(t('hostDevices.idsLabel'), { exact: true }).fill('0951:1666');
      await dialog.getByText(t('hostDevices.usbWarning')).waitFor();
      await pictures(page, `host-devices-${locale}-ids`);
      await save.click();
      await dialog.waitFor({ state: 'detached' });
      const device = panel.getByRole('listitem', { name: 'USB 0951:1666', exact: true });
      await device.getByText(t('hostDevices.gone'), { exact: true }).waitFor();
      await pictures(page, `host-devices-${locale}-panel`, panel);

      await page.goto(`${product.url}/about`);
      await page.getByText(t('hostDevices.ofHost'), { exact: true }).click();
      await page.getByText(new RegExp(t('hostDevices.heldBy', { name: 'devices' }))).waitFor();
      await pictures(page, `host-devices-${locale}-host`);
      await page.goBack();

      await device
        .getByRole('button', { name: t('hostDevices.takeThis', { device: 'USB 0951:1666' }) })
        .click();
      await dialog.locator('button').last().click();
      await panel.getByText(t('hostDevices.none'), { exact: true }).waitFor();
      await page.getByRole('tab', { name: t('vms.tab.operations') }).click();
      await page
        .getByText(t('changes.hostDeviceRemoved', { device: 'USB 0951:1666' }))
        .first()
        .waitFor();
    } finally {
      bus.end();
    }
  },
);
