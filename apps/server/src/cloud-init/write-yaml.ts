/** What we write as YAML: text, numbers, booleans, lists and maps. */
export type YamlValue =
  | string
  | number
  | boolean
  | readonly YamlValue[]
  | { readonly [key: string]: YamlValue };

/**
 * Characters that stand for themselves between double quotes, for every reader: ASCII without `"` and `\`, and letters,
 * marks, digits, punctuation and symbols of all scripts. The rest is escaped: controls, what PyYAML takes for a line break
 * (U+0085, U+2028, U+2029), the byte order mark, and what it refuses to read (YAML 1.1 §5.1, "c-printable").
 */
const plain = /[ !#-[\]-~]|(?![\p{ASCII}\u{85}\u{2028}\u{2029}\u{feff}])[\p{L}\p{M}\p{N}\p{P}\p{S}]/u;

const short: Readonly<Record<string, string>> = { '"': '\\"', '\\': '\\\\', '\n': '\\n', '\t': '\\t' };

const escaped = (character: string): string => {
  const known = short[character];
  if (known !== undefined) return known;
  const code = character.codePointAt(0) ?? 0;
  // by code point: PyYAML takes two \u of a surrogate pair for two characters
  const hex = (digits: number): string => code.toString(16).padStart(digits, '0');
  if (code <= 0xff) return `\\x${hex(2)}`;
  return code <= 0xffff ? `\\u${hex(4)}` : `\\U${hex(8)}`;
};

/**
 * Text between double quotes: never a number, a date, `yes` or a comment, whoever reads it. Half of a surrogate pair, which
 * no file can hold, becomes U+FFFD.
 */
export const quoted = (text: string): string =>
  `"${Array.from(text.toWellFormed(), (c) => (plain.test(c) ? c : escaped(c))).join('')}"`;

const bare = /^[a-z][a-z0-9_-]*$/;
/** What YAML 1.1 would not read as text. */
const special = new Set(['y', 'n', 'yes', 'no', 'on', 'off', 'true', 'false', 'null']);
const keyOf = (key: string): string => (bare.test(key) && !special.has(key) ? key : quoted(key));

/** Lists and maps that are neither empty nor text: they begin on a line of their own. */
const isBlock = (value: YamlValue): value is readonly YamlValue[] | { readonly [key: string]: YamlValue } =>
  typeof value === 'object' && Object.keys(value).length > 0;

const inline = (value: YamlValue): string => {
  if (typeof value === 'string') return quoted(value);
  if (typeof value === 'object') return Array.isArray(value) ? '[]' : '{}';
  return String(value);
};

const lines = (value: YamlValue): string[] => {
  if (!isBlock(value)) return [inline(value)];
  if (Array.isArray(value)) {
    return value.flatMap((item: YamlValue) => {
      const [first = '', ...rest] = lines(item);
      return [`- ${first}`, ...rest.map((text) => `  ${text}`)];
    });
  }
  return Object.entries(value).flatMap(([key, item]: [string, YamlValue]) =>
    isBlock(item)
      ? [`${keyOf(key)}:`, ...lines(item).map((text) => `  ${text}`)]
      : [`${keyOf(key)}: ${inline(item)}`],
  );
};

/**
 * A YAML document that YAML 1.1 (PyYAML, which cloud-init reads with) and 1.2 read back as the same value. The same value
 * gives the same text.
 */
export const writeYaml = (value: YamlValue): string => `${lines(value).join('\n')}\n`;
