import { type TokenScope, tokenScope } from '@limen/contract/tokens';
import { z } from 'zod';

/** Every API token begins like this, so that it is known where it should not be (a log, a repository). */
export const tokenPrefix = 'limen_';
/** How much of a token stays readable in the list of its person. */
export const startLength = tokenPrefix.length + 4;

/** better-auth keeps what a key may do as words by subject; ours has one subject and one word. */
const permissions = z.strictObject({ scope: z.tuple([tokenScope]) });

export const permissionsOfScope = (scope: TokenScope): { scope: string[] } => ({ scope: [scope] });

/** The scope of a stored token; undefined: not one of ours, and good for nothing. */
export const scopeOfPermissions = (stored: string | null): TokenScope | undefined => {
  if (stored === null) return undefined;
  try {
    return permissions.safeParse(JSON.parse(stored)).data?.scope[0];
  } catch {
    return undefined;
  }
};
