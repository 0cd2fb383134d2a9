import { createHash } from 'node:crypto';
import { Codecs } from './codecs.ts';
import type { ProtocolSource } from './debian-source.ts';
import { emitEnums, enumsOfApi, macrosOfApi } from './enums.ts';
import { parse } from './parse.ts';
import { type EventIds, emitEvents, emitProcedures, type ProgramFile } from './procedures.ts';

/** Makes every file of packages/libvirt/src/generated: its name and text. */
export function generate(source: ProtocolSource): ReadonlyMap<string, string> {
  const { api } = source;
  const definitionsOf = (path: string) => parse(source.files.get(path) ?? '');
  const framing = definitionsOf('rpc/virnetprotocol.x');
  const keepalive = definitionsOf('rpc/virkeepaliveprotocol.x');
  const programs: ProgramFile[] = ['remote', 'qemu', 'lxc'].map((name) => ({
    name,
    definitions: definitionsOf(`remote/${name}_protocol.x`),
  }));

  const enums = enumsOfApi(api);
  const external = macrosOfApi(api);
  for (const { name, members } of enums) {
    if (name === 'TypedParameterType')
      for (const { key, value } of members) external.set(`VIR_TYPED_PARAM_${key}`, value);
  }
  const codecs = new Codecs(
    [...framing, ...keepalive, ...programs.flatMap((program) => program.definitions)],
    external,
  );

  const header = (what: string, hash: string) =>
    `// ${what}\n// Made by tools/gen-libvirt from libvirt ${source.version}; sha256 ${hash}. Do not edit.\n\n`;
  const fromProtocol = (what: string) => header(what, source.sha256);
  const importList = (names: readonly string[], from: string) =>
    `import {\n${[...new Set(names)].map((name) => `  ${name},\n`).join('')}} from '${from}';\n`;
  const xdrImport = (text: string) =>
    `import { ${text.includes('new XdrError') ? 'XdrError, ' : ''}type XdrReader, type XdrWriter } from '../xdr.ts';\n\n`;
  const made = new Map<string, string>();
  const write = (name: string, text: string) => void made.set(name, text);

  const types = programs
    .flatMap((program) => program.definitions.map((one) => codecs.emit(one)))
    .filter(Boolean)
    .join('\n\n');
  write(
    'types.ts',
    `${fromProtocol('What libvirt procedures take and give back.')}${xdrImport(types)}${types}\n`,
  );

  const wireTypes = framing
    .map((one) => codecs.emit(one))
    .filter(Boolean)
    .join('\n\n');
  const constant = (name: string, ours: string) => `export const ${ours} = ${codecs.number(name)};\n`;
  write(
    'wire.ts',
    [
      fromProtocol('The framing of RPC messages: headers, errors, stream holes, keepalive.'),
      xdrImport(wireTypes),
      constant('VIR_NET_MESSAGE_MAX', 'messageMax'),
      constant('VIR_NET_MESSAGE_LEN_MAX', 'lengthBytes'),
      constant('VIR_NET_MESSAGE_HEADER_MAX', 'headerBytes'),
      constant('VIR_NET_MESSAGE_LEGACY_PAYLOAD_MAX', 'streamChunkMax'),
      'export const MessageType = { CALL: 0, REPLY: 1, MESSAGE: 2, STREAM: 3, CALL_WITH_FDS: 4, REPLY_WITH_FDS: 5, STREAM_HOLE: 6 } as const;\n',
      'export const MessageStatus = { OK: 0, ERROR: 1, CONTINUE: 2 } as const;\n',
      `export const AuthType = { NONE: ${codecs.number('REMOTE_AUTH_NONE')}, SASL: ${codecs.number('REMOTE_AUTH_SASL')}, POLKIT: ${codecs.number('REMOTE_AUTH_POLKIT')} } as const;\n`,
      `export const remoteProgram = { name: 'remote', number: ${codecs.number('REMOTE_PROGRAM')}, version: ${codecs.number('REMOTE_PROTOCOL_VERSION')} } as const;\n`,
      `export const qemuProgram = { name: 'qemu', number: ${codecs.number('QEMU_PROGRAM')}, version: ${codecs.number('QEMU_PROTOCOL_VERSION')} } as const;\n`,
      `export const lxcProgram = { name: 'lxc', number: ${codecs.number('LXC_PROGRAM')}, version: ${codecs.number('LXC_PROTOCOL_VERSION')} } as const;\n`,
      `export const keepaliveProgram = { name: 'keepalive', number: ${codecs.number('KEEPALIVE_PROGRAM')}, version: ${codecs.number('KEEPALIVE_PROTOCOL_VERSION')} } as const;\n`,
      constant('KEEPALIVE_PROC_PING', 'keepalivePing'),
      constant('KEEPALIVE_PROC_PONG', 'keepalivePong'),
      `\n${wireTypes}\n`,
    ].join(''),
  );

  for (const program of programs) {
    const { text, imports, count } = emitProcedures(program);
    const name = program.name === 'remote' ? 'procedures.ts' : `${program.name}-procedures.ts`;
    const needs = ['readNothing', 'writeNothing'].filter((one) => text.includes(one));
    write(
      name,
      [
        fromProtocol(`The ${count} procedures of the program ${program.name} that a client can call.`),
        importList(['type Procedure', ...needs], '../procedure.ts'),
        importList(imports, './types.ts'),
        `import { ${program.name}Program } from './wire.ts';\n\n${text}\n`,
      ].join(''),
    );
  }

  const eventIds: EventIds = new Map(
    enums.map(({ name, members }) => [name, new Map(members.map(({ key, value }) => [key, value]))]),
  );
  const [remote] = programs;
  if (remote === undefined) throw new Error('no remote program');
  const events = emitEvents(remote, eventIds);
  write(
    'events.ts',
    [
      fromProtocol(`The ${events.count} kinds of events a connection can subscribe to.`),
      importList(['type EventKind'], '../procedure.ts'),
      importList(events.imports, './types.ts'),
      `import { remoteProgram } from './wire.ts';\n\n${events.text}\n`,
    ].join(''),
  );

  const apiHash = createHash('sha256').update(api).digest('hex');
  write('enums.ts', `${header("libvirt's enums, flags and error codes.", apiHash)}${emitEnums(enums)}`);
  return made;
}
