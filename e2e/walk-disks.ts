import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { type Locale, pictures } from './browser.ts';
import type { GuestSerial } from './guest-serial.ts';
import { onPage } from './machine-page.ts';
import { until } from './product.ts';

const MiB = 1024 ** 2;

/** On the page of its disks one is added to a running machine, limited, made larger and removed, as its guest says. */
export const walkDisks = async (page: Page, locale: Locale, guest: GuestSerial): Promise<void> => {
  const { t, dialog, send, press, amount, settled, submit } = onPage(page, locale);
  /** Sizes of the virtio disks that its kernel has, in MiB. */
  const sizes = async (): Promise<number[]> =>
    [
      ...(await guest.ask('for d in /sys/block/vd?; do echo SIZE $(cat $d/size); done')).matchAll(
        /SIZE (\d+)/g,
      ),
    ].map(([, sectors]) => (Number(sectors) * 512) / MiB);
  const row = (number: number) =>
    page.getByRole('listitem', { name: t('disks.disk', { number: String(number) }), exact: true });

  await row(1).waitFor();
  expect(await sizes()).toHaveLength(1);
  // the first one stays, and says why
  const second = { disk: t('disks.disk', { number: '2' }) };
  const removeFirst = row(1).getByRole('button', {
    name: new RegExp(`^${t('disks.removeThis', { disk: t('disks.disk', { number: '1' }) })}`),
  });
  expect(await removeFirst.getAttribute('aria-disabled')).toBe('true');
  await row(1).getByText('/dev/disk/by-id/virtio-').waitFor();
  await pictures(page, `disks-${locale}-one`);

  await press('disks.add');
  await dialog.waitFor();
  await pictures(page, `disks-${locale}-add`);
  await amount(t('disks.size')).fill('1000000');
  expect(await send.getAttribute('aria-disabled')).toBe('true');
  await dialog.getByRole('alert').first().waitFor();
  await pictures(page, `disks-${locale}-too-large`);
  await amount(t('disks.size')).fill('0.25');
  await submit();
  await row(2).waitFor();
  await until(async () => ((await sizes())[1] === 256 ? true : null));
  await settled();
  await pictures(page, `disks-${locale}-two`);

  // what it may do at most holds at once
  await press('disks.tuneThis', second);
  await dialog.getByRole('textbox', { name: t('disks.rate') }).fill('0.1');
  expect(await send.getAttribute('aria-disabled')).toBe('true');
  await dialog.getByRole('textbox', { name: t('disks.rate') }).fill('20');
  await dialog.getByRole('textbox', { name: t('disks.iops') }).fill('500');
  await dialog.getByRole('combobox', { name: t('disks.cache') }).selectOption('none');
  await pictures(page, `disks-${locale}-settings`);
  await submit();
  await row(2).getByText(t('disks.cacheWaits')).waitFor();
  await row(2)
    .getByText(t('disks.atMostRate', { rate: '20\u00a0MiB' }))
    .waitFor();
  await settled();
  await pictures(page, `disks-${locale}-limited`);

  // what its guest wrote to it stays where it grows
  await guest.ask('printf KEPT | dd of=/dev/vdb bs=1M seek=200; sync');
  await press('disks.growThis', second);
  await dialog.waitFor();
  await amount(t('disks.newSize')).fill('0.125');
  await dialog
    .getByRole('alert')
    .filter({ hasText: t('disks.neverSmaller', { size: '256\u00a0MiB' }) })
    .waitFor();
  expect(await send.getAttribute('aria-disabled')).toBe('true');
  await amount(t('disks.newSize')).fill('0.5');
  await pictures(page, `disks-${locale}-grow`);
  await submit();
  await until(async () => ((await sizes())[1] === 512 ? true : null));
  expect(await guest.ask('dd if=/dev/vdb bs=1M skip=200 count=1 2>/dev/null | head -c 4')).toContain('KEPT');
  await row(2)
    .getByText(/512\u00a0MiB/)
    .waitFor();

  // what udev writes down of a disk, in a guest that has no udev: its agent tells what it calls the disk, and where it is mounted
  const serial = /virtio-(\w{20})/.exec((await row(2).textContent()) ?? '')?.[1] ?? '';
  await guest.ask(
    `mkdir -p /run/udev/data /mnt/data; echo E:ID_SERIAL=${serial} > /run/udev/data/b$(cat /sys/block/vdb/dev); mke2fs -q /dev/vdb; mount -t ext2 /dev/vdb /mnt/data`,
  );
  await row(2).getByText('/mnt/data').waitFor();
  await row(2).getByText('/dev/vdb').waitFor();
  await pictures(page, `disks-${locale}-mounted`);
  await press('disks.removeThis', second);
  await dialog.getByText(t('disks.mountedNow', { where: '/mnt/data' })).waitFor();
  await dialog.getByRole('textbox').fill('works');
  expect(await send.getAttribute('aria-disabled')).toBe('true');
  await pictures(page, `disks-${locale}-remove-mounted`);
  await dialog.getByRole('button', { name: t('common.cancel') }).click();
  await guest.ask('umount /mnt/data');
  await row(2).getByText('/mnt/data').waitFor({ state: 'detached' });

  await settled();
  await press('disks.removeThis', second);
  await dialog.waitFor();
  expect(await send.getAttribute('aria-disabled')).toBe('true');
  await dialog.getByRole('textbox').fill('works');
  await pictures(page, `disks-${locale}-remove`);
  await submit();
  await row(2).waitFor({ state: 'detached' });
  expect(await sizes()).toHaveLength(1);
};
