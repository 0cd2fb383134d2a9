import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AppError, notFound } from '../lib/app-error.ts';

/** A file of ours, and what its bytes are known by: another tag is another file. */
export type FileAnswer = { path: string; name: string; tag: string };

/**
 * Answers with a file as a download that can be gone on with: one range (RFC 9110 §14), and If-Range by a strong ETag.
 * It is a stream from the disk, so that a file of any size takes no memory.
 *
 * @throws AppError `request.range` for one that lies outside, `object.not_found` where the file is gone
 */
export const sendFile = async (
  request: FastifyRequest,
  reply: FastifyReply,
  { path, name, tag }: FileAnswer,
): Promise<FastifyReply> => {
  const file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') throw notFound();
    throw error;
  });
  try {
    const { size } = await file.stat();
    const etag = `"${tag}"`;
    const ifRange = request.headers['if-range'];
    const wanted = ifRange === undefined || ifRange === etag ? request.headers.range : undefined;
    const range = rangeOf(wanted, size);
    if (range === 'outside') {
      void reply.header('content-range', `bytes */${size}`);
      throw new AppError('request.range', `This file has ${size} bytes.`);
    }
    void reply.headers({
      etag,
      'accept-ranges': 'bytes',
      'content-type': 'application/octet-stream',
      'content-disposition': disposition(name),
      'x-content-type-options': 'nosniff',
    });
    const { start, end } = range ?? { start: 0, end: size - 1 };
    void reply.header('content-length', String(end - start + 1));
    if (range) void reply.code(206).header('content-range', `bytes ${start}-${end}/${size}`);
    if (size === 0) {
      await file.close();
      return reply.send('');
    }
    return reply.send(file.createReadStream({ start, end, highWaterMark: 256 * 1024 }));
  } catch (error) {
    await file.close();
    throw error;
  }
};

/** undefined: the whole file; what is no single range of bytes is not heard (RFC 9110 §14.2). */
export const rangeOf = (
  header: string | undefined,
  size: number,
): { start: number; end: number } | 'outside' | undefined => {
  const [, first = '', last = ''] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header?.trim() ?? '') ?? [];
  if (first === '' && last === '') return undefined;
  if (first === '') {
    const start = Math.max(0, size - Number(last));
    return Number(last) === 0 || size === 0 ? 'outside' : { start, end: size - 1 };
  }
  const start = Number(first);
  const end = last === '' ? size - 1 : Math.min(Number(last), size - 1);
  if (last !== '' && Number(last) < start) return undefined;
  return start >= size ? 'outside' : { start, end };
};

/** RFC 6266: a name for everybody, and the real one for whoever reads UTF-8. */
const disposition = (name: string): string => {
  const plain = name.replaceAll(/[^A-Za-z0-9._-]/g, '_');
  const encoded = encodeURIComponent(name).replaceAll(
    /['()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
};
