import type { Transporter } from 'nodemailer';
import type { Logger } from 'pino';
import type { Config } from '../config.ts';

/** One letter. `about`: the person it is for, so that their page can say that it did not arrive. */
export type Letter = { to: string; subject: string; text: string; about: string };

/** A mail server that does not answer is asked again after these; then the letter is given up. */
const usualWaitsMs: readonly number[] = [5_000, 30_000, 120_000];
/** Letters that wait or are being sent; more than that is no mail of ours. */
const mostWaiting = 200;
const atOnce = 2;
/** People whose failed letter is remembered. */
const mostFailures = 1000;
const silenceMs = 10_000;
/** A server that stops gives the letters under way this long. */
const graceMs = 2_000;

type Waiting = { letter: Letter; tries: number };

/**
 * E-mail, where SMTP is configured. `send` only puts a letter into a bounded queue: call it after the commit of what it
 * tells. It never fails the caller; a letter that cannot be sent is logged (without its text, which may hold a link) and
 * remembered for the page of its person.
 */
export class Mailer {
  readonly #smtpUrl: string | null;
  #transport: Promise<Transporter> | undefined;
  readonly #from: string;
  readonly #log: Logger;
  readonly #waitsMs: readonly number[];
  readonly #queue: Waiting[] = [];
  readonly #timers = new Set<NodeJS.Timeout>();
  readonly #sending = new Set<Promise<void>>();
  readonly #failed = new Map<string, Date>();
  #closed = false;

  constructor(config: Config, log: Logger, waitsMs: readonly number[] = usualWaitsMs) {
    this.#log = log;
    this.#waitsMs = waitsMs;
    this.#from = config.mail?.from ?? '';
    this.#smtpUrl = config.mail?.smtpUrl ?? null;
  }

  /** Whether this installation can send e-mail at all. */
  get isConfigured(): boolean {
    return this.#smtpUrl !== null;
  }

  send(letter: Letter): void {
    if (!this.isConfigured || this.#closed) return;
    if (this.#queue.length + this.#timers.size + this.#sending.size >= mostWaiting) {
      this.#giveUp(letter, new Error('too many letters wait'));
      return;
    }
    this.#queue.push({ letter, tries: 0 });
    this.#work();
  }

  /** When the last letter to this person was given up, if the one after it has not arrived. */
  failedAt(userId: string): Date | null {
    return this.#failed.get(userId) ?? null;
  }

  /** Lets what is under way end; what waits is dropped, and says so in the log. */
  async close(): Promise<void> {
    this.#closed = true;
    const dropped = this.#queue.splice(0).length + this.#timers.size;
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
    if (dropped > 0) this.#log.warn({ letters: dropped }, 'e-mails were not sent: the server stops');
    await Promise.race([
      Promise.allSettled(this.#sending),
      new Promise((resolve) => setTimeout(resolve, graceMs).unref()),
    ]);
    await this.#transport?.then((transport) => transport.close());
  }

  /** With the first letter: who sends none need not keep the library in memory (8 MB). */
  #open(): Promise<Transporter> {
    this.#transport ??= import('nodemailer').then(({ createTransport }) =>
      createTransport({
        url: this.#smtpUrl ?? '',
        connectionTimeout: silenceMs,
        greetingTimeout: silenceMs,
        socketTimeout: silenceMs,
        disableFileAccess: true,
        disableUrlAccess: true,
      }),
    );
    return this.#transport;
  }

  #work(): void {
    while (this.#sending.size < atOnce) {
      const next = this.#queue.shift();
      if (!next) return;
      const sending = this.#deliver(next).finally(() => {
        this.#sending.delete(sending);
        this.#work();
      });
      this.#sending.add(sending);
    }
  }

  async #deliver({ letter, tries }: Waiting): Promise<void> {
    try {
      const { to, subject, text } = letter;
      const transport = await this.#open();
      await transport.sendMail({ from: this.#from, to, subject, text });
      this.#failed.delete(letter.about);
    } catch (error) {
      const wait = this.#waitsMs[tries];
      if (wait === undefined || isFinal(error) || this.#closed) {
        this.#giveUp(letter, error);
        return;
      }
      this.#log.info({ err: error, about: letter.about, tries: tries + 1 }, 'e-mail: tried again later');
      const timer = setTimeout(() => {
        this.#timers.delete(timer);
        this.#queue.push({ letter, tries: tries + 1 });
        this.#work();
      }, wait);
      this.#timers.add(timer);
    }
  }

  #giveUp(letter: Letter, error: unknown): void {
    this.#log.error({ err: error, about: letter.about, subject: letter.subject }, 'an e-mail was not sent');
    this.#failed.delete(letter.about);
    if (this.#failed.size >= mostFailures) {
      const [oldest] = this.#failed.keys();
      if (oldest !== undefined) this.#failed.delete(oldest);
    }
    this.#failed.set(letter.about, new Date());
  }
}

/** A reply of 5xx will be the same tomorrow (RFC 5321 §4.2.1). */
const isFinal = (error: unknown): boolean =>
  error instanceof Error &&
  'responseCode' in error &&
  typeof error.responseCode === 'number' &&
  error.responseCode >= 500;
