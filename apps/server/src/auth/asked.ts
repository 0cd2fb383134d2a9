import type { Actor } from './policy.ts';

/** Under which request, and from where, something is asked: also where nobody is known yet. */
export type Request = { requestId: string; address: string; userAgent?: string | undefined };

/** Who asks, and how: what every verb is told beside its object. `onceKey`: the request's `Idempotency-Key`. */
export type Asked = Request & { actor: Actor; onceKey?: string | undefined };
