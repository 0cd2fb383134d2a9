import type { Vm } from '@limen/contract/vms';

/** What is typed to see all machines of one tag. */
export const searchForTag = (tag: string): string => `#${tag}`;

/**
 * The machines that somebody looks for, their favourites first and else in the order given. `#word` means that very tag, anything
 * else a part of whatever is said of a machine.
 *
 * @param also what is said of a machine beside what it says itself: its system, its address
 */
export const findVms = (
  vms: readonly Vm[],
  words: string,
  also: (vm: Vm) => readonly string[],
): readonly Vm[] => {
  const wanted = words.normalize('NFC').trim().toLowerCase();
  const tag = wanted.startsWith('#') && wanted.length > 1 ? wanted.slice(1) : null;
  const found = vms.filter((vm) =>
    tag !== null
      ? vm.tags.includes(tag)
      : [
          vm.name,
          vm.description,
          ...vm.tags,
          vm.owner.displayName,
          vm.owner.userName,
          vm.id,
          ...also(vm),
        ].some((text) => text.toLowerCase().includes(wanted)),
  );
  return [...found.filter((vm) => vm.favourite), ...found.filter((vm) => !vm.favourite)];
};
