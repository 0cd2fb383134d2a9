import { createHash, createPublicKey } from 'node:crypto';
import { AppError } from '../lib/app-error.ts';

/** A public key as one line, without options; `fingerprint` as `ssh-keygen -l -E sha256` prints it. */
export type PublicKey = { type: string; publicKey: string; comment: string; fingerprint: string };

const leastRsaBits = 2048;
/** What OpenSSH itself takes at most (SSHBUF_MAX_BIGNUM, sshbuf.h). */
const mostRsaBits = 16_384;
const curves: Readonly<Record<string, { jwk: string; bytes: number }>> = {
  nistp256: { jwk: 'P-256', bytes: 32 },
  nistp384: { jwk: 'P-384', bytes: 48 },
  nistp521: { jwk: 'P-521', bytes: 66 },
};

const refuse = (why: string): never => {
  throw new AppError('ssh_key.invalid', `This is no public SSH key that LIMEN takes: ${why}.`, {
    field: 'publicKey',
  });
};

/** The parts of an SSH wire format, one after the other (RFC 4251 §5). */
class Reader {
  readonly #bytes: Buffer;
  #at = 0;
  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }
  string(): Buffer {
    if (this.#bytes.length - this.#at < 4) refuse('it ends in the middle');
    const length = this.#bytes.readUInt32BE(this.#at);
    const start = this.#at + 4;
    if (length > this.#bytes.length - start) refuse('it ends in the middle');
    this.#at = start + length;
    return this.#bytes.subarray(start, this.#at);
  }
  text(): string {
    return this.string().toString('latin1');
  }
  /** A number that is not negative and has no needless zero in front. */
  positive(): Buffer {
    const bytes = this.string();
    const [first = 0x80, second = 0] = bytes;
    if (first >= 0x80 || (first === 0 && second < 0x80)) refuse('a number in it is not one');
    return first === 0 ? bytes.subarray(1) : bytes;
  }
  end(): void {
    if (this.#at !== this.#bytes.length) refuse('there is more in it than the key');
  }
}

const bitsOf = (number: Buffer): number => number.length * 8 - Math.clz32(number[0] ?? 0) + 24;

const readRsa = (reader: Reader): void => {
  const exponent = reader.positive();
  const modulus = reader.positive();
  const bits = bitsOf(modulus);
  if (bits < leastRsaBits || bits > mostRsaBits) refuse(`RSA takes ${leastRsaBits} bits or more`);
  if (((exponent.at(-1) ?? 0) & 1) === 0 || (exponent.length === 1 && (exponent[0] ?? 0) < 3)) {
    refuse('its exponent is not one');
  }
};

const readEcdsa = (reader: Reader, wanted: string): void => {
  const name = reader.text();
  const curve = curves[name];
  if (name !== wanted || !curve) return refuse('its curve is another one than its type says');
  const point = reader.string();
  // uncompressed, as RFC 5656 §3.1 asks
  if (point.length !== 1 + 2 * curve.bytes || point[0] !== 4) return refuse('its point is not one');
  const [x, y] = [point.subarray(1, 1 + curve.bytes), point.subarray(1 + curve.bytes)];
  try {
    // throws where the point is not on the curve
    createPublicKey({
      format: 'jwk',
      key: { kty: 'EC', crv: curve.jwk, x: x.toString('base64url'), y: y.toString('base64url') },
    });
  } catch {
    refuse('its point is not on its curve');
  }
};

const readEd25519 = (reader: Reader): void => {
  if (reader.string().length !== 32) refuse('it has not the length of an Ed25519 key');
};

const readApplication = (reader: Reader): void => {
  if (reader.string().length === 0) refuse('it names no application');
};

/** What follows the type in the key, by type; one that is not here is not taken (DSA, certificates). */
const types: Readonly<Record<string, (reader: Reader) => void>> = {
  'ssh-ed25519': readEd25519,
  'ssh-rsa': readRsa,
  'ecdsa-sha2-nistp256': (reader) => readEcdsa(reader, 'nistp256'),
  'ecdsa-sha2-nistp384': (reader) => readEcdsa(reader, 'nistp384'),
  'ecdsa-sha2-nistp521': (reader) => readEcdsa(reader, 'nistp521'),
  'sk-ssh-ed25519@openssh.com': (reader) => {
    readEd25519(reader);
    readApplication(reader);
  },
  'sk-ecdsa-sha2-nistp256@openssh.com': (reader) => {
    readEcdsa(reader, 'nistp256');
    readApplication(reader);
  },
};

/** Of a comment only what can be shown and cannot break a line of authorized_keys. */
const mostComment = 200;
const unshown = /[^\p{L}\p{M}\p{N}\p{P}\p{S} ]/gu;

/**
 * Reads one line of a `.pub` file: `type base64 comment`. Options in front (`command="…"`, `from="…"`) are refused, since
 * they would decide what the key may do on a machine; so are private keys, certificates, DSA and RSA below 2048 bits.
 *
 * @throws AppError `ssh_key.invalid`
 */
export const readPublicKey = (text: string): PublicKey => {
  const line = text.trim();
  if (/PRIVATE KEY/.test(line)) refuse('it is a private key; keep that one to yourself');
  if (/[\r\n\0]/.test(line)) refuse('it has more than one line');
  const [type = '', encoded = '', ...rest] = line.split(/[ \t]+/);
  const read = Object.hasOwn(types, type) ? types[type] : undefined;
  if (!read)
    return refuse(/^ssh-|^ecdsa-|^sk-/.test(type) ? 'of that type none is taken' : 'it begins with no type');
  const bytes = Buffer.from(encoded, 'base64');
  // Node skips what is not base64: only what is written back the same was all of it
  if (encoded === '' || bytes.toString('base64') !== encoded) return refuse('it is not base64');
  const reader = new Reader(bytes);
  if (reader.text() !== type) refuse('its inside is of another type');
  read(reader);
  reader.end();
  const comment = rest.join(' ').normalize('NFC').replaceAll(unshown, '').slice(0, mostComment).trim();
  return {
    type,
    publicKey: comment === '' ? `${type} ${encoded}` : `${type} ${encoded} ${comment}`,
    comment,
    fingerprint: `SHA256:${createHash('sha256').update(bytes).digest('base64').replaceAll('=', '')}`,
  };
};
