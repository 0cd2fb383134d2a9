import { z } from 'zod';

/** viewer: sees the machine and watches its screen · operator: also starts, stops and uses it. */
export const shareLevel = z.enum(['viewer', 'operator']);
export type ShareLevel = z.infer<typeof shareLevel>;
