import { and, asc, eq } from 'drizzle-orm';
import type { Db } from '../db/database.ts';
import { vmDiscs } from '../db/schema-media.ts';
import type { DiscContent } from '../discs/pack-disc.ts';
import type { CloudInitTold } from './cloud-init.rows.ts';

/** A disc that LIMEN made for one machine; `seed`: what is in the machine's row of cloud-init once this disc is in its drive. */
export type OwnDisc = {
  id: string;
  vmId: string;
  kind: 'cloud-init' | 'answers';
  content: DiscContent & { seed?: CloudInitTold };
};

// written by createVm and changeCloudInit only
const asOwn = (row: typeof vmDiscs.$inferSelect): OwnDisc => row as OwnDisc;

export const listDiscs = async (db: Db, vmId: string): Promise<OwnDisc[]> =>
  (await db.select().from(vmDiscs).where(eq(vmDiscs.vmId, vmId)).orderBy(asc(vmDiscs.id))).map(asOwn);

/** A disc of this machine; one of another is not there. */
export const findDisc = async (db: Db, vmId: string, id: string): Promise<OwnDisc | undefined> =>
  (
    await db
      .select()
      .from(vmDiscs)
      .where(and(eq(vmDiscs.id, id), eq(vmDiscs.vmId, vmId)))
  ).map(asOwn)[0];

export const insertDisc = async (tx: Db, disc: OwnDisc): Promise<void> => {
  await tx.insert(vmDiscs).values(disc);
};

export const deleteDiscRow = async (tx: Db, id: string): Promise<void> => {
  await tx.delete(vmDiscs).where(eq(vmDiscs.id, id));
};
