import { snapshotNameLength } from '@limen/contract/snapshots';

/** Whether a name cannot be a snapshot's. */
export const isNameBad = (name: string): boolean => {
  const { length } = Array.from(name.trim());
  return length === 0 || length > snapshotNameLength;
};
