import { isUtf8 } from 'node:buffer';
import { closeCode, type MessageKind, ProtocolViolation } from './frames.ts';

/**
 * Puts the parts of small messages together. How much that can hold is the parser's bound on a message.
 *
 * @param onMessage gets each message; a text message as text
 * @returns the receiver of parts; it throws ProtocolViolation 1007 for text that is not UTF-8
 */
export const wholeMessages = (
  onMessage: (message: string | Buffer) => void,
): ((part: Buffer, kind: MessageKind, last: boolean) => void) => {
  let parts: Buffer[] = [];
  return (part, kind, last) => {
    // a part is a piece of a 64 KiB chunk: kept as it is, a byte would hold all of it
    if (!last) {
      if (part.length > 0) parts.push(Buffer.from(part));
      return;
    }
    const whole = parts.length === 0 ? part : Buffer.concat([...parts, part]);
    parts = [];
    if (kind === 'binary') return onMessage(whole);
    if (!isUtf8(whole)) throw new ProtocolViolation(closeCode.badText, 'the text is not UTF-8');
    onMessage(whole.toString('utf8'));
  };
};
