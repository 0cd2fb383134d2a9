import type { Setting, SettingKey } from '@limen/contract/settings';
import { recordAudit } from '../audit/record-audit.ts';
import type { Asked } from '../auth/asked.ts';
import { authorize } from '../auth/policy.ts';
import type { Deps } from '../deps.ts';
import { readSetting } from './read-setting.ts';
import { lockSettings, putSetting } from './setting.rows.ts';

/** Replaces one setting; whoever asks from then on is answered by it. @throws AppError `auth.forbidden` */
export const changeSetting = async <K extends SettingKey>(
  deps: Deps,
  asked: Asked,
  key: K,
  value: Setting<K>,
): Promise<void> => {
  authorize(asked.actor, 'setting:change');
  await deps.db.transaction(async (tx) => {
    await lockSettings(tx);
    const before = await readSetting(tx, key);
    await putSetting(tx, { key, value, updatedBy: asked.actor.userId });
    await recordAudit(tx, asked, {
      action: 'setting.change',
      object: { type: 'setting', id: null, name: key },
      before,
      after: value,
    });
  });
  deps.live.publish('setting.changed', { key });
};
