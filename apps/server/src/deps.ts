import type pg from 'pg';
import type { Logger } from 'pino';
import type { Auth } from './auth/auth.ts';
import type { Config } from './config.ts';
import type { Database } from './db/database.ts';
import type { Hosts } from './hypervisor/hosts.ts';
import type { Clock } from './lib/clock.ts';
import type { Bus } from './live/bus.ts';
import type { Operations } from './operations/operations.ts';

/** Everything a verb needs beside its input: built once in main.ts, passed as the first argument. */
export type Deps = {
  config: Config;
  db: Database;
  pool: pg.Pool;
  hosts: Hosts;
  operations: Operations;
  live: Bus;
  auth: Auth;
  clock: Clock;
  log: Logger;
};
