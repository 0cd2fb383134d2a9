import { readConfig } from '../config.ts';
import { openDatabase } from '../db/database.ts';
import { privateConnection } from '../db/private-postgres.ts';
import { AuditHeads } from './audit-heads.ts';
import { verifyChain } from './verify-chain.ts';

/**
 * `npm run verify-audit`: reads the whole audit log and says whether every line is as it was written, or which is the
 * first that is not; ends with 1 then, and with 2 where it could not be read. Changes nothing. The private PostgreSQL has
 * to be running, as it is while LIMEN is.
 */
const config = readConfig(process.env);
const { pool, db } = openDatabase(
  config.databaseUrl === undefined
    ? privateConnection(config.home)
    : { connectionString: config.databaseUrl },
  () => undefined,
);
try {
  const heads = new AuditHeads(config.home).read();
  const { lines, wrong } = await verifyChain(db, heads);
  process.stdout.write(
    wrong === null
      ? `all ${lines} lines are as they were written; ${heads.length} recorded head(s) agree\n`
      : `line ${wrong.seq} ${wrong.why}; ${lines} line(s) before it are right by themselves\n`,
  );
  process.exitCode = wrong === null ? 0 : 1;
} catch (error) {
  process.stderr.write(
    `The audit log could not be read: ${error instanceof Error ? error.message : String(error)}\n`,
  );
  process.exitCode = 2;
} finally {
  await pool.end();
}
