import { GiB } from '@limen/contract/fields';
import type { Quota } from '@limen/contract/quotas';
import { type QuotaDimension, quotaDimensions } from '@limen/contract/settings';
import type { Usage } from './quota.rows.ts';

const plain = (amount: number): string => String(amount);
const gib = (amount: number): string => `${Math.round((amount / GiB) * 100) / 100}`;
const words: Readonly<Record<QuotaDimension, [unit: string, show: (amount: number) => string]>> = {
  vms: ['machines', plain],
  runningVms: ['running machines', plain],
  vcpus: ['vCPUs', plain],
  memoryBytes: ['GiB of memory', gib],
  diskBytes: ['GiB of disk', gib],
  snapshots: ['snapshots', plain],
  imageBytes: ['GiB of images', gib],
};

/** The first dimension in which this would be more than the quota, and a sentence with the numbers; null: it fits. */
export const whatDoesNotFit = (
  quota: Quota,
  usage: Usage,
): { dimension: QuotaDimension; message: string } | null => {
  for (const dimension of quotaDimensions) {
    const { limit, used } = quota[dimension];
    const after = used + (usage[dimension] ?? 0);
    if (after === used || limit === null || after <= limit) continue;
    const [unit, show] = words[dimension];
    const message = `This would be ${show(after)} of ${show(limit)} ${unit}; ${show(used)} are in use.`;
    return { dimension, message };
  }
  return null;
};
