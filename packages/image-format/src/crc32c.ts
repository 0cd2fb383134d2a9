/** Castagnoli's polynomial, reflected (RFC 3720, B.4). */
const polynomial = 0x82f6_3b78;

const table = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ polynomial : value >>> 1;
  return value;
});

/** CRC-32C of these bytes, with the four at `zeroAt` taken as zero: where the checksum itself stands. */
export const crc32c = (bytes: Uint8Array, zeroAt: number): number => {
  let value = 0xffff_ffff;
  for (const [at, byte] of bytes.entries()) {
    const taken = at >= zeroAt && at < zeroAt + 4 ? 0 : byte;
    value = (value >>> 8) ^ (table[(value ^ taken) & 0xff] ?? 0);
  }
  return (value ^ 0xffff_ffff) >>> 0;
};
