import { once } from 'node:events';
import { type LiveMessage, liveMessage, livePath } from '@limen/contract/live';
import { WebSocket } from 'ws';
import { endOfSocket } from './end-of-socket.ts';
import type { TestServer } from './server.ts';

/** A page of somebody: what it was told, every message checked by the contract. */
export type LivePage = {
  socket: WebSocket;
  messages: LiveMessage[];
  /** The close code, or the HTTP status of a refusal. */
  ended: Promise<number>;
  /** @throws where it ends before */
  until: (fits: (all: readonly LiveMessage[]) => boolean) => Promise<void>;
  /** `open` where the server answers it after all that was said before, or what it was ended with. */
  fate: () => Promise<number | 'open'>;
};

/** @param who somebody who was registered there, or the headers of a program */
export const openLivePage = async (
  server: Pick<TestServer, 'listen' | 'cookieOf'>,
  who: string | Readonly<Record<string, string>>,
): Promise<LivePage> => {
  const headers = typeof who === 'string' ? { cookie: server.cookieOf(who), 'x-limen-request': '1' } : who;
  const socket = new WebSocket(`ws://127.0.0.1:${await server.listen()}${livePath}`, { headers });
  const messages: LiveMessage[] = [];
  socket.on('message', (data: Buffer) => messages.push(liveMessage.parse(JSON.parse(data.toString('utf8')))));
  const ended = endOfSocket(socket);
  return {
    socket,
    messages,
    ended,
    until: async (fits) => {
      while (!fits(messages)) {
        const code = await Promise.race([ended, once(socket, 'message').then(() => undefined)]);
        if (code !== undefined) throw new Error(`the page ended with ${code}`);
      }
    },
    fate: async () => {
      const opened = socket.readyState !== WebSocket.CONNECTING || once(socket, 'open').then(() => true);
      if ((await Promise.race([opened, ended])) !== true) return ended;
      const answered = once(socket, 'pong').then(() => 'open' as const);
      socket.ping();
      return Promise.race([ended, answered]);
    },
  };
};
