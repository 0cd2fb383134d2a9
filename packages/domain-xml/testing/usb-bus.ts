import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const mount = (...words: string[]): void => {
  execFileSync('mount', words);
};
const at = '/sys/bus';

/**
 * Gives the private host one is in a USB bus for libvirt to look at: a folder in the place of the kernel's, in which no device is
 * real. What libvirt finds there by its ids goes as far as QEMU, which cannot open it.
 *
 * @returns `plug` of a device by its ids, and `end`, which takes the bus away again
 */
export const startUsbBus = (): {
  plug: (vendorId: string, productId: string, device: number) => void;
  end: () => void;
} => {
  if (!existsSync('/run/libvirt/limen-private-host')) throw new Error('only in a private host');
  const buses = mkdtempSync(join(tmpdir(), 'buses-'));
  mount('--rbind', at, buses);
  mount('-t', 'tmpfs', 'tmpfs', at);
  for (const name of readdirSync(buses)) {
    mkdirSync(join(at, name));
    // no symlink: what is in there leads on by relative ones
    mount('--rbind', join(buses, name), join(at, name));
  }
  mkdirSync(join(at, 'usb/devices'), { recursive: true });
  return {
    plug: (vendorId, productId, device) => {
      const folder = join(at, 'usb/devices', `1-${device}`);
      mkdirSync(folder);
      const says = { idVendor: vendorId, idProduct: productId, busnum: 1, devnum: device };
      for (const [name, value] of Object.entries(says)) writeFileSync(join(folder, name), `${value}\n`);
      mkdirSync('/dev/bus/usb/001', { recursive: true });
      writeFileSync(`/dev/bus/usb/001/${String(device).padStart(3, '0')}`, '');
    },
    end: () => {
      execFileSync('umount', ['-R', at]);
      execFileSync('umount', ['-l', buses]);
    },
  };
};
