import { setTimeout as delay } from 'node:timers/promises';
import type { Deps } from '../deps.ts';
import {
  applyLimits,
  canLimitHere,
  type Command,
  leftByCards,
  lookAtLimits,
} from '../hypervisor/host-limits.ts';
import { AppError } from '../lib/app-error.ts';
import { SerialByKey } from '../lib/serial-by-key.ts';
import { isLimited, listLimitedCards } from './network.rows.ts';

const inTurn = new SerialByKey();

/**
 * Has the cards of a host be limited as the rows of now say: as soon as a machine with such a card has started, by whomever, at each
 * change of limits, and every minute.
 *
 * @throws AppError `host.refused`, which a host that is not this computer does where a card is to be limited
 */
export const keepLimits = (deps: Deps, hostId: string): Promise<void> =>
  inTurn.run(hostId, async () => {
    const cards = await listLimitedCards(deps.db, hostId);
    if (hostId === deps.hosts.local().id) await applyLimits(cards);
    else if (cards.length > 0) {
      throw new AppError('host.refused', 'Only cards of this computer can be limited.');
    }
  });

/** The same, where a card of this machine is limited, or one that was has gone. */
export const keepLimitsOf = async (deps: Deps, hostId: string, vmId: string): Promise<void> => {
  const isLocal = hostId === deps.hosts.local().id;
  if ((await isLimited(deps.db, vmId)) || (isLocal && (await leftByCards()).length > 0)) {
    await keepLimits(deps, hostId);
  }
};

/** Between a start and its limits; a change of them takes no longer. */
const lookAgainMs = 500;

/** What is to be done on a host so that its cards are limited as the rows say: nothing, where all is well. */
export const lookAtLimitsOf = async (deps: Deps, hostId: string): Promise<Command[]> => {
  if (hostId !== deps.hosts.local().id) return [];
  const look = async (): Promise<Command[]> => lookAtLimits(await listLimitedCards(deps.db, hostId));
  if ((await look()).length === 0) return [];
  // who is just at it is not found wanting
  await delay(lookAgainMs);
  return look();
};

const probes = new SerialByKey();
let can = false;

/** Whether cards of a host can be limited: this computer's, where its kernel has what it takes. What it has it keeps. */
export const canLimit = async (deps: Deps, hostId: string): Promise<boolean> => {
  if (hostId !== deps.hosts.local().id) return false;
  if (!can) {
    await probes.run(hostId, async () => {
      can ||= await canLimitHere();
    });
  }
  return can;
};
