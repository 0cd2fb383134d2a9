import { mostCdroms } from '@limen/contract/boot';
import { isDriverDisc, type MachineChoices } from '@limen/contract/systems';
import type { CreateVmBody } from '@limen/contract/new-vms';
import type { Asked } from '../auth/asked.ts';
import { identitySeed } from '../cloud-init/identity-seed.ts';
import { readSeed, requireSound } from '../cloud-init/make-seed.ts';
import type { Tx } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { requireUsableGroups } from '../firewall/groups-of-nic.ts';
import type { Host } from '../hypervisor/host.ts';
import { type ImageRow, takeUsableImage } from '../images/take-usable-image.ts';
import type { PoolSpec } from '../hypervisor/vm-spec.ts';
import { AppError } from '../lib/app-error.ts';
import { mustFindUsableNetwork } from '../networks/must-find-network.ts';
import { firstNetworkId } from '../networks/network-spec.ts';
import { giftsOf } from '../osinfo/gifts-of.ts';
import { mustHoldPool } from '../pools/must-find-pool.ts';
import { machineOfSystem } from '../osinfo/machine-of-system.ts';
import { chooseMachine } from './choose-machine.ts';
import { readAnswers } from './new-answers-disc.ts';
import { requireLimits } from './require-limits.ts';
import { sizeCeilings } from './size-ceilings.ts';

export type NewVmBody = Omit<CreateVmBody, 'name'>;

/** What a new machine, or the installer in it, is told at its first boot; null: nothing. */
export type Told = {
  seed: Awaited<ReturnType<typeof readSeed>> | null;
  answers: Awaited<ReturnType<typeof readAnswers>> | null;
};

/**
 * Before any transaction: a password is a hash from here on, and hashing is not to be waited for in one.
 *
 * @throws AppError `request.invalid`, `cloud_init.invalid`, `ssh_key.invalid`
 */
export const readTold = async (deps: Deps, asked: Asked, body: NewVmBody): Promise<Told> => {
  const seed = body.cloudInit ? await readSeed(deps, asked.actor, body.cloudInit, null) : null;
  if (seed) requireSound(seed);
  const answers = body.unattended ? await readAnswers(deps, asked.actor, body.unattended) : null;
  if (answers && (seed || body.boot.from !== 'iso')) {
    const why = 'Answers are for an installer, and an installer is told nothing else.';
    throw new AppError('request.invalid', why, { field: 'unattended' });
  }
  return { seed, answers };
};

/** All that machines of one request have in common. */
export type NewVmPlan = {
  host: Host;
  image: ImageRow;
  osId: string | null;
  choices: MachineChoices;
  /** Of its disk; null: the one under LIMEN's home. */
  pool: PoolSpec | null;
  /** Of its card. */
  networkId: string;
  ceilings: ReturnType<typeof sizeCeilings>;
  /** CD drives and the images in them, in their order. */
  drives: readonly { imageId: string | null; discId: string | null; bus: MachineChoices['cdromBus'] }[];
  told: Told;
  /** Made of another machine, it would be taken for that one. */
  newIdentity: boolean;
};

/**
 * Decides what a new machine is, by the request, its image, its system and its host. The images are held until the end of the
 * transaction.
 *
 * @throws AppError `object.not_found` (image, network, group or pool), `image.not_ready`, `host.unavailable`, `host.capacity`,
 *   `network.no_limits`, `request.invalid` with the field
 */
export const planNewVm = async (
  deps: Deps,
  tx: Tx,
  asked: Asked,
  { body, told }: { body: NewVmBody; told: Told },
): Promise<NewVmPlan> => {
  const image = await takeUsableImage(tx, asked.actor, {
    kind: body.boot.from === 'iso' ? 'iso' : 'disk',
    imageId: body.boot.imageId,
    field: 'boot.imageId',
  });
  const host = deps.hosts.byId(image.hostId);
  host.requireConnected();
  const further: ImageRow[] = [];
  for (const [index, imageId] of body.cdroms.entries()) {
    further.push(await takeUsableImage(tx, asked.actor, { kind: 'iso', imageId, field: `cdroms.${index}` }));
  }
  if (body.boot.from === 'image' && body.diskBytes < image.virtualSizeBytes) {
    throw new AppError('request.invalid', 'The disk is smaller than the image it is cloned from.', {
      field: 'diskBytes',
    });
  }
  const { hostId } = image;
  const networkId = body.networkId ?? firstNetworkId(hostId);
  const { actor } = asked;
  const { kind } = await mustFindUsableNetwork(tx, networkId, { hostId, ownerId: actor.userId, actor });
  await requireLimits(deps, { hostId, kind }, body);
  await requireUsableGroups(tx, body.groupIds, { ownerId: actor.userId, actor, has: [] });
  const osId = body.osId === undefined ? image.osId : body.osId;
  const gifts = await giftsOf(host);
  const choices = chooseMachine(body, {
    profile: await machineOfSystem(
      { osId, said: body.osId !== undefined, likelyLinux: image.kind === 'disk' || image.recipe !== null },
      gifts,
    ),
    firmwares: image.firmwares,
    driverDisc: further.some(({ volumeId }) => isDriverDisc(volumeId)),
    host: gifts,
  });
  const drives = [body.boot.from === 'iso' ? image.id : null, ...further.map(({ id }) => id)].map(
    (imageId) => ({ imageId, discId: null, bus: choices.cdromBus }),
  );
  const newIdentity = image.cloudInit && image.familyId !== null;
  const seed = told.seed ?? (newIdentity && !told.answers ? identitySeed : null);
  if (drives.length + (seed || told.answers ? 1 : 0) > mostCdroms) {
    throw new AppError('request.invalid', `A machine has at most ${mostCdroms} CD drives.`, {
      field: 'cdroms',
    });
  }
  return {
    host,
    image,
    osId,
    choices,
    pool: await mustHoldPool(tx, hostId, body.poolId ?? null),
    networkId,
    ceilings: sizeCeilings(body, { ...host.facts(), ...gifts }),
    drives,
    told: { seed, answers: told.answers },
    newIdentity,
  };
};
