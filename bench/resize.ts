import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Operation } from '@limen/contract/operations';
import type { VmSize } from '@limen/contract/resize';
import { connect } from '@limen/libvirt/connection';
import { DomainVcpuFlags } from '@limen/libvirt/generated/enums';
import {
  domainGetVcpusFlags,
  domainLookupByUuid,
  domainSetVcpusFlags,
} from '@limen/libvirt/generated/procedures';
import { uuidToBytes } from '../apps/server/src/hypervisor/uuid-bytes.ts';
import { forgetHost } from '../apps/server/testing/forget-host.ts';
import { interleave, median, report } from './support/measure.ts';
import { startProduct } from './support/product.ts';
import { offerTinyImage, tinyImage, tinyMachine } from './support/tiny-machine.ts';
import { watch } from './support/watch.ts';

/**
 * A second vCPU of a running machine, from `POST …/resize` until its guest counts it and LIMEN says so, beside the same by raw
 * calls: plugged in, brought online by the agent, counted by it. An emulated one cannot be unplugged, so each is of a new start.
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
/** Started anew with one processor, as its agent says. */
const anew = async (): Promise<void> => {
  // one whose QEMU has ended is off
  await act('power-off').catch(() => undefined);
  await act('resize', { vcpus: 1, memoryBytes: vm.memoryBytes.configured });
  await act('start');
  for (;;) {
    const { vcpus } = await product.ask<VmSize>('GET', `/api/vms/${vm.id}/size`);
    if (vcpus.guest === 1) return;
    await pause();
  }
};

const ours = async (): Promise<number> => {
  await anew();
  const from = performance.now();
  await act('resize', { vcpus: 2 });
  return performance.now() - from;
};
const raw = async (): Promise<number> => {
  await anew();
  const { dom } = await connection.call(domainLookupByUuid, { uuid: uuidToBytes(vm.id) });
  const from = performance.now();
  await connection.call(domainSetVcpusFlags, { dom, nvcpus: 2, flags: DomainVcpuFlags.LIVE });
  for (;;) {
    // its agent does not find it at once
    await connection
      .call(domainSetVcpusFlags, { dom, nvcpus: 2, flags: DomainVcpuFlags.GUEST })
      .catch(() => undefined);
    const { num } = await connection.call(domainGetVcpusFlags, { dom, flags: DomainVcpuFlags.GUEST });
    if (num === 2) return performance.now() - from;
    await pause();
  }
};

/** QEMU 7.2 ends in 2 of 60 where a processor is plugged into an emulated machine: that try does not count. */
const untilItLives = (one: () => Promise<number>) => async (): Promise<number> => {
  for (;;) {
    try {
      return await one();
    } catch (error) {
      process.stderr.write(`${String(error)}\n`);
    }
  }
};

const took = await interleave(7, { raw: untilItLives(raw), ours: untilItLives(ours) });
report({
  figure: 'a second vCPU of a running machine, until its guest counts it',
  unit: 'ms',
  ours: median(took.ours),
  raw: median(took.raw),
  ratio: median(took.ours) / median(took.raw),
  target: '≤ 1.2 × the same by raw RPC',
  met: median(took.ours) <= 1.2 * median(took.raw),
});
await connection.close();
page.close();
await product.stop();
forgetHost(uri);
rmSync(home, { recursive: true, force: true });
process.exit();
