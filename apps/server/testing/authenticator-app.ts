import { createHmac } from 'node:crypto';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

const fromBase32 = (text: string): Buffer => {
  const bits = Array.from(text, (letter) => alphabet.indexOf(letter).toString(2).padStart(5, '0')).join('');
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
};

/** What an app on a phone shows at a moment (milliseconds since 1970) for a secret in base32: RFC 6238, written from its text. */
export const totpAt = (secret: string, now: number): string => {
  const message = Buffer.alloc(8);
  message.writeUIntBE(Math.floor(now / 30_000), 2, 6);
  const mac = createHmac('sha1', fromBase32(secret)).update(message).digest();
  const offset = (mac[19] ?? 0) & 15;
  const number = mac.readInt32BE(offset) & 0x7fff_ffff;
  return `${number % 1_000_000}`.padStart(6, '0');
};
