import type { Page } from 'playwright-core';
import { type Locale, pictures } from './browser.ts';
import type { GuestSerial } from './guest-serial.ts';
import { onPage } from './machine-page.ts';
import { until } from './product.ts';

/**
 * From its overview a disc is put into the drive of a running machine, and another one instead of it, as its guest reads. What the guest
 * holds comes out only by force.
 *
 * @param disc the name of an image with a file `word` on it, which is `said`
 */
export const walkDiscs = async (
  page: Page,
  locale: Locale,
  guest: GuestSerial,
  { disc, said }: { disc: string; said: string },
): Promise<void> => {
  const { t, dialog, button, settled, submit } = onPage(page, locale);
  const drives = page.getByRole('region', { name: t('discs.drives') });
  const drive = t('discs.drive', { number: '1' });
  const reads = (file: string) =>
    guest.ask(`mkdir -p /cd; mount -t iso9660 -o ro /dev/sr0 /cd && { ls /cd; cat /cd/${file}; }`);

  const inDrive = (name: string | RegExp) => drives.getByRole('listitem').filter({ hasText: name }).waitFor();

  await button(t('discs.insertInto', { drive })).click();
  await dialog.getByRole('radio', { name: /LIMEN Tiny/ }).check();
  await submit();
  await inDrive(/LIMEN Tiny/);
  await settled();
  // its kernel notices another medium a moment later
  await until(async () => ((await reads('')).includes('boot') ? true : null));

  await guest.ask('umount /cd');
  await button(t('discs.changeIn', { drive })).click();
  await dialog.getByRole('radio', { name: new RegExp(disc) }).check();
  await pictures(page, `discs-${locale}-change`);
  await submit();
  await inDrive(disc);
  await settled();
  await until(async () => ((await reads('word')).includes(said) ? true : null));
  await guest.ask('umount /cd');
  await pictures(page, `discs-${locale}-changed`, drives);
};
