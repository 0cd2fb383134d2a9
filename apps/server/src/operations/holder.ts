import { readlinkSync } from 'node:fs';
import { newId } from '../lib/new-id.ts';
import { processIdentity, processStart } from '../lib/process-identity.ts';

/** Two containers of one host have the same boot id and both a process 1: pids compare only inside one namespace. */
const pidNamespace = (): string => readlinkSync('/proc/self/ns/pid').replace(/\D/g, '');

/** Who holds a lease: boot, pid, start of the process, pid namespace, and which engine in that process. */
export const newHolder = (): string => `${processIdentity()}:${pidNamespace()}:${newId()}`;

/** Whether the holder was a process of this very system, and is gone for certain. A reused pid has another start. */
export const isGone = (holder: string): boolean => {
  const [boot, pid, start, namespace] = holder.split(':');
  const [ourBoot] = processIdentity().split(':');
  return (
    boot === ourBoot &&
    namespace === pidNamespace() &&
    start !== undefined &&
    processStart(Number(pid)) !== start
  );
};
