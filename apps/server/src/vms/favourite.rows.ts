import { and, eq } from 'drizzle-orm';
import type { Db } from '../db/database.ts';
import { vmFavourites } from '../db/schema-housekeeping.ts';

/** Idempotent. */
export const setFavourite = async (
  tx: Db,
  of: { userId: string; vmId: string },
  favourite: boolean,
): Promise<void> => {
  if (favourite) await tx.insert(vmFavourites).values(of).onConflictDoNothing();
  else
    await tx
      .delete(vmFavourites)
      .where(and(eq(vmFavourites.userId, of.userId), eq(vmFavourites.vmId, of.vmId)));
};
