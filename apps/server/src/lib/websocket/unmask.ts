/**
 * Undoes a client's masking in place (RFC 6455 §5.3): byte i is xor-ed with mask byte (phase + i) mod 4.
 *
 * Four bytes at a time where it pays. Both the view of the bytes and the mask are put together in the machine's own
 * order, so it does not matter which one that is.
 *
 * @param mask four bytes, at `maskAt`
 * @param phase how many bytes of this frame's payload came before
 */
export const unmask = (bytes: Uint8Array, mask: Uint8Array, maskAt: number, phase: number): void => {
  const { length } = bytes;
  const maskByte = (i: number): number => mask[maskAt + ((phase + i) & 3)] ?? 0;
  let at = 0;
  if (length >= 32) {
    while (((bytes.byteOffset + at) & 3) !== 0) {
      bytes[at] = (bytes[at] ?? 0) ^ maskByte(at);
      at += 1;
    }
    const word = new Uint32Array(
      Uint8Array.of(maskByte(at), maskByte(at + 1), maskByte(at + 2), maskByte(at + 3)).buffer,
    )[0];
    if (word === undefined) return;
    const words = new Uint32Array(bytes.buffer, bytes.byteOffset + at, (length - at) >>> 2);
    for (let i = 0; i < words.length; i += 1) words[i] = (words[i] ?? 0) ^ word;
    at += words.length * 4;
  }
  for (; at < length; at += 1) bytes[at] = (bytes[at] ?? 0) ^ maskByte(at);
};
