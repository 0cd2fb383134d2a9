import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { type Locale, pictures } from './browser.ts';
import { learnFont, readCells, readLines } from './guest-screen.ts';
import { type GuestSerial, openGuestSerial } from './guest-serial.ts';
import { onPage } from './machine-page.ts';
import { banner, until } from './product.ts';
import { seedScheduled } from './seed-scheduled.ts';

/** What it has counted so far: only its memory knows. */
const counted = async (line: GuestSerial): Promise<number> =>
  Number(/COUNTED (\d+)/.exec(await line.ask('echo COUNTED $(cat /run/counted)'))?.[1]);

/**
 * From its tree a running machine goes back to the memory it had, which its console and a counter in it prove, and another is
 * made of it.
 *
 * @param home of the server
 * @param guest at the serial line of what runs now; closed here
 */
export const walkSnapshots = async (
  page: Page,
  locale: Locale,
  { home, vmId, guest }: { home: string; vmId: string; guest: GuestSerial },
): Promise<void> => {
  const { t, dialog, tab, button, card, settled, submit } = onPage(page, locale);
  const row = (text: string) => page.getByRole('listitem').filter({ hasText: text });

  await tab('console');
  const font = await until(async () => learnFont(await readCells(page), banner));
  /** What its kernel is called, which is in its memory alone: the last line that the guest wrote. */
  const says = async (name: string): Promise<void> => {
    await page.locator('canvas').click();
    await page.keyboard.type('clear; hostname');
    await page.keyboard.press('Enter');
    await until(async () => (readLines(await readCells(page), font).includes(name) ? true : null));
  };
  const call = async (name: string): Promise<void> => {
    await page.locator('canvas').click();
    await page.keyboard.type(`hostname ${name}`);
    await page.keyboard.press('Enter');
    await says(name);
  };
  await call('limen-one');
  await guest.ask(
    'echo 1 > /run/step; (n=0; while :; do n=$((n + $(cat /run/step))); echo $n > /run/counted; sleep 1; done) & true',
  );
  const before = await until(async () => (await counted(guest)) || null);

  await tab('snapshots');
  await page.getByText(t('snapshots.none')).waitFor();
  await pictures(page, `snapshots-${locale}-none`);
  const take = async (name: string, note: string): Promise<void> => {
    await button(t('actions.snapshot')).click();
    await dialog.getByRole('textbox', { name: t('create.name'), exact: true }).fill(name);
    await dialog.getByRole('textbox', { name: t('snapshots.note'), exact: true }).fill(note);
    if (note !== '') await pictures(page, `snapshots-${locale}-take`);
    await submit();
    await row(name).getByText(t('snapshots.kind.memory')).waitFor();
    // a number and its unit stay on one line: no plain space is between them
    await row(name)
      .getByText(new RegExp(t('snapshots.held', { size: '[\\d.,]+\\sMiB' })))
      .waitFor();
  };
  await take('first', locale === 'ko' ? '업데이트 전' : 'Before the update');
  await row(t('snapshots.here')).waitFor();

  await tab('console');
  await call('limen-two');
  await guest.ask('echo 100000 > /run/step');
  await until(async () => ((await counted(guest)) > 100_000 ? true : null));
  guest.close();
  await tab('snapshots');
  await button(t('snapshots.restoreNamed', { name: 'first' })).click();
  await pictures(page, `snapshots-${locale}-restore`);
  await submit();
  await row(t('snapshots.beforeRestore', { name: 'first' })).waitFor();
  await settled();
  await tab('console');
  await says('limen-one');
  const again = await openGuestSerial(vmId);
  const back = await counted(again);
  expect(back).toBeGreaterThanOrEqual(before);
  expect(back).toBeLessThan(100_000);
  await until(async () => ((await counted(again)) > back ? true : null));
  again.close();

  // another from there: the tree has two branches
  await tab('snapshots');
  await take('second', '');
  await pictures(page, `snapshots-${locale}-tree`);
  await button(t('snapshots.picture', { name: 'first' })).click();
  await dialog.getByRole('img').waitFor();
  await pictures(page, `snapshots-${locale}-picture`);
  await page.keyboard.press('Escape');

  // and from now on by themselves
  await button(t('schedule.add')).click();
  await pictures(page, `snapshots-${locale}-schedule`);
  await dialog.getByRole('spinbutton', { name: t('schedule.hourly') }).fill('0');
  await submit();
  await page.getByText(t('schedule.next')).waitFor();
  await pictures(page, `snapshots-${locale}-scheduled`, page.getByText(t('schedule.next')));

  // another machine of the first
  await button(t('snapshots.more', { name: 'second' })).click();
  await page.getByRole('menuitem', { name: t('snapshots.fork') }).click();
  await pictures(page, `snapshots-${locale}-fork`);
  await dialog.getByRole('textbox', { name: t('create.name'), exact: true }).fill('forked');
  await dialog.getByLabel(t('copies.startIt')).check();
  await submit();

  // one deleted hangs its children on its parent
  await settled();
  await page
    .getByRole('link', { name: t('frame.machines'), exact: true })
    .first()
    .click();
  await card('forked').getByText(t('state.running'), { exact: true }).waitFor();
  await card('works').getByRole('link', { name: 'works', exact: true }).click();
  await tab('snapshots');
  await button(t('snapshots.more', { name: t('snapshots.beforeRestore', { name: 'first' }) })).click();
  await page.getByRole('menuitem', { name: t('common.delete') }).click();
  await pictures(page, `snapshots-${locale}-delete`);
  await dialog.getByRole('button', { name: t('snapshots.delete'), exact: true }).click();
  await dialog.waitFor({ state: 'detached' });
  await row(t('snapshots.beforeRestore', { name: 'first' })).waitFor({ state: 'detached' });
  expect(await row('first').count()).toBe(1);

  // of a schedule that has run for long the newest are seen, and all where one asks for them
  await seedScheduled(home, vmId, 180);
  await page.reload();
  const fold = button(new RegExp(`^${t('snapshots.fold', { count: '176' })}`));
  await fold.waitFor();
  const rows = page.getByRole('tabpanel').getByRole('listitem');
  expect(await rows.count()).toBeLessThan(12);
  await pictures(page, `snapshots-${locale}-folded`);
  await fold.click();
  await expect.poll(() => rows.count()).toBeGreaterThan(180);
  await fold.click();
  await expect.poll(() => rows.count()).toBeLessThan(12);
};
