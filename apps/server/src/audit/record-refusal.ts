import type { Route } from '@limen/contract/route';
import { z } from 'zod';
import type { Asked } from '../auth/asked.ts';
import type { Deps } from '../deps.ts';
import { AppError } from '../lib/app-error.ts';
import { recordAudit } from './record-audit.ts';

const withId = z.looseObject({ id: z.uuid() });

/**
 * Writes down that somebody tried to change something and was not let, or that it failed. What was no attempt at all (a
 * request that could not be read, a database that is away) is left to the log. Never fails: the caller hears of the
 * refusal either way.
 */
export const recordRefusal = async (
  deps: Deps,
  asked: Asked,
  attempt: { route: Route; params: unknown; error: unknown },
): Promise<void> => {
  const { route, params, error } = attempt;
  const code = error instanceof AppError ? error.code : 'server.internal';
  if (code.startsWith('request.') || code === 'server.unavailable') return;
  const action = route.action ?? route.path;
  const id = withId.safeParse(params);
  await recordAudit(deps.db, asked, {
    action,
    object: { type: action.split('.')[0] ?? action, id: id.success ? id.data.id : null },
    result: code.startsWith('server.') || code.startsWith('host.') ? 'failed' : 'refused',
    code,
  }).catch((lost: unknown) => deps.log.error({ err: lost, action, code }, 'a refusal was not recorded'));
};
