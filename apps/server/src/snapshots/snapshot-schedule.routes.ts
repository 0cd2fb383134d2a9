import type { snapshotScheduleRoutes } from '@limen/contract/snapshot-schedules';
import type { Deps } from '../deps.ts';
import type { Handlers } from '../http/implement.ts';
import { changeSchedule, readSchedule } from './change-schedule.ts';

/** Handlers of every route on snapshots that are made by themselves. */
export const snapshotScheduleHandlers = (deps: Deps): Handlers<typeof snapshotScheduleRoutes> => ({
  get: async ({ actor, params }) => ({ schedule: await readSchedule(deps, actor, params.id) }),
  put: async ({ actor, asked, params, body }) => {
    await changeSchedule(deps, asked, params.id, body);
    return { schedule: await readSchedule(deps, actor, params.id) };
  },
  delete: async ({ asked, params }) => {
    await changeSchedule(deps, asked, params.id, null);
    return null;
  },
});
