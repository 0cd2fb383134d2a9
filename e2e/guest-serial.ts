import { execFileSync } from 'node:child_process';
import { createReadStream, openSync, writeSync } from 'node:fs';
import { until } from './product.ts';

/** Somebody at the serial line of a tiny machine: what its system says there is what has really happened in it. */
export type GuestSerial = {
  /** Types a line and gives what was answered before the shell waits again. */
  ask: (command: string) => Promise<string>;
  close: () => void;
};

/** @param vmId libvirt's name of a machine of ours follows from it */
export const openGuestSerial = async (vmId: string): Promise<GuestSerial> => {
  const path = execFileSync('virsh', ['-c', 'qemu:///system', 'ttyconsole', `vm-${vmId}`], {
    encoding: 'utf8',
  }).trim();
  execFileSync('stty', ['-F', path, 'raw', '-echo']);
  const writing = openSync(path, 'w');
  const reading = createReadStream(path);
  let heard = '';
  let asked = 0;
  reading.on('data', (bytes) => {
    heard += bytes.toString('latin1');
  });
  reading.on('error', () => undefined);
  const line: GuestSerial = {
    ask: (command) => {
      asked += 1;
      const mark = `done-${asked}`;
      heard = '';
      writeSync(writing, `${command}; echo; echo ${mark.replace('-', '""-')}\n`);
      const end = new RegExp(`\\r?\\n${mark}\\r?\\n`);
      return until(async () => (end.test(heard) ? (heard.split(end)[0] ?? '') : null));
    },
    close: () => {
      clearInterval(knocking);
      reading.destroy();
    },
  };
  // what is typed before its shell is there is lost
  const knocking = setInterval(() => writeSync(writing, 'echo READY""-NOW\n'), 1000);
  await until(async () => (heard.includes('READY-NOW') ? true : null));
  clearInterval(knocking);
  return line;
};
