import { readFileSync } from 'node:fs';

/** When a process began, in clock ticks since boot (proc(5), field 22), or undefined where there is none. */
export const processStart = (pid: number): string | undefined => {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // the name in field 2 may hold spaces and parentheses: count from behind it
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
  } catch {
    return undefined;
  }
};

/** Names this process for ever: a pid alone is used again, also after a reboot. */
export const processIdentity = (): string => {
  const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  return `${boot}:${process.pid}:${processStart(process.pid) ?? '?'}`;
};
