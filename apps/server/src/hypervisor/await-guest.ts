import { type EventEmitter, once } from 'node:events';
import type { HostEvents } from './host-link.ts';
import type { HostConnection } from './host-connection.ts';
import * as domains from './host-domains.ts';
import type { DomainEvent } from './watch-host.ts';

const pressAgainMs = 10_000;

type Events = EventEmitter<HostEvents>;
/** The connection as it is now, and not as it was when the waiting began. @throws AppError `host.unavailable` */
type Use = () => HostConnection;

/** Presses the ACPI button, again while the guest is still booting, until it is off. @throws the signal's reason */
export const shutDown = async (
  use: Use,
  events: Events,
  vmId: string,
  signal: AbortSignal,
): Promise<void> => {
  const isOff = async (): Promise<boolean> => {
    const seen = await domains.observeDomain(use(), vmId);
    return !seen.defined || seen.runId === null;
  };
  while (!(await isOff())) {
    // the first event after the press only says that the guest goes down: wait on until it is off
    const patience = AbortSignal.any([signal, AbortSignal.timeout(pressAgainMs)]);
    let event = nextEvent(events, vmId, patience);
    if (!(await domains.pressDomainPowerButton(use(), vmId))) return;
    while ((await event) !== undefined) {
      event = nextEvent(events, vmId, patience);
      if (await isOff()) return;
    }
    signal.throwIfAborted();
  }
};

/** Asks the guest to reboot and returns when it has been seen to. @throws the signal's reason */
export const reboot = async (use: Use, events: Events, vmId: string, signal: AbortSignal): Promise<void> => {
  for (;;) {
    const event = nextEvent(events, vmId, signal, (e) => e.rebooted);
    await domains.rebootDomain(use(), vmId);
    if ((await event) !== undefined) return;
    signal.throwIfAborted();
  }
};

/** The next event of a machine that fits, or undefined once it is time to ask the guest again, or aborted. */
const nextEvent = async (
  events: Events,
  vmId: string,
  signal: AbortSignal,
  fits: (event: DomainEvent) => boolean = () => true,
): Promise<DomainEvent | undefined> => {
  const patience = AbortSignal.any([signal, AbortSignal.timeout(pressAgainMs)]);
  try {
    for (;;) {
      // once() gives the arguments of the event: here the one DomainEvent of HostEvents.domain
      const [event] = (await once(events, 'domain', { signal: patience })) as [DomainEvent];
      if (event.vmId === vmId && fits(event)) return event;
    }
  } catch {
    return undefined;
  }
};
