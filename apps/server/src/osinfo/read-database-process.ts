import { readDatabase } from './read-database.ts';

/**
 * `node read-database-process.ts FOLDER` prints the systems as JSON. A process of its own: five megabytes of XML take 80 MB
 * while they are read, which end with it; a thread's stayed with the server (measured).
 */
process.stdout.write(JSON.stringify(await readDatabase(process.argv[2] ?? '')));
