import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GiB } from '@limen/contract/fields';
import type { Operation } from '@limen/contract/operations';
import type { Snapshot } from '@limen/contract/snapshots';
import type { Vm } from '@limen/contract/vms';
import { connect } from '@limen/libvirt/connection';
import { openConsole } from '@limen/libvirt/domains';
import { DomainSnapshotCreateFlags } from '@limen/libvirt/generated/enums';
import {
  domainLookupByUuid,
  domainSnapshotCreateXml,
  domainSnapshotDelete,
} from '@limen/libvirt/generated/procedures';
import { uuidToBytes } from '../apps/server/src/hypervisor/uuid-bytes.ts';
import { forgetHost } from '../apps/server/testing/forget-host.ts';
import { guestOn } from '../apps/server/testing/guest-line.ts';
import { interleave, median, report } from './support/measure.ts';
import { startProduct } from './support/product.ts';
import { offerTinyImage, tinyImage, tinyMachine } from './support/tiny-machine.ts';
import { watch } from './support/watch.ts';

/**
 * A snapshot of a running machine of 512 MB with its memory, from the request until LIMEN says that it is ready, beside libvirt's
 * own of the same machine: as it has booted (its system of a few MB and QEMU's own are all there is to write), and when it has
 * filled three fifths of its memory; and what a list of machines costs where one has a hundred.
 */
const uri = 'qemu:///system';
const home = mkdtempSync(join(tmpdir(), 'limen-bench-'));
offerTinyImage(home);
const product = await startProduct({ home });
const vm = await tinyMachine(product, await tinyImage(product), 'kept', 0.5 * GiB);
const connection = await connect({ uri });
const page = await watch(product);
const guest = guestOn(await openConsole(connection, vm.id));
// its memory is the system's: until that is up there is next to none
await guest.ask('');
const { dom } = await connection.call(domainLookupByUuid, { uuid: uuidToBytes(vm.id) });

const path = `/api/vms/${vm.id}/snapshots`;
type Made = { snapshot: Snapshot; operation: Operation };
const begin = (id = vm.id): Promise<Made> =>
  product.ask<Made>('POST', `/api/vms/${id}/snapshots`, { name: 'b' });
const anOffOne = async (name: string): Promise<Vm> => {
  const made = await tinyMachine(product, await tinyImage(product), name);
  await page.end(await product.ask<Operation>('POST', `/api/vms/${made.id}/power-off`));
  return made;
};
const ours = async (): Promise<number> => {
  const from = performance.now();
  const made = await begin();
  const { snapshot } = made;
  await page.until(async () => {
    const { snapshots } = await product.ask<{ snapshots: Snapshot[] }>('GET', path);
    return snapshots.find(({ id, state }) => id === snapshot.id && state === 'ready');
  });
  const took = performance.now() - from;
  await page.end(made.operation);
  await page.end(await product.ask<Operation>('DELETE', `${path}/${snapshot.id}`));
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
const measure = async (state: string): Promise<void> => {
  const took = await interleave(11, { raw, ours });
  report({
    figure: `a snapshot of a running machine of 512 MB with its memory, ${state}`,
    unit: 'ms',
    ours: median(took.ours),
    raw: median(took.raw),
    ratio: median(took.ours) / median(took.raw),
    target: '≤ 1.1 × libvirt’s own',
    met: median(took.ours) <= 1.1 * median(took.raw),
  });
};
// first, so that what is measured after it is a server that has been at work
const [full, bare] = [await anOffOne('full'), await anOffOne('bare')];
for (let n = 0; n < 100; n += 1) await page.end((await begin(full.id)).operation);
const read = (id: string) => async (): Promise<number> => {
  const from = performance.now();
  for (let n = 0; n < 50; n += 1) await product.ask('GET', `/api/vms/${id}`);
  return (performance.now() - from) / 50;
};
const reads = await interleave(15, { without: read(bare.id), withHundred: read(full.id) });
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
await measure('just booted');
await guest.ask(
  'mkdir /run/full; mount -t tmpfs -o size=100% full /run/full; dd if=/dev/urandom of=/run/full/of bs=1M count=300',
);
await measure('300 MB of it in use');
guest.close();

await connection.close();
page.close();
await product.stop();
forgetHost(uri);
rmSync(home, { recursive: true, force: true });
process.exit();
