/**
 * What a terminal or an editor may act on and JSON lets stand: DEL and C1 (0x9b is an escape sequence's begin), line and
 * paragraph separators, marks and overrides of writing direction, and characters without any width.
 */
const active = /[\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]/g;

/**
 * The same JSON with every such character as an escape. C0 (line ends, ESC) is escaped by JSON itself; so a value can
 * neither begin a line of its own nor colour or turn around what stands beside it, and is read back as it was.
 *
 * @param json whole JSON text: outside of strings it has only ASCII
 */
export const inertJson = (json: string): string =>
  json.replaceAll(active, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);
