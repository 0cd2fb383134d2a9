import { type System, type SystemFamily, systemFamily } from '@limen/contract/systems';

/**
 * Systems by family, those that are looked after first, each in the order of the list (newest of each first).
 *
 * @param words each has to be in the name, the id or the version; none: all
 * @param older also those that nobody looks after any more; whoever searches finds them anyway
 */
export const findSystems = (
  systems: readonly System[],
  words: string,
  older: boolean,
): readonly { family: SystemFamily; systems: readonly System[] }[] => {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  const found = systems.filter(({ id, name, version, current }) => {
    if (wanted.length === 0) return current || older;
    const text = `${name} ${id} ${version ?? ''}`.toLowerCase();
    return wanted.every((word) => text.includes(word));
  });
  return systemFamily.options
    .map((family) => ({
      family,
      systems: found
        .filter((system) => system.family === family)
        .sort((a, b) => Number(b.current) - Number(a.current)),
    }))
    .filter((group) => group.systems.length > 0);
};
