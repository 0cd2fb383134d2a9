import { once } from 'node:events';
import { type ClientRequest, type IncomingMessage, request } from 'node:http';

export { poll } from './poll.ts';

/** One PATCH on a connection of its own, fed piece by piece. */
export type Sender = {
  request: ClientRequest;
  write: (bytes: Uint8Array) => Promise<void>;
  /** How it was answered; null: the connection ended instead. */
  answer: Promise<{ status: number; offset: number; body: string } | null>;
};

export type To = { port: number; cookie: string; url: string };

/** @param lengthBytes what the request says it will send; undefined: in chunks, as long as it takes */
export const openPatch = (
  { port, cookie, url }: To,
  offset: number,
  lengthBytes?: number,
  headers: Record<string, string> = {},
): Sender => {
  const asked = request({
    port,
    host: '127.0.0.1',
    path: url,
    method: 'PATCH',
    agent: false,
    headers: {
      cookie,
      'x-limen-request': '1',
      'tus-resumable': '1.0.0',
      'upload-offset': String(offset),
      'content-type': 'application/offset+octet-stream',
      ...(lengthBytes === undefined ? {} : { 'content-length': String(lengthBytes) }),
      ...headers,
    },
  });
  const answer = new Promise<Awaited<Sender['answer']>>((resolve) => {
    asked.on('error', () => resolve(null)).on('close', () => resolve(null));
    asked.on('response', (reply: IncomingMessage) => {
      let body = '';
      reply
        .setEncoding('utf8')
        .on('data', (part: string) => {
          body += part;
        })
        .on('end', () =>
          resolve({ status: reply.statusCode ?? 0, offset: Number(reply.headers['upload-offset']), body }),
        );
    });
  });
  return {
    request: asked,
    answer,
    write: async (bytes) => {
      if (!asked.write(bytes)) await Promise.race([once(asked, 'drain'), answer]);
    },
  };
};

/** All of it at once. */
export const patchAll = async (
  to: To,
  offset: number,
  bytes: Uint8Array,
): Promise<Awaited<Sender['answer']>> => {
  const sender = openPatch(to, offset, bytes.length);
  sender.request.end(bytes);
  return sender.answer;
};

/** How much the server has; null: it does not answer, or knows of no such upload. */
export const askOffset = ({ port, cookie, url }: To): Promise<number | null> =>
  new Promise((resolve) => {
    request(
      {
        port,
        host: '127.0.0.1',
        path: url,
        method: 'HEAD',
        agent: false,
        headers: { cookie, 'tus-resumable': '1.0.0' },
      },
      (reply) => {
        reply.resume();
        resolve(reply.statusCode === 200 ? Number(reply.headers['upload-offset']) : null);
      },
    )
      .on('error', () => resolve(null))
      .end();
  });
