import { camelCase, pascalCase } from './names.ts';
import type { Declaration, Definition } from './parse.ts';

/** XDR's own words → the TypeScript type and the method of XdrReader and XdrWriter, and the least bytes on the wire. */
const primitives: Record<string, { type: string; method: string; bytes: number }> = {
  int: { type: 'number', method: 'int32', bytes: 4 },
  'unsigned int': { type: 'number', method: 'uint32', bytes: 4 },
  'unsigned short': { type: 'number', method: 'uint16', bytes: 4 },
  'unsigned char': { type: 'number', method: 'uint8', bytes: 4 },
  bool: { type: 'boolean', method: 'bool', bytes: 4 },
  hyper: { type: 'bigint', method: 'int64', bytes: 8 },
  'unsigned hyper': { type: 'bigint', method: 'uint64', bytes: 8 },
  double: { type: 'number', method: 'double', bytes: 8 },
};

/** What the file says about one value: its type in TypeScript, and expressions that write and read it. */
type Codec = {
  readonly type: string;
  readonly bytes: number;
  readonly write: (value: string, field: string) => string;
  readonly read: (field: string) => string;
};

/** All definitions of one or several protocol files, and how each becomes TypeScript. */
export class Codecs {
  readonly #constants: Map<string, number>;
  readonly #named = new Map<string, Definition>();
  readonly #sizes = new Map<string, number>();

  constructor(definitions: readonly Definition[], external: ReadonlyMap<string, number>) {
    this.#constants = new Map(external);
    for (const definition of definitions) {
      if (definition.kind === 'const') this.#constants.set(definition.name, this.number(definition.value));
      else this.#named.set(definition.name, definition);
      if (definition.kind === 'enum') {
        for (const { name, value } of definition.members) this.#constants.set(name, this.number(value));
      }
    }
  }

  /** The value of a literal or of a constant's name. */
  number(text: string): number {
    const value = this.#constants.get(text) ?? Number(text);
    if (!Number.isInteger(value)) throw new Error(`unknown constant ${text}`);
    return value;
  }

  #lookup(name: string): Definition {
    const found = this.#named.get(name);
    if (found === undefined) throw new Error(`unknown type ${name}`);
    return found;
  }

  #one(type: string): Codec {
    const primitive = primitives[type];
    if (primitive !== undefined) {
      const { method, bytes } = primitive;
      return {
        type: primitive.type,
        bytes,
        write: (value, field) => `w.${method}(${value}, '${field}')`,
        read: (field) => `r.${method}('${field}')`,
      };
    }
    const definition = this.#lookup(type);
    if (definition.kind === 'typedef') return this.declared(definition.declaration);
    if (definition.kind === 'enum') return this.#one('int');
    const name = pascalCase(type);
    return {
      type: name,
      bytes: this.#sizeOf(definition),
      write: (value) => `write${name}(w, ${value})`,
      read: () => `read${name}(r)`,
    };
  }

  #sizeOf(definition: Definition): number {
    const known = this.#sizes.get(definition.name);
    if (known !== undefined) return known;
    let size = 4;
    if (definition.kind === 'struct') {
      size = definition.fields.reduce((sum, field) => sum + this.declared(field).bytes, 0);
    } else if (definition.kind === 'union') {
      size += Math.min(...definition.arms.map(({ arm }) => this.declared(arm).bytes));
    }
    this.#sizes.set(definition.name, size);
    return size;
  }

  #bytesLike(declaration: Declaration): Codec | null {
    const { type, shape } = declaration;
    const methods = { opaque: ['fixedOpaque', 'opaque'], char: ['fixedChars', 'chars'] }[type];
    if (methods === undefined) return null;
    if (shape.kind === 'one' && type === 'char') return this.#one('int');
    if (shape.kind !== 'fixed' && shape.kind !== 'variable')
      throw new Error(`${type} ${declaration.name} alone`);
    const [fixed = '', variable = ''] = methods;
    const method = shape.kind === 'fixed' ? fixed : variable;
    const bound = shape.kind === 'fixed' ? this.number(shape.size) : this.#limit(shape.limit);
    const perItem = type === 'char' ? 4 : 1;
    return {
      type: 'Uint8Array',
      bytes: shape.kind === 'fixed' ? bound * perItem : 4,
      write: (value, field) => `w.${method}(${value}, ${bound}, '${field}')`,
      read: (field) => `r.${method}(${bound}, '${field}')`,
    };
  }

  #limit(limit: string | null): number {
    return limit === null ? 0xffff_ffff : this.number(limit);
  }

  /** How a declared field, arm or typedef travels. */
  declared(declaration: Declaration): Codec {
    const { type, shape } = declaration;
    if (type === 'string') {
      const limit = shape.kind === 'variable' ? this.#limit(shape.limit) : 0xffff_ffff;
      return {
        type: 'string',
        bytes: 4,
        write: (value, field) => `w.string(${value}, ${limit}, '${field}')`,
        read: (field) => `r.string(${limit}, '${field}')`,
      };
    }
    const bytesLike = this.#bytesLike(declaration);
    if (bytesLike !== null) return bytesLike;
    const item = this.#one(type);
    if (shape.kind === 'fixed') {
      throw new Error(`${declaration.name}: an array of fixed size of ${type} is not used by libvirt`);
    }
    if (shape.kind === 'one') return item;
    if (shape.kind === 'optional') {
      return {
        type: `${item.type} | null`,
        bytes: 4,
        write: (value, field) => `w.optional(${value}, '${field}', (one) => ${item.write('one', field)})`,
        read: (field) => `r.optional('${field}', () => ${item.read(field)})`,
      };
    }
    const limit = this.#limit(shape.limit);
    const itemType = item.type.includes(' ') ? `(${item.type})` : item.type;
    return {
      type: `readonly ${itemType}[]`,
      bytes: 4,
      write: (value, field) =>
        `w.array(${value}, ${limit}, '${field}', (one) => ${item.write('one', field)})`,
      read: (field) => `r.array(${limit}, ${item.bytes}, '${field}', () => ${item.read(field)})`,
    };
  }

  /** The type of a struct or union, with one function that writes it and one that reads it. */
  emit(definition: Definition): string {
    if (definition.kind === 'struct') return this.#emitStruct(definition.name, definition.fields);
    if (definition.kind === 'union') return this.#emitUnion(definition);
    return '';
  }

  #emitStruct(cName: string, fields: readonly Declaration[]): string {
    const name = pascalCase(cName);
    const parts = fields.map((field) => {
      const key = camelCase(field.name);
      return { key, codec: this.declared(field), path: `${name}.${key}` };
    });
    return [
      `export type ${name} = {\n${parts.map(({ key, codec }) => `  readonly ${key}: ${codec.type};\n`).join('')}};`,
      `export function write${name}(w: XdrWriter, v: ${name}): void {\n${parts
        .map(({ key, codec, path }) => `  ${codec.write(`v.${key}`, path)};\n`)
        .join('')}}`,
      `export function read${name}(r: XdrReader): ${name} {\n  return {\n${parts
        .map(({ key, codec, path }) => `    ${key}: ${codec.read(path)},\n`)
        .join('')}  };\n}`,
    ].join('\n');
  }

  #emitUnion({ name: cName, arms }: Extract<Definition, { kind: 'union' }>): string {
    const name = pascalCase(cName);
    const parts = arms.map(({ value, arm }) => ({
      tag: this.number(value),
      codec: this.declared(arm),
      label: value,
    }));
    return [
      `export type ${name} =\n${parts
        .map(
          ({ tag, codec, label }) =>
            `  /** ${label} */\n  | { readonly type: ${tag}; readonly value: ${codec.type} }`,
        )
        .join('\n')};`,
      `export function write${name}(w: XdrWriter, v: ${name}): void {\n  w.int32(v.type, '${name}.type');\n  switch (v.type) {\n${parts
        .map(
          ({ tag, codec }) => `    case ${tag}:\n      return ${codec.write('v.value', `${name}.value`)};\n`,
        )
        .join('')}    default:\n      throw new XdrError('${name}: unknown type');\n  }\n}`,
      `export function read${name}(r: XdrReader): ${name} {\n  const type = r.int32('${name}.type');\n  switch (type) {\n${parts
        .map(
          ({ tag, codec }) =>
            `    case ${tag}:\n      return { type, value: ${codec.read(`${name}.value`)} };\n`,
        )
        .join('')}    default:\n      throw new XdrError(\`${name}: unknown type \${type}\`);\n  }\n}`,
    ].join('\n');
  }
}
