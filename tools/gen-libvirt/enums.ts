import { enumName, sharedPrefix } from './names.ts';

export type CEnum = {
  readonly name: string;
  readonly members: readonly { readonly key: string; readonly value: number; readonly note: string }[];
};

const unescape = (text: string): string =>
  text.replace(
    /&(lt|gt|quot|apos|amp);/g,
    (_, name: string) => ({ lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' })[name] ?? '',
  );

/** Error numbers begin with `VIR_ERR_` but for two warnings, which keep their word: `WAR_NO_NETWORK`. */
const exceptions: Record<string, string> = { virErrorNumber: 'VIR_ERR_' };

/** Every enum of libvirt's API description. Members that count the others (`…_LAST`) are left out: they change with each version. */
export function enumsOfApi(xml: string): CEnum[] {
  const values = new Map<string, string>();
  const byType = new Map<string, { name: string; note: string }[]>();
  for (const [, name = '', value = '', type = '', note = ''] of xml.matchAll(
    /<enum name='([^']+)' file='[^']*' value='([^']*)'(?: value_\w+='[^']*')* type='([^']*)'(?: version='[^']*')?(?: info='([^']*)')?/g,
  )) {
    values.set(name, value);
    if (name.endsWith('_LAST') || type === '') continue;
    const members = byType.get(type) ?? [];
    members.push({ name, note: unescape(note).replaceAll(/\s+/g, ' ').trim() });
    byType.set(type, members);
  }

  /** Some enums are defined by members of others: `VIR_DOMAIN_MEMORY_PARAM_UINT = VIR_TYPED_PARAM_UINT`. */
  const resolve = (value: string): number => {
    const named = values.get(value);
    if (named !== undefined) return resolve(named);
    const number = Number(value);
    if (!Number.isInteger(number)) throw new Error(`cannot resolve the enum value ${value}`);
    return number;
  };

  return [...byType]
    .map(([type, members]) => {
      const names = members.map((member) => member.name);
      const prefix = exceptions[type] ?? sharedPrefix(names, type);
      return {
        name: enumName(type),
        members: members
          .map(({ name, note }) => ({
            key: name.startsWith(prefix) ? name.slice(prefix.length) : name.replace(/^VIR_/, ''),
            value: resolve(name),
            note,
          }))
          .toSorted((a, b) => a.value - b.value),
      };
    })
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

/** `#define`s of the API description, such as `VIR_UUID_BUFLEN` = `(16)` or `(256 + 1)`. */
export function macrosOfApi(xml: string): Map<string, number> {
  const macros = new Map<string, number>();
  for (const [, name = '', raw = ''] of xml.matchAll(
    /<macro name='([^']+)'[^>]*? raw='\(?(\d+(?: \+ \d+)*)\)?'/g,
  )) {
    macros.set(
      name,
      raw.split(' + ').reduce((sum, part) => sum + Number(part), 0),
    );
  }
  return macros;
}

/** The enums as const objects, ready to write. */
export function emitEnums(enums: readonly CEnum[]): string {
  return enums
    .map(({ name, members }) => {
      const lines = members.map(({ key, value, note }) => {
        const shown = /^\d/.test(key) ? `'${key}'` : key;
        return `${note === '' ? '' : `  /** ${note.replaceAll('*/', '* /')} */\n`}  ${shown}: ${value},\n`;
      });
      return `export const ${name} = {\n${lines.join('')}} as const;\nexport type ${name} = (typeof ${name})[keyof typeof ${name}];\n`;
    })
    .join('\n');
}
