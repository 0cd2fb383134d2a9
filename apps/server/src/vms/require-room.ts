import { GiB } from '@limen/contract/fields';
import type { Setting } from '@limen/contract/settings';
import type { HostFacts } from '../hypervisor/vm-spec.ts';
import { AppError } from '../lib/app-error.ts';

type Load = { vcpus: number; memoryBytes: number };

const gib = (bytes: number): number => Math.round((bytes / GiB) * 10) / 10;

/**
 * Whether more machines may run on a host: what its running machines have together stays within what it has, times the
 * overcommit. Call it in the transaction that counts the machine as running, under the lock of the host’s row.
 *
 * @param asked.others what runs there, or is being started, without these
 * @param asked.count how many of this size, 1 unless told
 * @throws AppError `host.capacity` with the numbers
 */
export const requireRoom = (
  host: Pick<HostFacts, 'cpus' | 'memoryBytes'>,
  overcommit: Setting<'overcommit'>,
  { others, size, count = 1 }: { others: Load; size: Load; count?: number },
): void => {
  const cpus = Math.floor(host.cpus * overcommit.cpu);
  const memoryBytes = Math.floor(host.memoryBytes * overcommit.memory);
  const wanted = { vcpus: size.vcpus * count, memoryBytes: size.memoryBytes * count };
  const need = count === 1 ? 'this one needs' : `these ${count} need`;
  if (others.vcpus + wanted.vcpus > cpus) {
    throw new AppError(
      'host.capacity',
      `This host’s running machines may have ${cpus} vCPUs together; they have ${others.vcpus}, and ${need} ${wanted.vcpus}.`,
      { field: 'vcpus' },
    );
  }
  if (others.memoryBytes + wanted.memoryBytes > memoryBytes) {
    throw new AppError(
      'host.capacity',
      `This host’s running machines may have ${gib(memoryBytes)} GiB of memory together; they have ${gib(others.memoryBytes)}, and ${need} ${gib(wanted.memoryBytes)}.`,
      { field: 'memoryBytes' },
    );
  }
};
