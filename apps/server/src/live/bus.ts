import { EventEmitter } from 'node:events';
import type { SettingKey } from '@limen/contract/settings';
import type { Vm } from '@limen/contract/vms';
import type { ObjectRef } from '../auth/policy.ts';
import type { Shown } from './live-sources.ts';

/**
 * What happened, told inside the process after the commit that made it true. It names the object; whoever tells a
 * person reads the object again and asks the policy (see live-socket). One process, no queue: a listener must not wait.
 */
export type BusEvents = {
  /** With its view where the publisher has just read it, so that it need not be read again to be told. */
  'vm.changed': { id: string; view?: Shown<Vm> };
  /** With who saw it, which nobody can read any more. */
  'vm.removed': { id: string; ref: ObjectRef; revision: number };
  /** What somebody may do with a machine is another thing now: it is shown or hidden, and their consoles are asked about. */
  'vm.access.changed': { id: string; userId: string };
  'image.changed': { id: string };
  /** With who saw it, which nobody can read any more. */
  'image.removed': { id: string; ref: ObjectRef; revision: number };
  /** Somebody, or (without a person) everybody, may or may not see an image any more. Published by `announceAccess`. */
  'image.access.changed': { id: string; userId?: string };
  'host.changed': { id: string };
  'operation.changed': { id: string };
  'user.changed': { id: string };
  'quota.changed': { userId: string };
  'quotaRequest.changed': { id: string };
  /** Whoever keeps what followed from it reads it again. */
  'setting.changed': { key: SettingKey };
  /**
   * A session, a token, or (with neither) everything of a user lost its rights: live connections and consoles of it end.
   * Published by `announceAccess`.
   */
  'access.ended': { userId: string; sessionId?: string; tokenId?: string };
  /**
   * News of somebody's access may have been missed: whoever is connected is asked again; or let go, where the database
   * has not answered for so long that asking would keep them too long.
   */
  'access.unknown': { askable: boolean };
  /** The machine stopped, restarted or is being deleted: consoles of an older start end. */
  'vm.start.ended': { id: string; startGeneration: number };
  notice: { code: 'vm.crashed' | 'vm.io_error' | 'vm.stopped_outside' | 'vm.lease_ends'; vmId: string };
};

export class Bus {
  readonly #emitter = new EventEmitter().setMaxListeners(100);

  publish<K extends keyof BusEvents>(type: K, event: BusEvents[K]): void {
    this.#emitter.emit(type, event);
  }

  /** @returns a function that ends the subscription */
  on<K extends keyof BusEvents>(type: K, listener: (event: BusEvents[K]) => void): () => void {
    this.#emitter.on(type, listener);
    return () => this.#emitter.off(type, listener);
  }
}
