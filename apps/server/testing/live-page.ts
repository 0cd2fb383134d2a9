import { once } from 'node:events';
import { type LiveMessage, liveMessage, livePath } from '@limen/contract/live';
import { WebSocket } from 'ws';
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

export const openLivePage = async (server: TestServer, userName: string): Promise<LivePage> => {
  const socket = new WebSocket(`ws://127.0.0.1:${await server.listen()}${livePath}`, {
    headers: { cookie: server.cookieOf(userName), 'x-limen-request': '1' },
  });
  const messages: LiveMessage[] = [];
  socket.on('message', (data: Buffer) => messages.push(liveMessage.parse(JSON.parse(data.toString('utf8')))));
  const ended = new Promise<number>((resolve) => {
    socket.on('close', resolve);
    socket.on('unexpected-response', (_request, response) => resolve(response.statusCode ?? 0));
    socket.on('error', () => undefined);
  });
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
