import type pg from 'pg';
import type { Logger } from 'pino';
import { Refusals } from './audit/refusals.ts';
import { AccessListener } from './auth/access-news.ts';
import { Actors } from './auth/actors.ts';
import { type Auth, createAuth } from './auth/auth.ts';
import { PasswordHashing } from './auth/password-hashing.ts';
import type { Config } from './config.ts';
import type { Database } from './db/database.ts';
import type { Hosts } from './hypervisor/hosts.ts';
import { type Clock, systemClock } from './lib/clock.ts';
import { Bus } from './live/bus.ts';
import { KnownSettings } from './settings/known-settings.ts';
import { Mailer } from './mail/mailer.ts';
import { Operations } from './operations/operations.ts';
import { WaitingNotices } from './users/waiting-notices.ts';

/** Everything a verb needs beside its input: built once in main.ts, passed as the first argument. */
export type Deps = {
  config: Config;
  db: Database;
  pool: pg.Pool;
  hosts: Hosts;
  operations: Operations;
  live: Bus;
  access: AccessListener;
  settings: KnownSettings;
  auth: Auth;
  hashing: PasswordHashing;
  actors: Actors;
  refusals: Refusals;
  mail: Mailer;
  waiting: WaitingNotices;
  clock: Clock;
  log: Logger;
};

/** What has to be opened and closed is given; the rest is made here. */
export const makeDeps = (opened: Pick<Deps, 'config' | 'db' | 'pool' | 'hosts' | 'log'>): Deps => {
  const live = new Bus();
  const hashing = new PasswordHashing();
  const auth = createAuth(opened.config, opened.db, hashing);
  return {
    ...opened,
    operations: new Operations(),
    live,
    access: new AccessListener({ pool: opened.pool, live, log: opened.log }),
    settings: new KnownSettings(live),
    auth,
    hashing,
    actors: new Actors(auth, live),
    refusals: new Refusals(opened),
    mail: new Mailer(opened.config, opened.log),
    waiting: new WaitingNotices(),
    clock: systemClock,
  };
};
