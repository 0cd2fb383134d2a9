import { newId } from '../lib/new-id.ts';
import { pidNamespace, processIdentity, processStart } from '../lib/process-identity.ts';

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
