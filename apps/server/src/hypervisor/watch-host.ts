import type { Connection } from '@limen/libvirt/connection';
import {
  domainEventIoErrorReason,
  domainEventLifecycle,
  domainEventPmsuspend,
  domainEventPmwakeup,
  domainEventReboot,
} from '@limen/libvirt/generated/events';
import type { EventKind } from '@limen/libvirt/procedure';
import { uuidFromBytes } from './uuid-bytes.ts';

/** Something happened to a domain: look again. `rebooted` is the one edge a state does not show. */
export type DomainEvent = { vmId: string; rebooted: boolean };

/** What the messages of these kinds have in common. */
type EventMessage = {
  readonly callbackId: number;
  readonly msg: { readonly dom: { readonly uuid: Uint8Array } };
};

/**
 * Tells of every domain event of a host until the connection ends. The payload is not believed beyond the UUID.
 * Resolves once libvirt has the registrations: list after that, and nothing falls between.
 *
 * @param onOverflow events were dropped because we were too slow: read everything again
 */
export const watchHost = async (
  connection: Connection,
  listener: {
    onEvent: (event: DomainEvent) => void;
    onOverflow: () => void;
    onEnd: (error: unknown) => void;
  },
): Promise<void> => {
  const kinds: EventKind<EventMessage>[] = [
    domainEventLifecycle,
    domainEventReboot,
    domainEventIoErrorReason,
    domainEventPmsuspend,
    domainEventPmwakeup,
  ];
  await Promise.all(
    kinds.map(async (kind) => {
      const events = connection.events(kind);
      await events.ready;
      void (async () => {
        for await (const event of events) {
          if (event.type === 'overflow') listener.onOverflow();
          else {
            listener.onEvent({
              vmId: uuidFromBytes(event.message.msg.dom.uuid),
              rebooted: kind === domainEventReboot,
            });
          }
        }
      })().catch(listener.onEnd);
    }),
  );
};
