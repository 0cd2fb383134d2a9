import { createHash } from 'node:crypto';

/** A line as the chain covers it: each column's own text, in the order of migrations/0003_audit_guard.sql. */
export type ChainLine = {
  seq: number;
  previousHash: string;
  hash: string;
  /** null: the column is empty. */
  parts: readonly (string | null)[];
};

/** Characters as PostgreSQL's `length` counts them: a surrogate pair is one. */
const lengthOf = (text: string): number => {
  let count = text.length;
  for (let n = 0; n < text.length; n += 1) {
    const unit = text.charCodeAt(n);
    if (unit >= 0xdc00 && unit <= 0xdfff) count -= 1;
  }
  return count;
};

/**
 * What the hash of a line has to be: SHA-256 in hex over the hash before it and every column, each with its length in
 * front, so that nothing can move from one into the next. Written a second time here on purpose: who could change the
 * database's function could make it say what they like.
 */
export const auditHash = (line: Pick<ChainLine, 'previousHash' | 'parts'>): string => {
  const text = line.parts.map((part) => (part === null ? '-' : `${lengthOf(part)}:${part}`)).join(',');
  return createHash('sha256')
    .update(line.previousHash + text, 'utf8')
    .digest('hex');
};
