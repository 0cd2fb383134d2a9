import type { Route } from '@limen/contract/route';
import { z } from 'zod';
import type { Asked } from '../auth/asked.ts';
import { isDatabaseLost } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { AppError } from '../lib/app-error.ts';

const withId = z.looseObject({ id: z.uuid() });

/**
 * Writes down that somebody tried to change something and was not let, or that it failed. What was no attempt at all (a
 * request that could not be read, a database that is away) is left to the log. Never fails: the caller hears of the
 * refusal either way.
 */
export const recordRefusal = async (
  deps: Pick<Deps, 'refusals'>,
  asked: Asked,
  attempt: { route: Route; params: unknown; error: unknown },
): Promise<void> => {
  const { route, params, error } = attempt;
  const code = error instanceof AppError ? error.code : 'server.internal';
  if (code.startsWith('request.') || code === 'server.unavailable' || isDatabaseLost(error)) return;
  const action = route.action ?? route.path;
  const id = withId.safeParse(params);
  await deps.refusals.add({
    asked,
    action,
    object: { type: action.split('.')[0] ?? action, id: id.success ? id.data.id : null },
    result: code.startsWith('server.') || code.startsWith('host.') ? 'failed' : 'refused',
    code,
  });
};
