import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ErrorBody } from '@limen/contract/error-codes';
import type { Image } from '@limen/contract/images';
import { type Operation, type OperationKind, operationKind } from '@limen/contract/operations';
import type { Quota } from '@limen/contract/quotas';
import type { Snapshot } from '@limen/contract/snapshots';
import { quotaDimensions, settingDefaults } from '@limen/contract/settings';
import type { Vm } from '@limen/contract/vms';
import { buildIso } from '@limen/image-format/testing/build-images';
import { startUsbBus } from '@limen/domain-xml/testing/usb-bus';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type FileServer, startFileServer } from '../../testing/file-server.ts';
import { type Machines, poll, startMachines, tinyImages } from '../../testing/machines.ts';
import { uploadingAs } from '../../testing/uploading.ts';
import { operationDefinitions } from '../operation-definitions.ts';
import { endLeases } from '../vms/end-leases.ts';
import { lookAtQuotas, recountQuotas } from './recount-quotas.ts';

const dayMs = 86_400_000;

let machines: Machines;
let userId: string;
let web: FileServer;
let usb: ReturnType<typeof startUsbBus>;
/** How far the clock of the server is ahead, in days. */
let ahead = 0;
beforeAll(async () => {
  machines = await startMachines();
  web = await startFileServer();
  usb = startUsbBus();
  web.files.set('/tiny.iso', readFileSync(join(tinyImages, 'limen-tiny.iso')));
  userId = (await machines.user('GET', '/api/me')).json<{ user: { id: string } }>().user.id;
  machines.server.deps.clock = {
    now: () => new Date(Date.now() + ahead * dayMs),
    monotonicMs: () => performance.now(),
  };
});
afterAll(async () => {
  await machines.server.close();
  await web.close();
  usb.end();
});

type Reply = Awaited<ReturnType<Machines['user']>>;
const used = async (): Promise<Record<string, number>> => {
  const quota = (await machines.user('GET', '/api/quota')).json<Quota>();
  return Object.fromEntries(quotaDimensions.map((d) => [d, quota[d].used]));
};
const limits = async (of: (dimension: string) => number | null): Promise<void> => {
  const body = Object.fromEntries(quotaDimensions.map((d) => [d, of(d)]));
  const reply = await machines.server.admin('PUT', `/api/users/${userId}/quota`, body);
  expect(reply.statusCode, reply.body).toBe(200);
};
const setting = async (key: string, value: object): Promise<void> => {
  expect((await machines.server.admin('PUT', `/api/settings/${key}`, value)).statusCode).toBe(200);
};
/** The guest listens to the power button when its network is up. */
const booted = (id: string): Promise<Vm> =>
  poll(
    () => machines.get(id),
    (vm) => (vm.nics[0]?.addresses.length ?? 0) > 0,
  );
const last = async (id: string): Promise<Operation> => {
  const found = await machines.server.admin('GET', `/api/operations?subjectId=${id}&limit=1`);
  const [operation] = found.json<{ operations: Operation[] }>().operations;
  if (!operation) throw new Error('nothing was begun');
  return operation;
};

test('each kind of operation does to the quota what it says: what takes does not begin where all is taken, nothing else takes', async () => {
  const { server, user } = machines;
  await setting('lease', {
    ...settingDefaults.lease,
    lifeDays: 10,
    warnDays: 3,
    extendDays: 10,
    graceDays: 5,
  });
  await setting('imports', { ...settingDefaults.imports, mirrors: [`127.0.0.1:${web.port}`] });
  let vmId = '';
  let diskId = '';
  let nicId = '';
  let isoId = '';
  let uploadUrl = '';
  // the port is for senders of their own, which there are none of
  const uploading = uploadingAs(server, 0, user, 'user');
  const iso = buildIso();
  const firstBoot = {
    cloudInit: { from: 'text', userData: '#cloud-config\nruncmd: [date]\n', networkConfig: null },
    detachAfterBoot: true,
    again: true,
  };
  const does = (verb: string) => (): Promise<Reply> => user('POST', `/api/vms/${vmId}/${verb}`);
  const snapshotPath = async (): Promise<string> => {
    const path = `/api/vms/${vmId}/snapshots`;
    const { snapshots } = (await user('GET', path)).json<{ snapshots: Snapshot[] }>();
    return `${path}/${snapshots[0]?.id}`;
  };
  const build = (): Promise<Reply> => server.admin('POST', '/api/images/build', { recipe: 'tiny-iso' });
  /** One machine's life, in which every kind has its turn; LIMEN's own are begun by LIMEN, and answer nothing. */
  const life: [OperationKind, () => Promise<Reply | null>, after?: () => Promise<unknown>][] = [
    ['vm.create', () => user('POST', '/api/vms', machines.body({ name: 'turns', start: false }))],
    ['vm.media', () => user('POST', `/api/vms/${vmId}/cdroms`, { imageId: null, bus: 'scsi' })],
    ['vm.boot', () => user('PUT', `/api/vms/${vmId}/boot`, { order: [], once: null })],
    ['vm.resize', () => user('POST', `/api/vms/${vmId}/resize`, { memoryBytes: 258 * 1024 ** 2 })],
    ['vm.hardware', () => user('PATCH', `/api/vms/${vmId}/hardware`, { tpm: true })],
    ['vm.disk.add', () => user('POST', `/api/vms/${vmId}/disks`, { sizeBytes: 16 * 1024 ** 2 })],
    [
      'vm.disk.grow',
      async () => {
        diskId = (await machines.get(vmId)).disks[1]?.id ?? '';
        return user('PATCH', `/api/vms/${vmId}/disks/${diskId}`, { sizeBytes: 32 * 1024 ** 2 });
      },
    ],
    ['vm.disk.tune', () => user('PUT', `/api/vms/${vmId}/disks/${diskId}/tuning`, { iops: 1000 })],
    [
      'vm.disk.move',
      async () => {
        const path = join(mkdtempSync(join(tmpdir(), 'limen-turn-')), 'pool');
        const made = await server.admin('POST', '/api/storage-pools', { name: 'turn', path });
        const { id: poolId } = made.json<{ id: string }>();
        return user('POST', `/api/vms/${vmId}/disks/${diskId}/move`, { poolId });
      },
    ],
    ['vm.nic.add', () => user('POST', `/api/vms/${vmId}/nics`, { networkId: server.deps.hosts.local().id })],
    [
      'vm.nic.change',
      async () => {
        nicId = (await machines.get(vmId)).nics[1]?.id ?? '';
        return user('PATCH', `/api/vms/${vmId}/nics/${nicId}`, { linkUp: false });
      },
    ],
    ['vm.nic.remove', () => user('DELETE', `/api/vms/${vmId}/nics/${nicId}`)],
    [
      'vm.hostDevice.add',
      () => {
        const source = { kind: 'usb', vendorId: '0951', productId: '1666', place: null };
        return server.admin('POST', `/api/vms/${vmId}/host-devices`, { source });
      },
    ],
    [
      'vm.hostDevice.remove',
      async () => {
        const { hostDevices } = await machines.get(vmId);
        return server.admin('DELETE', `/api/vms/${vmId}/host-devices/${hostDevices[0]?.id}`);
      },
    ],
    ['vm.snapshot', () => user('POST', `/api/vms/${vmId}/snapshots`, { name: 'turns' })],
    ['vm.snapshotRestore', async () => user('POST', `${await snapshotPath()}/restore`, {})],
    ['vm.snapshotDelete', async () => user('DELETE', await snapshotPath())],
    // what was kept as it went back
    ['vm.snapshotDelete', async () => user('DELETE', await snapshotPath())],
    ['vm.disk.remove', () => user('DELETE', `/api/vms/${vmId}/disks/${diskId}`)],
    ['vm.cloudInit', () => user('PUT', `/api/vms/${vmId}/cloud-init`, firstBoot)],
    ['vm.start', does('start'), () => booted(vmId)],
    ['vm.pause', does('pause')],
    ['vm.resume', does('resume')],
    ['vm.reboot', does('reboot')],
    ['vm.reset', does('reset')],
    ['vm.save', does('save')],
    ['vm.start', does('start')],
    ['vm.powerOff', does('power-off')],
    ['vm.start', does('start'), () => booted(vmId)],
    ['vm.shutdown', does('shutdown')],
    ['vm.template', () => user('POST', `/api/vms/${vmId}/template`, { name: 'turns' })],
    ['vm.export', () => user('POST', `/api/vms/${vmId}/exports`, { format: 'qcow2' })],
    // from here on the clone has its turns
    ['vm.clone', () => user('POST', `/api/vms/${vmId}/clone`, { name: 'turns again' })],
    ['vm.start', does('start'), () => booted(vmId)],
    [
      'vm.expire',
      async () => {
        // told, and then ended
        for (const days of [8, 11.5]) {
          ahead = days;
          await endLeases(server.deps);
        }
        return null;
      },
    ],
    ['vm.trash', () => user('DELETE', `/api/vms/${vmId}?permanent=false`)],
    ['vm.restore', () => user('POST', `/api/vms/${vmId}/restore`, {})],
    ['vm.delete', () => user('DELETE', `/api/vms/${vmId}?permanent=true`)],
    [
      'image.build',
      build,
      async () => {
        // as one that the person has brought
        await server.deps.pool.query('update images set owner_id = $1 where id = $2', [userId, isoId]);
        await recountQuotas(server.deps);
        expect((await used())['imageBytes']).toBeGreaterThan(0);
      },
    ],
    ['image.delete', () => server.admin('DELETE', `/api/images/${isoId}`)],
    [
      'image.fetch',
      () => user('POST', '/api/images/fetch', { name: 'fetched', url: `${web.origin}/tiny.iso` }),
    ],
    [
      'catalogue.refresh',
      () => server.admin('POST', '/api/catalogue/refresh'),
      async () => {
        await limits(() => null);
        ({ imageId: isoId, url: uploadUrl } = await uploading.begin(iso.length));
      },
    ],
    [
      'image.import',
      async () => {
        // the last byte begins it
        expect((await uploading.patch(uploadUrl, 0, iso)).statusCode).toBe(204);
        return null;
      },
    ],
  ];
  expect(new Set(life.map(([kind]) => kind)), 'a kind without its turn: give it one').toEqual(
    new Set(operationKind.options),
  );
  for (const [kind, begin, after] of life) {
    const effect = operationDefinitions.find((d) => d.kind === kind)?.quota;
    const before = await used();
    await limits((dimension) => before[dimension] ?? 0);
    let reply = await begin();
    if (effect === 'reserves') {
      expect(reply?.json<ErrorBody>().error.code, kind).toBe('quota.exceeded');
      expect(await used(), kind).toEqual(before);
      await limits(() => null);
      reply = await begin();
    }
    if (reply) expect(reply.statusCode, `${kind}: ${reply.body}`).toBe(202);
    const told = reply?.json<Operation & { vm?: Vm; image?: Image; operation?: Operation }>();
    vmId = told?.vm?.id ?? vmId;
    isoId = told?.image?.id ?? isoId;
    const begun = told ? (told.operation ?? told) : await last(kind === 'image.import' ? isoId : vmId);
    const ended = await server.ended(begun.id);
    expect(ended, kind).toMatchObject({ kind, state: 'succeeded' });
    const now = await used();
    const changes = quotaDimensions.map((d) => Math.sign((now[d] ?? 0) - (before[d] ?? 0)));
    const expected = { reserves: [0, 1], releases: [-1, 0], none: [0, 0] }[effect ?? 'none'];
    expect([Math.min(...changes), Math.max(...changes)], kind).toEqual(expected);
    expect(await lookAtQuotas(server.deps.db), kind).toEqual([]);
    await after?.();
  }
});
