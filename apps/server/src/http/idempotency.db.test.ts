import { createHmac } from 'node:crypto';
import { imageRoutes } from '@limen/contract/images';
import { vmRoutes } from '@limen/contract/vms';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { refusalOf } from '../../testing/refusals.ts';
import { samples } from '../../testing/route-samples.ts';
import { startTestServer, type TestServer } from '../../testing/server.ts';
import { makeThings, type Things } from '../../testing/things.ts';
import { readSecret } from '../auth/secret.ts';
import { idempotencyKeys, operations } from '../db/schema.ts';
import { AppError } from '../lib/app-error.ts';
import { newId } from '../lib/new-id.ts';
import { newHolder } from '../operations/holder.ts';
import { forgetOldKeys } from './idempotency.rows.ts';
import { replyOnce } from './idempotency.ts';

let server: TestServer;
let things: Things;
beforeAll(async () => {
  server = await startTestServer();
  things = await makeThings(server);
});
afterAll(() => server.close());

let key: string;
let done: number;
beforeEach(() => {
  key = newId();
  done = 0;
});

/** Somebody else on this system, alive or long gone: a pid that began at another time is another process. */
const otherHolder = (alive: boolean): string => {
  const [boot, pid, start, ...rest] = newHolder().split(':');
  return [boot, pid, alive ? start : '1', ...rest].join(':');
};
const ask = (more: { body?: unknown; userId?: string } = {}, work?: () => Promise<unknown>) =>
  replyOnce(
    server.deps,
    { userId: things.ownerId, key, route: 'create', body: { name: 'a' }, status: 202, ...more },
    work ??
      (async () => {
        done += 1;
        return { made: done };
      }),
  );
const hashOf = (route: string, body: unknown): string =>
  createHmac('sha256', readSecret(server.deps.config.home, server.deps.config.secret))
    .update(`${route}\n${JSON.stringify(body)}`)
    .digest('hex');
const leave = (holder: string, body: unknown = { name: 'a' }, route = 'create') =>
  server.deps.db.insert(idempotencyKeys).values({
    id: newId(),
    userId: things.ownerId,
    key,
    requestHash: hashOf(route, body),
    holder,
  });
const inProgress = { code: 'request.idempotency_in_progress', retryAfterSeconds: 1 };

test('the same key with the same body is answered the same, without doing it again', async () => {
  expect(await ask()).toEqual({ made: 1 });
  expect(await ask()).toEqual({ made: 1 });
  expect(done).toBe(1);
});

test('with another body it is refused, and the same key of somebody else is another key', async () => {
  await ask();
  await expect(ask({ body: { name: 'b' } })).rejects.toMatchObject({ code: 'request.idempotency_mismatch' });
  const { rows } = await server.deps.pool.query<{ id: string }>(
    `select id from users where username = 'stranger'`,
  );
  expect(await ask({ userId: rows[0]?.id ?? '' })).toEqual({ made: 2 });
});

test('of fifty at the same moment one does it, and every other hears its answer or to wait', async () => {
  const all = await Promise.allSettled(Array.from({ length: 50 }, () => ask()));
  expect(done).toBe(1);
  for (const one of all) {
    if (one.status === 'fulfilled') expect(one.value).toEqual({ made: 1 });
    else expect(one.reason).toMatchObject(inProgress);
  }
});

test('a refusal did nothing: the key is free for a better try', async () => {
  const refused = ask({}, () => Promise.reject(new AppError('vm.name_taken', 'Taken.')));
  await expect(refused).rejects.toMatchObject({ code: 'vm.name_taken' });
  expect(await ask({ body: { name: 'b' } })).toEqual({ made: 1 });
});

describe('a first request that was never answered', () => {
  test('because its server is at it is waited for', async () => {
    await leave(otherHolder(true));
    await expect(ask()).rejects.toMatchObject(inProgress);
    expect(done).toBe(0);
  });

  test.each([
    ['its server is gone', otherHolder(false)],
    ['it is of an older version, which named no server', ''],
  ])('because %s is done again, by one of many', async (_why, holder) => {
    await leave(holder);
    await expect(ask({ body: { name: 'b' } })).rejects.toMatchObject({
      code: 'request.idempotency_mismatch',
    });
    const all = await Promise.allSettled(Array.from({ length: 20 }, () => ask()));
    expect(done).toBe(1);
    expect(all.filter((one) => one.status === 'fulfilled').length).toBeGreaterThan(0);
    expect(await ask()).toEqual({ made: 1 });
  });

  test('for longer than any request takes is done again, wherever its server was', async () => {
    await leave(otherHolder(true));
    await server.deps.pool.query(
      `update idempotency_keys set created_at = now() - interval '11 minutes' where key = $1`,
      [key],
    );
    expect(await ask()).toEqual({ made: 1 });
  });

  test('because the database went away is not refused but unknown: the next try finds out', async () => {
    const lost = Object.assign(new pg.DatabaseError('the database system is shutting down', 0, 'error'), {
      code: '57P01',
    });
    await expect(ask({}, () => Promise.reject(lost))).rejects.toBe(lost);
    // the key is still this body's
    await expect(ask({ body: { name: 'b' } })).rejects.toMatchObject({
      code: 'request.idempotency_mismatch',
    });
    expect(await ask()).toEqual({ made: 1 });
  });
});

describe('what an earlier request began before its server died', () => {
  const begun = async (kind: 'vm.create' | 'image.build', subjectId: string): Promise<string> => {
    const id = newId();
    await server.deps.db.insert(operations).values({
      id,
      kind,
      version: 1,
      state: 'succeeded',
      subjectType: kind === 'vm.create' ? 'vm' : 'image',
      subjectId,
      subjectName: 'x',
      ownerId: things.ownerId,
      actorId: things.ownerId,
      input: {},
      steps: [],
      onceKey: key,
    });
    return id;
  };

  test('is the answer for a machine, and nothing is begun a second time', async () => {
    const body = samples.vms.create.body?.(things, 'owner') ?? {};
    await leave(otherHolder(false), vmRoutes.create.body.parse(body));
    const operationId = await begun('vm.create', things.vmId);
    const reply = await things.owner('POST', '/api/vms', body, { 'idempotency-key': key });
    expect(reply.statusCode, reply.body).toBe(202);
    expect(reply.json()).toMatchObject({ vm: { id: things.vmId }, operation: { id: operationId } });
    const again = await things.owner('POST', '/api/vms', body, { 'idempotency-key': key });
    expect(again.json()).toEqual(reply.json());
  });

  test('is the answer for an image', async () => {
    const { rows } = await server.deps.pool.query<{ id: string }>(
      `select id from users where username = 'admin'`,
    );
    const body = { recipe: 'tiny-iso' };
    await leave(otherHolder(false), imageRoutes.build.body.parse(body), 'build');
    const operationId = await begun('image.build', things.imageId);
    await server.deps.pool.query(`update idempotency_keys set user_id = $1 where key = $2`, [
      rows[0]?.id,
      key,
    ]);
    await server.deps.pool.query(`update operations set actor_id = $1 where id = $2`, [
      rows[0]?.id,
      operationId,
    ]);
    const reply = await things.admin('POST', '/api/images/build', body, { 'idempotency-key': key });
    expect(reply.statusCode, reply.body).toBe(202);
    expect(reply.json()).toMatchObject({ image: { id: things.imageId }, operation: { id: operationId } });
  });

  test('is not somebody else’s, nor of a key that was forgotten', async () => {
    const body = samples.vms.create.body?.(things, 'owner') ?? {};
    const operationId = await begun('vm.create', things.vmId);
    const stranger = await things.stranger('POST', '/api/vms', body, { 'idempotency-key': key });
    expect(refusalOf(stranger).code).toBe('host.unavailable');
    await server.deps.pool.query(
      `update operations set created_at = now() - interval '25 hours' where id = $1`,
      [operationId],
    );
    const owner = await things.owner('POST', '/api/vms', body, { 'idempotency-key': key });
    expect(refusalOf(owner).code).toBe('host.unavailable');
  });
});

test('keys are forgotten after a day', async () => {
  await ask();
  await server.deps.pool.query(
    `update idempotency_keys set created_at = now() - interval '23 hours' where key = $1`,
    [key],
  );
  await forgetOldKeys(server.deps.db);
  expect(await ask()).toEqual({ made: 1 });
  await server.deps.pool.query(
    `update idempotency_keys set created_at = now() - interval '25 hours' where key = $1`,
    [key],
  );
  await forgetOldKeys(server.deps.db);
  expect(await ask()).toEqual({ made: 2 });
});
