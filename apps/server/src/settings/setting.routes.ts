import type { Setting, SettingKey, SettingValues, settingRoutes } from '@limen/contract/settings';
import type { Asked } from '../auth/asked.ts';
import type { Deps } from '../deps.ts';
import type { Handlers } from '../http/implement.ts';
import { changeSetting } from './change-setting.ts';
import { listSettings } from './list-settings.ts';

/** Handlers of every route on settings: one a key, each with its own body. */
export const settingHandlers = (deps: Deps): Handlers<typeof settingRoutes> => {
  const change =
    <K extends SettingKey>(key: K) =>
    async ({ asked, body }: { asked: Asked; body: Setting<K> }): Promise<SettingValues> => {
      await changeSetting(deps, asked, key, body);
      return listSettings(deps, asked.actor);
    };
  return {
    list: ({ actor }) => listSettings(deps, actor),
    registration: change('registration'),
    quotaDefaults: change('quotaDefaults'),
    overcommit: change('overcommit'),
    lease: change('lease'),
    trash: change('trash'),
    imports: change('imports'),
    forwards: change('forwards'),
  };
};
