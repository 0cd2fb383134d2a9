import type { SettingValues } from '@limen/contract/settings';
import { type Actor, authorize } from '../auth/policy.ts';
import type { Deps } from '../deps.ts';
import { settingOf } from './read-setting.ts';
import { listSettingRows } from './setting.rows.ts';

/** Every setting as it counts now. @throws AppError `auth.forbidden` */
export const listSettings = async (deps: Deps, actor: Actor): Promise<SettingValues> => {
  authorize(actor, 'setting:read');
  const stored = new Map((await listSettingRows(deps.db)).map((row) => [row.key, row.value]));
  return {
    registration: settingOf('registration', stored.get('registration')),
    quotaDefaults: settingOf('quotaDefaults', stored.get('quotaDefaults')),
    overcommit: settingOf('overcommit', stored.get('overcommit')),
    lease: settingOf('lease', stored.get('lease')),
    trash: settingOf('trash', stored.get('trash')),
    imports: settingOf('imports', stored.get('imports')),
    forwards: settingOf('forwards', stored.get('forwards')),
  };
};
