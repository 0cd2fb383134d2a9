import type pg from 'pg';
import { pino } from 'pino';
import { readConfig } from '../../config.ts';
import { openDatabase } from '../../db/database.ts';
import { makeDeps } from '../../deps.ts';
import { ensureLocalHost } from '../../hosts/ensure-host.ts';
import { Hosts } from '../../hypervisor/hosts.ts';
import { importImageOperation } from '../import-image-operation.ts';

/**
 * A server process that does nothing but imports, to be killed:
 * `node import-worker.ts '{"connection":…, "home":…, "failpoint":…}'`
 */
// a test of ours wrote it
const given = JSON.parse(process.argv[2] ?? '{}') as {
  connection: pg.PoolConfig;
  home: string;
  failpoint?: string;
};
const config = readConfig({
  NODE_ENV: 'test',
  LIMEN_HOME: given.home,
  LIMEN_FAILPOINT: given.failpoint,
});
const log = pino({ level: 'silent' });
const { pool, db } = openDatabase(given.connection, () => undefined);
const hosts = new Hosts({ log, home: given.home });
const deps = makeDeps({ config, db, pool, hosts, log });
await hosts.add(await ensureLocalHost(db, { name: 'test', uri: config.libvirtUri })).whenConnected();
await deps.operations.start([importImageOperation], deps);
