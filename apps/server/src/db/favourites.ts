import { type SQL, sql } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import { vmFavourites } from './schema-housekeeping.ts';

/** Who has the machine that a column names among their favourites: ids of people, read with the row it stands in. */
export const favouredBy = (vmId: PgColumn): SQL<string[]> => sql<string[]>`(
  select coalesce(json_agg(f.user_id), '[]') from ${vmFavourites} f where f.vm_id = ${vmId})`;
