import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

const cookieName = 'limen.device';
const keptSeconds = 180 * 24 * 3600;
/** The only place that looks at it; so it travels with nothing else. */
const path = '/api/session';

const form = /(?:^|;\s*)limen\.device=([\w-]{22})\.([\w-]{43})(?:;|$)/;

/**
 * Knows a browser again that has signed in to an account before, by a cookie that says so and is signed with the
 * installation's secret. It proves nobody: it only keeps strangers' failures from counting for its owner.
 */
export class KnownDevices {
  readonly #key: Buffer;
  readonly #attributes: string;

  constructor(given: { secret: string; secure: boolean }) {
    this.#key = createHmac('sha256', given.secret).update('limen.device').digest();
    this.#attributes = `; Max-Age=${keptSeconds}; Path=${path}; HttpOnly; SameSite=Lax${given.secure ? '; Secure' : ''}`;
  }

  /** The device's id, where it has signed in to this account before; else null. */
  read(cookie: string | undefined, userName: string): string | null {
    const [, id, mark] = form.exec(cookie ?? '') ?? [];
    if (id === undefined || mark === undefined) return null;
    return timingSafeEqual(Buffer.from(this.#mark(id, userName)), Buffer.from(mark)) ? id : null;
  }

  /** The `Set-Cookie` header for a browser that has just signed in. */
  remember(userName: string): string {
    const id = randomBytes(16).toString('base64url');
    return `${cookieName}=${id}.${this.#mark(id, userName)}${this.#attributes}`;
  }

  #mark(id: string, userName: string): string {
    return createHmac('sha256', this.#key).update(`${id}\n${userName}`).digest('base64url');
  }
}
