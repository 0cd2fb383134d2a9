import type pg from 'pg';
import type { Logger } from 'pino';
import { Refusals } from './audit/refusals.ts';
import { AccessListener } from './auth/access-news.ts';
import { AccessTokens } from './auth/access-tokens.ts';
import { Actors } from './auth/actors.ts';
import { type Auth, createAuth } from './auth/auth.ts';
import { KnownDevices } from './auth/known-devices.ts';
import { PasswordHashing } from './auth/password-hashing.ts';
import { readSecret } from './auth/secret.ts';
import { SignInThrottle } from './auth/sign-in-throttle.ts';
import { type Config, isSecure } from './config.ts';
import type { Database } from './db/database.ts';
import type { Hosts } from './hypervisor/hosts.ts';
import { type Clock, systemClock } from './lib/clock.ts';
import { Turns } from './lib/turns.ts';
import { Bus } from './live/bus.ts';
import { Mailer } from './mail/mailer.ts';
import { Operations } from './operations/operations.ts';
import { KnownSettings } from './settings/known-settings.ts';
import { UploadWriters } from './uploads/upload-writers.ts';
import { FailedSignIns } from './users/failed-sign-ins.ts';
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
  accessTokens: AccessTokens;
  throttle: SignInThrottle;
  /** Sign-ins that arrive together: each takes a fraction of a millisecond of everybody's time, refused or not. */
  signInTurns: Turns;
  devices: KnownDevices;
  failedSignIns: FailedSignIns;
  uploads: UploadWriters;
  clock: Clock;
  log: Logger;
};

/** What has to be opened and closed is given; the rest is made here. */
export const makeDeps = (opened: Pick<Deps, 'config' | 'db' | 'pool' | 'hosts' | 'log'>): Deps => {
  const live = new Bus();
  const hashing = new PasswordHashing();
  const auth = createAuth(opened.config, opened.db, hashing);
  const accessTokens = new AccessTokens({ auth, db: opened.db, config: opened.config });
  return {
    ...opened,
    operations: new Operations(),
    live,
    access: new AccessListener({ pool: opened.pool, live, log: opened.log }),
    settings: new KnownSettings(live),
    auth,
    hashing,
    refusals: new Refusals(opened),
    mail: new Mailer(opened.config, opened.log),
    waiting: new WaitingNotices(),
    actors: new Actors({ auth, db: opened.db, accessTokens }, live),
    accessTokens,
    throttle: new SignInThrottle(),
    signInTurns: new Turns(16),
    devices: new KnownDevices({
      secret: readSecret(opened.config.home, opened.config.secret),
      secure: isSecure(opened.config),
    }),
    failedSignIns: new FailedSignIns(opened),
    uploads: new UploadWriters(live),
    clock: systemClock,
  };
};
