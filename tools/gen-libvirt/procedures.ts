import { camelCase, pascalCase } from './names.ts';
import { annotation, type Definition, type EnumMember } from './parse.ts';

/** A program as its protocol file declares it: `remote`, `qemu` or `lxc`. */
export type ProgramFile = { readonly name: string; readonly definitions: readonly Definition[] };

/** A family of events: its event ids in the API, the procedures' common beginning. */
const families = [
  { family: 'domain', ids: 'DomainEventId', prefixes: ['DOMAIN_EVENT_CALLBACK_', 'DOMAIN_EVENT_'] },
  { family: 'network', ids: 'NetworkEventId', prefixes: ['NETWORK_EVENT_'] },
  { family: 'storagePool', ids: 'StoragePoolEventId', prefixes: ['STORAGE_POOL_EVENT_'] },
  { family: 'nodeDevice', ids: 'NodeDeviceEventId', prefixes: ['NODE_DEVICE_EVENT_'] },
  { family: 'secret', ids: 'SecretEventId', prefixes: ['SECRET_EVENT_'] },
] as const;

/** The event ids of the API, by enum: `DomainEventId` → `LIFECYCLE` → 0. */
export type EventIds = ReadonlyMap<string, ReadonlyMap<string, number>>;

const procedureMembers = (file: ProgramFile): readonly EnumMember[] =>
  file.definitions.flatMap((one) =>
    one.kind === 'enum' && one.name === `${file.name}_procedure` ? one.members : [],
  );

const structNames = (file: ProgramFile): Set<string> =>
  new Set(file.definitions.flatMap((one) => (one.kind === 'struct' ? [one.name] : [])));

/** A procedure of which only the server speaks: it has a message, and neither arguments nor a reply. */
const isEvent = (structs: Set<string>, cName: string): boolean =>
  structs.has(`${cName}_msg`) && !structs.has(`${cName}_args`) && !structs.has(`${cName}_ret`);

const cNameOf = (file: ProgramFile, member: EnumMember): string =>
  `${file.name}_${member.name.replace(/^[A-Z]+_PROC_/, '').toLowerCase()}`;

/** Descriptors of everything a client can call in one program; `imports` are the names it needs from the types file. */
export function emitProcedures(file: ProgramFile): { text: string; imports: string[]; count: number } {
  const structs = structNames(file);
  const imports: string[] = [];
  const lines: string[] = [];
  for (const member of procedureMembers(file)) {
    const cName = cNameOf(file, member);
    if (isEvent(structs, cName)) continue;
    const typeOf = (suffix: string) => (structs.has(cName + suffix) ? pascalCase(cName + suffix) : null);
    const args = typeOf('_args');
    const ret = typeOf('_ret');
    if (args !== null) imports.push(`type ${args}`, `write${args}`);
    if (ret !== null) imports.push(`type ${ret}`, `read${ret}`);
    const stream =
      ['read', 'write'].find((way) => annotation(member.comment, `${way}stream`) !== undefined) ?? 'none';
    const high = annotation(member.comment, 'priority') === 'high';
    const name = camelCase(cName);
    lines.push(
      `export const ${name}: Procedure<${args ?? 'undefined'}, ${ret ?? 'undefined'}> = {`,
      `  name: '${name}', program: ${file.name}Program, number: ${member.value}, stream: '${stream}', highPriority: ${high},`,
      `  writeArgs: ${args === null ? 'writeNothing' : `write${args}`}, readRet: ${ret === null ? 'readNothing' : `read${ret}`},`,
      '};',
    );
  }
  return { text: lines.join('\n'), imports, count: lines.length / 4 };
}

/**
 * Descriptors of every event that carries the id of its callback. The older twins of domain events, without that id,
 * are left out: a server sends them only to clients that register the old way.
 */
export function emitEvents(
  file: ProgramFile,
  eventIds: EventIds,
): { text: string; imports: string[]; count: number } {
  const structs = structNames(file);
  const numbers = new Map(
    procedureMembers(file).map((member) => [member.name.replace(/^REMOTE_PROC_/, ''), member]),
  );
  const imports: string[] = [];
  const lines: string[] = [];
  for (const { family, ids, prefixes } of families) {
    for (const [key, eventId] of eventIds.get(ids) ?? []) {
      const member = prefixes.map((prefix) => numbers.get(prefix + key)).find((found) => found !== undefined);
      if (member === undefined) throw new Error(`no procedure carries the event ${ids}.${key}`);
      const cName = cNameOf(file, member);
      if (!structs.has(`${cName}_msg`)) throw new Error(`no message for ${member.name}`);
      const message = pascalCase(`${cName}_msg`);
      imports.push(`type ${message}`, `read${message}`);
      const name = camelCase(`${family}_event_${key}`);
      lines.push(
        `export const ${name}: EventKind<${message}> = {`,
        `  name: '${name}', program: remoteProgram, number: ${member.value}, family: '${family}', eventId: ${eventId},`,
        `  readMessage: read${message},`,
        '};',
      );
    }
  }
  return { text: lines.join('\n'), imports, count: lines.length / 4 };
}
