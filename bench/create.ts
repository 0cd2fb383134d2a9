import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Operation } from '@limen/contract/operations';
import type { Vm } from '@limen/contract/vms';
import { writeVolume } from '@limen/domain-xml/write-storage';
import { connect } from '@limen/libvirt/connection';
import { domainXml } from '@limen/libvirt/domains';
import { DomainEventType, DomainXmlFlags } from '@limen/libvirt/generated/enums';
import { domainEventLifecycle } from '@limen/libvirt/generated/events';
import {
  domainCreateWithFlags,
  domainDefineXmlFlags,
  domainDestroyFlags,
  domainUndefineFlags,
  storagePoolLookupByName,
  storageVolCreateXml,
  storageVolDelete,
} from '@limen/libvirt/generated/procedures';
import { forgetHost } from '../apps/server/testing/forget-host.ts';
import { interleave, median, report } from './support/measure.ts';
import { startProduct } from './support/product.ts';
import { ended, offerTinyImage, tinyImage, tinyMachine } from './support/tiny-machine.ts';

/**
 * A machine cloned from the tiny image, from `POST /api/vms` until libvirt says that it has started, beside the same steps
 * (overlay, definition, start) of the same machine as three RPC calls, one after the other.
 */
const uri = 'qemu:///system';
const home = mkdtempSync(join(tmpdir(), 'limen-bench-'));
offerTinyImage(home);
const product = await startProduct({ home });
const image = await tinyImage(product);
const model = await tinyMachine(product, image, 'model');

const connection = await connect({ uri });
const watching = await connect({ uri });
const lifecycle = watching.events(domainEventLifecycle);
await lifecycle.ready;
let started: () => void = () => undefined;
void (async () => {
  for await (const event of lifecycle) {
    if (event.type === 'event' && event.message.msg.event === DomainEventType.STARTED) started();
  }
  // it ends with its connection
})().catch(() => undefined);
const nextStart = (): Promise<void> =>
  new Promise((resolve) => {
    started = resolve;
  });

const xml = await domainXml(connection, model.id, { flags: DomainXmlFlags.INACTIVE });
const diskPath = /<disk type='file' device='disk'>[\s\S]*?<source file='([^']+)'/.exec(xml)?.[1] ?? '';
const backing = /<backingStore[\s\S]*?<source file='([^']+)'/.exec(xml)?.[1] ?? '';
const { pool } = await connection.call(storagePoolLookupByName, { name: 'limen-disks' });
const size = model.disks[0]?.sizeBytes ?? 0;

const raw = async (): Promise<number> => {
  const uuid = randomUUID();
  const name = `${randomUUID()}.qcow2`;
  const copy = xml
    .replaceAll(model.id, uuid)
    .replace(/<name>[^<]*/, `<name>vm-${uuid}`)
    .replace(diskPath, join(diskPath, '..', name))
    .replace(
      /<mac address='[^']*'/,
      `<mac address='52:4c:4d:${randomBytes(3)
        .toString('hex')
        .replace(/(..)(?!$)/g, '$1:')}'`,
    );
  const volume = writeVolume({
    name,
    capacityBytes: size,
    format: 'qcow2',
    backing: { path: backing, format: 'qcow2' },
  });
  const running = nextStart();
  const from = performance.now();
  const { vol } = await connection.call(storageVolCreateXml, { pool, xml: volume, flags: 0 });
  const { dom } = await connection.call(domainDefineXmlFlags, { xml: copy, flags: 1 });
  await connection.call(domainCreateWithFlags, { dom, flags: 0 });
  await running;
  const took = performance.now() - from;
  await connection.call(domainDestroyFlags, { dom, flags: 0 });
  await connection.call(domainUndefineFlags, { dom, flags: 4 });
  await connection.call(storageVolDelete, { vol, flags: 0 });
  return took;
};
let made = 0;
const ours = async (): Promise<number> => {
  made += 1;
  const running = nextStart();
  const from = performance.now();
  const { vm, operation } = await product.ask<{ vm: Vm; operation: Operation }>('POST', '/api/vms', {
    name: `machine-${made}`,
    boot: { from: 'image', imageId: image.id },
    vcpus: model.vcpus.configured,
    memoryBytes: model.memoryBytes.configured,
    diskBytes: size,
  });
  await running;
  const took = performance.now() - from;
  await ended(product, operation);
  await ended(product, await product.ask<Operation>('DELETE', `/api/vms/${vm.id}?permanent=true`));
  return took;
};
const results = await interleave(15, { raw, ours });
const [mine, theirs] = [median(results.ours), median(results.raw)];
report({
  figure: 'a machine from the tiny image until libvirt says running',
  unit: 'ms',
  ours: mine,
  raw: theirs,
  ratio: mine / theirs,
  target: '≤ 1.3 × the same by raw RPC',
  met: mine / theirs <= 1.3,
});
await connection.close();
await watching.close();
await product.stop();
forgetHost(uri);
rmSync(home, { recursive: true, force: true });
process.exit();
