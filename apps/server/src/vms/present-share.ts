import { type Share, shareLevel } from '@limen/contract/shares';
import type { ShareRecord } from './share.rows.ts';

/** The only shape in which a share leaves the server. */
export const presentShare = (record: ShareRecord): Share => ({
  user: record.user,
  level: shareLevel.parse(record.level),
  createdBy: record.createdBy,
  createdAt: record.createdAt.toISOString(),
});
