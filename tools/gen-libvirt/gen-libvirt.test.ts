import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { Codecs } from './codecs.ts';
import { protocolFromTree } from './debian-source.ts';
import { emitEnums, enumsOfApi, macrosOfApi } from './enums.ts';
import { camelCase, enumName, pascalCase, sharedPrefix } from './names.ts';
import { annotation, parse } from './parse.ts';
import { emitEvents, emitProcedures } from './procedures.ts';

const sample = `
/* a file */
%#include "internal.h"
const REMOTE_STRING_MAX = 4194304;
const LIST_MAX=0x10;
typedef string remote_nonnull_string<REMOTE_STRING_MAX>;
typedef remote_nonnull_string *remote_string;
typedef opaque remote_uuid[VIR_UUID_BUFLEN];
struct remote_vm { remote_nonnull_string name; remote_uuid uuid; int id; };
union remote_value switch (int type) {
  case VIR_INT: int i;
  case VIR_LONG: unsigned hyper ul;
};
struct remote_vm_read_args { remote_vm vm; unsigned flags; char model[32]; };
struct remote_vm_read_ret { remote_vm vms<LIST_MAX>; /* insert@1 */ remote_string note; remote_value value; };
struct remote_domain_event_callback_lifecycle_msg { int callbackID; remote_vm vm; };
enum remote_procedure {
  /* Each function must be preceded by a comment:
   * - @writestream: paramnumber
   * - @priority: low|high */

  /**
   * @generate: both
   * @readstream: 1
   * @priority: high
   */
  REMOTE_PROC_VM_READ = 1,
  /* - @readstream: paramnumber */
  /** @generate: none */
  REMOTE_PROC_VM_PING = 2,
  REMOTE_PROC_DOMAIN_EVENT_CALLBACK_LIFECYCLE = 3
};`;
const definitions = parse(sample);
const remote = { name: 'remote', definitions };
const codecs = new Codecs(
  definitions,
  new Map([
    ['VIR_UUID_BUFLEN', 16],
    ['VIR_INT', 1],
    ['VIR_LONG', 4],
  ]),
);
const emitted = (name: string) =>
  codecs.emit(definitions.find((one) => one.name === name) ?? definitions[0] ?? raise());
const raise = (): never => {
  throw new Error('the sample is empty');
};

it('parses every kind of definition', () => {
  expect(definitions.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
    'const REMOTE_STRING_MAX',
    'const LIST_MAX',
    'typedef remote_nonnull_string',
    'typedef remote_string',
    'typedef remote_uuid',
    'struct remote_vm',
    'union remote_value',
    'struct remote_vm_read_args',
    'struct remote_vm_read_ret',
    'struct remote_domain_event_callback_lifecycle_msg',
    'enum remote_procedure',
  ]);
  expect(codecs.number('LIST_MAX')).toBe(16);
});

it('names the line it cannot read', () => {
  expect(() => parse('\n\nstruct a { int }; ')).toThrow(/line 3: expected a name/);
  expect(() => parse('const A = 1;\n$')).toThrow(/line 2: cannot read/);
  expect(() => parse('program X { };')).toThrow(/unknown definition program/);
});

it('writes limits and least sizes into the codecs', () => {
  expect(emitted('remote_vm_read_ret')).toContain("vms: r.array(16, 24, 'VmReadRet.vms', () => readVm(r))");
  expect(emitted('remote_vm_read_ret')).toContain(
    "r.optional('VmReadRet.note', () => r.string(4194304, 'VmReadRet.note'))",
  );
  expect(emitted('remote_vm_read_args')).toContain("w.fixedChars(v.model, 32, 'VmReadArgs.model')");
  expect(emitted('remote_vm_read_args')).toContain("w.uint32(v.flags, 'VmReadArgs.flags')");
  expect(emitted('remote_value')).toContain('| { readonly type: 4; readonly value: bigint }');
});

it('keeps what the comments say about streams and priority', () => {
  const { text, count } = emitProcedures(remote);
  expect(count).toBe(2);
  expect(text).toContain(
    "name: 'vmRead', program: remoteProgram, number: 1, stream: 'read', highPriority: true",
  );
  expect(text).toContain(
    "name: 'vmPing', program: remoteProgram, number: 2, stream: 'none', highPriority: false",
  );
  expect(text).toContain('vmPing: Procedure<undefined, undefined>');
  expect(annotation('/* @acl: none */', 'writestream')).toBeUndefined();
});

const ids = (key: string) => new Map([['DomainEventId', new Map([[key, 0]])]]);

it('joins events to the ids of the API, and fails on an event that none carries', () => {
  expect(emitEvents(remote, ids('LIFECYCLE')).text).toContain(
    "name: 'domainEventLifecycle', program: remoteProgram, number: 3, family: 'domain', eventId: 0",
  );
  expect(() => emitEvents(remote, ids('NEWS'))).toThrow(/DomainEventId.NEWS/);
});

it('spells names by one rule', () => {
  expect(camelCase('remote_domain_get_xml_desc')).toBe('domainGetXmlDesc');
  expect([camelCase('callbackID'), camelCase('eventID'), camelCase('nrVirtCpu')]).toEqual([
    'callbackId',
    'eventId',
    'nrVirtCpu',
  ]);
  expect(pascalCase('remote_domain_event_block_job_2_msg')).toBe('DomainEventBlockJob2Msg');
  expect([enumName('virDomainEventID'), enumName('virDomainXMLFlags')]).toEqual([
    'DomainEventId',
    'DomainXmlFlags',
  ]);
  expect(sharedPrefix(['VIR_DOMAIN_NONE', 'VIR_DOMAIN_START_PAUSED'], 'virDomainCreateFlags')).toBe(
    'VIR_DOMAIN_',
  );
  expect(sharedPrefix(['VIR_NETWORK_XML_INACTIVE'], 'virNetworkXMLFlags')).toBe('VIR_NETWORK_XML_');
});

it('reads enums and macros of the API description, resolving one by another and leaving out counters', () => {
  const xml = `
    <macro name='VIR_UUID_BUFLEN' file='h' raw='(16)' version='0.2.0'>
    <macro name='VIR_DOI' file='h' raw='(256 + 1)' version='0.2.0'>
    <enum name='VIR_A_TWO' file='f' value='2' value_hex='0x2' value_bitshift='1' type='virA' version='1' info='two &lt; three
   lines'/>
    <enum name='VIR_A_ONE' file='f' value='VIR_B_ONE' type='virA'/>
    <enum name='VIR_A_LAST' file='f' value='3' type='virA'/>
    <enum name='VIR_B_ONE' file='f' value='1' type='virB'/>`;
  expect([...macrosOfApi(xml)]).toEqual([
    ['VIR_UUID_BUFLEN', 16],
    ['VIR_DOI', 257],
  ]);
  const [first] = enumsOfApi(xml);
  expect(first).toEqual({
    name: 'A',
    members: [
      { key: 'ONE', value: 1, note: '' },
      { key: 'TWO', value: 2, note: 'two < three lines' },
    ],
  });
  expect(emitEnums(enumsOfApi(xml))).toContain(
    'export const A = {\n  ONE: 1,\n  /** two < three lines */\n  TWO: 2,\n} as const;',
  );
});

it('takes a source tree by its version, and nothing that is none', async () => {
  const tree = join(await mkdtemp(join(tmpdir(), 'gen-libvirt-')), 'libvirt-9.0.0');
  await expect(protocolFromTree(dirname(tree))).rejects.toThrow(/expected a folder named libvirt-VERSION/);
  for (const folder of ['remote', 'rpc']) await mkdir(join(tree, 'src', folder), { recursive: true });
  const paths = ['remote/remote_protocol.x', 'remote/qemu_protocol.x', 'remote/lxc_protocol.x'];
  for (const path of [...paths, 'rpc/virnetprotocol.x']) await writeFile(join(tree, 'src', path), path);
  const api = join(tree, 'api.xml');
  await writeFile(api, '<api/>');
  await expect(protocolFromTree(tree, api)).rejects.toThrow(/virkeepaliveprotocol\.x/);
  await writeFile(join(tree, 'src/rpc/virkeepaliveprotocol.x'), 'last');
  const source = await protocolFromTree(tree, api);
  expect(source).toMatchObject({ version: '9.0.0', api: '<api/>' });
  expect(source.files.get('remote/qemu_protocol.x')).toBe('remote/qemu_protocol.x');
  const all = `${[...paths, 'rpc/virnetprotocol.x'].join('')}last`;
  expect(source.sha256).toBe(createHash('sha256').update(all).digest('hex'));
  await rm(dirname(tree), { recursive: true });
});
