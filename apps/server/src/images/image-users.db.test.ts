import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../../testing/server.ts';
import { makeThings, type Things } from '../../testing/things.ts';
import { usedBy } from './list-image-users.ts';

let server: TestServer;
let things: Things;
beforeAll(async () => {
  server = await startTestServer();
  things = await makeThings(server);
});
afterAll(() => server.close());

test('who uses an image is told by name to whoever may see the machine, and as a number to everybody else', async () => {
  const path = `/api/images/${things.imageId}/vms`;
  const named = { vms: [{ id: things.vmId, name: 'canary-of-owner' }], others: 0 };
  for (const who of ['owner', 'admin', 'viewer', 'operator'] as const) {
    expect((await things[who]('GET', path)).json(), who).toEqual(named);
  }
  expect((await things.stranger('GET', path)).json()).toEqual({ vms: [], others: 1 });
});

test('an image that one may not see has no users either', async () => {
  await server.asOwner('update images set owner_id = $1 where id = $2', [things.ids.owner, things.imageId]);
  expect((await things.stranger('GET', `/api/images/${things.imageId}/vms`)).statusCode).toBe(404);
  await server.asOwner('update images set owner_id = null where id = $1', [things.imageId]);
});

test('a disc that is just being taken out of a drive is still used, until that has been done for good', async () => {
  const { rows } = await server.asOwner(
    `insert into images (id, host_id, name, kind, state, format, firmwares)
     select gen_random_uuid(), host_id, 'disc', 'iso', 'ready', 'raw', '{bios}' from images limit 1 returning id`,
  );
  const disc = String(rows[0]?.id);
  const users = async (): Promise<unknown> => (await things.owner('GET', `/api/images/${disc}/vms`)).json();
  expect(await users()).toEqual({ vms: [], others: 0 });
  await server.asOwner(
    `insert into operations (id, kind, version, state, subject_type, subject_id, subject_name, input, steps, lease_holder, lease_until)
     values (gen_random_uuid(), 'vm.media', 99, 'running', 'vm', $1, 'x', $2, '[]', 'somebody', now() + interval '1 hour')`,
    [things.vmId, JSON.stringify({ change: 'disc', imageIdBefore: disc })],
  );
  expect(await users()).toMatchObject({ vms: [{ id: things.vmId }] });
  await server.asOwner("update operations set state = 'succeeded' where version = 99");
  expect(await users()).toEqual({ vms: [], others: 0 });
});

test('the sentence names five machines at most, and how many more there are', () => {
  const vm = (name: string) => ({ id: name, name });
  expect(usedBy({ vms: [vm('a')], others: 0 })).toBe('This image is used by “a”.');
  expect(usedBy({ vms: [], others: 2 })).toBe('This image is used by 2 machine(s).');
  expect(usedBy({ vms: Array.from('abcdefg', vm), others: 1 })).toBe(
    'This image is used by “a”, “b”, “c”, “d”, “e”, 3 more.',
  );
});
