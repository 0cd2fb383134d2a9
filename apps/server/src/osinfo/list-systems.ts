import { profileName, type System, type SystemProfile, type ProfileName } from '@limen/contract/systems';
import type { Deps } from '../deps.ts';
import type { KnownSystem } from './known-system.ts';
import { giftsOf } from './gifts-of.ts';
import { machineFor, profileOf, sizesOf } from './machine-for.ts';
import { systemDatabase } from './system-database.ts';

/** Systems with no end named are taken for looked after this long. */
const lookedAfterYears = 5;

const isCurrent = (system: KnownSystem, now: Date): boolean => {
  if (system.rolling) return true;
  const today = now.toISOString().slice(0, 10);
  if (system.releasedAt === null || system.releasedAt > today) return false;
  if (system.endOfLifeAt !== null) return system.endOfLifeAt > today;
  return Number(today.slice(0, 4)) - Number(system.releasedAt.slice(0, 4)) <= lookedAfterYears;
};

const day = (text: string | null): string | null =>
  text !== null && /^\d{4}-\d{2}-\d{2}$/.test(text) ? text : null;

const presentSystem = (system: KnownSystem, now: Date): System => {
  const profile = profileOf(system);
  return {
    id: system.id,
    name: system.name,
    version: system.version,
    family: system.family,
    releasedAt: day(system.releasedAt),
    endOfLifeAt: day(system.endOfLifeAt),
    current: isCurrent(system, now),
    ...sizesOf(system, profile),
    profile,
  };
};

/** Every system that is known, the newest first, and what this host can give each kind of them. */
export const listSystems = async (
  deps: Deps,
): Promise<{ available: boolean; systems: System[]; profiles: Record<ProfileName, SystemProfile> }> => {
  const [known, gifts] = await Promise.all([systemDatabase.all(), giftsOf(deps.hosts.local())]);
  const now = deps.clock.now();
  const newestFirst = known.toSorted(
    (a, b) =>
      (b.releasedAt ?? (b.rolling ? '9999' : '')).localeCompare(a.releasedAt ?? (a.rolling ? '9999' : '')) ||
      a.name.localeCompare(b.name, 'en'),
  );
  const profiles = Object.fromEntries(
    profileName.options.map((name) => [name, machineFor(name, gifts)]),
    // of every name of the enum
  ) as Record<ProfileName, SystemProfile>;
  return {
    available: known.length > 0,
    systems: newestFirst.map((each) => presentSystem(each, now)),
    profiles,
  };
};
