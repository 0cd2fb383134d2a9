import { execFileSync } from 'node:child_process';
import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Image } from '@limen/contract/images';
import type { Operation } from '@limen/contract/operations';
import type { Vm } from '@limen/contract/vms';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Machines, poll, startMachines, virsh } from '../../testing/machines.ts';
import { cleaningPath } from '../images/incoming.ts';
import { canSysprep } from '../hypervisor/sysprep.ts';
import { findVmSpec } from './vm-spec.rows.ts';

type Templated = { image: Image; operation: Operation };

// A copy whose agent can clean it is in debian.real.test.ts. Here is the tiny system: it has an agent, and no cloud-init,
// though its image says so.
let machines: Machines;
let source: Vm;
beforeAll(async () => {
  machines = await startMachines();
  const { server, image } = machines;
  await server.asOwner('update images set cloud_init = true where id = $1', [image.id]);
  source = await machines.create({ name: 'source', start: false });
});
afterAll(() => machines.server.close());

const makeTemplate = async (): Promise<Templated> => {
  const reply = await machines.user('POST', `/api/vms/${source.id}/template`, {
    name: 'x',
    generalise: true,
  });
  expect(reply.statusCode, reply.body).toBe(202);
  return reply.json<Templated>();
};
const helpers = (): string[] =>
  virsh('list', '--all', '--name')
    .split('\n')
    .filter((name) => name.startsWith('limen-helper-'));
/** Which of libvirt's runs of a domain this is: another number at each start. */
const runOf = (name: string): string => virsh('domid', name).trim();
const expectNothingLeft = async ({ image }: Templated): Promise<void> => {
  expect(helpers()).toEqual([]);
  expect(readdirSync(join(machines.server.home, 'cleaning'))).toEqual([]);
  expect((await machines.user('GET', `/api/images/${image.id}`)).statusCode).toBe(404);
};

test.skipIf(canSysprep())(
  'a copy that its agent cannot clean becomes no template, and says why',
  async () => {
    const made = await makeTemplate();
    expect(made.image.template).toMatchObject({ generalised: 'agent' });
    expect(await machines.server.ended(made.operation.id)).toMatchObject({
      state: 'failed',
      error: { code: 'host.refused', message: expect.stringContaining('no cloud-init') },
    });
    await expectNothingLeft(made);
  },
);

test.skipIf(canSysprep())(
  'cancelled while its helper boots, and nothing of it stays; one that a dead server left behind goes first',
  async () => {
    const { server } = machines;
    const made = await makeTemplate();
    const name = `limen-helper-${made.image.id}`;
    await poll(
      async () => helpers(),
      (there) => there.includes(name),
    );
    const defined = virsh('dumpxml', '--inactive', name);
    // nobody's machine: no network, no disc, no word of LIMEN's about whose it is
    expect(defined).not.toMatch(/<interface|limen:vm|device='cdrom'/);
    await machines.user('POST', `/api/operations/${made.operation.id}/cancel`);
    expect(await server.ended(made.operation.id)).toMatchObject({ state: 'cancelled' });
    await expectNothingLeft(made);

    const copy = { id: made.image.id, diskPath: await cleaningPath(server.deps.config, made.image.id) };
    const disk = join(server.home, 'pools/disks', `${source.disks[0]?.id}.qcow2`);
    execFileSync('qemu-img', ['convert', '-f', 'qcow2', '-O', 'qcow2', disk, copy.diskPath]);
    const xml = join(server.home, 'helper.xml');
    writeFileSync(xml, defined);
    virsh('define', xml);
    virsh('start', name);
    const spec = await findVmSpec(server.deps.db, source.id);
    if (!spec) throw new Error('no machine');
    const leftBehind = runOf(name);
    const runs = new Set<string>();
    const clean = (): Promise<void> =>
      server.deps.hosts.local().cleanCopy(spec, copy, {
        signal: new AbortController().signal,
        progress: () => void runs.add(runOf(name)),
      });
    await expect(clean()).rejects.toMatchObject({ message: expect.stringContaining('no cloud-init') });
    expect(runs.size, 'one QEMU ran, which was told how far it is').toBe(1);
    expect([...runs]).not.toContain(leftBehind);

    rmSync(copy.diskPath);
    await expect(clean(), 'an agent is not blamed for a QEMU that does not start').rejects.toMatchObject({
      code: 'host.refused',
      message: expect.not.stringContaining('guest agent'),
    });
    await expectNothingLeft(made);
  },
);
