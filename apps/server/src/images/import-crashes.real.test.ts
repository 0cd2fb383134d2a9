import { type ChildProcess, execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { settingDefaults } from '@limen/contract/settings';
import { buildIso } from '@limen/image-format/testing/build-images';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import {
  died,
  type Engine,
  type OperationsDatabase,
  openEngine,
  spawnServer,
  startOperationsDatabase,
  until,
} from '../../testing/saga-harness.ts';
import { forgetHost } from '../../testing/forget-host.ts';
import { users } from '../db/schema-accounts.ts';
import { ensureLocalHost } from '../hosts/ensure-host.ts';
import { newId } from '../lib/new-id.ts';
import { findOperationRow, type OperationRow } from '../operations/operation.rows.ts';
import { listMiscounts } from '../quotas/quota.rows.ts';
import { reserveQuota } from '../quotas/reserve-quota.ts';
import { beginImport } from './begin-import.ts';
import { deleteImageRow, findImageRow, type ImageRow, insertImage } from './image.rows.ts';
import { importSteps } from './import-image-operation.ts';
import { incomingPath, makeIncomingFolder } from './incoming.ts';

const uri = 'qemu:///system';
const script = fileURLToPath(new URL('testing/import-worker.ts', import.meta.url));
const MiB = 1024 ** 2;
const ownerId = newId();

let database: OperationsDatabase;
/** Begins and looks, and takes up nothing. */
let onlooker: Engine;
let home: string;
let hostId: string;
const children: ChildProcess[] = [];

beforeAll(async () => {
  database = await startOperationsDatabase();
  home = database.folder;
  mkdirSync(join(home, 'pools'));
  await makeIncomingFolder({ home });
  onlooker = openEngine({ connection: database.postgres.connection });
  hostId = (await ensureLocalHost(onlooker.deps.db, { name: 'test', uri })).id;
  await onlooker.deps.db
    .insert(users)
    .values({ id: ownerId, name: 'O', username: 'owner', email: 'o@x', role: 'user' });
  const owner = new pg.Client(database.postgres.owner);
  await owner.connect();
  // the last step fails for these, when everything is there: by what no server does of itself
  await owner.query(`create function never_ready() returns trigger language plpgsql as
    $$ begin raise exception 'not ever'; end $$`);
  await owner.query(`create trigger never_ready before update on images for each row
    when (new.state = 'ready' and new.name = 'never ready') execute function never_ready()`);
  await owner.end();
});
afterAll(async () => {
  await onlooker.close();
  forgetHost(uri);
  await database.close();
});
afterEach(async () => {
  for (const child of children.splice(0)) {
    child.kill('SIGKILL');
    await died(child);
  }
});

const spawnWorker = (failpoint?: string): ChildProcess => {
  const { connection } = database.postgres;
  const child = spawnServer(script, { connection, home, ...(failpoint === undefined ? {} : { failpoint }) });
  children.push(child);
  return child;
};

const rawDisk = (): string => {
  const raw = join(home, 'disk.raw');
  const sector = Buffer.alloc(512);
  sector.writeUInt16LE(0xaa55, 510);
  writeFileSync(raw, Buffer.concat([sector, Buffer.alloc(MiB, 'content')]));
  truncateSync(raw, 16 * MiB);
  return raw;
};

/** A VMDK, which goes through nearly every step. */
const disk = (path: string): void => {
  const raw = rawDisk();
  execFileSync('qemu-img', ['convert', '-f', 'raw', '-O', 'vmdk', raw, path]);
  rmSync(raw);
};

const begin = async (
  write: (path: string) => void,
  name: string,
): Promise<{ id: string; operation: OperationRow }> => {
  const { deps } = onlooker;
  const id = newId();
  write(incomingPath({ home }, id));
  const sizeBytes = statSync(incomingPath({ home }, id)).size;
  const operation = await deps.db.transaction(async (tx) => {
    await reserveQuota(tx, ownerId, { imageBytes: sizeBytes }, settingDefaults.quotaDefaults);
    const given = { id, ownerId, hostId, name, sizeBytes, firmwares: [] };
    const row = await insertImage(tx, { ...given, kind: 'disk', state: 'uploading', format: 'qcow2' });
    return beginImport(deps, tx, { row, asked: null });
  });
  return { id, operation };
};

const ended = (row: OperationRow): Promise<OperationRow> =>
  until(async () => {
    const now = await findOperationRow(onlooker.deps.db, row.id);
    return now?.finishedAt ? now : undefined;
  });

/** A server dies at the failpoint; another one is started, which brings it to its end. */
const crashAndRecover = async (operation: OperationRow, failpoint: string): Promise<OperationRow> => {
  expect(await died(spawnWorker(failpoint)), `killed at ${failpoint}`).toBe('SIGKILL');
  spawnWorker();
  return ended(operation);
};

const namesIn = (...folders: string[]): string[] =>
  folders.map((f) => join(home, f)).flatMap((f) => (existsSync(f) ? readdirSync(f) : []));

/** What there is of it everywhere: one file of its row's size, or nothing, and the quota knows. */
const expectInOrder = async (row: ImageRow | undefined): Promise<void> => {
  expect(namesIn('incoming', 'work')).toEqual([]);
  const files = namesIn('pools/images').map((name) => statSync(join(home, 'pools/images', name)).size);
  expect(files).toEqual(row?.state === 'ready' ? [row.sizeBytes] : []);
  expect(await listMiscounts(onlooker.deps.db)).toEqual([]);
};

/** As if it had never been, for the next test. */
const clear = async (id: string): Promise<void> => {
  await deleteImageRow(onlooker.deps.db, id);
  await onlooker.deps.pool.query('update quotas set used_image_bytes = 0');
  for (const name of namesIn('pools/images')) rmSync(join(home, 'pools/images', name));
};

const points = importSteps.flatMap(({ name }) => [`${name}:before`, `${name}:after`]);

test.each(points)('a server that is killed at %s its effect: the next one finishes', async (point) => {
  const { id, operation } = await begin(disk, 'taken');
  const over = await crashAndRecover(operation, `image.import.${point}:kill`);
  expect(over).toMatchObject({ state: 'succeeded', generation: 2 });
  const row = await findImageRow(onlooker.deps.db, id);
  expect(row).toMatchObject({ state: 'ready', format: 'qcow2', virtualSizeBytes: 16 * MiB });
  await expectInOrder(row);
  await clear(id);
});

test('one that is killed after the file went into the pool finds it there', async () => {
  const { id, operation } = await begin((path) => writeFileSync(path, buildIso()), 'taken');
  expect(await crashAndRecover(operation, 'image.import.import:after:kill')).toMatchObject({
    state: 'succeeded',
  });
  await expectInOrder(await findImageRow(onlooker.deps.db, id));
  await clear(id);
});

test.each(['before', 'after'])('one that is killed %s a disk was unpacked unpacks it once', async (when) => {
  rmSync(join(home, 'disk.tar.xz'), { force: true });
  rawDisk();
  execFileSync('tar', ['--create', '--sparse', '--xz', '--file=disk.tar.xz', 'disk.raw'], { cwd: home });
  const file = readFileSync(join(home, 'disk.tar.xz'));
  const { id, operation } = await begin((path) => writeFileSync(path, file), 'taken');
  const over = await crashAndRecover(operation, `image.import.unpack:${when}:kill`);
  expect(over).toMatchObject({ state: 'succeeded', generation: 2 });
  const row = await findImageRow(onlooker.deps.db, id);
  expect(row?.sha256).toBe(createHash('sha256').update(file).digest('hex'));
  await expectInOrder(row);
  await clear(id);
});

const undoing = importSteps
  .filter(({ undo }) => undo)
  .flatMap(({ name }) => [`${name}:undo-before`, `${name}:undo-after`]);

test.each(undoing)(
  'a server that is killed at %s: the next one takes the rest back, its bytes once',
  async (point) => {
    // somebody else’s bytes, which stay counted
    await onlooker.deps.db.transaction((tx) =>
      reserveQuota(tx, ownerId, { imageBytes: 1000 }, settingDefaults.quotaDefaults),
    );
    const { id, operation } = await begin(disk, 'never ready');
    const over = await crashAndRecover(operation, `image.import.${point}:kill`);
    expect(over).toMatchObject({ state: 'failed', generation: 2 });
    const row = await findImageRow(onlooker.deps.db, id);
    expect(row).toMatchObject({
      state: 'failed',
      sizeBytes: 0,
      sha256: null,
      lastError: { code: 'server.internal' },
    });
    const { rows } = await onlooker.deps.pool.query('select used_image_bytes as used from quotas');
    expect(rows).toEqual([{ used: '1000' }]);
    await onlooker.deps.pool.query('update quotas set used_image_bytes = 0');
    await expectInOrder(row);
    await clear(id);
  },
);
