import { readFileSync, readlinkSync } from 'node:fs';

/**
 * When a process began, in clock ticks since boot (proc(5), field 22), or undefined where there is none; one that has
 * ended and that its parent has not taken note of is none.
 */
export const processStart = (pid: number): string | undefined => {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // the name in field 2 may hold spaces and parentheses: count from behind it
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' || fields[0] === 'X' ? undefined : fields[19];
  } catch {
    return undefined;
  }
};

/** Two containers of one host have the same boot id and both a process 1: pids compare only inside one namespace. */
export const pidNamespace = (): string => readlinkSync('/proc/self/ns/pid').replace(/\D/g, '');

/** Names this process for ever: a pid alone is used again, also after a reboot. */
export const processIdentity = (): string => {
  const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  return `${boot}:${process.pid}:${processStart(process.pid) ?? '?'}`;
};
