import type { Health, systemRoutes } from '@limen/contract/system';
import type { Deps } from '../deps.ts';
import type { Handlers } from '../http/implement.ts';
import { AppError } from '../lib/app-error.ts';
import { setupNeeded } from '../users/setup-needed.ts';
import { version } from './version.ts';

/** Handlers of the routes on LIMEN itself. */
export const systemHandlers = (deps: Deps): Handlers<typeof systemRoutes> => ({
  about: async () => ({ version, setupNeeded: await setupNeeded(deps) }),
  health: () => readHealth(deps),
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

const readHealth = async (deps: Deps): Promise<Health> => ({
  database: (await databaseAnswers(deps)) ? 'ok' : 'failed',
  operations: deps.operations.isRunning() ? 'ok' : 'failed',
  hosts: deps.hosts.all().map((host) => {
    const { connection, reason } = host.status();
    const state = connection !== 'connected' ? 'failed' : reason === null ? 'ok' : 'degraded';
    return { name: host.name, state, reason };
  }),
  uptimeSeconds: Math.round(process.uptime()),
  rssBytes: process.memoryUsage.rss(),
  version,
});
