import { statfs } from 'node:fs/promises';
import type { Config } from '../config.ts';

/** Left free for everything else that lives in LIMEN's home, its database first. */
const spareBytes = 1024 ** 3;

/** Bytes that may still come to LIMEN's home. Others write there too: it is true for a moment. */
export const hostRoomBytes = async ({ home }: Pick<Config, 'home'>): Promise<number> => {
  const { bavail, bsize } = await statfs(home);
  return Math.max(0, bavail * bsize - spareBytes);
};
