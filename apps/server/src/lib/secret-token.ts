import { createHash, randomBytes } from 'node:crypto';

/** 256 bits of the operating system's generator, for a one-time link: base64url, 43 characters. */
export const newSecretToken = (): string => randomBytes(32).toString('base64url');

/** What is kept of such a token. It has more entropy than any guessing reaches, so that a plain hash is enough. */
export const hashOfToken = (token: string): string => createHash('sha256').update(token).digest('hex');
