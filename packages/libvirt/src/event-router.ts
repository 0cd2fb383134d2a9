import type { CallOptions } from './call-window.ts';
import { EventSubscription } from './events.ts';
import type { Frame } from './frames.ts';
import {
  connectDomainEventCallbackDeregisterAny,
  connectDomainEventCallbackRegisterAny,
  connectNetworkEventDeregisterAny,
  connectNetworkEventRegisterAny,
  connectNodeDeviceEventDeregisterAny,
  connectNodeDeviceEventRegisterAny,
  connectSecretEventDeregisterAny,
  connectSecretEventRegisterAny,
  connectStoragePoolEventDeregisterAny,
  connectStoragePoolEventRegisterAny,
} from './generated/procedures.ts';
import type { EventFamily, EventKind, Procedure } from './procedure.ts';
import { XdrReader } from './xdr.ts';

export type Call = <A, R>(procedure: Procedure<A, R>, args: A, options?: CallOptions) => Promise<R>;

/** How each family is asked for its events. `null` means: of every object, not of one. */
const families: Record<
  EventFamily,
  {
    register: (call: Call, eventId: number) => Promise<{ readonly callbackId: number }>;
    deregister: Procedure<{ readonly callbackId: number }, undefined>;
  }
> = {
  domain: {
    register: (call, eventId) => call(connectDomainEventCallbackRegisterAny, { eventId, dom: null }),
    deregister: connectDomainEventCallbackDeregisterAny,
  },
  network: {
    register: (call, eventId) => call(connectNetworkEventRegisterAny, { eventId, net: null }),
    deregister: connectNetworkEventDeregisterAny,
  },
  storagePool: {
    register: (call, eventId) => call(connectStoragePoolEventRegisterAny, { eventId, pool: null }),
    deregister: connectStoragePoolEventDeregisterAny,
  },
  nodeDevice: {
    register: (call, eventId) => call(connectNodeDeviceEventRegisterAny, { eventId, dev: null }),
    deregister: connectNodeDeviceEventDeregisterAny,
  },
  secret: {
    register: (call, eventId) => call(connectSecretEventRegisterAny, { eventId, secret: null }),
    deregister: connectSecretEventDeregisterAny,
  },
};

/** Events held while their registration's reply is under way; beyond it they count as overflow. */
const HELD_LIMIT = 4096;

type Registration = {
  readonly kind: {
    readonly family: EventFamily;
    readonly program: { readonly number: number };
    readonly number: number;
  };
  readonly deliver: (payload: Uint8Array) => void;
  readonly overflow: (lost: number) => void;
  readonly fail: (error: unknown) => void;
};

type Held = {
  readonly callbackId: number;
  readonly program: number;
  readonly procedure: number;
  readonly payload: Uint8Array;
};

/**
 * Brings events to their subscriptions. Callback ids are per connection and per family. libvirtd may send an event
 * before the reply that tells its callback id (measured: 200 of 1000 registrations under load), so events of unknown
 * ids are held while a registration is under way; events after a deregistration (798 of 1000) are dropped.
 */
export class EventRouter {
  readonly #call: Call;
  readonly #registered = new Map<string, Registration>();
  readonly #pending = new Set<Registration>();
  #held: Held[] = [];
  #heldLost = 0;
  #ended = false;
  /** Events that nobody waited for. */
  dropped = 0;

  constructor(call: Call) {
    this.#call = call;
  }

  /** Registers at once. `limit` bounds the queue of events not yet read. */
  subscribe<M extends { readonly callbackId: number }>(
    kind: EventKind<M>,
    { limit, signal }: { limit: number; signal?: AbortSignal | undefined },
  ): EventSubscription<M> {
    let callbackId: number | undefined;
    const registered = Promise.withResolvers<void>();
    const stop = async () => {
      signal?.removeEventListener('abort', abort);
      await registered.promise.catch(() => undefined);
      if (callbackId === undefined || !this.#registered.delete(`${kind.family}:${callbackId}`)) return;
      // a lost connection has deregistered everything already
      await this.#call(families[kind.family].deregister, { callbackId }).catch(() => undefined);
    };
    const subscription = new EventSubscription<M>({ ready: registered.promise, limit, stop });
    const abort = () => void subscription.close();
    signal?.addEventListener('abort', abort, { once: true });
    const registration: Registration = {
      kind,
      deliver: (payload) => {
        const reader = new XdrReader(payload);
        const message = kind.readMessage(reader);
        reader.end(kind.name);
        subscription.push(message);
      },
      overflow: (lost) => subscription.overflow(lost),
      fail: (error) => subscription.fail(error),
    };
    const register = async () => {
      signal?.throwIfAborted();
      this.#pending.add(registration);
      try {
        ({ callbackId } = await families[kind.family].register(this.#call, kind.eventId));
        this.#install(callbackId, registration);
      } finally {
        this.#pending.delete(registration);
        this.#forgetHeld();
      }
    };
    register().then(registered.resolve, registered.reject);
    return subscription;
  }

  /** Takes a message nobody asked for. Throws XdrError if it is an event that cannot be read. */
  dispatch(frame: Frame): void {
    const callbackId = frame.payload.length >= 4 ? frame.payload.readInt32BE(0) : -1;
    const registration = this.#find(callbackId, frame);
    if (registration !== undefined) {
      registration.deliver(frame.payload);
    } else if (this.#pending.size === 0) {
      this.dropped += 1;
    } else if (this.#held.length >= HELD_LIMIT) {
      this.#heldLost += 1;
    } else {
      const { program, procedure } = frame;
      this.#held.push({ callbackId, program, procedure, payload: new Uint8Array(frame.payload) });
    }
  }

  /** Fails every subscription with why the connection ended. */
  end(loss: Error): void {
    this.#ended = true;
    for (const registration of [...this.#registered.values(), ...this.#pending]) registration.fail(loss);
    this.#registered.clear();
    this.#held = [];
  }

  #find(
    callbackId: number,
    { program, procedure }: { program: number; procedure: number },
  ): Registration | undefined {
    for (const family of ['domain', 'network', 'storagePool', 'nodeDevice', 'secret'] as const) {
      const found = this.#registered.get(`${family}:${callbackId}`);
      if (found?.kind.number === procedure && found.kind.program.number === program) return found;
    }
    return undefined;
  }

  #install(callbackId: number, registration: Registration): void {
    if (this.#ended) return;
    this.#registered.set(`${registration.kind.family}:${callbackId}`, registration);
    if (this.#heldLost > 0) registration.overflow(this.#heldLost);
    const held = this.#held;
    this.#held = [];
    for (const event of held) {
      if (this.#find(event.callbackId, event) === registration) registration.deliver(event.payload);
      else this.#held.push(event);
    }
  }

  #forgetHeld(): void {
    if (this.#pending.size > 0) return;
    this.dropped += this.#held.length;
    this.#held = [];
    this.#heldLost = 0;
  }
}
