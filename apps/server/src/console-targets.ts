import { once } from 'node:events';
import { createConnection } from 'node:net';
import type { Duplex } from 'node:stream';
import type { ConsoleKind } from '@limen/contract/consoles';
import { type Actor, authorize, may } from './auth/policy.ts';
import type { ConsoleTarget, ConsoleTargets } from './consoles/console-targets.ts';
import type { Deps } from './deps.ts';
import { AppError, notFound } from './lib/app-error.ts';
import { findConsoleVm } from './vms/find-console-vm.ts';
import { useVm } from './vms/use-vm.ts';

/** QEMU accepts at once, unless it is stopped or stuck. */
const connectWithinMs = 5000;

/** What the consoles know of machines, wired here because the noun of consoles reads no rows of machines. */
export const consoleTargets = (deps: Deps): ConsoleTargets => ({
  find: async (actor: Actor, vmId: string, kind: ConsoleKind): Promise<ConsoleTarget> => {
    const vm = await findConsoleVm(deps, vmId);
    if (!vm) throw notFound();
    authorize(actor, 'vm:read', vm.ref);
    const viewOnly = !may(actor, 'vm:console', vm.ref);
    if (viewOnly) authorize(actor, kind === 'vnc' ? 'vm:watch' : 'vm:console', vm.ref);
    return { ...vm, ownerId: vm.ref.ownerId, viewOnly };
  },
  generation: async (vmId: string): Promise<number | null> =>
    (await findConsoleVm(deps, vmId))?.startGeneration ?? null,
  used: (vmId: string): Promise<void> => useVm(deps, vmId),
  connect: async (vmId: string, kind: ConsoleKind): Promise<Duplex> => {
    const vm = await findConsoleVm(deps, vmId);
    if (!vm) throw notFound();
    const host = deps.hosts.byId(vm.hostId);
    if (kind === 'serial') return host.openSerial(vmId);
    const path = await host.vncSocketPath(vmId);
    if (path === null) throw new AppError('console.not_running', 'The machine is not running.');
    const socket = createConnection(path);
    try {
      await once(socket, 'connect', { signal: AbortSignal.timeout(connectWithinMs) });
    } catch (error) {
      socket.destroy();
      const busy = error instanceof Error && error.name === 'AbortError';
      // a socket without a listener is what a QEMU that ended leaves
      throw busy
        ? new AppError('host.unresponsive', 'The screen of the machine does not answer.')
        : new AppError('console.not_running', 'The machine is not running.');
    }
    return socket;
  },
});
