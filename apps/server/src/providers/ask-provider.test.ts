import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import { expect, test } from 'vitest';
import { askProvider, mayAsk } from './ask-provider.ts';

const answering = async (
  listener: RequestListener,
  ask: (address: string) => Promise<void>,
): Promise<void> => {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  try {
    await ask(`http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}/x`);
  } finally {
    server.closeAllConnections();
    server.close();
  }
};

test.each([
  ['https://id.example/token', 'https://id.example', true],
  // large providers keep their keys on another host
  ['https://keys.example/jwks', 'https://id.example', true],
  ['http://id.example/token', 'https://id.example', false],
  ['http://id.example/token', 'http://id.example', false],
  ['http://127.0.0.1:9/token', 'http://127.0.0.1:9', true],
  ['http://localhost:9/token', 'http://localhost:9', true],
  ['http://[::1]:9/token', 'http://[::1]:9', true],
  // a provider out there cannot have this host ask itself
  ['http://127.0.0.1:9/token', 'https://id.example', false],
  ['http://127.0.0.1:8/token', 'http://127.0.0.1:9', false],
  ['http://127.0.0.1.example/', 'http://127.0.0.1.example', false],
  ['https://user:pass@id.example/', 'https://id.example', false],
  ['file:///etc/passwd', 'https://id.example', false],
  ['nothing', 'https://id.example', false],
])('%s of the issuer %s may be asked: %s', (address, issuer, allowed) => {
  expect(mayAsk(address, issuer, false)).toBe(allowed);
});

test('an answer that never ends is not read to its end', () =>
  answering(
    (_, response) => {
      const more = (): void => {
        while (!response.destroyed && response.write('x'.repeat(64 * 1024)));
        response.once('drain', more);
      };
      more();
    },
    async (address) => {
      await expect(askProvider(address)).rejects.toMatchObject({ problem: 'not_discovery' });
    },
  ));

test('nobody is led elsewhere by a redirect', () =>
  answering(
    (_, response) => response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end(),
    async (address) => {
      await expect(askProvider(address)).rejects.toMatchObject({ problem: 'refused', seen: '302' });
    },
  ));

test('a connection that is cut in the middle is no answer', () =>
  answering(
    (_, response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('{', () => response.destroy());
    },
    async (address) => {
      await expect(askProvider(address)).rejects.toMatchObject({ problem: 'unreachable' });
    },
  ));
