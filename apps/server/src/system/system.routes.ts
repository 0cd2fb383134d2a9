import type { Health, systemRoutes } from '@limen/contract/system';
import { type Actor, may } from '../auth/policy.ts';
import type { Deps } from '../deps.ts';
import type { Handlers } from '../http/implement.ts';
import { AppError } from '../lib/app-error.ts';
import { differing, lastRecount } from '../quotas/recount-quotas.ts';
import { readSetting } from '../settings/read-setting.ts';
import { setupNeeded } from '../users/setup-needed.ts';
import { version } from './version.ts';

/** Handlers of the routes on LIMEN itself. */
export const systemHandlers = (deps: Deps): Handlers<typeof systemRoutes> => ({
  about: async () => {
    const [needed, { mode }] = await Promise.all([setupNeeded(deps), readSetting(deps.db, 'registration')]);
    return { version, setupNeeded: needed, registration: mode, mail: deps.mail.isConfigured };
  },
  health: ({ actor }) => readHealth(deps, actor),
  healthz: () => Promise.resolve({ status: 'ok' }),
  readyz: async () => {
    if (!(await databaseAnswers(deps)) || !deps.operations.isRunning()) {
      throw new AppError('server.unavailable', 'Not ready.', { retryAfterSeconds: 3 });
    }
    return { status: 'ready' };
  },
});

const databaseAnswers = (deps: Deps): Promise<boolean> =>
  deps.pool.query('select 1').then(
    () => true,
    () => false,
  );

/** Kept in memory: the health is told also where the database is away. */
const readRecount = (deps: Deps): Health['quotas'] => {
  const recount = lastRecount(deps);
  return {
    recountedAt: recount?.at.toISOString() ?? null,
    corrected: (recount?.corrected ?? []).map((miscount) => ({
      userId: miscount.user.id,
      userName: miscount.user.userName,
      counted: differing(miscount, 'counted'),
      actual: differing(miscount, 'actual'),
    })),
  };
};

const readHealth = async (deps: Deps, actor: Actor): Promise<Health> => ({
  database: (await databaseAnswers(deps)) ? 'ok' : 'failed',
  operations: deps.operations.isRunning() ? 'ok' : 'failed',
  hosts: deps.hosts.all().map((host) => {
    const { connection, reason } = host.status();
    const state = connection !== 'connected' ? 'failed' : reason === null ? 'ok' : 'degraded';
    return { name: host.name, state, reason };
  }),
  quotas: may(actor, 'setting:read') ? readRecount(deps) : null,
  uptimeSeconds: Math.round(process.uptime()),
  rssBytes: process.memoryUsage.rss(),
  version,
});
