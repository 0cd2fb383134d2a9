import { z } from 'zod';

/**
 * How far an API token reaches at most, within what its person may do: each step holds the ones before it.
 * read: look · operate: start, stop and use machines · manage: make, change and delete them · administer: what
 * administrators do. No token reaches passwords, second factors, sessions or other tokens.
 */
export const tokenScope = z.enum(['read', 'operate', 'manage', 'administer']);
export type TokenScope = z.infer<typeof tokenScope>;
