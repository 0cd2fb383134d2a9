import type { LiveMessage } from '@limen/contract/live';
import type { Actor, ObjectRef } from '../auth/policy.ts';

type Snapshot = Extract<LiveMessage, { type: 'snapshot' }>;

/** An object read once, to be shown to each reader with their own permissions. */
export type Shown<T> = ObjectRef & {
  present: (actor: Actor) => T;
  /** What beside their rights makes it another one to some of them: readers of one variant are shown the same. */
  variantOf?: (actor: Actor) => string;
};

/** Where the live socket reads what it tells; app.ts hands it in, since live stands below every noun. */
export type LiveSources = {
  snapshot: (actor: Actor) => Promise<Omit<Snapshot, 'type' | 'seq'>>;
  vm: (id: string) => Promise<Shown<Snapshot['vms'][number]> | undefined>;
  image: (id: string) => Promise<Shown<Snapshot['images'][number]> | undefined>;
  host: (id: string) => Promise<Shown<Snapshot['hosts'][number]> | undefined>;
  operation: (id: string) => Promise<Shown<Snapshot['operations'][number]> | undefined>;
  quota: (userId: string) => Promise<Shown<NonNullable<Snapshot['quota']>> | undefined>;
  quotaRequest: (id: string) => Promise<Shown<Snapshot['quotaRequests'][number]> | undefined>;
  user: (id: string) => Promise<Shown<Snapshot['users'][number]> | undefined>;
};
