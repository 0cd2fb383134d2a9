import type { NicSpec as NicDevice } from '@limen/domain-xml/domain-spec';
import { addNic, hasNic, removeNic, setNic } from '@limen/domain-xml/edit-nics';
import { freeRootPorts } from '@limen/domain-xml/edit-disks';
import { readNics } from '@limen/domain-xml/read-devices';
import { serializeXml } from '@limen/domain-xml/serialize-xml';
import { writeNic } from '@limen/domain-xml/write-devices';
import { DomainDeviceModifyFlags } from '@limen/libvirt/generated/enums';
import * as rpc from '@limen/libvirt/generated/procedures';
import { AppError } from '../lib/app-error.ts';
import { nicDeviceOf } from './domain-spec-of.ts';
import { learnApart } from './filter-bindings.ts';
import { editDefinition, keptTree, liveTree, notAsAsked, type Tree } from './domain-trees.ts';
import type { HostConnection } from './host-connection.ts';
import { noSlot, off, unlessOff, unplug } from './plug.ts';
import { mustFindDomain } from './host-domains.ts';
import type { NicSpec } from './vm-spec.ts';

/**
 * Cards of one machine, in what runs and in what is kept. Each function makes both say the same, changes nothing that says so
 * already, and reads back what it did. A card is known by its MAC address.
 */

/** What a host does with the cards of a machine. Each throws AppError `host.unavailable` while it is not connected. */
export const hostNics = (use: () => HostConnection) => ({
  attach: async (vmId: string, nic: NicSpec): Promise<void> => attachNic(use(), vmId, nicDeviceOf(nic, null)),
  detach: async (vmId: string, mac: string, signal: AbortSignal): Promise<void> =>
    detachNic(use(), vmId, mac, signal),
  /** @param nic as it is to be */
  change: async (vmId: string, nic: NicSpec): Promise<void> => changeNic(use(), vmId, nicDeviceOf(nic, null)),
  /** See filter-bindings.ts: where it runs, of its cards on bridges of the host. */
  learnApart: async (vmId: string): Promise<void> => learnApart(use(), vmId),
});

/**
 * Gives a machine a card: at once where it runs, and from its next start on. Not booted from.
 *
 * @throws AppError `vm.no_slot` (it runs, and has no port left to plug into), `host.refused`
 */
const attachNic = async (host: HostConnection, vmId: string, nic: NicDevice): Promise<void> => {
  const dom = await mustFindDomain(host, vmId);
  if (dom.id !== off) {
    const tree = await liveTree(host, dom);
    if (!hasNic(tree, nic.mac)) {
      if (freeRootPorts(tree) === 0) throw noSlot('networkId');
      const flags = DomainDeviceModifyFlags.LIVE;
      const ran = await unlessOff(host, vmId, () =>
        host.callSlow(rpc.domainAttachDeviceFlags, { dom, xml: writeNic(nic), flags }),
      );
      if (ran && !hasNic(await liveTree(host, dom), nic.mac)) throw notAsAsked('the card is not there');
    }
  }
  await editDefinition(host, dom, (kept) => {
    if (!hasNic(kept, nic.mac)) addNic(kept, nic);
  });
  if (!hasNic(await keptTree(host, dom), nic.mac)) throw notAsAsked('the card is not there');
};

/**
 * Takes a card out of a machine. A guest that runs is asked for it, and waited for.
 *
 * @throws AppError `vm.nic_held`: the guest has not let go of it
 */
const detachNic = async (
  host: HostConnection,
  vmId: string,
  mac: string,
  signal: AbortSignal,
): Promise<void> => {
  await unplug(host, vmId, {
    take: (live) => removeNic(live, mac),
    held: (cause) => new AppError('vm.nic_held', 'The guest does not let go of the card.', { cause }),
    signal,
  });
  const dom = await mustFindDomain(host, vmId);
  await editDefinition(host, dom, (kept) => void removeNic(kept, mac));
  if (hasNic(await keptTree(host, dom), mac)) throw notAsAsked('the card is still there');
};

/**
 * Plugs a card into another network, and its cable in or out: at once where the machine runs. Its model from the next start on.
 *
 * @throws AppError `host.refused`; InvalidDomainSpec where the kept definition has no such card
 */
const changeNic = async (host: HostConnection, vmId: string, nic: NicDevice): Promise<void> => {
  const dom = await mustFindDomain(host, vmId);
  const live = dom.id === off ? null : await liveTree(host, dom);
  if (live && hasNic(live, nic.mac)) {
    const running = await asItRuns(host, live, nic);
    if (!isAs(live, running)) {
      const xml = serializeXml(setNic(live, running));
      const flags = DomainDeviceModifyFlags.LIVE;
      const ran = await unlessOff(host, vmId, () =>
        host.callSlow(rpc.domainUpdateDeviceFlags, { dom, xml, flags }),
      );
      if (ran && !isAs(await liveTree(host, dom), running)) throw notAsAsked('the card is as before');
    }
    await learnApart(host, vmId);
  }
  await editDefinition(host, dom, (kept) => void setNic(kept, nic, { kept: true }));
  const kept = await keptTree(host, dom);
  if (!isAs(kept, nic) || !readNics(kept).some(({ mac, model }) => mac === nic.mac && model === nic.model))
    throw notAsAsked('the card is as before');
};

/**
 * A card whose kept address is given up goes on with what it has been leased: libvirt would listen for its next lease, which it asks
 * for in half an hour, and believes none while an earlier one runs (9.0.0, virNWFilterSnoopReqLeaseAdd).
 */
const asItRuns = async (host: HostConnection, live: Tree, nic: NicDevice): Promise<NicDevice> => {
  const { guard, source } = nic;
  if (guard?.address !== null || source.kind !== 'network') return nic;
  const now = readNics(live).find(({ mac }) => mac === nic.mac);
  // it listens for its lease there
  if (now?.network === source.name && now.guard?.filter === guard.filter && now.guard.address === null)
    return nic;
  return { ...nic, guard: { ...guard, address: await leasedTo(host, source.name, nic.mac) } };
};

/** The address that a card was leased last, of those that still run. */
const leasedTo = async (host: HostConnection, network: string, mac: string): Promise<string | null> => {
  const { net } = await host.call(rpc.networkLookupByName, { name: network });
  const { leases } = await host.call(rpc.networkGetDhcpLeases, { net, mac, needResults: 1, flags: 0 });
  return leases.toSorted((a, b) => Number(b.expirytime - a.expirytime))[0]?.ipaddr ?? null;
};

/** Whether a card leads where it should, as this domain has it. */
const isAs = (domain: Tree, nic: NicDevice): boolean => {
  const found = readNics(domain).find(({ mac }) => mac === nic.mac);
  const { source, guard } = nic;
  const leads =
    source.kind === 'network'
      ? found?.network === source.name
      : found?.network === null && found.bridge === (source.kind === 'bridge' ? source.name : null);
  return (
    leads &&
    found?.linkUp === nic.linkUp &&
    found.isolated === nic.isolated &&
    found.guard?.filter === guard?.filter &&
    (found.guard?.address ?? null) === (guard?.address ?? null)
  );
};
