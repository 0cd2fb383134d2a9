import { type Seed, writeSeed } from '../cloud-init/make-seed.ts';
import type { Deps } from '../deps.ts';
import { packDisc } from '../discs/pack-disc.ts';
import type { Host } from '../hypervisor/host.ts';
import { newId } from '../lib/new-id.ts';
import { listDiscs, type OwnDisc } from './disc.rows.ts';

/** The label by which cloud-init knows its disc. */
const seedLabel = 'cidata';

/**
 * A new disc that tells a machine what it shall be.
 *
 * @param vm.newIdentity it is made of a copy of another machine
 * @param vm.instanceId of what the guest has done already; without one it does everything at its next boot
 */
export const newSeedDisc = (
  seed: Seed,
  vm: {
    vmId: string;
    name: string;
    nics: readonly { mac: string }[];
    newIdentity: boolean;
    instanceId?: string;
  },
): OwnDisc => {
  const instanceId = vm.instanceId ?? newId();
  const { files, userData, networkConfig } = writeSeed(seed, { ...vm, instanceId });
  return {
    id: newId(),
    vmId: vm.vmId,
    kind: 'cloud-init',
    content: { label: seedLabel, files, seed: { form: seed.form, userData, networkConfig, instanceId } },
  };
};

/** Makes the discs of a machine and puts them into the pool, over what is there. */
export const writeDiscs = async (
  deps: Deps,
  host: Host,
  vmId: string,
  { guard, signal }: { guard: () => Promise<void>; signal: AbortSignal },
): Promise<void> => {
  for (const { id, content } of await listDiscs(deps.db, vmId)) {
    const bytes = await packDisc(content, signal);
    await guard();
    await host.writeDisc(id, bytes);
  }
};

/** Takes the files of a machine's discs out of the pool; its rows go with the machine's. */
export const deleteDiscs = async (
  deps: Deps,
  host: Host,
  vmId: string,
  guard: () => Promise<void>,
): Promise<void> => {
  for (const { id } of await listDiscs(deps.db, vmId)) {
    await guard();
    await host.deleteDisc(id);
  }
};

/** Files of discs that are gone from the pool are made again: the row has all that was on them. */
export const remakeDiscs = async (deps: Deps, hostId: string, vmId: string): Promise<void> => {
  const host = deps.hosts.byId(hostId);
  for (const { id, content } of await listDiscs(deps.db, vmId)) {
    if (await host.hasImage(id, 'raw')) continue;
    await host.writeDisc(id, await packDisc(content, AbortSignal.timeout(60_000)));
  }
};
