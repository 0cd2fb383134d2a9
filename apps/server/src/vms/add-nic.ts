import { type AddNicBody, mostNics } from '@limen/contract/nics';
import { z } from 'zod';
import type { Asked } from '../auth/asked.ts';
import type { Tx } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { requireUsableGroups, writeGroups } from '../firewall/groups-of-nic.ts';
import { keepFirewallOf } from '../firewall/keep-firewall.ts';
import { newMac } from '../hypervisor/new-mac.ts';
import { AppError } from '../lib/app-error.ts';
import { newId } from '../lib/new-id.ts';
import { keepLimitsOf } from '../networks/keep-limits.ts';
import { mustFindUsableNetwork } from '../networks/must-find-network.ts';
import { networkSpecOf } from '../networks/network-spec.ts';
import { defineOperation } from '../operations/define-operation.ts';
import type { OperationRow } from '../operations/operation.rows.ts';
import { beginVmOperation } from './begin-vm-operation.ts';
import { macTaken, requireMayChoose } from './chosen-mac.ts';
import { mustFindSpec } from './create-vm-operation.ts';
import { forgetNic } from './forget-nic.ts';
import { mustFindNicSpec } from './must-find-nic.ts';
import { insertNic, listNics } from './nic.rows.ts';
import { requireLimits } from './require-limits.ts';
import { updateVm, type VmRow } from './vm.rows.ts';

const input = z.object({ vmId: z.uuid(), nicId: z.uuid(), mac: z.string() });

/** row (there before) → machine. Where it fails, both go again. */
export const addNicOperation = defineOperation({
  kind: 'vm.nic.add',
  version: 1,
  quota: 'none',
  input,
  cancellable: false,
  steps: [
    {
      name: 'attach',
      deadlineSeconds: 150,
      run: async ({ deps, input: given, guard }) => {
        const { host, nic } = await mustFindNicSpec(deps, given);
        // what may come in is said before anything can
        await keepFirewallOf(deps, host.id, given.vmId);
        await guard();
        await host.nics.attach(given.vmId, nic);
        await keepLimitsOf(deps, host.id, given.vmId);
      },
      undo: async ({ deps, input: given, guard, signal }) => {
        const { host } = await mustFindSpec(deps, given.vmId);
        await guard();
        await host.nics.detach(given.vmId, given.mac, signal);
      },
    },
  ],
  settled: async ({ deps, input: given }, outcome) => {
    if (outcome !== 'succeeded') await forgetNic(deps, given);
    deps.live.publish('vm.changed', { id: given.vmId });
  },
});

/**
 * Adds a card on a network that its owner may use: at once where the machine runs, else from its next start on.
 *
 * @throws AppError as every verb on a machine; `object.not_found` (no such network or group), `auth.forbidden` (a MAC address of one's
 *   choice on what is everybody's), `network.mac` (taken), `vm.nic_limit`, `network.no_limits`; the operation: `vm.no_slot`
 */
export const addNic = async (
  deps: Deps,
  asked: Asked,
  vmId: string,
  body: AddNicBody,
): Promise<OperationRow> => {
  const nic = { ...body, id: newId(), mac: body.mac ?? newMac() };
  return beginVmOperation(deps, asked, vmId, {
    action: 'nics',
    definition: addNicOperation,
    input: async () => ({ nicId: nic.id, mac: nic.mac }),
    change: (tx, row) => insert(deps, tx, asked, { ...nic, row, chosen: body.mac }),
    audit: { after: { ...body, nicId: nic.id, mac: nic.mac } },
  });
};

const insert = async (
  deps: Deps,
  tx: Tx,
  { actor }: Asked,
  {
    row,
    chosen,
    groupIds,
    ...nic
  }: Omit<AddNicBody, 'mac'> & { row: VmRow; id: string; mac: string; chosen: string | null },
): Promise<void> => {
  const { kind, shared } = networkSpecOf(await mustFindUsableNetwork(tx, nic.networkId, { ...row, actor }));
  requireMayChoose(actor, chosen, shared);
  await requireLimits(deps, { hostId: row.hostId, kind }, nic);
  await requireUsableGroups(tx, groupIds, { ownerId: row.ownerId, actor, has: [] });
  const nics = await listNics(tx, row.id);
  if (nics.length >= mostNics) throw new AppError('vm.nic_limit', `A machine has at most ${mostNics} cards.`);
  const taken = new Set(nics.map(({ position }) => position));
  const position = [...Array(mostNics).keys()].find((place) => !taken.has(place)) ?? nics.length;
  await insertNic(tx, { ...nic, vmId: row.id, position }).catch(macTaken);
  await writeGroups(tx, nic.id, groupIds);
  await updateVm(tx, row.id, {});
};
