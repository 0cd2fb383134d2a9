import type { MachineMake } from '@limen/contract/hardware';
import type { FirmwareSpec } from '@limen/domain-xml/domain-spec';
import { hasMachine, type MachineChange, setMachine } from '@limen/domain-xml/edit-machine';
import { readDomainElement } from '@limen/domain-xml/read-domain';
import { serializeXml } from '@limen/domain-xml/serialize-xml';
import { DomainDefineFlags, DomainUndefineFlagsValues } from '@limen/libvirt/generated/enums';
import * as rpc from '@limen/libvirt/generated/procedures';
import { AppError } from '../lib/app-error.ts';
import { deleteOwnVariables } from './copy-firmware-variables.ts';
import { editDefinition, keptTree, notAsAsked, type Tree } from './domain-trees.ts';
import { domainSpecOf, firmwareOf, type Placement } from './domain-spec-of.ts';
import type { HostConnection } from './host-connection.ts';
import { defineDomain, findDomain, mustFindDomain } from './host-domains.ts';
import { off } from './plug.ts';
import type { VmSpec } from './vm-spec.ts';

/**
 * Firmware, TPM, board and processor of one machine that is off, and what firmware and TPM have written down for it. Each
 * function changes nothing that is so already.
 */
export const hostMachine = (host: () => { to: HostConnection; place: Placement }) => ({
  change: async (vmId: string, from: MachineMake, to: MachineMake): Promise<void> =>
    changeMachine(host(), vmId, changeOf(from, to)),
  /** The board as the host has written it down; null: it knows no such machine. */
  board: async (vmId: string): Promise<string | null> => readBoard(host().to, vmId),
  /** What its UEFI has kept, so that it begins with none; see deleteOwnVariables. */
  forgetVariables: async (vmId: string): Promise<void> => deleteOwnVariables(host().to, vmId),
  forgetTpm: async (vm: VmSpec): Promise<void> => forgetTpm(host(), vm),
});

/** What differs, in libvirt's words. */
const changeOf = (from: MachineMake, to: MachineMake): MachineChange => {
  const firmware: FirmwareSpec = firmwareOf(to);
  return {
    ...((from.firmware !== to.firmware || from.secureBoot !== to.secureBoot) && { firmware }),
    ...(from.tpm !== to.tpm && { tpm: to.tpm }),
    ...(from.machine !== to.machine && { machine: to.machine }),
    ...(from.cpuModel !== to.cpuModel && { cpuModel: to.cpuModel }),
  };
};

type On = { to: HostConnection; place: Placement };

/** @throws AppError `vm.state` where it runs or libvirt does not know it, `host.refused` */
const changeMachine = async ({ to: host, place }: On, vmId: string, change: MachineChange): Promise<void> => {
  const dom = await mustFindDomain(host, vmId);
  if (dom.id !== off) throw new AppError('vm.state', 'The machine was started meanwhile.');
  await editDefinition(host, dom, (kept) => setMachine(kept, place.accelerator, change));
  if (!hasMachine(await keptTree(host, dom), place.accelerator, change))
    throw notAsAsked('the machine is as before');
};

const readBoard = async (host: HostConnection, vmId: string): Promise<string | null> => {
  const dom = await findDomain(host, vmId);
  return dom ? readDomainElement(await keptTree(host, dom)).machine : null;
};

/**
 * Takes away what the TPM of a machine that has none any more has kept: keys in it would be there again with the next one. libvirt
 * does that where a machine with a TPM is taken out of it, and nowhere else: so for a moment it has one again, is taken out, and
 * is there again.
 *
 * @param vm as it is without; it is put there where an earlier try has taken it out and ended
 */
const forgetTpm = async ({ to: host, place }: On, vm: VmSpec): Promise<void> => {
  if (!(await findDomain(host, vm.id))) await defineDomain(host, domainSpecOf({ ...vm, tpm: false }, place));
  const dom = await mustFindDomain(host, vm.id);
  if (dom.id !== off) throw new AppError('vm.state', 'The machine was started meanwhile.');
  const define = async (tpm: boolean, tree: Tree): Promise<void> => {
    setMachine(tree, place.accelerator, { tpm });
    const xml = serializeXml(tree);
    await host.call(rpc.domainDefineXmlFlags, { xml, flags: DomainDefineFlags.VALIDATE });
  };
  const kept = await keptTree(host, dom);
  await define(true, kept);
  try {
    // of snapshots that somebody made by virsh it would lose the list, and refuses
    await host.call(rpc.domainUndefineFlags, { dom, flags: DomainUndefineFlagsValues.KEEP_NVRAM });
  } finally {
    await define(false, kept);
  }
};
