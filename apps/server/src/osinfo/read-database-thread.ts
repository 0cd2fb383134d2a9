import { parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import { readDatabase } from './read-database.ts';

/** Runs in a thread of its own, which ends with it: five megabytes of XML leave nothing behind and hold nobody up. */
// a thread's port has no origin
// oxlint-disable-next-line unicorn/require-post-message-target-origin
parentPort?.postMessage(await readDatabase(z.string().parse(workerData)));
