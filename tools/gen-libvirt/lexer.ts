/** One word, number or sign of a protocol file, with the comment that stood right before it. */
export type Token = { readonly text: string; readonly line: number; readonly comment: string };

const pattern =
  /(\s+)|(%[^\n]*)|(\/\*[\s\S]*?\*\/)|([A-Za-z_][A-Za-z0-9_]*)|(-?(?:0x[0-9a-fA-F]+|\d+))|([{}()[\]<>;:,=*])/y;

/**
 * Splits an XDR language file (RFC 4506 §6.2, with rpcgen's `%` lines) into tokens. Comments are kept, since libvirt
 * states the direction of streams only there (`@readstream: 1`): a token carries the comment right before it; what
 * stands above that one (a long explanation of all annotations opens the list of procedures) is not about it.
 */
export function lex(source: string): Token[] {
  const tokens: Token[] = [];
  let comment = '';
  let line = 1;
  pattern.lastIndex = 0;
  while (pattern.lastIndex < source.length) {
    const at = pattern.lastIndex;
    const match = pattern.exec(source);
    if (!match) throw new Error(`line ${line}: cannot read ${JSON.stringify(source.slice(at, at + 20))}`);
    const [text, , , note, word, number, sign] = match;
    if (note !== undefined) comment = note;
    const token = word ?? number ?? sign;
    if (token !== undefined) {
      tokens.push({ text: token, line, comment });
      comment = '';
    }
    line += text.split('\n').length - 1;
  }
  return tokens;
}
