import type pg from 'pg';
import type { Logger } from 'pino';
import { z } from 'zod';
import type { Bus } from '../live/bus.ts';
import { NewsSession } from './access-news.rows.ts';

const id = z.uuid();
/**
 * What became of somebody's access. `ended`: of one session, of one token, or (with neither) of everything of theirs.
 * `changed`: role, approval or anything else that a page shows of the account; whatever they have open is asked again.
 * `part`: what they may do with one machine that is somebody else's. `image`: whether they (with nobody named: everybody)
 * may use an image.
 */
export const accessNews = z.discriminatedUnion('what', [
  z.object({ what: z.literal('changed'), userId: id }),
  z.object({ what: z.literal('ended'), userId: id, sessionId: id.optional(), tokenId: id.optional() }),
  z.object({ what: z.literal('part'), userId: id, vmId: id }),
  z.object({ what: z.literal('image'), imageId: id, userId: id.optional() }),
]);
export type AccessNews = z.infer<typeof accessNews>;

const sent = z.object({ newsId: id, news: accessNews });
/** How it travels from process to process: well below the 8000 bytes that NOTIFY takes. */
export const newsText = (newsId: string, news: AccessNews): string => JSON.stringify({ newsId, news });

const retryMs = 250;
/** Asked this often whether it still hears; an answer that takes as long means no. */
const askMs = 1000;
/** After this long without hearing anything whoever is connected is let go: with two of the above, 4 s at most. */
const deafMs = 2000;
const mostRemembered = 1000;

/**
 * Hears, from whichever process it comes, whose access ended or changed, and tells this process's bus: that ends live
 * pages and consoles and forgets what is known of people. A change counts everywhere within 5 s also where the connection
 * broke meanwhile: then everything that is known is asked again.
 */
export class AccessListener {
  readonly #given: { pool: pg.Pool; live: Bus; log: Logger };
  /** What this process has told its bus already, and will hear once more. */
  readonly #told = new Set<string>();
  #session: NewsSession | null = null;
  #deaf: NodeJS.Timeout | undefined;
  #closed = false;
  #timer: NodeJS.Timeout | undefined;

  constructor(given: { pool: pg.Pool; live: Bus; log: Logger }) {
    this.#given = given;
  }

  /** Listens from now on, through every loss. @throws where the database cannot be reached to begin with */
  async start(): Promise<void> {
    await this.#open();
    this.#later(() => this.#ask(), askMs);
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#timer);
    clearTimeout(this.#deaf);
    await this.#session?.close();
  }

  /** Tells the bus what this process itself has just committed, without waiting for the way round. */
  tell(newsId: string, news: AccessNews): void {
    if (this.#told.size >= mostRemembered) this.#told.clear();
    this.#told.add(newsId);
    this.#publish(news);
  }

  async #open(): Promise<void> {
    const session = await NewsSession.open(this.#given.pool, {
      told: (text) => this.#heard(text),
      lost: (error) => this.#lost(session, error),
    });
    if (this.#closed) return session.close();
    this.#session = session;
  }

  #heard(text: string): void {
    const read = sent.safeParse(parseJson(text));
    // an older or newer LIMEN speaks of something: whatever it is, what is known may be wrong
    if (!read.success) return this.#unknown(true);
    if (this.#told.delete(read.data.newsId)) return;
    this.#publish(read.data.news);
  }

  #publish(news: AccessNews): void {
    const { live } = this.#given;
    if (news.what === 'ended') {
      const { userId, sessionId, tokenId } = news;
      live.publish('access.ended', {
        userId,
        ...(sessionId === undefined ? {} : { sessionId }),
        ...(tokenId === undefined ? {} : { tokenId }),
      });
    } else if (news.what === 'part') {
      live.publish('vm.access.changed', { id: news.vmId, userId: news.userId });
      live.publish('vm.changed', { id: news.vmId });
    } else if (news.what === 'image') {
      const { imageId, userId } = news;
      live.publish('image.access.changed', { id: imageId, ...(userId === undefined ? {} : { userId }) });
      live.publish('image.changed', { id: imageId });
    } else live.publish('user.changed', { id: news.userId });
  }

  #unknown(askable: boolean): void {
    this.#given.live.publish('access.unknown', { askable });
  }

  #lost(session: NewsSession, error: Error): void {
    if (this.#closed || session !== this.#session) return;
    this.#given.log.warn({ err: error }, 'access news: the connection is lost');
    this.#session = null;
    this.#deaf ??= setTimeout(() => this.#unknown(false), deafMs);
    clearTimeout(this.#timer);
    this.#later(() => this.#reopen(), 0);
  }

  async #reopen(): Promise<void> {
    const opened = await this.#open().then(
      () => true,
      () => false,
    );
    if (this.#closed) return;
    if (!opened) return this.#later(() => this.#reopen(), retryMs);
    clearTimeout(this.#deaf);
    this.#deaf = undefined;
    // whatever was said meanwhile was not heard
    this.#unknown(true);
    this.#later(() => this.#ask(), askMs);
  }

  /** A connection that was cut without a word would be deaf for ever. */
  async #ask(): Promise<void> {
    const session = this.#session;
    if (session === null) return;
    const silence = setTimeout(() => {
      this.#lost(session, new Error('the database says nothing'));
      void session.close();
    }, askMs);
    try {
      await session.ask();
      if (session === this.#session) this.#later(() => this.#ask(), askMs);
    } catch (error) {
      this.#lost(session, error instanceof Error ? error : new Error(String(error)));
    } finally {
      clearTimeout(silence);
    }
  }

  #later(work: () => Promise<void>, ms: number): void {
    if (!this.#closed) this.#timer = setTimeout(() => void work(), ms);
  }
}

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
