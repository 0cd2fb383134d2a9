import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GiB } from '@limen/contract/fields';
import type { Operation } from '@limen/contract/operations';
import type { Snapshot } from '@limen/contract/snapshots';
import { connect } from '@limen/libvirt/connection';
import { openConsole } from '@limen/libvirt/domains';
import { domainFsfreeze, domainFsthaw, domainLookupByUuid } from '@limen/libvirt/generated/procedures';
import { qemuDomainMonitorCommand } from '@limen/libvirt/generated/qemu-procedures';
import { uuidToBytes } from '../apps/server/src/hypervisor/uuid-bytes.ts';
import { forgetHost } from '../apps/server/testing/forget-host.ts';
import { guestOn } from '../apps/server/testing/guest-line.ts';
import { interleave, median, report } from './support/measure.ts';
import { startProduct } from './support/product.ts';
import { ended, offerTinyImage, tinyImage, tinyMachine } from './support/tiny-machine.ts';

/**
 * How long the guest cannot write while a snapshot of its disks alone is made: it writes without a pause and keeps the longest one
 * it had. Beside it the same by raw calls: frozen by libvirt, QEMU's transaction, thawed. The guest's clock shows hundredths of a second.
 */
const uri = 'qemu:///system';
const home = mkdtempSync(join(tmpdir(), 'limen-bench-'));
offerTinyImage(home);
const product = await startProduct({ home });
const vm = await tinyMachine(product, await tinyImage(product), 'frozen', 0.5 * GiB);
const connection = await connect({ uri });
const guest = guestOn(await openConsole(connection, vm.id));
// the agent is there with the shell, which is there when it answers
await guest.ask('');
const { dom } = await connection.call(domainLookupByUuid, { uuid: uuidToBytes(vm.id) });

const writing = [
  'last=0; most=0',
  'while [ ! -e /run/stop ]; do echo x > /disk/probe; read -r now _ < /proc/uptime; now=${now%.*}${now#*.}',
  '[ $last = 0 ] || [ $((now - last)) -le $most ] || most=$((now - last)); last=$now; done; echo $most > /run/most',
].join('; ');
/** The longest the guest could not write meanwhile, in ms. */
const pauseWhile = async (snapshot: () => Promise<void>): Promise<number> => {
  await guest.ask(`rm -f /run/stop /run/most; (${writing}) & true`);
  await snapshot();
  const said = await guest.ask('touch /run/stop; wait; cat /run/most');
  const hundredths = /^\d+/m.exec(said)?.[0];
  if (hundredths === undefined) throw new Error(`the guest said ${said}`);
  return Number(hundredths) * 10;
};

const path = `/api/vms/${vm.id}/snapshots`;
const ours = async (): Promise<number> => {
  let made: Snapshot | undefined;
  const paused = await pauseWhile(async () => {
    const begun = await product.ask<{ snapshot: Snapshot; operation: Operation }>('POST', path, {
      name: 'b',
      memory: false,
    });
    const { state, error } = await ended(product, begun.operation);
    if (state !== 'succeeded') throw new Error(`snapshot: ${error?.message}`);
    made = (await product.ask<{ snapshots: Snapshot[] }>('GET', path)).snapshots[0];
  });
  if (made?.frozen !== true) throw new Error('its file systems were not frozen');
  await ended(product, await product.ask<Operation>('DELETE', `${path}/${made.id}`));
  return paused;
};

const ask = async (command: object): Promise<unknown> => {
  const { result } = await connection.call(qemuDomainMonitorCommand, {
    dom,
    cmd: JSON.stringify(command),
    flags: 0,
  });
  return (JSON.parse(result) as { return: unknown }).return;
};
const disk = vm.disks[0]?.id ?? '';
const nodes = (await ask({ execute: 'query-block' })) as {
  inserted?: { 'node-name': string; image: { filename: string } };
}[];
const device = nodes.find(({ inserted }) => inserted?.image.filename.includes(disk))?.inserted?.['node-name'];
if (device === undefined) throw new Error('QEMU does not have the disk');
const raw = async (): Promise<number> => {
  const paused = await pauseWhile(async () => {
    await connection.call(domainFsfreeze, { dom, mountpoints: [], flags: 0 });
    const actions = [{ type: 'blockdev-snapshot-internal-sync', data: { device, name: 'raw' } }];
    await ask({ execute: 'transaction', arguments: { actions } });
    await connection.call(domainFsthaw, { dom, mountpoints: [], flags: 0 });
  });
  await ask({ execute: 'blockdev-snapshot-delete-internal-sync', arguments: { device, name: 'raw' } });
  return paused;
};

const took = await interleave(9, { raw, ours });
report({
  figure: 'a guest cannot write while a snapshot of its disks is made',
  unit: 'ms',
  ours: median(took.ours),
  raw: median(took.raw),
  target: 'less than 100 ms above raw calls',
  met: median(took.ours) < median(took.raw) + 100,
});
guest.close();
await connection.close();
await product.stop();
forgetHost(uri);
rmSync(home, { recursive: true, force: true });
process.exit();
