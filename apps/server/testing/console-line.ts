import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { consolePath, ticketProtocolPrefix } from '@limen/contract/consoles';
import { WebSocket } from 'ws';
import type { Caller, TestServer } from './server.ts';

/** Somebody at the serial line of a machine, through the console that LIMEN opens for them. */
export type ConsoleLine = {
  /** Waits until the guest has said this since something was typed last. @returns all that it said since */
  until: (text: string | RegExp) => Promise<string>;
  /** Types a line. */
  type: (text: string) => void;
  close: () => void;
};

/** Opens it as `userName`, who asks as `by`, with a ticket as the page does. */
export const openConsoleLine = async (
  server: TestServer,
  port: number,
  { by, userName }: { by: Caller; userName: string },
  vmId: string,
): Promise<ConsoleLine> => {
  const reply = await by('POST', `/api/vms/${vmId}/console-tickets`, { kind: 'serial' });
  const { ticket } = reply.json<{ ticket: string }>();
  const socket = new WebSocket(
    `ws://127.0.0.1:${port}${consolePath}`,
    ['binary', ticketProtocolPrefix + ticket],
    { headers: { cookie: server.cookieOf(userName), 'x-limen-request': '1' } },
  );
  let heard = '';
  let ended: string | null = null;
  socket.on('message', (bytes: Buffer) => {
    heard += bytes.toString('latin1');
  });
  socket.on('close', (code) => {
    ended = `the console was closed with ${code}`;
  });
  await once(socket, 'open');
  return {
    until: async (text) => {
      while (typeof text === 'string' ? !heard.includes(text) : !text.test(heard)) {
        if (ended !== null) throw new Error(`${ended} after ${JSON.stringify(heard.slice(-500))}`);
        await delay(100);
      }
      return heard;
    },
    type: (text) => {
      heard = '';
      socket.send(Buffer.from(`${text}\n`));
    },
    close: () => socket.terminate(),
  };
};
