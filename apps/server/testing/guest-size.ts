import type { VmSize } from '@limen/contract/resize';
import type { Vm } from '@limen/contract/vms';
import { type GuestLine, openGuestLine } from './guest-line.ts';
import { type Machines, poll } from './machines.ts';

/** How large a machine is, by LIMEN. */
export const sizeOf = async (machines: Machines, vm: Vm): Promise<VmSize> =>
  (await machines.user('GET', `/api/vms/${vm.id}/size`)).json<VmSize>();

/** A line into its guest, once that has booted and its agent answers. */
export const bootedLine = async (machines: Machines, vm: Vm): Promise<GuestLine> => {
  const line = await openGuestLine(machines.server, vm.id);
  await line.booted();
  // its agent is started before its shell, and answers soon after
  await poll(
    () => sizeOf(machines, vm),
    ({ vcpus }) => vcpus.guest !== null,
  );
  return line;
};

/** How large it is by its own kernel. */
export const insideOf = async (line: GuestLine): Promise<{ processors: number; memTotal: number }> => ({
  // its kernel writes to this line as well
  processors: Number(/^(\d+)\r?$/m.exec(await line.ask('grep -c ^processor /proc/cpuinfo'))?.[1]),
  memTotal: Number(/MemTotal: +(\d+) kB/.exec(await line.ask('cat /proc/meminfo'))?.[1]) * 1024,
});
