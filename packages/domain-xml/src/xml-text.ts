/**
 * What text XML 1.0 can carry, and how it is written.
 * Source: XML 1.0 (fifth edition), productions [2] Char, [14] CharData, and §2.11, §3.3.3 on line ends and attribute values.
 */

/** The longest single text or attribute value that is written, in UTF-16 units. Longest real one: a description. */
export const MAX_TEXT_LENGTH = 64 * 1024;

/** A text that XML, or libvirt, cannot carry unchanged. Thrown before anything is sent. */
export class InvalidXmlText extends Error {
  override readonly name = 'InvalidXmlText';
  /** The field the text was meant for, as in the spec: `title`, `disks[0].path`. */
  readonly path: string;

  constructor(path: string, reason: string) {
    super(`${path}: ${reason}`);
    this.path = path;
  }
}

/* Everything that is not Char: C0 controls but tab, newline and CR; lone surrogates (Unicode mode matches only lone ones
   with \p{Cs}); U+FFFE and U+FFFF. */
// oxlint-disable-next-line no-control-regex -- the control characters are what this looks for
const NOT_CHAR = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|\p{Cs}/u;

/**
 * Returns `text` if XML 1.0 can carry it, else throws {@link InvalidXmlText} with `path`.
 * The limit is {@link MAX_TEXT_LENGTH}.
 */
export function checkXmlText(text: string, path: string): string {
  if (text.length > MAX_TEXT_LENGTH) {
    throw new InvalidXmlText(path, `longer than ${MAX_TEXT_LENGTH} characters`);
  }
  const found = NOT_CHAR.exec(text);
  if (found) {
    const code = (found[0].codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
    throw new InvalidXmlText(path, `U+${code} at ${found.index} cannot be written in XML`);
  }
  return text;
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  "'": '&apos;',
  '"': '&quot;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
};

const escape = (char: string): string => ESCAPES[char] ?? char;

/**
 * Text between tags. All five characters are escaped, as libvirt does, so that what libvirt printed is printed the same;
 * a bare CR would be read as a newline (§2.11).
 */
export const escapeText = (text: string): string => text.replaceAll(/[&<>'"\r]/g, escape);

/** An attribute value, without quotes. Bare tab, newline and CR would be read as spaces (§3.3.3). */
export const escapeAttribute = (text: string): string => text.replaceAll(/[&<>'"\t\n\r]/g, escape);
