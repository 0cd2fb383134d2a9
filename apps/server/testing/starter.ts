import { startPrivatePostgres } from '../src/db/private-postgres.ts';

/** A server process that does nothing but have a database, to be killed: `node starter.ts '{"home":…}'` says `ready`. */
// a test of ours wrote it
const { home } = JSON.parse(process.argv[2] ?? '{}') as { home: string };
await startPrivatePostgres({ home, durable: true });
process.stdout.write('ready\n');
setInterval(() => undefined, 1000);
