import type { LiveMessage } from '@limen/contract/live';
import type { Operation } from '@limen/contract/operations';
import type { Quota } from '@limen/contract/quotas';
import type { Vm } from '@limen/contract/vms';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { emptyLiveState, keptOperations, type LiveState, reduceLive } from './live-state.ts';

const vmOf = (id: string, revision: number, name = `${id} ${revision}`): Vm => ({
  id,
  name,
  description: '',
  tags: [],
  protected: false,
  autostart: { on: false, order: 0, delaySeconds: 0 },
  favourite: false,
  owner: { id: 'u', userName: 'u', displayName: 'U' },
  hostId: 'h',
  state: 'running',
  stateReason: null,
  stale: false,
  observedAt: null,
  startedAt: null,
  accelerator: 'tcg',
  firmware: 'bios',
  secureBoot: false,
  osId: null,
  tpm: false,
  machine: null,
  cpuModel: null,
  video: 'vga',
  clock: 'utc',
  hyperv: false,
  boot: { order: [], once: null },
  vcpus: { configured: 1, running: null, ceiling: 1 },
  memoryBytes: { configured: 1, running: null, ceiling: 1 },
  disks: [],
  cdroms: [],
  image: null,
  nics: [],
  hostDevices: [],
  cloudInit: null,
  operation: null,
  lastError: null,
  sharedAs: null,
  permissions: [],
  createdAt: '2026-11-22T12:00:00.000Z',
  expiresAt: null,
  lastUsedAt: '2026-11-22T12:00:00.000Z',
  endNoticedAt: null,
  trashedAt: null,
  revision,
});

const operationOf = (id: string, state: Operation['state'], revision = 1): Operation => ({
  id,
  kind: 'vm.start',
  state,
  subjectType: 'vm',
  subjectId: 'a',
  subjectName: 'a',
  actorId: null,
  progress: 0,
  step: null,
  steps: [],
  cancellable: false,
  cancelRequested: false,
  error: null,
  requestId: null,
  createdAt: `2026-11-22T12:00:00.${id.padStart(3, '0')}Z`,
  startedAt: null,
  finishedAt: null,
  revision,
});

const snapshot = (vms: Vm[], operations: Operation[] = []): LiveMessage => ({
  type: 'snapshot',
  seq: 1,
  vms,
  hosts: [],
  images: [],
  operations,
  users: [],
  quota: null,
  quotaRequests: [],
});
const changed = (vm: Vm): LiveMessage => ({ type: 'vm.changed', seq: 1, vm });
const removedAt = (id: string, revision: number): LiveMessage => ({
  type: 'vm.removed',
  seq: 1,
  id,
  revision,
});
const after = (...messages: LiveMessage[]): LiveState => messages.reduce(reduceLive, emptyLiveState);

test('an older revision never replaces a newer one', () => {
  expect(after(changed(vmOf('a', 3)), changed(vmOf('a', 2))).vms['a']?.revision).toBe(3);
});

test('a machine that was removed does not come back by a late message or an old snapshot', () => {
  const state = after(snapshot([vmOf('a', 4)]), removedAt('a', 5));
  expect(reduceLive(state, changed(vmOf('a', 4))).vms['a']).toBeUndefined();
  expect(reduceLive(state, snapshot([vmOf('a', 4)])).vms['a']).toBeUndefined();
  expect(reduceLive(state, changed(vmOf('a', 6))).vms['a']?.revision).toBe(6);
});

test('what a snapshot no longer has is gone; what is newer than the snapshot stays newer', () => {
  const state = after(changed(vmOf('a', 9)), changed(vmOf('b', 1)), snapshot([vmOf('a', 8)]));
  expect(Object.keys(state.vms)).toEqual(['a']);
  expect(state.vms['a']?.revision).toBe(9);
});

test('a message that changes nothing keeps the state itself, so that nothing redraws', () => {
  const state = after(changed(vmOf('a', 2)));
  expect(reduceLive(state, changed(vmOf('a', 2)))).toBe(state);
  expect(reduceLive(state, changed(vmOf('b', 1))).images).toBe(state.images);
});

test('a running operation that a snapshot no longer has is dropped, ended ones are kept up to a bound', () => {
  const ended = Array.from({ length: keptOperations + 5 }, (_, i) => operationOf(String(i), 'succeeded'));
  let state = after(snapshot([], [operationOf('999', 'running')]));
  for (const operation of ended) state = reduceLive(state, { type: 'operation.changed', seq: 1, operation });
  expect(Object.keys(state.operations)).toHaveLength(keptOperations + 1);
  expect(state.operations['0']).toBeUndefined();
  state = reduceLive(state, snapshot([]));
  expect(state.operations['999']).toBeUndefined();
  expect(Object.keys(state.operations)).toHaveLength(keptOperations);
});

const messages = fc.array(
  fc.oneof(
    fc
      .record({ id: fc.constantFrom('a', 'b', 'c'), revision: fc.nat(20) })
      .map((v) => changed(vmOf(v.id, v.revision))),
    fc
      .record({ id: fc.constantFrom('a', 'b', 'c'), revision: fc.nat(20) })
      .map((v) => removedAt(v.id, v.revision)),
  ),
  { maxLength: 40 },
);

test('in any order and with any duplicates, nobody sees an object go back', () => {
  fc.assert(
    fc.property(messages, (list) => {
      let state = emptyLiveState;
      const shown = new Map<string, number>();
      const gone = new Map<string, number>();
      for (const message of list) {
        state = reduceLive(state, message);
        if (message.type === 'vm.removed') {
          gone.set(message.id, Math.max(gone.get(message.id) ?? -1, message.revision));
        }
        for (const vm of Object.values(state.vms)) {
          expect(vm.revision).toBeGreaterThanOrEqual(shown.get(vm.id) ?? 0);
          expect(vm.revision).toBeGreaterThan(gone.get(vm.id) ?? -1);
          shown.set(vm.id, vm.revision);
        }
      }
    }),
  );
});

test('the end of the same messages is the same in any order', () => {
  fc.assert(
    fc.property(
      messages.chain((list) =>
        fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
      ),
      ([list, shuffled]) => {
        const end = (all: LiveMessage[]) =>
          Object.values(after(...all).vms)
            .map((v) => `${v.id}:${v.revision}`)
            .sort();
        expect(end([...shuffled, ...list])).toEqual(end(list));
      },
    ),
  );
});

const share = (limit: number | null) => ({ limit, used: 1, fromDefault: true });
const quotaOf = (userId: string, revision: number, limit: number | null = 5): Quota => ({
  userId,
  vms: share(limit),
  runningVms: share(null),
  vcpus: share(null),
  memoryBytes: share(null),
  diskBytes: share(null),
  snapshots: share(null),
  imageBytes: share(null),
  revision,
});
const quotaChanged = (quota: Quota): LiveMessage => ({ type: 'quota.changed', seq: 1, quota });

test('of a quota the later word of the same revision counts, since the defaults have none, and never an older one', () => {
  const state = after(quotaChanged(quotaOf('a', 3, 5)), quotaChanged(quotaOf('a', 3, 8)));
  expect(state.quotas['a']?.vms.limit).toBe(8);
  expect(reduceLive(state, quotaChanged(quotaOf('a', 2, 1)))).toBe(state);
});

test('a snapshot brings one’s own quota, and leaves those that an administrator was told of', () => {
  const state = reduceLive(after(quotaChanged(quotaOf('other', 1))), {
    ...snapshot([]),
    quota: quotaOf('me', 1),
  } as LiveMessage);
  expect(Object.keys(state.quotas).toSorted()).toEqual(['me', 'other']);
});
