import type { Host } from '@limen/contract/hosts';
import type { Image } from '@limen/contract/images';
import type { LiveMessage } from '@limen/contract/live';
import { isActive, type Operation } from '@limen/contract/operations';
import type { Quota, QuotaRequest } from '@limen/contract/quotas';
import type { User } from '@limen/contract/users';
import type { Vm } from '@limen/contract/vms';

type Versioned = { readonly id: string; readonly revision: number };
export type ById<T> = Readonly<Record<string, T>>;

/** Everything the live socket tells, by id. Plain objects, so that a server can send it as the first paint. */
export type LiveState = {
  readonly vms: ById<Vm>;
  readonly hosts: ById<Host>;
  readonly images: ById<Image>;
  readonly operations: ById<Operation>;
  readonly users: ById<User>;
  /** By person: one’s own, and (administrators) those that were told of. */
  readonly quotas: ById<Quota>;
  readonly quotaRequests: ById<QuotaRequest>;
  /** Revision at which an object went away: what is not newer stays away. */
  readonly removed: ById<number>;
};

export const emptyLiveState: LiveState = {
  vms: {},
  hosts: {},
  images: {},
  operations: {},
  users: {},
  quotas: {},
  quotaRequests: {},
  removed: {},
};

/** Ended operations that are kept for the list of the top bar, and removals remembered. Oldest go first. */
export const keptOperations = 100;
export const keptRemovals = 1000;

/**
 * What a message makes of the state. Never goes back: an object is replaced only by one with a higher revision, and one
 * that was removed comes back only with a revision above its removal, whatever the order of the messages. Collections
 * that did not change keep their identity. `seq` is the socket's business (live-socket.ts).
 */
export const reduceLive = (state: LiveState, message: LiveMessage): LiveState => {
  switch (message.type) {
    case 'snapshot': {
      const { removed } = state;
      return {
        vms: whole(state.vms, message.vms, removed),
        hosts: whole(state.hosts, message.hosts, removed),
        images: whole(state.images, message.images, removed),
        users: whole(state.users, message.users, removed),
        quotas: message.quota ? putQuota(state.quotas, message.quota) : {},
        quotaRequests: whole(state.quotaRequests, message.quotaRequests, removed),
        operations: wholeOperations(state.operations, message.operations),
        removed,
      };
    }
    case 'vm.changed':
      return withPart(state, 'vms', put(state.vms, message.vm, state.removed));
    case 'image.changed':
      return withPart(state, 'images', put(state.images, message.image, state.removed));
    case 'host.changed':
      return withPart(state, 'hosts', put(state.hosts, message.host, state.removed));
    case 'user.changed':
      return withPart(state, 'users', put(state.users, message.user, state.removed));
    case 'quota.changed':
      return withPart(state, 'quotas', putQuota(state.quotas, message.quota));
    case 'quotaRequest.changed':
      return withPart(state, 'quotaRequests', put(state.quotaRequests, message.quotaRequest, state.removed));
    case 'operation.changed':
      return withPart(state, 'operations', bound(put(state.operations, message.operation, state.removed)));
    case 'vm.removed':
    case 'image.removed': {
      const rest = remove(state, message.type === 'vm.removed' ? 'vms' : 'images', message);
      return message.hidden
        ? withPart(rest, 'operations', withoutSubject(rest.operations, message.id))
        : rest;
    }
    case 'user.removed':
      return remove(state, 'users', message);
    case 'notice':
      break;
  }
  return state;
};

/** Of the same revision the later word counts: the installation's defaults are part of it, and have none. */
const putQuota = (known: ById<Quota>, next: Quota): ById<Quota> => {
  const have = known[next.userId];
  return have && have.revision > next.revision ? known : { ...known, [next.userId]: next };
};

const withPart = <K extends keyof LiveState>(state: LiveState, key: K, part: LiveState[K]): LiveState =>
  state[key] === part ? state : { ...state, [key]: part };

const put = <T extends Versioned>(known: ById<T>, next: T, removed: ById<number>): ById<T> => {
  if (next.revision <= (removed[next.id] ?? -1)) return known;
  const have = known[next.id];
  if (have && have.revision >= next.revision) return known;
  return { ...known, [next.id]: next };
};

/** A snapshot is all there is; but what we have heard since it was read (by a reply, say) is newer, and stays. */
const whole = <T extends Versioned>(known: ById<T>, all: readonly T[], removed: ById<number>): ById<T> => {
  const next: Record<string, T> = {};
  for (const item of all) {
    const have = known[item.id];
    const newer = have && have.revision >= item.revision ? have : item;
    if (newer.revision > (removed[item.id] ?? -1)) next[item.id] = newer;
  }
  return next;
};

/** A snapshot carries the running ones only: ended ones are kept, a running one that is missing has ended unseen. */
const wholeOperations = (known: ById<Operation>, running: readonly Operation[]): ById<Operation> => {
  const next: Record<string, Operation> = {};
  for (const operation of Object.values(known))
    if (!isActive(operation.state)) next[operation.id] = operation;
  for (const operation of running) {
    const have = known[operation.id];
    next[operation.id] = have && have.revision >= operation.revision ? have : operation;
  }
  return bound(next);
};

const withoutSubject = (operations: ById<Operation>, subjectId: string): ById<Operation> => {
  const all = Object.values(operations);
  const rest = all.filter((o) => o.subjectId !== subjectId);
  return rest.length === all.length ? operations : Object.fromEntries(rest.map((o) => [o.id, o]));
};

const bound = (operations: ById<Operation>): ById<Operation> => {
  const all = Object.values(operations);
  const ended = all.filter((o) => !isActive(o.state));
  if (ended.length <= keptOperations) return operations;
  const oldest = ended
    .sort((a, b) => a.createdAt.localeCompare(b.createdAt))
    .slice(0, ended.length - keptOperations);
  const gone = new Set(oldest.map((o) => o.id));
  return Object.fromEntries(all.filter((o) => !gone.has(o.id)).map((o) => [o.id, o]));
};

const remove = (
  state: LiveState,
  key: 'vms' | 'images' | 'users',
  gone: { id: string; revision: number },
): LiveState => {
  if ((state.removed[gone.id] ?? -1) >= gone.revision) return state;
  const removed = forgetOldest({ ...state.removed, [gone.id]: gone.revision });
  const have = state[key][gone.id];
  if (have && have.revision > gone.revision) return { ...state, removed };
  const { [gone.id]: _, ...rest } = state[key];
  return { ...state, [key]: rest, removed };
};

// string keys of an object keep the order in which they were added
const forgetOldest = (removed: ById<number>): ById<number> => {
  const entries = Object.entries(removed);
  return entries.length <= keptRemovals ? removed : Object.fromEntries(entries.slice(-keptRemovals));
};
