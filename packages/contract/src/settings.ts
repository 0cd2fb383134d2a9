import { z } from 'zod';
import { forwardRules } from './forwards.ts';
import { importRules } from './imports.ts';
import { defineRoutes } from './route.ts';

/** A limit of a quota; null: none. */
export const quotaLimit = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER).nullable();

/** What is counted for a person. Running machines count once more, by themselves. */
export const quotaDimensions = [
  'vms',
  'runningVms',
  'vcpus',
  'memoryBytes',
  'diskBytes',
  'snapshots',
  'imageBytes',
] as const;
export type QuotaDimension = (typeof quotaDimensions)[number];

const limits = z.strictObject({
  vms: quotaLimit,
  runningVms: quotaLimit,
  vcpus: quotaLimit,
  memoryBytes: quotaLimit,
  diskBytes: quotaLimit,
  snapshots: quotaLimit,
  imageBytes: quotaLimit,
});
export type QuotaLimits = z.infer<typeof limits>;

const days = z.number().int().min(1).max(3650);

/**
 * Everything an administrator decides for the whole installation, a key a setting. Each has a default, so that a fresh
 * installation asks for nothing; a stored value that no longer parses counts as not there.
 */
export const settingSchemas = {
  /** Who may ask for an account: anybody, whoever has an invitation, nobody. */
  registration: z.strictObject({ mode: z.enum(['open', 'invitation', 'closed']) }),
  /** What a person may have who was given nothing else. */
  quotaDefaults: limits,
  /** How much more may be given out than the host has. */
  overcommit: z.strictObject({ cpu: z.number().min(0.1).max(64), memory: z.number().min(0.1).max(8) }),
  /**
   * How long machines live. `lifeDays`: from creation; `idleDays`: without being used; null: for ever. The owner is told
   * `warnDays` before, and may add `extendDays` at a time up to `mostDays` from creation (null: as often as they want).
   * At the end it is stopped, and after `graceDays` more moved to the trash.
   */
  lease: z.strictObject({
    lifeDays: days.nullable(),
    idleDays: days.nullable(),
    warnDays: days,
    extendDays: days,
    mostDays: days.nullable(),
    graceDays: days,
  }),
  /** How long a deleted machine can be brought back; 0: not at all. */
  trash: z.strictObject({ days: z.number().int().min(0).max(3650) }),
  /** What may be fetched from the web, by whom, and from which local mirrors. */
  imports: importRules,
  /** Which ports of the host may lead to machines, and how many. */
  forwards: forwardRules,
} as const;

export type SettingKey = keyof typeof settingSchemas;
export type Setting<K extends SettingKey> = z.infer<(typeof settingSchemas)[K]>;

const GiB = 1024 ** 3;
export const settingDefaults: { readonly [K in SettingKey]: Setting<K> } = {
  registration: { mode: 'open' },
  quotaDefaults: {
    vms: 10,
    runningVms: 5,
    vcpus: 8,
    memoryBytes: 16 * GiB,
    diskBytes: 200 * GiB,
    snapshots: 20,
    imageBytes: 50 * GiB,
  },
  overcommit: { cpu: 4, memory: 1 },
  lease: { lifeDays: null, idleDays: null, warnDays: 3, extendDays: 30, mostDays: null, graceDays: 7 },
  trash: { days: 7 },
  imports: { usersMayFetch: true, mirrors: [], replace: [] },
  forwards: { firstPort: 20_000, lastPort: 29_999, perMachine: 20, perPerson: null },
};

/** Every setting as it counts now, by key. */
export const settingValues = z.object(settingSchemas).meta({ id: 'Settings' });
export type SettingValues = z.infer<typeof settingValues>;

/** Replaces one setting as a whole: a part of a rule means nothing by itself. */
const change = <const K extends SettingKey>(key: K, summary: string) =>
  ({
    method: 'PUT',
    action: 'setting.change',
    path: `/api/settings/${key}`,
    access: 'setting:change',
    summary,
    body: settingSchemas[key],
    status: 200,
    reply: settingValues,
    errors: [],
  }) as const;

export const settingRoutes = defineRoutes({
  list: {
    method: 'GET',
    path: '/api/settings',
    access: 'setting:read',
    summary: 'What the administrators decided for the whole installation, or the defaults',
    status: 200,
    reply: settingValues,
    errors: [],
  },
  registration: change('registration', 'Choose who may ask for an account'),
  quotaDefaults: change('quotaDefaults', 'Choose what a person may have who was given nothing else'),
  overcommit: change('overcommit', 'Choose how much more may be given out than the host has'),
  lease: change('lease', 'Choose how long machines live'),
  trash: change('trash', 'Choose how long a deleted machine can be brought back'),
  imports: change('imports', 'Choose what may be fetched from the web, and from which mirrors'),
  forwards: change('forwards', 'Choose which ports of the host may lead to machines, and how many'),
});
