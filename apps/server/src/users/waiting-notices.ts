import type { Deps } from '../deps.ts';
import { inLanguage, waitingLetter } from '../mail/letters.ts';
import { listActiveAdmins, listWaitingSince } from './user.rows.ts';

/** Administrators get a letter at once, and after that at most one in this time, whoever registers how often. */
const usualSpacingMs = 10 * 60 * 1000;
const mostNames = 20;

type Needs = Pick<Deps, 'db' | 'mail' | 'config' | 'log'>;

/** Tells administrators who gave an address that somebody waits. Strangers cause it: so it is spaced, and gathers names. */
export class WaitingNotices {
  readonly #spacingMs: number;
  /** Who registered after this has not been told of yet. */
  #toldUntil = new Date(0);
  #nextAt = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(spacingMs = usualSpacingMs) {
    this.#spacingMs = spacingMs;
  }

  /** Somebody has registered and waits; after the commit. */
  tell(deps: Needs): void {
    if (!deps.mail.isConfigured || this.#timer) return;
    this.#timer = setTimeout(
      () => {
        this.#timer = undefined;
        this.#nextAt = performance.now() + this.#spacingMs;
        this.#write(deps).catch((error: unknown) =>
          deps.log.warn({ err: error }, 'administrators were not told who waits'),
        );
      },
      Math.max(0, this.#nextAt - performance.now()),
    );
    this.#timer.unref();
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  async #write(deps: Needs): Promise<void> {
    const [waiting, admins] = await Promise.all([
      listWaitingSince(deps.db, this.#toldUntil),
      listActiveAdmins(deps.db),
    ]);
    const last = waiting.at(-1);
    if (!last) return;
    this.#toldUntil = last.createdAt;
    const names = waiting.slice(0, mostNames).map((u) => `${u.name} (${u.username})`);
    for (const admin of admins) {
      if (admin.contactEmail === null) continue;
      const given = { names, count: waiting.length, url: deps.config.publicUrl ?? '' };
      const words = inLanguage(waitingLetter, admin.locale, given);
      deps.mail.send({ to: admin.contactEmail, about: admin.id, ...words });
    }
  }
}
