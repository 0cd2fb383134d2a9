import type { Host } from '@limen/contract/hosts';
import type { Vm } from '@limen/contract/vms';
import { expect, test } from 'vitest';
import { ada, at } from '../testing/ada.ts';
import { pretendVm } from './optimistic-vms.ts';
import { withHostsSeen } from './stale-vms.ts';

const boot = { from: 'image', imageId: 'i' } as const;
const vm: Vm = pretendVm({ name: 'gate', boot, vcpus: 1, memoryBytes: 1, diskBytes: 1 }, 'gate', {
  owner: ada,
  hostId: 'h',
  image: undefined,
  at,
});
const host = (connection: Host['connection']): Record<string, Host> => ({
  h: {
    id: 'h',
    name: 'h',
    connection,
    connectionReason: null,
    lastSeenAt: null,
    accelerator: null,
    cpus: null,
    memoryBytes: null,
    architecture: null,
    libvirtVersion: null,
    qemuVersion: null,
    liveSize: null,
    sysprep: false,
    vmCount: 1,
    pools: [],
    revision: 1,
  },
});

test('a machine is as old as its host’s connection, whatever its own last message said', () => {
  expect(withHostsSeen([vm], host('disconnected'))[0]?.stale).toBe(true);
  expect(withHostsSeen([vm], host('connecting'))[0]?.stale).toBe(true);
  expect(withHostsSeen([{ ...vm, stale: true }], host('connected'))[0]?.stale).toBe(false);
});

test('of a host that is not known, the machine’s own word counts; what is right already stays the same object', () => {
  const stale = { ...vm, stale: true };
  expect(withHostsSeen([stale], {})[0]).toBe(stale);
  expect(withHostsSeen([vm], host('connected'))[0]).toBe(vm);
});
