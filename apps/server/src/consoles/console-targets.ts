import type { Duplex } from 'node:stream';
import type { ConsoleKind } from '@limen/contract/consoles';
import type { Actor } from '../auth/policy.ts';

export type ConsoleTarget = {
  vmId: string;
  name: string;
  ownerId: string | null;
  startGeneration: number;
  running: boolean;
  /** They may look and not touch. */
  viewOnly: boolean;
};

/** What consoles have to know of machines; app.ts hands it in. */
export type ConsoleTargets = {
  /**
   * A screen may be watched; a serial line has nothing to look at that is not typed into.
   *
   * @throws AppError `object.not_found`, `auth.forbidden` where the actor may neither use nor watch it
   */
  find: (actor: Actor, vmId: string, kind: ConsoleKind) => Promise<ConsoleTarget>;
  /** The start that is running now; null: no such machine. */
  generation: (vmId: string) => Promise<number | null>;
  /** Somebody looks at it: it is in use. */
  used: (vmId: string) => Promise<void>;
  /** The machine's screen or serial line. @throws AppError `console.not_running`, `host.unavailable` */
  connect: (vmId: string, kind: ConsoleKind) => Promise<Duplex>;
};
