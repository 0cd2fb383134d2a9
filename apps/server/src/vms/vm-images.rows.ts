import { activeOperationStates } from '@limen/contract/operations';
import { asc, inArray, sql } from 'drizzle-orm';
import { type ObjectRef, refOf } from '../auth/policy.ts';
import type { Db } from '../db/database.ts';
import { operations, vmDisks, vms } from '../db/schema.ts';
import { vmCdroms } from '../db/schema-media.ts';
import { sharesOf } from '../db/shares.ts';

/**
 * Image × machine of all that would break without the image: machines cloned from it, those with it in a drive, and those
 * from whose drive it is being taken right now, which is undone where that fails.
 */
const imageUses = sql`(
  select ${vmDisks.baseImageId} as image_id, ${vmDisks.vmId} as vm_id from ${vmDisks}
  union select ${vmCdroms.imageId}, ${vmCdroms.vmId} from ${vmCdroms}
  union select ${vms.imageId}, ${vms.id} from ${vms}
  union select (${operations.input} ->> 'imageIdBefore')::uuid, ${operations.subjectId} from ${operations}
    where ${operations.kind} = 'vm.media' and ${inArray(operations.state, [...activeOperationStates])})`;

/** What one machine would break without, in the same sense. */
export const listImagesOfVm = async (db: Db, vmId: string): Promise<string[]> => {
  const { rows } = await db.execute<{ image_id: string }>(sql`
    select distinct image_id from ${imageUses} used where vm_id = ${vmId} and image_id is not null`);
  return rows.map((row) => row.image_id);
};

/** How many machines would break without each image. */
export const countVmsByImage = async (db: Db): Promise<Map<string, number>> => {
  const rows = await db.execute<{ image_id: string; count: number }>(sql`
    select image_id, count(distinct vm_id)::int as count from ${imageUses} used
    where image_id is not null group by image_id`);
  return new Map(rows.rows.map((r) => [r.image_id, r.count]));
};

/** The machines that would break without one image, by name. */
export const listVmsByImage = async (
  db: Db,
  imageId: string,
): Promise<{ id: string; name: string; ref: ObjectRef }[]> => {
  const rows = await db
    .select({ id: vms.id, name: vms.name, ownerId: vms.ownerId, shares: sharesOf(vms.id) })
    .from(vms)
    .where(sql`${vms.id} in (select vm_id from ${imageUses} used where image_id = ${imageId})`)
    .orderBy(asc(vms.name), asc(vms.id));
  return rows.map(({ id, name, ownerId, shares }) => ({ id, name, ref: refOf(ownerId, shares) }));
};
