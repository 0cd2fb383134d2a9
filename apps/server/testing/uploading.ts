import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Image } from '@limen/contract/images';
import type { LightMyRequestResponse } from 'fastify';
import { expect } from 'vitest';
import type { Caller, TestServer } from './server.ts';
import { poll, type To } from './tus-sender.ts';

export type Begun = { imageId: string; id: string; url: string; to: To };

export const tusHeaders = { 'tus-resumable': '1.0.0' };

/** Uploads of one person of a test server, who is asked as a browser would ask. */
export type Uploading = {
  begin: (lengthBytes: number, more?: object) => Promise<Begun>;
  patch: (url: string, offset: number, bytes: Buffer, more?: object) => Promise<LightMyRequestResponse>;
  cancel: (url: string) => Promise<LightMyRequestResponse>;
  usedBytes: () => Promise<number>;
  images: () => Promise<Image[]>;
};

export const uploadingAs = (server: TestServer, port: number, who: Caller, userName: string): Uploading => ({
  begin: async (lengthBytes, more = {}) => {
    const reply = await who('POST', '/api/uploads', { name: 'x', fileName: 'x.iso', lengthBytes, ...more });
    expect(reply.statusCode, reply.body).toBe(201);
    const { image, upload } = reply.json<{ image: { id: string }; upload: { id: string; url: string } }>();
    const to = { port, cookie: server.cookieOf(userName), url: upload.url };
    return { imageId: image.id, ...upload, to };
  },
  patch: (url, offset, bytes, more = {}) =>
    who('PATCH', url, bytes, {
      ...tusHeaders,
      'upload-offset': String(offset),
      'content-type': 'application/offset+octet-stream',
      ...more,
    }),
  cancel: (url) => who('DELETE', url, undefined, tusHeaders),
  usedBytes: async () =>
    (await who('GET', '/api/quota')).json<{ imageBytes: { used: number } }>().imageBytes.used,
  images: async () => (await who('GET', '/api/images')).json<{ images: Image[] }>().images,
});

/** The files that come in, by name. */
export const incomingFiles = (server: TestServer): string[] => {
  const folder = join(server.home, 'incoming');
  return existsSync(folder) ? readdirSync(folder) : [];
};

/** Waits until somebody writes to it. */
export const isWritten = (server: TestServer, { imageId }: Begun): Promise<boolean> =>
  poll(
    async () => incomingFiles(server).includes(imageId),
    (there) => there,
  );
