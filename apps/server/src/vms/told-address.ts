import type { Seed } from '../cloud-init/make-seed.ts';
import type { Tx } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { AppError } from '../lib/app-error.ts';
import { keepAddresses } from '../networks/keep-networks.ts';
import { isOfNetwork, requireKeepable } from '../networks/kept-address.ts';
import { mustFindNetworkSpec } from '../networks/must-find-network.ts';
import { mustFindNicSpec } from './must-find-nic.ts';
import { findNic, listNics, updateKeptAddress } from './nic.rows.ts';
import type { VmRow } from './vm.rows.ts';

/** What a request calls the addresses that a guest is told to give itself. */
export const toldField = 'cloudInit.form.network';

/**
 * The address that a guest is told to give itself on a network: it is kept for its card, which lets through no other one. One that
 * is not of that network is of no use there, and is not kept; on a bridge of the host's it may be any.
 *
 * @param card which of the machine's, in their order
 * @throws AppError `network.address`, where another card has it
 */
export const findToldAddress = async (
  tx: Tx,
  { seed, card, networkId, nicId }: { seed: Seed; card: number; networkId: string; nicId: string },
): Promise<string | null> => {
  const told = seed.form?.network.find(({ nic }) => nic === card);
  if (told?.by !== 'static') return null;
  const network = await mustFindNetworkSpec(tx, networkId);
  const addresses = told.addresses.map((each) => each.replace(/\/.*$/, ''));
  const isOf = (address: string): boolean =>
    network.kind === 'bridge' ? !address.includes(':') : isOfNetwork(network, address);
  const address = addresses.find(isOf) ?? null;
  if (address !== null) await requireKeepable(tx, network, { nicId, address, field: toldField });
  return address;
};

/** A card that keeps another address from now on, and the one it kept before. */
export type ToldNic = { nicId: string; address: string; before: string | null };

/**
 * The cards of a machine whose guest is told other addresses than are kept for them.
 *
 * @throws AppError `network.address`; `vm.state` while it runs: its guest uses what it has until it boots anew
 */
export const findToldNics = async (tx: Tx, vm: VmRow, seed: Seed): Promise<ToldNic[]> => {
  const changes: ToldNic[] = [];
  for (const [card, { id, networkId, address: before }] of (await listNics(tx, vm.id)).entries()) {
    const address = await findToldAddress(tx, { seed, card, networkId, nicId: id });
    if (address === null || address === before) continue;
    if (vm.domainRunId !== null) {
      const why = 'An address that a guest gives itself is changed only while its machine is off.';
      throw new AppError('vm.state', why, { field: toldField });
    }
    changes.push({ nicId: id, address, before });
  }
  return changes;
};

/** Has the rows say which addresses these cards keep. */
export const writeToldNics = async (
  tx: Tx,
  vmId: string,
  addresses: readonly { nicId: string; address: string | null }[],
): Promise<void> => {
  for (const { nicId, address } of addresses) await updateKeptAddress(tx, vmId, nicId, address);
};

/** Has their networks and the machine's definition be as the rows say. */
export const keepToldNics = async (
  deps: Deps,
  vmId: string,
  nics: readonly { nicId: string }[],
  guard: () => Promise<void>,
): Promise<void> => {
  for (const { nicId } of nics) {
    const { host, nic } = await mustFindNicSpec(deps, { vmId, nicId });
    const row = await findNic(deps.db, vmId, nicId);
    if (row) await keepAddresses(deps, row.networkId);
    await guard();
    await host.nics.change(vmId, nic);
  }
};
