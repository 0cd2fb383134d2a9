import { hostname } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import { pino } from 'pino';
import { readConfig } from '../config.ts';
import { openDatabase } from '../db/database.ts';
import { privateConnection } from '../db/private-postgres.ts';
import { makeDeps } from '../deps.ts';
import { ensureLocalHost } from '../hosts/ensure-host.ts';
import type { Host } from '../hypervisor/host.ts';
import { Hosts } from '../hypervisor/hosts.ts';
import { differing, lookAtQuotas } from '../quotas/recount-quotas.ts';
import { compareSnapshots } from '../snapshots/compare-snapshots.ts';
import { expectedVms } from '../vms/expected-vms.ts';
import { lookAtHost } from './reconcile.ts';

/**
 * `npm run verify-world`: prints every difference between database, libvirt and pools, and of counters from what they
 * count, one a line, and ends with 1 where there is one, or where libvirt is not reached. Changes nothing. The private
 * PostgreSQL has to be running, as it is while LIMEN is.
 */
const config = readConfig(process.env);
const { pool, db } = openDatabase(
  config.databaseUrl === undefined
    ? privateConnection(config.home)
    : { connectionString: config.databaseUrl },
  () => undefined,
);
const log = pino({ level: 'silent' });
const hosts = new Hosts({ log, home: config.home });
const deps = makeDeps({ config, db, pool, hosts, log });
/** More than it takes to find out that a libvirt takes connections and does not answer. */
const reachMs = 25_000;
let found = 0;

const compare = async (host: Host): Promise<void> => {
  for (const difference of await lookAtHost(deps, host.id)) {
    found += 1;
    process.stdout.write(`${difference.kind}\t${difference.subject}\t${difference.detail}\n`);
  }
  // a machine at which an operation is at work may have half of one
  for (const { id, busy, phase } of await expectedVms(deps.db, host.id)) {
    if (busy || phase !== 'ready') continue;
    for (const { kind, subject, detail } of await compareSnapshots(deps, host.id, id)) {
      found += 1;
      process.stdout.write(`${kind}\t${subject}\t${detail}\n`);
    }
  }
  for (const miscount of await lookAtQuotas(db)) {
    found += 1;
    const said = JSON.stringify(differing(miscount, 'counted'));
    const is = JSON.stringify(differing(miscount, 'actual'));
    process.stdout.write(`quota.differs\t${miscount.user.id}\tcounted ${said}, the rows add up to ${is}\n`);
  }
  process.stdout.write(found === 0 ? 'database, libvirt and pools agree\n' : `${found} difference(s)\n`);
};

try {
  const host = hosts.add(await ensureLocalHost(db, { name: hostname(), uri: config.libvirtUri }));
  const reached = host.whenConnected().then(() => true);
  if (await Promise.race([reached, delay(reachMs, false, { ref: false })])) await compare(host);
  else {
    found += 1;
    process.stderr.write(`libvirt is not reached: ${host.status().reason ?? 'it does not answer'}\n`);
  }
} finally {
  await hosts.close();
  await pool.end();
}
process.exitCode = found === 0 ? 0 : 1;
