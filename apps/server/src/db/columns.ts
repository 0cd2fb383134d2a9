import { bigint, timestamp } from 'drizzle-orm/pg-core';

/** Columns that every table writes alike. Times have milliseconds, as on the wire. */
export const at = (name: string) => timestamp(name, { withTimezone: true, precision: 3, mode: 'date' });
/** Bytes and other numbers beyond 2^31; none of ours comes near 2^53. */
export const size = (name: string) => bigint(name, { mode: 'number' });
export const created = () => at('created_at').notNull().defaultNow();
export const updated = () => at('updated_at').notNull().defaultNow();
/** Grows by one with every change that a page can see. */
export const revision = () => size('revision').notNull().default(1);
