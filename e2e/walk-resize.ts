/// <reference lib="dom" />
import { isDeepStrictEqual } from 'node:util';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { type Locale, pictures } from './browser.ts';
import { onPage } from './machine-page.ts';
import { until } from './product.ts';

const MiB = 1024 ** 2;

/** The page says so in the end. */
const comes = (look: () => Promise<string[]>, wanted: string[]): Promise<boolean> =>
  until(async () => (isDeepStrictEqual(await look(), wanted) ? true : null));

/** What somebody may have of memory, as an administrator sets it. */
const allowMemory = (page: Page, memoryBytes: number | 'default'): Promise<number> =>
  page.evaluate(async (most) => {
    const quota = await (await fetch('/api/quota')).json();
    const others = ['vms', 'runningVms', 'vcpus', 'diskBytes', 'snapshots', 'imageBytes'];
    const limits = { memoryBytes: most, ...Object.fromEntries(others.map((name) => [name, 'default'])) };
    const reply = await fetch(`/api/users/${quota.userId}/quota`, {
      headers: { 'content-type': 'application/json', 'x-limen-request': '1' },
      method: 'PUT',
      body: JSON.stringify(limits),
    });
    return reply.status;
  }, memoryBytes);

/** From its overview a running machine is made larger and smaller, now and for its next start; what cannot be is refused and says why. */
export const walkResize = async (page: Page, locale: Locale): Promise<void> => {
  const { t, dialog, send, amount, settled } = onPage(page, locale);
  const panel = page.locator('section', { has: page.getByRole('heading', { name: t('resize.panel') }) });
  /** At its next start, now, by its guest, at most. */
  const row = async (name: string): Promise<string[]> => {
    const cells = panel.getByRole('row', { name: new RegExp(`^${name}`) }).getByRole('cell');
    return (await cells.allInnerTexts()).map((text) => text.replaceAll('\u00a0', ' '));
  };
  const open = async (): Promise<void> => {
    await panel.getByRole('button', { name: t('actions.resize'), exact: true }).click();
    await dialog.waitFor();
  };
  const vcpus = (): Promise<string[]> => row(t('vms.vcpu'));

  // its agent is up, and says what its kernel uses
  await comes(async () => (await vcpus()).slice(0, 3), ['1', '1', '1']);
  await pictures(page, `resize-${locale}`, panel);
  const most = (await vcpus())[3] ?? '';

  await open();
  // what cannot be says why, before it is asked for
  await amount(t('create.vcpus')).fill('64');
  await dialog
    .getByRole('alert')
    .filter({ hasText: t('resize.most', { max: most }) })
    .waitFor();
  expect(await send.getAttribute('aria-disabled')).toBe('true');
  await pictures(page, `resize-${locale}-too-large`);
  await amount(t('create.vcpus')).fill('2');
  await amount(t('create.memory')).fill('4');
  // its next start can have what it cannot have now
  await dialog
    .getByRole('alert')
    .filter({ hasText: t('resize.mostNow', { max: '1 GiB' }) })
    .waitFor();
  await amount(t('create.memory')).fill('0.5');
  await pictures(page, `resize-${locale}-dialog`);
  await send.focus();
  await page.keyboard.press('Enter');
  await dialog.waitFor({ state: 'detached' });
  await comes(async () => (await vcpus()).slice(0, 3), ['2', '2', '2']);
  await comes(async () => (await row(t('vms.memory'))).slice(0, 2), ['512 MiB', '512 MiB']);
  await until(async () => (Number.parseInt((await row(t('vms.memory')))[2] ?? '', 10) > 380 ? true : null));
  await pictures(page, `resize-${locale}-grown`, panel);

  // emulated, a processor is switched off and not taken out: the page says both
  await settled();
  await open();
  await amount(t('create.vcpus')).fill('1');
  await send.click();
  await comes(async () => (await vcpus()).slice(0, 3), ['1', '2', '1']);
  await panel.getByText(t('resize.untilOff')).waitFor();
  await pictures(page, `resize-${locale}-shrunk`, panel);

  // what its owner may not have is refused, and nothing of what runs changes
  expect(await allowMemory(page, 768 * MiB)).toBe(200);
  await open();
  await amount(t('create.memory')).fill('1');
  await send.click();
  await dialog
    .getByRole('alert')
    .filter({ hasText: t('errors.quota.exceeded') })
    .waitFor();
  await pictures(page, `resize-${locale}-over-quota`);
  await dialog.getByRole('button', { name: t('common.cancel'), exact: true }).click();
  await comes(async () => (await row(t('vms.memory'))).slice(0, 2), ['512 MiB', '512 MiB']);
  expect(await allowMemory(page, 'default')).toBe(200);

  // and for its next start nothing of what runs changes
  await open();
  await amount(t('create.memory')).fill('1');
  await dialog.getByRole('radio', { name: new RegExp(`^${t('resize.nextStart')}`) }).check();
  await send.click();
  await comes(async () => (await row(t('vms.memory'))).slice(0, 2), ['1 GiB', '512 MiB']);
  await pictures(page, `resize-${locale}-next-start`, panel);
  // both stand beside each other: what runs is kept, or made what starts next
  const press = (key: string) => panel.getByRole('button', { name: t(key), exact: true }).click();
  await press('resize.undo');
  await comes(async () => (await row(t('vms.memory'))).slice(0, 2), ['512 MiB', '512 MiB']);
  await comes(async () => (await vcpus()).slice(0, 3), ['2', '2', '1']);
  await open();
  await amount(t('create.memory')).fill('1');
  await dialog.getByRole('radio', { name: new RegExp(`^${t('resize.nextStart')}`) }).check();
  await send.click();
  await panel.getByText(t('resize.differs')).waitFor();
  await press('resize.applyNow');
  await comes(async () => (await row(t('vms.memory'))).slice(0, 2), ['1 GiB', '1 GiB']);
  await comes(async () => (await vcpus()).slice(0, 3), ['2', '2', '2']);
};
