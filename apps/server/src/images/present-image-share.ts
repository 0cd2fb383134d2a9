import type { ImageShare } from '@limen/contract/image-access';
import type { ImageShareRecord } from './image-share.rows.ts';

/** The only shape in which a share of an image leaves the server. */
export const presentImageShare = (record: ImageShareRecord): ImageShare => ({
  user: record.user,
  createdBy: record.createdBy,
  createdAt: record.createdAt.toISOString(),
});
