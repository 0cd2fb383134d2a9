import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GiB } from '@limen/contract/fields';
import type { Operation } from '@limen/contract/operations';
import type { Snapshot } from '@limen/contract/snapshots';
import { connect } from '@limen/libvirt/connection';
import { DomainSnapshotCreateFlags } from '@limen/libvirt/generated/enums';
import {
  domainLookupByUuid,
  domainSnapshotCreateXml,
  domainSnapshotDelete,
} from '@limen/libvirt/generated/procedures';
import { uuidToBytes } from '../apps/server/src/hypervisor/uuid-bytes.ts';
import { forgetHost } from '../apps/server/testing/forget-host.ts';
import { interleave, median, report } from './support/measure.ts';
import { startProduct } from './support/product.ts';
import { ended, offerTinyImage, tinyImage, tinyMachine } from './support/tiny-machine.ts';

/**
 * A snapshot of a running machine of 512 MB with its memory, from the request until LIMEN says that it is ready, beside libvirt's
 * own of the same machine; and what a list of machines costs where one has a hundred.
 */
const uri = 'qemu:///system';
const home = mkdtempSync(join(tmpdir(), 'limen-bench-'));
offerTinyImage(home);
const product = await startProduct({ home });
const vm = await tinyMachine(product, await tinyImage(product), 'kept', 0.5 * GiB);
const connection = await connect({ uri });
// its memory is the system's: until that is up there is next to none
for (;;) {
  const { vcpus } = await product.ask<{ vcpus: { guest: number | null } }>('GET', `/api/vms/${vm.id}/size`);
  if (vcpus.guest !== null) break;
  await new Promise((resolve) => setTimeout(resolve, 100));
}
const { dom } = await connection.call(domainLookupByUuid, { uuid: uuidToBytes(vm.id) });

const path = `/api/vms/${vm.id}/snapshots`;
type Made = { snapshot: Snapshot; operation: Operation };
const begin = (): Promise<Made> => product.ask<Made>('POST', path, { name: 'b' });
const end = async ({ operation }: Made): Promise<void> => {
  const { state, error } = await ended(product, operation);
  if (state !== 'succeeded') throw new Error(`snapshot: ${error?.message}`);
};
const ours = async (): Promise<number> => {
  const from = performance.now();
  const made = await begin();
  const { snapshot } = made;
  for (let state: string = snapshot.state; state !== 'ready'; ) {
    await new Promise((resolve) => setTimeout(resolve, 5));
    const { snapshots } = await product.ask<{ snapshots: Snapshot[] }>('GET', path);
    state = snapshots.find(({ id }) => id === snapshot.id)?.state ?? 'ready';
  }
  const took = performance.now() - from;
  await end(made);
  await ended(product, await product.ask<Operation>('DELETE', `${path}/${snapshot.id}`));
  return took;
};
const raw = async (): Promise<number> => {
  const xmlDesc = "<domainsnapshot><name>b</name><memory snapshot='internal'/></domainsnapshot>";
  const from = performance.now();
  const { snap } = await connection.call(
    domainSnapshotCreateXml,
    { dom, xmlDesc, flags: DomainSnapshotCreateFlags.ATOMIC },
    { timeoutMs: 60_000 },
  );
  const took = performance.now() - from;
  await connection.call(domainSnapshotDelete, { snap, flags: 0 }, { timeoutMs: 60_000 });
  return took;
};
const took = await interleave(9, { raw, ours });
report({
  figure: 'a snapshot of a running machine of 512 MB with its memory',
  unit: 'ms',
  ours: median(took.ours),
  raw: median(took.raw),
  ratio: median(took.ours) / median(took.raw),
  target: '≤ 1.1 × libvirt’s own',
  met: median(took.ours) <= 1.1 * median(took.raw),
});

/** Off as the other one is by then, and with none. */
const bare = await tinyMachine(product, await tinyImage(product), 'bare');
for (const { id } of [vm, bare]) {
  await ended(product, await product.ask<Operation>('POST', `/api/vms/${id}/power-off`));
}
for (let n = 0; n < 100; n += 1) await end(await begin());
const read = (id: string) => async (): Promise<number> => {
  const from = performance.now();
  for (let n = 0; n < 50; n += 1) await product.ask('GET', `/api/vms/${id}`);
  return (performance.now() - from) / 50;
};
const reads = await interleave(15, { without: read(bare.id), withHundred: read(vm.id) });
const [without, withHundred] = [median(reads.without), median(reads.withHundred)];
report({
  figure: 'a machine that has 100 snapshots, read',
  unit: 'ms',
  ours: withHundred,
  raw: without,
  ratio: withHundred / without,
  target: 'not slower than one that has none (≤ 1.1)',
  met: withHundred <= 1.1 * without,
});
await connection.close();
await product.stop();
forgetHost(uri);
rmSync(home, { recursive: true, force: true });
process.exit();
