import { setTimeout as delay } from 'node:timers/promises';
import type { Deps } from '../deps.ts';
import type { Host } from '../hypervisor/host.ts';
import { lookAtBoot, startNextDue } from './autostart.ts';

/** While machines wait for their turns: how often it is looked whose it is. */
const lookAgainMs = 500;

/**
 * Starts, whenever a host was connected to and has booted since, what is to be started there (autostart.ts).
 *
 * @returns a function that ends it, and waits for the look that is under way
 */
export const keepAutostart = (deps: Deps): (() => Promise<void>) => {
  const closing = new AbortController();
  const running = new Map<string, Promise<void>>();
  const goOn = async (host: Host): Promise<void> => {
    const { signal } = closing;
    for (let waits = await lookAtBoot(deps, host.id); waits && !signal.aborted; ) {
      // one that went away is connected to again
      if (!deps.hosts.isConnected(host.id)) return;
      waits = await startNextDue(deps, host.id);
      if (waits) await delay(lookAgainMs, undefined, { signal }).catch(() => undefined);
    }
  };
  const look = (host: Host): void => {
    if (closing.signal.aborted || running.has(host.id) || !deps.hosts.isConnected(host.id)) return;
    const run = goOn(host)
      .catch((error: unknown) => deps.log.warn({ err: error, host: host.name }, 'autostart'))
      .finally(() => running.delete(host.id));
    running.set(host.id, run);
  };
  const ends = deps.hosts.all().map((host) => host.on('resync', () => look(host)));
  for (const host of deps.hosts.all()) look(host);
  return async () => {
    closing.abort();
    for (const end of ends) end();
    await Promise.all(running.values());
  };
};
