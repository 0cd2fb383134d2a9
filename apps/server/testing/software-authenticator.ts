import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import type { Assertion, NewCredential } from '@limen/contract/factors';

type Cbor = number | string | Buffer | Map<number | string, Cbor>;

/** Deterministic CBOR (RFC 8949) of what WebAuthn needs: integers, text, bytes, maps. */
const cbor = (value: Cbor): Buffer => {
  if (typeof value === 'number') return value >= 0 ? head(0, value) : head(1, -1 - value);
  if (typeof value === 'string')
    return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)]);
  if (Buffer.isBuffer(value)) return Buffer.concat([head(2, value.length), value]);
  return Buffer.concat([head(5, value.size), ...[...value].flatMap(([k, v]) => [cbor(k), cbor(v)])]);
};
const head = (major: number, length: number): Buffer => {
  if (length < 24) return Buffer.from([(major << 5) | length]);
  if (length < 256) return Buffer.from([(major << 5) | 24, length]);
  return Buffer.from([(major << 5) | 25, length >> 8, length & 255]);
};

const sha256 = (data: Buffer | string): Buffer => createHash('sha256').update(data).digest();

/** What a page and its authenticator say; each can be made to lie. */
export type Saying = {
  origin: string;
  rpId?: string;
  challenge: string;
  /** Whether a finger or a PIN was asked for. */
  verified?: boolean;
};

/** An authenticator with one ES256 key, as the security key on a desk: attestation `none`, a counter that grows. */
export class SoftwareAuthenticator {
  readonly id = randomBytes(32);
  readonly #key: KeyObject;
  readonly #cose: Buffer;
  #counter = 0;

  constructor() {
    const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    this.#key = pair.privateKey;
    const { x = '', y = '' } = pair.publicKey.export({ format: 'jwk' });
    this.#cose = cbor(
      new Map<number, Cbor>([
        [1, 2],
        [3, -7],
        [-1, 1],
        [-2, Buffer.from(x, 'base64url')],
        [-3, Buffer.from(y, 'base64url')],
      ]),
    );
  }

  #data(said: Saying, withKey: boolean): Buffer {
    const flags = 0x01 | (said.verified === false ? 0 : 0x04) | (withKey ? 0x40 : 0);
    this.#counter += 1;
    const counter = Buffer.alloc(4);
    counter.writeUInt32BE(this.#counter);
    const length = Buffer.from([0, this.id.length]);
    const key = withKey ? [Buffer.alloc(16), length, this.id, this.#cose] : [];
    const rpId = said.rpId ?? new URL(said.origin).hostname;
    return Buffer.concat([sha256(rpId), Buffer.from([flags]), counter, ...key]);
  }

  /** `navigator.credentials.create` */
  make(said: Saying): NewCredential {
    const attestation = new Map<string, Cbor>([
      ['fmt', 'none'],
      ['attStmt', new Map()],
      ['authData', this.#data(said, true)],
    ]);
    return {
      id: this.id.toString('base64url'),
      clientDataJSON: clientData('webauthn.create', said).toString('base64url'),
      attestationObject: cbor(attestation).toString('base64url'),
      transports: ['usb'],
    };
  }

  /** `navigator.credentials.get` */
  answer(said: Saying): Assertion {
    const data = this.#data(said, false);
    const client = clientData('webauthn.get', said);
    return {
      id: this.id.toString('base64url'),
      clientDataJSON: client.toString('base64url'),
      authenticatorData: data.toString('base64url'),
      signature: sign('sha256', Buffer.concat([data, sha256(client)]), this.#key).toString('base64url'),
    };
  }

  /** As a copy of the key would, that was made a while ago. */
  turnBack(): void {
    this.#counter = 0;
  }
}

const clientData = (type: string, { challenge, origin }: Saying): Buffer =>
  Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));
