import { uploadDays } from '@limen/contract/uploads';

/** When an upload is given up, if no byte comes after this moment. */
export const expiryFrom = (now: Date): Date => new Date(now.getTime() + uploadDays * 86_400_000);
