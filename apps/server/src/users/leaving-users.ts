import type { LeavingReport } from '@limen/contract/users';
import { recordAudit } from '../audit/record-audit.ts';
import { announceAccess } from '../auth/announce-access.ts';
import type { Asked } from '../auth/asked.ts';
import { isForeignKeyViolation } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { deleteExportsOf } from '../exports/leave-exports.ts';
import { deleteImage } from '../images/delete-image.ts';
import { handOverImages, listOwnedImages, recordImagesMoved } from '../images/hand-over-images.ts';
import { AppError } from '../lib/app-error.ts';
import { deleteNetwork } from '../networks/delete-network.ts';
import { deleteGroup } from '../firewall/delete-group.ts';
import { handOverGroups, listGroupsOfOwner } from '../firewall/hand-over-groups.ts';
import { handOverNetworks, listNetworksOfOwner } from '../networks/hand-over-networks.ts';
import { SerialByKey } from '../lib/serial-by-key.ts';
import { deleteVm } from '../vms/delete-vm.ts';
import { listOwnedVms } from '../vms/hand-over-vms.ts';
import { asObject } from './decision.ts';
import { deletePasswordLinks } from './password.rows.ts';
import {
  deleteUserRow,
  findUser,
  listActiveAdmins,
  listLeaving,
  lockDecisions,
  type UserRow,
} from './user.rows.ts';

/** How often whoever is on the way out is looked at although nothing said so. */
const lookMs = 60_000;

type Progress = Omit<LeavingReport, 'moved'>;

/**
 * Goes on with taking an account away that is on its way out: begins the deletion of each machine that is free, then of
 * each image; an image on which somebody else's machine stands goes to the administrator; when nothing is left the account
 * goes. What cannot be begun now (the host is away, something else is being done with it) is named, and tried again by
 * `keepLeaving`. Nothing happens where nobody of that id is leaving.
 *
 * @param by the administrator who asks; undefined: whoever decided it, else another one
 */
export const pursueLeaving = async (deps: Deps, id: string, by?: Asked): Promise<Progress> => {
  const user = await findUser(deps.db, id);
  if (!user) return { gone: true, waiting: [] };
  if (user.leavingAt === null) return { gone: false, waiting: [] };
  const asked = by ?? (await inTheNameOf(deps, user));
  if (!asked) return { gone: false, waiting: [] };
  const waiting: Progress['waiting'] = [];
  const attempt = async (thing: { id: string; name: string }, begin: () => Promise<unknown>) => {
    try {
      await begin();
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      // it went by itself meanwhile
      if (error.code !== 'object.not_found') {
        waiting.push({ id: thing.id, name: thing.name, reason: error.message });
      }
    }
  };
  const vms = await listOwnedVms(deps.db, id);
  for (const vm of vms) await attempt(vm, () => deleteVm(deps, asked, vm.id));
  // images after machines: their own machines stand on them
  if (vms.length > 0) return { gone: false, waiting };
  const images = await listOwnedImages(deps.db, id);
  for (const image of images) {
    await attempt(image, async () => {
      try {
        await deleteImage(deps, asked, image.id);
      } catch (error) {
        if (!(error instanceof AppError) || error.code !== 'image.in_use') throw error;
        await keepImage(deps, asked, { from: id, imageId: image.id });
      }
    });
  }
  for (const network of await listNetworksOfOwner(deps.db, id)) {
    await attempt({ id: network.id, name: network.name ?? '' }, async () => {
      try {
        await deleteNetwork(deps, asked, network.id);
      } catch (error) {
        if (!(error instanceof AppError) || error.code !== 'network.in_use') throw error;
        // a machine of somebody else's is on it
        await deps.db.transaction((tx) =>
          handOverNetworks(tx, asked, { from: id, to: asked.actor.userId, only: network.id }),
        );
      }
    });
  }
  for (const group of await listGroupsOfOwner(deps.db, id)) {
    await attempt(group, async () => {
      try {
        await deleteGroup(deps, asked, group.id);
      } catch (error) {
        if (!(error instanceof AppError) || error.code !== 'firewall.in_use') throw error;
        // a card of somebody else's has it
        await deps.db.transaction((tx) =>
          handOverGroups(tx, asked, { from: id, to: asked.actor.userId, only: group.id }),
        );
      }
    });
  }
  await attempt(user, () => deleteExportsOf(deps, id));
  if ((await listOwnedImages(deps.db, id)).length > 0) return { gone: false, waiting };
  return { gone: await forget(deps, id), waiting };
};

/** Somebody else's machine stands on it: it stays, as the administrator's. */
const keepImage = (deps: Deps, asked: Asked, { from, imageId }: { from: string; imageId: string }) =>
  deps.db
    .transaction(async (tx) => {
      const to = asked.actor.userId;
      const images = await handOverImages(tx, { from, to, imageIds: [imageId] });
      await recordImagesMoved(tx, asked, { from, to, images });
    })
    .then(() => deps.live.publish('image.changed', { id: imageId }));

/** The account itself, when nothing of it is left. @returns false where something is, after all */
const forget = async (deps: Deps, id: string): Promise<boolean> => {
  try {
    await deps.db.transaction(async (tx) => {
      await lockDecisions(tx);
      const still = await findUser(tx, id);
      if (!still || still.leavingAt === null) return;
      await deletePasswordLinks(tx, id);
      const gone = await deleteUserRow(tx, id);
      if (!gone) return;
      await announceAccess(deps, tx, { what: 'changed', userId: id });
      await recordAudit(tx, { via: 'system' }, { action: 'user.gone', object: asObject(gone) });
    });
    return true;
  } catch (error) {
    // a machine that was being made when they were shut out: it is found by the next look
    if (isForeignKeyViolation(error)) return false;
    throw error;
  }
};

/** Whoever decided it, while they are an administrator; else the one who has been for longest. */
const inTheNameOf = async (deps: Deps, user: UserRow): Promise<Asked | undefined> => {
  const admins = await listActiveAdmins(deps.db);
  const admin = admins.find((a) => a.id === user.decidedBy) ?? admins[0];
  return (
    admin && {
      requestId: `leaving ${user.id}`,
      address: '',
      actor: {
        userId: admin.id,
        userName: admin.username,
        displayName: admin.name,
        role: 'admin',
        approval: 'approved',
        sessionId: null,
        token: null,
      },
    }
  );
};

/**
 * Looks at everybody who is on the way out: now, every minute, and whenever a machine or an image of anybody went.
 *
 * @returns a function that ends it, and waits for the look that is under way
 */
export const keepLeaving = (deps: Deps): (() => Promise<void>) => {
  const serial = new SerialByKey();
  let last: Promise<void> = Promise.resolve();
  const look = (): void => {
    last = serial
      .run('leaving', async () => {
        for (const user of await listLeaving(deps.db)) await pursueLeaving(deps, user.id);
      })
      .catch((error: unknown) => deps.log.warn({ err: error }, 'accounts on their way out'));
  };
  const timer = setInterval(look, lookMs);
  const ends = [deps.live.on('vm.removed', look), deps.live.on('image.removed', look)];
  look();
  return async () => {
    clearInterval(timer);
    for (const end of ends) end();
    await last;
  };
};
