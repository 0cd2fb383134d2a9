import { activeOperationStates } from '@limen/contract/operations';
import { and, eq, inArray, or, sql } from 'drizzle-orm';
import type { KeptForm } from '../cloud-init/make-seed.ts';
import type { Db } from '../db/database.ts';
import { images, operations, vms } from '../db/schema.ts';
import { vmCdroms, vmCloudInit, vmDiscs } from '../db/schema-media.ts';
import type { FirstBoot } from './read-report.ts';

export type CloudInitRow = typeof vmCloudInit.$inferSelect;

/** What a machine is told. `form` null: the texts were written by hand. */
export type CloudInitTold = {
  form: KeptForm | null;
  userData: string;
  networkConfig: string | null;
  instanceId: string;
};

export const findCloudInit = async (db: Db, vmId: string): Promise<CloudInitRow | undefined> =>
  (await db.select().from(vmCloudInit).where(eq(vmCloudInit.vmId, vmId)))[0];

/** Whether a machine's system reads what it is told: it was told something, or its image does. */
export const readsCloudInit = async (db: Db, vmId: string): Promise<boolean> => {
  const [row] = await db
    .select({ told: vmCloudInit.vmId, image: images.cloudInit })
    .from(vms)
    .leftJoin(vmCloudInit, eq(vmCloudInit.vmId, vms.id))
    .leftJoin(images, eq(images.id, vms.imageId))
    .where(eq(vms.id, vmId));
  return row !== undefined && (row.told !== null || row.image === true);
};

export const insertCloudInit = async (
  tx: Db,
  row: CloudInitTold & { vmId: string; detachAfterBoot: boolean },
): Promise<void> => {
  await tx.insert(vmCloudInit).values(row);
};

/** What a machine was told becomes another thing; another instance-id begins from the start. */
export const replaceCloudInit = async (
  tx: Db,
  vmId: string,
  told: CloudInitTold & { detachAfterBoot: boolean },
): Promise<void> => {
  const before = await findCloudInit(tx, vmId);
  const again = before?.instanceId !== told.instanceId;
  const change = {
    ...told,
    ...(again && { state: 'waiting', detail: null, reportedAt: null }),
    updatedAt: sql`now()`,
  };
  await tx
    .insert(vmCloudInit)
    .values({ vmId, ...told })
    .onConflictDoUpdate({
      target: vmCloudInit.vmId,
      set: { ...change, revision: sql`${vmCloudInit.revision} + 1` },
    });
};

/** Of a machine that is there to be listened to: its row, as far as that takes it. */
export type FirstBootRow = {
  hostId: string;
  /** Which start of the machine it is in. */
  run: number;
  /** It runs, and has not said yet that it has ended. */
  listens: boolean;
  /** It has finished, and the disc with what it was told is to be taken out. */
  detaches: boolean;
};

const unended = sql`${vmCloudInit.state} in ('waiting', 'running')`;
const listens = sql<boolean>`(${unended} and ${vms.domainRunId} is not null and ${vms.phase} in ('creating', 'ready'))`;
const detaches = sql<boolean>`(${vmCloudInit.state} = 'finished' and ${vmCloudInit.detachAfterBoot}
  and ${vms.phase} = 'ready' and exists (select 1 from ${vmDiscs} d join ${vmCdroms} c on c.disc_id = d.id
    where d.vm_id = ${vmCloudInit.vmId} and d.kind = 'cloud-init')
  and not exists (select 1 from ${operations} o where o.subject_id = ${vmCloudInit.vmId}
    and ${inArray(sql`o.state`, [...activeOperationStates])}))`;

export const findFirstBoot = async (db: Db, vmId: string): Promise<FirstBootRow | undefined> =>
  (
    await db
      .select({ hostId: vms.hostId, run: vms.startGeneration, listens, detaches })
      .from(vmCloudInit)
      .innerJoin(vms, eq(vms.id, vmCloudInit.vmId))
      .where(eq(vmCloudInit.vmId, vmId))
  )[0];

/** The machines with something to do for their first boot. */
export const listFirstBoots = async (db: Db): Promise<string[]> =>
  (
    await db
      .select({ id: vmCloudInit.vmId })
      .from(vmCloudInit)
      .innerJoin(vms, eq(vms.id, vmCloudInit.vmId))
      .where(or(listens, detaches))
  ).map(({ id }) => id);

/**
 * Writes how far a machine says it is: forward only, and only of what it was told last.
 *
 * @returns false where that is no news, or of something else
 */
export const recordFirstBoot = (db: Db, vmId: string, said: FirstBoot): Promise<boolean> =>
  db.transaction(async (tx) => {
    const rows = await tx
      .update(vmCloudInit)
      .set({
        state: said.state,
        detail: said.detail,
        reportedAt: sql`now()`,
        revision: sql`${vmCloudInit.revision} + 1`,
        updatedAt: sql`now()`,
      })
      .where(
        and(
          eq(vmCloudInit.vmId, vmId),
          eq(vmCloudInit.instanceId, said.instanceId),
          said.state === 'running' ? eq(vmCloudInit.state, 'waiting') : unended,
        ),
      )
      .returning({ vmId: vmCloudInit.vmId });
    if (rows.length > 0) {
      await tx
        .update(vms)
        .set({ revision: sql`${vms.revision} + 1`, updatedAt: sql`now()` })
        .where(eq(vms.id, vmId));
    }
    return rows.length > 0;
  });
