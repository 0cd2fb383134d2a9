import { z } from 'zod';

/** 32 bytes of a CSPRNG in base64url: what stands in a one-time link. Only its hash is kept anywhere. */
export const secretToken = z.string().regex(/^[\w-]{43}$/, 'not a token of a link');
