import type { Setting, SettingKey } from '@limen/contract/settings';
import type { Db } from '../db/database.ts';
import type { Bus } from '../live/bus.ts';
import { readSetting } from './read-setting.ts';

/** What another process changes counts after this long at most. */
const keptMs = 2000;

/** Settings for those who ask at every request: read once, and again when this process changes one. */
export class KnownSettings {
  readonly #kept = new Map<SettingKey, { value: unknown; until: number }>();
  /** Of the last change: what was read before it is not kept. */
  #epoch = 0;

  constructor(live: Bus) {
    live.on('setting.changed', () => {
      this.#epoch += 1;
      this.#kept.clear();
    });
  }

  /** @param db asked where it is not known: the caller's transaction, so that no second connection is waited for */
  async of<K extends SettingKey>(db: Db, key: K): Promise<Setting<K>> {
    const known = this.#kept.get(key);
    // kept under its own key below
    if (known && known.until > performance.now()) return known.value as Setting<K>;
    const epoch = this.#epoch;
    const value = await readSetting(db, key);
    if (epoch === this.#epoch) this.#kept.set(key, { value, until: performance.now() + keptMs });
    return value;
  }
}
