import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Duplex } from 'node:stream';
import { fileURLToPath } from 'node:url';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { internalUrl, tellWeb } from '../config.ts';
import type { Deps } from '../deps.ts';
import { AppError } from '../lib/app-error.ts';
import { filePolicy } from './content-security.ts';
import { sendError } from './errors.ts';
import { Origins } from './origins.ts';
import type { PageRequests } from './page-requests.ts';
import type { UpgradeHandler } from './upgrades.ts';

const webFolder = fileURLToPath(new URL('../../../web', import.meta.url));

/** The part of a Next server that we use (next/dist/server/next.d.ts). */
type Next = {
  prepare: () => Promise<void>;
  getRequestHandler: () => (request: IncomingMessage, response: ServerResponse) => Promise<void>;
  getUpgradeHandler: () => (request: IncomingMessage, socket: Duplex, head: Buffer) => Promise<void>;
  close: () => Promise<void>;
};
type MakeNext = (options: { dev: boolean; dir: string; httpServer: Server }) => Next;

export type Web = {
  /** Next's own channel for reload while developing; undefined in production. */
  upgrade: { prefix: string; handler: UpgradeHandler } | undefined;
  close: () => Promise<void>;
};

/**
 * Every path that no route of ours has goes to the web application, inside this process. Next gets the request with its
 * body unread; its answer carries our security headers, and a policy for scripts of its own (apps/web/proxy.ts).
 * It is prepared while the server already answers: the first page waits for it, the API never does.
 */
export const serveWeb = async (app: FastifyInstance, deps: Deps, pages: PageRequests): Promise<Web> => {
  const { dev } = deps.config;
  const door = deps.config.tls ? await openDoor(app) : undefined;
  tellWeb(door?.url ?? internalUrl(deps.config), {
    pagesKey: pages.key,
    built: dev ? undefined : builtConfig(),
  });
  let next: Promise<Next> | undefined;
  const load = (): Promise<Next> => {
    next ??= prepareNext(dev).catch((error: unknown) => {
      next = undefined;
      throw error;
    });
    return next;
  };
  if (isBuilt(dev)) load().catch((err: unknown) => deps.log.error({ err }, 'the web pages cannot be served'));
  else deps.log.warn('the web pages are not built yet: `make build-frontend` builds them; the API works');

  const origins = new Origins(deps.config);
  await app.register(async (scope) => {
    // Next reads the body itself
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', (_request, _payload, done) => done(null));
    scope.all('/*', { config: { rateLimit: false } }, async (request, reply) => {
      if (isApi(request)) {
        return sendError(request, reply, new AppError('request.not_found', 'There is no such route.'));
      }
      if (request.method !== 'GET' && request.method !== 'HEAD' && !origins.permits(request.headers)) {
        throw new AppError('request.origin', 'This request does not come from a page of this installation.');
      }
      if (!isBuilt(dev)) return sayNotBuilt(reply);
      const handle = (await load()).getRequestHandler();
      reply.hijack();
      for (const [name, value] of Object.entries(reply.getHeaders())) {
        // pages bring a policy of their own, with a nonce
        const skip = name === 'content-security-policy' && !isFile(request);
        if (value !== undefined && !skip) reply.raw.setHeader(name, value);
      }
      if (isFile(request)) reply.raw.setHeader('content-security-policy', filePolicy);
      pages.mark(request);
      await handle(request.raw, reply.raw);
      return reply;
    });
  });
  return {
    upgrade: dev ? { prefix: '/_next/', handler: upgradeTo(load) } : undefined,
    close: async () => {
      door?.close();
      if (next) await (await next.catch(() => undefined))?.close();
    },
  };
};

/**
 * Where the port speaks TLS, pages ask the API by a door of their own: plain, on the loopback, at a port of the system's
 * choice. The certificate is made for the name that browsers use, not for this.
 */
const openDoor = async (app: FastifyInstance): Promise<{ url: string; close: () => void }> => {
  const server = createServer((request, response) => app.routing(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return { url: `http://127.0.0.1:${port}`, close: () => server.close() };
};

const isBuilt = (dev: boolean): boolean => dev || existsSync(join(webFolder, '.next/BUILD_ID'));

/** @returns undefined where this version of Next does not write it, and reads its configuration itself */
const builtConfig = (): string | undefined => {
  const file = join(webFolder, '.next/required-server-files.json');
  if (!existsSync(file)) return undefined;
  const parsed = z
    .looseObject({ config: z.looseObject({}) })
    .safeParse(JSON.parse(readFileSync(file, 'utf8')));
  return parsed.success ? JSON.stringify(parsed.data.config) : undefined;
};

const isApi = (request: FastifyRequest): boolean => /^\/api(\/|\?|$)/.test(request.url);

/** What apps/web/proxy.ts leaves out: files that are no pages. */
const isFile = (request: FastifyRequest): boolean =>
  request.url.startsWith('/_next/') || request.url.startsWith('/icon.svg');

const prepareNext = async (dev: boolean): Promise<Next> => {
  // the web application's own Next; the cast is its documented signature
  const make = createRequire(join(webFolder, 'package.json'))('next') as MakeNext;
  // a server that never listens: left to itself, Next would answer every upgrade of ours too, and close it
  const next = make({ dev, dir: webFolder, httpServer: createServer() });
  await next.prepare();
  return next;
};

const upgradeTo =
  (load: () => Promise<Next>): UpgradeHandler =>
  (request, socket, head) => {
    load()
      .then((next) => next.getUpgradeHandler()(request, socket, head))
      .catch(() => socket.destroy());
  };

const sayNotBuilt = (reply: FastifyReply): FastifyReply =>
  reply
    .code(503)
    .header('retry-after', '5')
    .type('text/html; charset=utf-8')
    .send(
      '<!doctype html><html lang="en"><meta charset="utf-8"><title>LIMEN</title>' +
        '<p>LIMEN runs, but its pages are not built yet. Run <code>make build-frontend</code>; ' +
        'this page appears by itself afterwards.</p></html>',
    );
