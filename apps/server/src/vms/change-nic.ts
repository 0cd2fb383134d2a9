import type { NetworkKind } from '@limen/contract/networks';
import type { ChangeNicBody } from '@limen/contract/nics';
import { nicModel } from '@limen/contract/systems';
import { z } from 'zod';
import type { Asked } from '../auth/asked.ts';
import { may } from '../auth/policy.ts';
import type { Tx } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { listGroupIds, requireUsableGroups, writeGroups } from '../firewall/groups-of-nic.ts';
import { keepFirewall } from '../firewall/keep-firewall.ts';
import { keepForwardsOf } from '../forwards/keep-forwards.ts';
import { AppError } from '../lib/app-error.ts';
import { keepLimits } from '../networks/keep-limits.ts';
import { keepAddresses } from '../networks/keep-networks.ts';
import { addressTaken, chooseAddress, requireKeepable } from '../networks/kept-address.ts';
import { mustFindUsableNetwork } from '../networks/must-find-network.ts';
import { networkSpecOf } from '../networks/network-spec.ts';
import { defineOperation, type StepContext } from '../operations/define-operation.ts';
import type { OperationRow } from '../operations/operation.rows.ts';
import { beginVmOperation } from './begin-vm-operation.ts';
import { requireMadeMac } from './chosen-mac.ts';
import { mustFindNic, mustFindNicSpec } from './must-find-nic.ts';
import { findNic, type NicChange, type NicRow, updateNic } from './nic.rows.ts';
import { type limitFields, type Limits, requireLimits } from './require-limits.ts';
import { findVm, updateVm, type VmRow } from './vm.rows.ts';

const before = z.object({
  networkId: z.uuid(),
  model: nicModel,
  linkUp: z.boolean(),
  guarded: z.boolean(),
  address: z.string().nullable(),
  groupIds: z.array(z.uuid()).default([]),
  toGuestBitsPerSecond: z.int().nullable().default(null),
  fromGuestBitsPerSecond: z.int().nullable().default(null),
});
/** `networkId`: the one it comes onto. */
const input = z.object({ vmId: z.uuid(), nicId: z.uuid(), networkId: z.uuid(), before });
type Input = z.infer<typeof input>;

/** The row says already what it is to be; where that cannot be had, row, machine, definition and network are what they were. */
export const changeNicOperation = defineOperation({
  kind: 'vm.nic.change',
  version: 1,
  quota: 'none',
  input,
  cancellable: false,
  steps: [
    {
      name: 'change',
      deadlineSeconds: 150,
      run: (context) => apply(context),
      undo: async (context) => {
        await putBack(context);
        await apply(context);
      },
    },
  ],
  settled: async (context, outcome) => {
    // the last word, also where nothing had to be undone
    if (outcome !== 'succeeded') await putBack(context);
    const vm = await findVm(context.deps.db, context.input.vmId);
    if (vm) await keepForwardsOf(context.deps, vm.hostId, [vm.id]);
    context.deps.live.publish('vm.changed', { id: context.input.vmId });
  },
});

/** What may come in and addresses first: a guest whose cable comes in asks for its own at once. */
const apply = async ({ deps, input: given, guard }: StepContext<Input>): Promise<void> => {
  const { host, nic } = await mustFindNicSpec(deps, given);
  await guard();
  await keepFirewall(deps, host.id);
  for (const id of new Set([given.before.networkId, given.networkId])) await keepAddresses(deps, id);
  await guard();
  await host.nics.change(given.vmId, nic);
  await keepLimits(deps, host.id);
};

const putBack = async ({ deps, input: given }: StepContext<Input>): Promise<void> =>
  deps.db.transaction(async (tx) => {
    if (!(await findNic(tx, given.vmId, given.nicId))) return;
    const { groupIds, ...row } = given.before;
    await updateNic(tx, given.nicId, row);
    await writeGroups(tx, given.nicId, groupIds);
    await updateVm(tx, given.vmId, {});
  });

/**
 * Plugs a card into another network, its cable in or out, keeps an address for it, says what may come in to its guest and how much
 * goes over it, or lets its guest send what it likes: at once where the machine runs. Another model only while it is off.
 *
 * @throws AppError as every verb on a machine; `object.not_found` (no such network or group), `auth.forbidden` (unguarded on what is
 *   everybody's), `vm.state` (the model, while it runs), `network.address`, `network.no_limits`
 */
export const changeNic = async (
  deps: Deps,
  asked: Asked,
  { vmId, nicId }: { vmId: string; nicId: string },
  body: ChangeNicBody,
): Promise<OperationRow> => {
  const told: { before?: object; after?: object } = {};
  return beginVmOperation(deps, asked, vmId, {
    action: 'nics',
    definition: changeNicOperation,
    find: (tx) => mustFindNic(tx, vmId, nicId),
    input: async (tx) => {
      const row = await mustFindNic(tx, vmId, nicId);
      const was = before.parse({ ...row, groupIds: await listGroupIds(tx, nicId) });
      const networkId = body.networkId ?? was.networkId;
      told.before = { nicId, ...was };
      return { nicId, networkId, before: was };
    },
    change: async (tx, row) => {
      const nic = await mustFindNic(tx, vmId, nicId);
      const change = await changed(deps, tx, asked, { row, nic, body });
      const groupIds = await changedGroups(tx, asked, { row, nic, body });
      told.after = { nicId, ...change, groupIds };
      const moved = change.networkId !== nic.networkId;
      await updateNic(tx, nicId, { ...change, ...(moved && { addresses: [] }) }).catch(
        addressTaken('address'),
      );
      await writeGroups(tx, nicId, groupIds);
      await updateVm(tx, vmId, {});
    },
    audit: told,
  });
};

type Wished = { row: VmRow; nic: NicRow; body: ChangeNicBody };

/** Its groups from now on; what it has it may keep. */
const changedGroups = async (tx: Tx, { actor }: Asked, { row, nic, body }: Wished): Promise<string[]> => {
  const has = await listGroupIds(tx, nic.id);
  if (!body.groupIds) return has;
  await requireUsableGroups(tx, body.groupIds, { ownerId: row.ownerId, actor, has });
  return body.groupIds;
};

const changed = async (
  deps: Deps,
  tx: Tx,
  { actor }: Asked,
  { row, nic, body }: Wished,
): Promise<NicChange> => {
  if (body.model !== undefined && body.model !== nic.model && row.domainRunId !== null) {
    throw new AppError('vm.state', 'A card’s model can be changed only while the machine is off.', {
      field: 'model',
    });
  }
  const networkId = body.networkId ?? nic.networkId;
  const network = networkSpecOf(await mustFindUsableNetwork(tx, networkId, { ...row, actor }));
  await requireLimits(deps, { hostId: row.hostId, kind: network.kind }, body);
  const moved = networkId !== nic.networkId;
  if (moved) requireMadeMac(actor, nic.mac, network.shared);
  const guarded = body.guarded ?? nic.guarded;
  if (!guarded && network.shared && (body.guarded === false || moved) && !may(actor, 'network:share')) {
    throw new AppError('auth.forbidden', 'On a network of everybody’s a card stays guarded.', {
      field: 'guarded',
    });
  }
  // an address is of one network: it does not come along
  let address = body.address === undefined ? (moved ? null : nic.address) : body.address;
  if (address !== null && (moved || address !== nic.address)) {
    await requireKeepable(tx, network, { nicId: nic.id, address, field: 'address' });
  }
  // libvirt learns one lease of a card and no other before that has run out (9.0.0, virNWFilterSnoopReqLeaseAdd): what it is to have on
  // the next network is said and not learned
  if (moved && guarded && address === null) address = await chooseAddress(tx, network);
  return {
    networkId,
    model: body.model ?? nic.model,
    linkUp: body.linkUp ?? nic.linkUp,
    guarded,
    address,
    ...changedLimits(nic, body, network.kind),
  };
};

/** Limits go with a card to another network, but to QEMU's own, which has no end on the host. */
const changedLimits = (nic: NicRow, body: ChangeNicBody, kind: NetworkKind): Limits => {
  const limit = (each: (typeof limitFields)[number]): number | null =>
    kind === 'user' ? null : body[each] === undefined ? nic[each] : body[each];
  return {
    toGuestBitsPerSecond: limit('toGuestBitsPerSecond'),
    fromGuestBitsPerSecond: limit('fromGuestBitsPerSecond'),
  };
};
