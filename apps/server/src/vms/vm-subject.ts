import { z } from 'zod';

/** What every operation on one machine has to remember: which. The rest is read again from the row when it runs. */
export const vmSubject = z.object({ vmId: z.uuid() });
export type VmSubject = z.infer<typeof vmSubject>;
