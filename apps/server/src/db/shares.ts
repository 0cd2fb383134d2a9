import type { ShareLevel } from '@limen/contract/shares';
import { eq, type SQL, sql } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import { vmShares } from './schema-sharing.ts';

/** Who was given a part in a machine, by their id. */
export type Shares = Readonly<Record<string, ShareLevel>>;

/** The shares of the machine that a column names, read with the row it stands in: what the policy has to be given. */
export const sharesOf = (vmId: PgColumn): SQL<Shares> => sql<Shares>`(
  select coalesce(json_object_agg(s.user_id, s.level), '{}') from ${vmShares} s where s.vm_id = ${vmId})`;

/** The machines that somebody was given a part in, as a list for `in`. */
export const sharedWith = (userId: string): SQL =>
  sql`(select ${vmShares.vmId} from ${vmShares} where ${eq(vmShares.userId, userId)})`;
