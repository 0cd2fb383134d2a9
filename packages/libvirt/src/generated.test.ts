import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import * as events from './generated/events.ts';
import * as lxc from './generated/lxc-procedures.ts';
import * as remote from './generated/procedures.ts';
import * as qemu from './generated/qemu-procedures.ts';
import type { EventKind, Procedure } from './procedure.ts';
import { XdrError, XdrReader } from './xdr.ts';

// the modules export descriptors and nothing else, which the first test holds them to
const ofRemote = Object.entries(remote) as [string, Procedure<never, unknown>][];
const all = [...Object.values(remote), ...Object.values(qemu), ...Object.values(lxc)] as Procedure<
  never,
  unknown
>[];
const kinds = Object.values(events) as EventKind<{ callbackId: number }>[];

it('every call of libvirt 9.0.0 has its descriptor, under its own name', () => {
  expect(ofRemote.length).toBe(392);
  expect(ofRemote.filter(([name, procedure]) => procedure.name !== name)).toEqual([]);
  const numbers = new Set(all.map(({ program, number }) => `${program.number}/${number}`));
  expect(numbers.size).toBe(all.length);
  expect(Object.keys(qemu).toSorted()).toContain('qemuDomainMonitorCommand');
  expect(new Set(all.map(({ program }) => program.name))).toEqual(new Set(['remote', 'qemu', 'lxc']));
});

it('four procedures stream to us and three from us', () => {
  const streaming = (direction: string) =>
    all.filter(({ stream }) => stream === direction).map(({ name }) => name);
  expect(streaming('read').toSorted()).toEqual([
    'domainOpenChannel',
    'domainOpenConsole',
    'domainScreenshot',
    'storageVolDownload',
  ]);
  expect(streaming('write')).toHaveLength(3);
});

it('no two kinds of events share an id of their family', () => {
  const ids = new Set(kinds.map(({ family, eventId }) => `${family}/${eventId}`));
  expect(ids.size).toBe(kinds.length);
  expect(kinds.length).toBeGreaterThan(30);
});

it('pitfall 10: whatever bytes come, every decoder gives a value or throws XdrError', () => {
  const readers = [...all.map(({ readRet }) => readRet), ...kinds.map(({ readMessage }) => readMessage)];
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 200 }),
    fc.array(fc.nat(4), { maxLength: 60 }).map((words) => {
      const buffer = Buffer.alloc(words.length * 4); // small numbers come far into a structure
      for (const [index, word] of words.entries()) buffer.writeUInt32BE(word, index * 4);
      return new Uint8Array(buffer);
    }),
  );
  fc.assert(
    fc.property(bytes, (message) => {
      for (const read of readers) {
        try {
          read(new XdrReader(message));
        } catch (error) {
          expect(error).toBeInstanceOf(XdrError);
        }
      }
    }),
  );
});
