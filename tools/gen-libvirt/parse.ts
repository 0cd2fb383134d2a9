import { lex, type Token } from './lexer.ts';

/** How many: one, exactly `size`, up to `limit` (`<>` has no limit), or none-or-one (`*`). */
export type Shape =
  | { readonly kind: 'one' }
  | { readonly kind: 'fixed'; readonly size: string }
  | { readonly kind: 'variable'; readonly limit: string | null }
  | { readonly kind: 'optional' };

/** A field, an arm of a union or a typedef: `type` is an XDR word (`int`, `unsigned hyper`, `string`) or a type's name. */
export type Declaration = { readonly name: string; readonly type: string; readonly shape: Shape };

export type EnumMember = { readonly name: string; readonly value: string; readonly comment: string };

export type Definition =
  | { readonly kind: 'const'; readonly name: string; readonly value: string }
  | { readonly kind: 'enum'; readonly name: string; readonly members: readonly EnumMember[] }
  | { readonly kind: 'struct'; readonly name: string; readonly fields: readonly Declaration[] }
  | {
      readonly kind: 'union';
      readonly name: string;
      readonly discriminant: Declaration;
      readonly arms: readonly { readonly value: string; readonly arm: Declaration }[];
    }
  | { readonly kind: 'typedef'; readonly name: string; readonly declaration: Declaration };

/** Parses an XDR language file by recursive descent. Throws with the line on anything it does not know. */
export function parse(source: string): Definition[] {
  const tokens = lex(source);
  let at = 0;

  const peek = (ahead = 0): string => tokens[at + ahead]?.text ?? '';
  const next = (): Token => {
    const token = tokens[at];
    if (token === undefined) throw new Error('the file ends in the middle of a definition');
    at += 1;
    return token;
  };
  const expect = (text: string): void => {
    const token = next();
    if (token.text !== text) throw new Error(`line ${token.line}: expected ${text}, found ${token.text}`);
  };
  const word = (): string => {
    const token = next();
    if (!/^[A-Za-z_]/.test(token.text))
      throw new Error(`line ${token.line}: expected a name, found ${token.text}`);
    return token.text;
  };
  const skip = (text: string): boolean => {
    if (peek() !== text) return false;
    at += 1;
    return true;
  };

  /** `unsigned`, `unsigned int`, `unsigned hyper`, `int`, `some_struct` … */
  const type = (): string => {
    const first = word();
    if (first !== 'unsigned') return first;
    return ['int', 'hyper', 'char', 'short'].includes(peek()) ? `unsigned ${word()}` : 'unsigned int';
  };

  const declaration = (): Declaration => {
    const ofType = type();
    if (skip('*')) return { type: ofType, name: word(), shape: { kind: 'optional' } };
    const name = word();
    if (skip('[')) {
      const size = next().text;
      expect(']');
      return { type: ofType, name, shape: { kind: 'fixed', size } };
    }
    if (skip('<')) {
      const limit = peek() === '>' ? null : next().text;
      expect('>');
      return { type: ofType, name, shape: { kind: 'variable', limit } };
    }
    return { type: ofType, name, shape: { kind: 'one' } };
  };

  const enumMembers = (): EnumMember[] => {
    const members: EnumMember[] = [];
    expect('{');
    while (!skip('}')) {
      const comment = tokens[at]?.comment ?? '';
      const name = word();
      expect('=');
      members.push({ name, value: next().text, comment });
      skip(',');
    }
    return members;
  };

  const structFields = (): Declaration[] => {
    const fields: Declaration[] = [];
    expect('{');
    while (!skip('}')) {
      fields.push(declaration());
      expect(';');
    }
    return fields;
  };

  const union = (name: string): Definition => {
    expect('switch');
    expect('(');
    const discriminant = declaration();
    expect(')');
    expect('{');
    const arms: { value: string; arm: Declaration }[] = [];
    while (!skip('}')) {
      expect('case');
      const value = next().text;
      expect(':');
      arms.push({ value, arm: declaration() });
      expect(';');
    }
    return { kind: 'union', name, discriminant, arms };
  };

  const definition = (): Definition => {
    const keyword = next();
    switch (keyword.text) {
      case 'const': {
        const name = word();
        expect('=');
        return { kind: 'const', name, value: next().text };
      }
      case 'enum': {
        const name = word();
        return { kind: 'enum', name, members: enumMembers() };
      }
      case 'struct': {
        const name = word();
        return { kind: 'struct', name, fields: structFields() };
      }
      case 'union':
        return union(word());
      case 'typedef': {
        const declared = declaration();
        return { kind: 'typedef', name: declared.name, declaration: declared };
      }
      default:
        throw new Error(`line ${keyword.line}: unknown definition ${keyword.text}`);
    }
  };

  const definitions: Definition[] = [];
  while (at < tokens.length) {
    definitions.push(definition());
    expect(';');
  }
  return definitions;
}

/** The value of `@name: value` in a comment, if it is there. */
export function annotation(comment: string, name: string): string | undefined {
  return new RegExp(`@${name}:\\s*(\\S+)`).exec(comment)?.[1];
}
