import { liveClose, livePath } from '@limen/contract/live';
import { expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { startTestServer } from '../../testing/server.ts';

test('a server that closes lets its live pages go and does not wait for them', async () => {
  const server = await startTestServer();
  await server.person('reader');
  const port = await server.listen();
  const socket = new WebSocket(`ws://127.0.0.1:${port}${livePath}`, {
    headers: { cookie: server.cookieOf('reader'), 'x-limen-request': '1' },
  });
  await new Promise((resolve) => socket.once('message', resolve));
  const ended = new Promise<number>((resolve) => {
    socket.on('close', resolve);
  });
  await server.close();
  expect(await ended).toBe(liveClose.serverClosing);
});
