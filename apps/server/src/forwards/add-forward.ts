import type { Forward, ForwardRules, NewForwardBody } from '@limen/contract/forwards';
import { recordAudit } from '../audit/record-audit.ts';
import type { Asked } from '../auth/asked.ts';
import type { Tx } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { AppError, notFound } from '../lib/app-error.ts';
import { newId } from '../lib/new-id.ts';
import { readSetting } from '../settings/read-setting.ts';
import { changeVm } from '../vms/change-vm.ts';
import {
  countForwardsOf,
  deleteForwardRow,
  findForwardRecord,
  findNicKind,
  insertForward,
  listForwardRecords,
  lockTakenPorts,
} from './forward.rows.ts';
import { keepForwards } from './keep-forwards.ts';
import { presentForward } from './present-forward.ts';

/**
 * Has a port of the host lead to one of a machine, wherever that is and as soon as it has an address.
 *
 * @throws AppError `object.not_found`, `auth.forbidden`, `forward.network` (its card is on no network with address translation),
 *   `forward.port_taken`, `forward.port_range` (not one that administrators give out), `forward.limit`, `forward.person_limit`, `host.unavailable`, `host.refused`: nothing is left then
 */
export const addForward = async (
  deps: Deps,
  asked: Asked,
  vmId: string,
  body: NewForwardBody,
): Promise<Forward> => {
  const id = newId();
  let hostId = '';
  await changeVm(deps, asked, vmId, async (tx, vm) => {
    hostId = vm.hostId;
    deps.hosts.byId(hostId).requireConnected();
    const kind = await findNicKind(tx, vmId, body.nicId);
    if (kind === undefined) throw notFound();
    if (kind !== 'nat') {
      throw new AppError('forward.network', 'Only a network with address translation needs a way in.', {
        field: 'nicId',
      });
    }
    const rules = await readSetting(tx, 'forwards');
    const { nicId, name = '', protocol, guestPort, sources } = body;
    // no other is given out meanwhile
    const taken = await lockTakenPorts(tx, hostId, protocol);
    await requireFew(tx, vm, rules);
    const hostPort = choosePort(body.hostPort, { taken, rules, own: deps.config.port });
    await insertForward(tx, { id, hostId, nicId, name, protocol, guestPort, hostPort, sources });
    await recordAudit(tx, asked, {
      action: 'vm.forwardAdd',
      object: { type: 'vm', id: vm.id, name: vm.name, ownerId: vm.ownerId },
      after: { forwardId: id, nicId, protocol, hostPort, guestPort, sources },
    });
  });
  try {
    await keepForwards(deps, hostId);
  } catch (error) {
    await deleteForwardRow(deps.db, id);
    throw error;
  }
  const record = await findForwardRecord(deps.db, vmId, id);
  if (!record) throw notFound();
  return presentForward(record);
};

const requireFew = async (
  tx: Tx,
  vm: { id: string; ownerId: string },
  { perMachine, perPerson }: ForwardRules,
): Promise<void> => {
  if ((await listForwardRecords(tx, vm.id)).length >= perMachine) {
    throw new AppError('forward.limit', `A machine has at most ${perMachine} forwarded ports.`);
  }
  if (perPerson !== null && (await countForwardsOf(tx, vm.ownerId)) >= perPerson) {
    throw new AppError('forward.person_limit', `A person has at most ${perPerson} forwarded ports.`);
  }
};

/** @param given.own LIMEN's own port, which leads nowhere else whatever the rules say */
const choosePort = (
  hostPort: number | undefined,
  given: { taken: ReadonlySet<number>; rules: ForwardRules; own: number },
): number => {
  const { taken, own } = given;
  const { firstPort, lastPort } = given.rules;
  const isGiven = (port: number): boolean => port >= firstPort && port <= lastPort && port !== own;
  if (hostPort !== undefined && !isGiven(hostPort)) {
    throw new AppError('forward.port_range', `Ports ${firstPort} to ${lastPort} lead to machines.`, {
      field: 'hostPort',
    });
  }
  if (hostPort !== undefined && !taken.has(hostPort)) return hostPort;
  const free = Array.from({ length: lastPort - firstPort + 1 }, (_, at) => firstPort + at).find(
    (port) => isGiven(port) && !taken.has(port),
  );
  if (hostPort !== undefined || free === undefined) {
    throw new AppError('forward.port_taken', 'This port of the host leads to another machine.', {
      field: 'hostPort',
    });
  }
  return free;
};
