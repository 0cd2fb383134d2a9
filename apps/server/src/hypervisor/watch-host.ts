import type { Connection } from '@limen/libvirt/connection';
import { DomainEventSuspendedDetailType, DomainEventType } from '@limen/libvirt/generated/enums';
import {
  domainEventBalloonChange,
  domainEventIoErrorReason,
  domainEventLifecycle,
  domainEventPmsuspend,
  domainEventPmwakeup,
  domainEventReboot,
} from '@limen/libvirt/generated/events';
import type { EventKind } from '@limen/libvirt/procedure';
import { uuidFromBytes } from './uuid-bytes.ts';

/** What libvirt says a domain has just become, and in which of its runs. */
export type Said = { state: 'running' | 'paused'; runId: number };

/**
 * Something happened to a domain: look again. `rebooted` is the one edge a state does not show; `said` is only there where
 * the event itself leaves no doubt; `resized` where its guest gave memory back, or took some.
 */
export type DomainEvent = { vmId: string; rebooted: boolean; said?: Said; resized?: true };

/** What the messages of these kinds have in common. */
type EventMessage = {
  readonly callbackId: number;
  readonly msg: { readonly dom: { readonly uuid: Uint8Array; readonly id: number } };
};

const lifecycleOf = (message: EventMessage): Said | undefined => {
  const { dom, event, detail } = message.msg as EventMessage['msg'] & { event?: number; detail?: number };
  if (event === DomainEventType.SUSPENDED && detail === DomainEventSuspendedDetailType.PAUSED) {
    return { state: 'paused', runId: dom.id };
  }
  return event === DomainEventType.RESUMED ? { state: 'running', runId: dom.id } : undefined;
};

/**
 * Tells of every domain event of a host until the connection ends. The payload is not believed for long: whoever is told
 * looks again.
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
    domainEventBalloonChange,
  ];
  await Promise.all(
    kinds.map(async (kind) => {
      const events = connection.events(kind);
      await events.ready;
      void (async () => {
        for await (const event of events) {
          if (event.type === 'overflow') listener.onOverflow();
          else {
            const said = kind === domainEventLifecycle ? lifecycleOf(event.message) : undefined;
            listener.onEvent({
              vmId: uuidFromBytes(event.message.msg.dom.uuid),
              rebooted: kind === domainEventReboot,
              ...(said && { said }),
              ...(kind === domainEventBalloonChange && { resized: true }),
            });
          }
        }
      })().catch(listener.onEnd);
    }),
  );
};
