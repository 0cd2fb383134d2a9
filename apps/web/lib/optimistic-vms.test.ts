import type { Operation } from '@limen/contract/operations';
import { whyNot } from '@limen/contract/vm-rules';
import type { CreateVmInput } from '@limen/contract/new-vms';
import type { Vm } from '@limen/contract/vms';
import { expect, test } from 'vitest';
import { ada, at } from '../testing/ada.ts';
import { isPretended, pretendVm, type Sent, withWhatIsKnownSooner } from './optimistic-vms.ts';

const body: CreateVmInput = {
  name: 'quiet-gate',
  boot: { from: 'image', imageId: 'i' },
  vcpus: 1,
  memoryBytes: 1,
  diskBytes: 1,
};
const pretended = pretendVm(body, body.name, { owner: ada, hostId: 'h', image: undefined, at });
const stopped: Vm = {
  ...pretended,
  id: 'v',
  state: 'stopped',
  operation: null,
  permissions: ['start'],
  revision: 4,
};
const operation = (state: Operation['state'], revision = 1): Operation => ({
  ...(pretended.operation ?? expect.fail('no operation')),
  id: 'o',
  kind: 'vm.start',
  state,
  subjectId: 'v',
  progress: revision / 10,
  revision,
});
const sent = new Map<string, Sent>([['v', { kind: 'vm.start', revision: 4, at }]]);
const shown = (vm: Vm, operations: Operation[] = [], asked: ReadonlyMap<string, Sent> = new Map()): Vm =>
  withWhatIsKnownSooner([vm], operations, asked)[0] ?? expect.fail('no machine');

test('a machine that was asked for is shown as being created, and nothing can be done with it yet', () => {
  expect(isPretended(pretended)).toBe(true);
  expect(pretended).toMatchObject({
    name: 'quiet-gate',
    state: 'creating',
    operation: { kind: 'vm.create' },
  });
  expect(whyNot('delete', { ...pretended, busy: true })).not.toBeNull();
});

test('an action that was sent shows at once, and no longer when the machine itself has changed or it was refused', () => {
  expect(shown(stopped, [], sent).operation?.kind).toBe('vm.start');
  expect(shown({ ...stopped, revision: 5 }, [], sent).operation).toBeNull();
  expect(shown(stopped).operation).toBeNull();
});

test('an operation that only the list of operations knows yet is shown on its machine', () => {
  expect(shown(stopped, [operation('running', 3)]).operation?.id).toBe('o');
});

test('progress that the list of operations heard is shown over what the machine carries', () => {
  const vm = { ...stopped, operation: operation('running', 1) };
  expect(shown(vm, [operation('running', 7)]).operation?.progress).toBe(0.7);
});

test('an operation that has ended does not hold its machine any longer', () => {
  const vm = { ...stopped, operation: operation('running', 1) };
  expect(shown(vm, [operation('succeeded', 2)]).operation).toBeNull();
});
