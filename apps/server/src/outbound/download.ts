import { constants, open } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import type { Mirrors } from './mirrors.ts';
import { NotFetched } from './not-fetched.ts';
import { openUrl, type Resolve } from './open-url.ts';

/** By what a server knows again that a file is the one whose beginning we have: RFC 9110, 13.1.5 If-Range. */
export type Validator = { etag: string | null; lastModified: string | null };

export type Download = {
  url: string;
  /** Its first bytes may be there already, from a try before. */
  path: string;
  mirrors: Mirrors;
  signal: AbortSignal;
  resolve?: Resolve;
  /** Of the try that left what is at `path`; null: begin anew. */
  validator: Validator | null;
  /** As a reply begins, before its first byte is written. @param totalBytes null: it does not say */
  begins: (reply: { totalBytes: number | null; validator: Validator | null }) => Promise<void>;
  /** Before bytes are written: `upTo` bytes will be there then. Throws where they may not. */
  room: (upTo: number) => Promise<void>;
  progress: (received: number, totalBytes: number | null) => void;
  /** Every now and then, before bytes are written. */
  guard: () => Promise<void>;
  log: (what: string, error: unknown) => void;
  pace?: Partial<Pace>;
};

export type Pace = {
  /** A connection on which nothing comes for so long is cut. */
  stallMs: number;
  /** Tries that bring not one byte, with these waits between them; a try that brings some begins the list anew. */
  waitsMs: readonly number[];
};

const usualPace: Pace = { stallMs: 60_000, waitsMs: [300, 1000, 3000, 10_000, 30_000] };
const writeBytes = 1024 * 1024;
const guardEveryBytes = 64 * writeBytes;

/**
 * Fetches a file, going on where the connection was cut, in this call or one before it. A server that cannot go on, or whose
 * file is another one by now, begins anew.
 *
 * @returns its length
 * @throws NotFetched; whatever `begins`, `room` and `guard` throw; the signal's reason
 */
export const download = async (asked: Download): Promise<number> => {
  const pace = { ...usualPace, ...asked.pace };
  const flags = constants.O_RDWR | constants.O_CREAT | constants.O_NOFOLLOW;
  await using file = await open(asked.path, flags, 0o600);
  let { validator } = asked;
  let tries = 0;
  for (;;) {
    const before = (await file.stat()).size;
    try {
      const from = validator === null ? 0 : before;
      const { response } = await openUrl({ ...asked, headers: rangeFrom(from, validator) });
      try {
        const reply = readReply(response, from);
        validator = reply.validator;
        if (reply.complete) return from;
        await asked.guard();
        await asked.begins({ totalBytes: reply.totalBytes, validator });
        await file.truncate(reply.startsAt);
        const received = await receive(file, response, reply, { ...asked, stallMs: pace.stallMs });
        if (reply.totalBytes !== null && received !== reply.totalBytes) {
          throw new NotFetched(`ended after ${received} of ${reply.totalBytes} bytes`, { passing: true });
        }
        await file.sync();
        return received;
      } finally {
        response.destroy();
      }
    } catch (error) {
      asked.signal.throwIfAborted();
      if (!(error instanceof NotFetched) || !error.passing) throw error;
      asked.log('a try to fetch a file ended', error);
      if (error.message === notThere) validator = null;
      if ((await file.stat()).size > before) tries = 0;
      const wait = pace.waitsMs[tries];
      if (wait === undefined) throw error;
      tries += 1;
      await delay(wait, undefined, { signal: asked.signal }).catch(() => undefined);
      asked.signal.throwIfAborted();
    }
  }
};

/** What is there is longer than the file, or of another one. */
const notThere = 'it has no such part';

const rangeFrom = (from: number, validator: Validator | null): Record<string, string> => {
  // a weak ETag says "much the same", which is not enough for a part
  const strong = validator?.etag?.startsWith('W/') ? null : validator?.etag;
  const ifRange = strong ?? validator?.lastModified;
  if (from === 0 || ifRange === null || ifRange === undefined) return {};
  return { range: `bytes=${from}-`, 'if-range': ifRange };
};

type Reply = {
  startsAt: number;
  totalBytes: number | null;
  validator: Validator | null;
  complete: boolean;
};

const readReply = (response: IncomingMessage, from: number): Reply => {
  const { statusCode: status = 0, headers } = response;
  const etag = headers.etag ?? null;
  const lastModified = headers['last-modified'] ?? null;
  const validator = etag === null && lastModified === null ? null : { etag, lastModified };
  if (status === 200) {
    return { startsAt: 0, totalBytes: lengthOf(headers['content-length']), validator, complete: false };
  }
  if (status === 206) {
    const [, first, total] =
      /^bytes (\d{1,16})-\d{1,16}\/(\d{1,16}|\*)$/.exec(headers['content-range'] ?? '') ?? [];
    if (from > 0 && Number(first) === from) {
      const totalBytes = total === '*' || total === undefined ? null : Number(total);
      return { startsAt: from, totalBytes, validator, complete: false };
    }
    throw new NotFetched('it answered with another part than was asked for');
  }
  if (status === 416 && from > 0) {
    const [, total] = /^bytes \*\/(\d{1,16})$/.exec(headers['content-range'] ?? '') ?? [];
    if (Number(total) === from) return { startsAt: from, totalBytes: from, validator, complete: true };
    throw new NotFetched(notThere, { passing: true });
  }
  const passing = status >= 500 || status === 408 || status === 429;
  throw new NotFetched(`it answered ${status}`, { passing });
};

/** What a server says of its file's length. @returns null: nothing that is a length */
export const lengthOf = (text: string | undefined): number | null => {
  const length = text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : null;
  return length !== null && Number.isSafeInteger(length) ? length : null;
};

type File = Awaited<ReturnType<typeof open>>;

/** Writes what comes, in pieces of a MiB. @returns how long the file is then */
const receive = async (
  file: File,
  response: IncomingMessage,
  reply: Reply,
  { room, progress, guard, signal, stallMs }: Download & { stallMs: number },
): Promise<number> => {
  let at = reply.startsAt;
  let guarded = at;
  let waiting: Buffer[] = [];
  let waitingBytes = 0;
  const write = async (): Promise<void> => {
    if (waitingBytes === 0) return;
    const bytes = Buffer.concat(waiting);
    waiting = [];
    waitingBytes = 0;
    await room(at + bytes.length);
    if (at - guarded >= guardEveryBytes) {
      await guard();
      guarded = at;
    }
    await file.writev([bytes], at);
    at += bytes.length;
    progress(at, reply.totalBytes);
  };
  const stalled = new AbortController();
  let stall = setTimeout(() => undefined, 0);
  const stir = (): void => {
    clearTimeout(stall);
    stall = setTimeout(() => {
      stalled.abort();
      response.destroy(new Error('nothing came for too long'));
    }, stallMs);
  };
  const cut = (): void => void response.destroy(new Error('aborted'));
  signal.addEventListener('abort', cut, { once: true });
  try {
    stir();
    for await (const chunk of response as AsyncIterable<Buffer>) {
      waiting.push(chunk);
      waitingBytes += chunk.length;
      if (waitingBytes >= writeBytes) {
        // our own disk may take its time
        clearTimeout(stall);
        await write();
      }
      stir();
    }
  } catch (cause) {
    signal.throwIfAborted();
    if (!isOfTheConnection(cause, response)) throw cause;
    // what has come is good, and is not fetched again
    clearTimeout(stall);
    await write();
    throw new NotFetched(stalled.signal.aborted ? 'nothing came for too long' : 'the connection was cut', {
      passing: true,
      cause,
    });
  } finally {
    clearTimeout(stall);
    signal.removeEventListener('abort', cut);
  }
  await write();
  return at;
};

/** What the body's own stream was broken by; not what our writing or counting threw inside the loop. */
const isOfTheConnection = (error: unknown, response: IncomingMessage): boolean => response.errored === error;
