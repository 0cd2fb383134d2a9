import { createHash, createHmac, pbkdf2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

export type ScramCredentials = { readonly user: string; readonly password: string };

/** RFC 7677 asks for at least 4096; above a million a hostile server would only burn our processor. */
const ITERATIONS = { least: 4096, most: 1_000_000 };

const derive = promisify(pbkdf2);
const hmac = (key: Buffer, text: string) => createHmac('sha256', key).update(text).digest();
const escapeName = (name: string) => name.replaceAll('=', '=3D').replaceAll(',', '=2C');
const field = (message: string, name: string) =>
  message
    .split(',')
    .find((part) => part.startsWith(`${name}=`))
    ?.slice(2);

/** The server broke SCRAM's rules or could not prove that it knows the password. */
export class ScramError extends Error {
  override name = 'ScramError';
}

/**
 * The client's side of SCRAM-SHA-256 (RFC 5802, RFC 7677), without channel binding. `first` goes out with the start,
 * `answer(challenge)` goes back for the server's first message, `check(final)` throws ScramError unless the server
 * proved that it knows the password too.
 */
export function scramClient(
  { user, password }: ScramCredentials,
  nonce = randomBytes(18).toString('base64'),
) {
  const bare = `n=${escapeName(user.normalize('NFKC'))},r=${nonce}`;
  let expected: Buffer | undefined;
  return {
    first: `n,,${bare}`,
    async answer(challenge: string): Promise<string> {
      const serverNonce = field(challenge, 'r');
      const salt = field(challenge, 's');
      const iterations = Number(field(challenge, 'i'));
      if (
        serverNonce === undefined ||
        salt === undefined ||
        !serverNonce.startsWith(nonce) ||
        serverNonce === nonce
      ) {
        throw new ScramError('the server does not continue our nonce');
      }
      if (!Number.isInteger(iterations) || iterations < ITERATIONS.least || iterations > ITERATIONS.most) {
        throw new ScramError(`the server asks for ${field(challenge, 'i') ?? 'no'} iterations`);
      }
      const salted = await derive(
        password.normalize('NFKC'),
        Buffer.from(salt, 'base64'),
        iterations,
        32,
        'sha256',
      );
      const clientKey = hmac(salted, 'Client Key');
      const storedKey = createHash('sha256').update(clientKey).digest();
      const withoutProof = `c=biws,r=${serverNonce}`; // biws = base64 of "n,,": no channel binding
      const message = `${bare},${challenge},${withoutProof}`;
      const signature = hmac(storedKey, message);
      const proof = Buffer.from(clientKey.map((byte, index) => byte ^ (signature[index] ?? 0)));
      expected = hmac(hmac(salted, 'Server Key'), message);
      return `${withoutProof},p=${proof.toString('base64')}`;
    },
    check(final: string): void {
      const proof = Buffer.from(field(final, 'v') ?? '', 'base64');
      if (expected === undefined || proof.length !== expected.length || !timingSafeEqual(proof, expected)) {
        throw new ScramError('the server cannot prove that it knows the password');
      }
    },
  };
}
