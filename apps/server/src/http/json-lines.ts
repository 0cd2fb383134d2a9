import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import { AppError } from '../lib/app-error.ts';
import { inertJson } from '../lib/inert-json.ts';

export const linesType = 'application/x-ndjson';

/** Downloads at once, of everybody: each keeps the database at work as long as somebody reads. */
const most = 4;
/** Written when so much has come together; the next is made when that has gone out. */
const chunkLength = 32 * 1024;

let running = 0;

/**
 * Answers with one JSON object a line, each inert (lib/inert-json), as a download. Holds one chunk and what the iterable
 * itself holds; whoever reads slowly slows down the reading, and who leaves ends it. A failure after the first line can
 * only cut the connection, so that what was received is known to be a part.
 *
 * @throws AppError `request.rate_limited` where too many are under way; whatever `work` throws
 */
export const sendLines = async (
  reply: FastifyReply,
  name: string,
  work: () => Promise<unknown>,
): Promise<FastifyReply> => {
  if (running >= most) {
    throw new AppError('request.rate_limited', 'Too many downloads are under way.', {
      retryAfterSeconds: 10,
    });
  }
  // what a route with `lines` gives, see AnswerOf
  const lines = (await work()) as AsyncIterable<unknown>;
  running += 1;
  const stream = Readable.from(chunksOf(lines), { objectMode: false, highWaterMark: chunkLength });
  stream.once('close', () => {
    running -= 1;
  });
  void reply.header('content-disposition', `attachment; filename="${name}"`);
  return reply.type(`${linesType}; charset=utf-8`).send(stream);
};

const chunksOf = async function* (lines: AsyncIterable<unknown>): AsyncGenerator<string> {
  let chunk = '';
  for await (const line of lines) {
    chunk += `${inertJson(JSON.stringify(line))}\n`;
    if (chunk.length < chunkLength) continue;
    yield chunk;
    chunk = '';
  }
  if (chunk !== '') yield chunk;
};
