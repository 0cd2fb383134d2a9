import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Operation } from '@limen/contract/operations';
import type { VmSize } from '@limen/contract/resize';
import { connect } from '@limen/libvirt/connection';
import { openConsole } from '@limen/libvirt/domains';
import { DomainVcpuFlags } from '@limen/libvirt/generated/enums';
import {
  domainGetVcpusFlags,
  domainLookupByUuid,
  domainSetVcpusFlags,
} from '@limen/libvirt/generated/procedures';
import { uuidToBytes } from '../apps/server/src/hypervisor/uuid-bytes.ts';
import { forgetHost } from '../apps/server/testing/forget-host.ts';
import { guestOn } from '../apps/server/testing/guest-line.ts';
import { interleave, median, report } from './support/measure.ts';
import { startProduct } from './support/product.ts';
import { offerTinyImage, tinyImage, tinyMachine } from './support/tiny-machine.ts';
import { watch } from './support/watch.ts';

/**
 * A second vCPU of a running machine, from `POST …/resize` until its guest counts it, beside the same by raw calls: plugged in,
 * brought online by the agent. In both the guest's kernel itself says so, on its serial line. Then until LIMEN says so, too,
 * beside the raw call that asks. An emulated one cannot be unplugged, so each is of a new start.
 */
const uri = 'qemu:///system';
const home = mkdtempSync(join(tmpdir(), 'limen-bench-'));
offerTinyImage(home);
const product = await startProduct({ home });
const vm = await tinyMachine(product, await tinyImage(product), 'grows');
const connection = await connect({ uri });
const page = await watch(product);

const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 20));
const act = async (verb: string, body?: object): Promise<void> => {
  await page.end(await product.ask<Operation>('POST', `/api/vms/${vm.id}/${verb}`, body));
};
/** Says when it has two, looking every 10 ms. */
const looking =
  'until read -r now < /sys/devices/system/cpu/online && [ $now = 0-1 ]; do usleep 10000; done; echo; echo two-""now';

/** Started anew with one processor, as its agent says, and on the look-out. @returns when its kernel counts two */
const anew = async (): Promise<{ counted: Promise<number>; close: () => void }> => {
  // one whose QEMU has ended is off
  await act('power-off').catch(() => undefined);
  await act('resize', { vcpus: 1, memoryBytes: vm.memoryBytes.configured });
  await act('start');
  const line = await openConsole(connection, vm.id);
  const guest = guestOn(line);
  await guest.ask('');
  for (;;) {
    const { vcpus } = await product.ask<VmSize>('GET', `/api/vms/${vm.id}/size`);
    if (vcpus.guest === 1) break;
    await pause();
  }
  const { promise, resolve } = Promise.withResolvers<number>();
  let heard = '';
  line.on('data', (bytes: Buffer) => {
    heard += bytes.toString('latin1');
    if (/\ntwo-now/.test(heard)) resolve(performance.now());
  });
  guest.type(looking);
  await guest.until('usleep');
  return { counted: promise, close: guest.close };
};

const ours = (): Promise<void> => act('resize', { vcpus: 2 });
const raw = async (): Promise<void> => {
  const { dom } = await connection.call(domainLookupByUuid, { uuid: uuidToBytes(vm.id) });
  await connection.call(domainSetVcpusFlags, { dom, nvcpus: 2, flags: DomainVcpuFlags.LIVE });
  for (;;) {
    // its agent does not find it at once
    await connection
      .call(domainSetVcpusFlags, { dom, nvcpus: 2, flags: DomainVcpuFlags.GUEST })
      .catch(() => undefined);
    const { num } = await connection.call(domainGetVcpusFlags, { dom, flags: DomainVcpuFlags.GUEST });
    if (num === 2) return;
    await pause();
  }
};

/** How long until whoever asked was told, by who was asked. */
const untilSaid = { ours: [] as number[], raw: [] as number[] };

/**
 * QEMU 7.2 ends in 2 of 60 where a processor is plugged into an emulated machine: that try does not count.
 *
 * @returns how long until the guest counted it
 */
const untilCounted = (who: 'ours' | 'raw', change: () => Promise<void>) => async (): Promise<number> => {
  for (;;) {
    const { counted, close } = await anew();
    try {
      const from = performance.now();
      await change();
      untilSaid[who].push(performance.now() - from);
      return (await counted) - from;
    } catch (error) {
      process.stderr.write(`${String(error)}\n`);
    } finally {
      close();
    }
  }
};

const took = await interleave(7, { raw: untilCounted('raw', raw), ours: untilCounted('ours', ours) });
report({
  figure: 'a second vCPU of a running machine, until its guest counts it',
  unit: 'ms',
  ours: median(took.ours),
  raw: median(took.raw),
  ratio: median(took.ours) / median(took.raw),
  target: '≤ 1.2 × the same by raw RPC',
  met: median(took.ours) <= 1.2 * median(took.raw),
});
report({
  figure: 'the same, until whoever asked is told',
  unit: 'ms',
  ours: median(untilSaid.ours),
  raw: median(untilSaid.raw),
  ratio: median(untilSaid.ours) / median(untilSaid.raw),
  target: '–',
  met: true,
});
await connection.close();
page.close();
await product.stop();
forgetHost(uri);
rmSync(home, { recursive: true, force: true });
process.exit();
