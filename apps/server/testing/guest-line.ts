import type { Duplex } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { connect } from '@limen/libvirt/connection';
import { openConsole } from '@limen/libvirt/domains';
import type { TestServer } from './server.ts';

/** The tiny system says so once its shell waits on the serial line. */
const ready = 'LIMEN-TINY-READY';

/** Somebody at the serial line of a tiny machine. */
export type GuestLine = {
  /** Waits until the guest has said this since the last question. */
  until: (text: string | RegExp) => Promise<void>;
  /** Waits until it has booted. */
  booted: () => Promise<void>;
  /** Types a line and gives what was answered before the shell waits again. */
  ask: (command: string) => Promise<string>;
  /** Types a line and does not wait. */
  type: (command: string) => void;
  /** What the guest has said since the last question. */
  said: () => string;
  close: () => void;
};

export const openGuestLine = async (server: TestServer, vmId: string): Promise<GuestLine> =>
  guestOn(await server.deps.hosts.local().openSerial(vmId));

/** The same, by a connection of its own: also while the server is not there. Close it, or libvirt keeps the line for it. */
export const openGuestLineBeside = async (vmId: string): Promise<GuestLine> => {
  const connection = await connect({ uri: 'qemu:///system' });
  const line = guestOn(await openConsole(connection, vmId));
  const close = (): void => {
    line.close();
    void connection.close();
  };
  return { ...line, close };
};

/** The same, by whatever leads to its serial line. */
export const guestOn = (line: Duplex): GuestLine => {
  let heard = '';
  let asked = 0;
  line.on('data', (bytes: Buffer) => {
    heard += bytes.toString('latin1');
  });
  line.on('error', () => undefined);
  const until = async (text: string | RegExp): Promise<void> => {
    while (typeof text === 'string' ? !heard.includes(text) : !text.test(heard)) await delay(50);
  };
  const type = (command: string): void => {
    heard = '';
    line.write(`${command}\n`);
  };
  return {
    until,
    type,
    said: () => heard,
    booted: () => until(ready),
    ask: async (command) => {
      asked += 1;
      // the shell prints it with what it was given in front of it, and alone when it has done the rest
      const mark = `done-${asked}`;
      type(`${command}; echo; echo ${mark.replace('-', '""-')}`);
      const end = new RegExp(`\\r?\\n${mark}\\r?\\n`);
      await until(end);
      return heard.slice(heard.indexOf('\n') + 1).split(end)[0] ?? '';
    },
    close: () => line.destroy(),
  };
};
