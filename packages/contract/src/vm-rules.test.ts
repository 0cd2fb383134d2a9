import { expect, test } from 'vitest';
import { goesForGood, vmAction, vmCan, vmState, whyNot } from './vm-rules.ts';

const free = { busy: false, stale: false, permissions: vmAction.options };

test('a machine in the trash can be brought back or deleted for good, and nothing else', () => {
  const possible = vmAction.options.filter((a) => whyNot(a, { ...free, state: 'trashed' }) === null);
  expect(possible).toEqual(['delete', 'restore']);
});

test('a machine whose time is over does not start; it can be extended, looked at and deleted', () => {
  expect(whyNot('start', { ...free, state: 'stopped', ended: true })).toBe('lease');
  expect(whyNot('start', { ...free, state: 'stopped', ended: false })).toBeNull();
  for (const action of ['extend', 'delete'] as const) {
    expect(whyNot(action, { ...free, state: 'stopped', ended: true }), action).toBeNull();
  }
  // what a button says first is what one can do something about
  expect(whyNot('start', { ...free, state: 'running', ended: true })).toBe('state');
});

test('what can come back goes to the trash; a machine that could not be made, and one already there, goes for good', () => {
  const states = vmCan.delete.states;
  const toTrash = states.filter((state) => !goesForGood({ state, stateReason: null }, 7));
  expect(toTrash).toEqual([
    'stopped',
    'running',
    'paused',
    'suspended',
    'stopping',
    'crashed',
    'saved',
    'unknown',
  ]);
  expect(goesForGood({ state: 'failed', stateReason: 'create_failed' }, 7)).toBe(true);
  expect(goesForGood({ state: 'failed', stateReason: 'disk_missing' }, 7)).toBe(false);
  for (const state of vmState.options) expect(goesForGood({ state, stateReason: null }, 0), state).toBe(true);
});

test('discs, drives and boot order change while a machine is off, runs or is paused, and not while it is made or gone', () => {
  for (const action of ['media', 'drives', 'boot'] as const) {
    const states = vmState.options.filter((state) => whyNot(action, { ...free, state }) === null);
    expect(states.toSorted(), action).toEqual(['crashed', 'paused', 'running', 'stopped']);
    expect(whyNot(action, { ...free, state: 'running', busy: true }), action).toBe('busy');
    expect(whyNot(action, { ...free, state: 'running', permissions: [] }), action).toBe('permission');
  }
});

test('a machine with a device of its host is not saved; who may not give devices is told that first', () => {
  const running = { ...free, state: 'running' } as const;
  expect(whyNot('save', { ...running, hostDevices: [{}] })).toBe('hostDevice');
  expect(whyNot('save', { ...running, hostDevices: [] })).toBeNull();
  expect(whyNot('snapshot', { ...running, hostDevices: [{}] })).toBeNull();
  const states = vmState.options.filter((state) => whyNot('hostDevices', { ...free, state }) === null);
  expect(states.toSorted()).toEqual(['crashed', 'running', 'stopped']);
  expect(whyNot('hostDevices', { ...running, permissions: [], busy: true })).toBe('permission');
});
