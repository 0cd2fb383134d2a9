import type { Deps } from '../deps.ts';
import { hasAdmin } from './user.rows.ts';

/** Whether the first administrator is still to be made. */
export const setupNeeded = async (deps: Deps): Promise<boolean> => !(await hasAdmin(deps.db));
