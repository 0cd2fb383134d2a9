import { existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Operation } from '@limen/contract/operations';
import { type QuotaLimits, settingDefaults } from '@limen/contract/settings';
import { eq } from 'drizzle-orm';
import { users } from '../src/db/schema-accounts.ts';
import { beginImport } from '../src/images/begin-import.ts';
import { findImageRow, type ImageRow, insertImage, type NewImageRow } from '../src/images/image.rows.ts';
import { incomingPath, makeIncomingFolder } from '../src/images/incoming.ts';
import { newId } from '../src/lib/new-id.ts';
import { findQuota } from '../src/quotas/get-quota.ts';
import { reserveQuota } from '../src/quotas/reserve-quota.ts';
import { type Caller, startTestServer, type TestServer } from './server.ts';

export type Imported = { id: string; operation: Operation; row: ImageRow | undefined };

/** A server with a libvirt and somebody who brings files in, and what is there of that afterwards. */
export type Imports = {
  server: TestServer;
  owner: Caller;
  ownerId: string;
  /** What an upload does at its end: the file lies there, its bytes are reserved, the import begins. @returns ids */
  begin: (
    write: (path: string) => unknown,
    more?: Partial<NewImageRow>,
  ) => Promise<{ id: string; operationId: string }>;
  /** The same, and waits for its end. */
  bringIn: (write: (path: string) => unknown, more?: Partial<NewImageRow>) => Promise<Imported>;
  /** Bytes that the owner's quota counts as images. */
  used: () => Promise<number>;
  limit: (limits: Partial<QuotaLimits>) => Promise<void>;
  poolFolder: string;
  /** Names in the pool of images. */
  pool: () => string[];
  /** What lies where files come in and are worked on. */
  leftOver: () => string[];
  /** Removes what a test left there that failed, for the next one. */
  clear: () => void;
  remove: (id: string) => Promise<void>;
  /** Every file under LIMEN's home that has these bytes somewhere in it; the database's own apart. */
  filesWith: (bytes: string) => string[];
};

export const startImports = async (): Promise<Imports> => {
  const server = await startTestServer({ libvirtUri: 'qemu:///system' });
  const { deps } = server;
  await deps.hosts.local().whenConnected();
  const owner = await server.person('owner');
  const [person] = await deps.db.select().from(users).where(eq(users.username, 'owner'));
  const ownerId = person?.id ?? '';
  await makeIncomingFolder(deps.config);
  const poolFolder = join(server.home, 'pools', 'images');
  const begin: Imports['begin'] = async (write, more = {}) => {
    const id = newId();
    const path = incomingPath(deps.config, id);
    await write(path);
    const size = more.sizeBytes ?? statSync(path).size;
    const begun = await deps.db.transaction(async (tx) => {
      const defaults = await deps.settings.of(tx, 'quotaDefaults');
      if (size > 0) await reserveQuota(tx, ownerId, { imageBytes: size }, defaults);
      const row = await insertImage(tx, {
        id,
        ownerId,
        hostId: deps.hosts.local().id,
        name: 'brought in',
        kind: 'disk',
        state: 'uploading',
        source: { from: 'upload' },
        format: 'qcow2',
        firmwares: [],
        ...more,
        sizeBytes: size,
      });
      return beginImport(deps, tx, { row, asked: null });
    });
    return { id, operationId: begun.id };
  };
  return {
    server,
    owner,
    ownerId,
    begin,
    bringIn: async (write, more) => {
      const { id, operationId } = await begin(write, more);
      const operation = await server.ended(operationId);
      return { id, operation, row: await findImageRow(deps.db, id) };
    },
    used: async () => (await findQuota(deps, ownerId))?.imageBytes.used ?? -1,
    limit: async (limits) => {
      const body = { ...settingDefaults.quotaDefaults, ...limits };
      const { statusCode } = await server.admin('PUT', '/api/settings/quotaDefaults', body);
      if (statusCode !== 200) throw new Error(`the limits were refused: ${statusCode}`);
    },
    poolFolder,
    pool: () => readdirSync(poolFolder).sort(),
    leftOver: () =>
      ['incoming', 'work']
        .map((folder) => join(server.home, folder))
        .flatMap((folder) => (existsSync(folder) ? readdirSync(folder) : [])),
    clear: () => {
      for (const folder of ['incoming', 'work'].map((name) => join(server.home, name))) {
        const names = existsSync(folder) ? readdirSync(folder) : [];
        for (const name of names) rmSync(join(folder, name), { recursive: true });
      }
    },
    remove: async (id) => {
      const begun = await owner('DELETE', `/api/images/${id}`);
      if (begun.statusCode !== 202) throw new Error(`not deleted: ${begun.body}`);
      await server.ended(begun.json<Operation>().id);
    },
    filesWith: (bytes) =>
      ['pools', 'incoming', 'work']
        .map((folder) => join(server.home, folder))
        .filter((folder) => existsSync(folder))
        .flatMap((folder) =>
          readdirSync(folder, { recursive: true, encoding: 'utf8', withFileTypes: true }).map((entry) =>
            join(entry.parentPath, entry.name),
          ),
        )
        .filter((path) => statSync(path).isFile() && readFileSync(path).includes(bytes)),
  };
};
