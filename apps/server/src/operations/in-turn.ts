import type { ActiveOperation, OperationRow } from './operation.rows.ts';

/**
 * Which active operations may be worked on now, in the order in which to take them: without those of a bounded kind that
 * wait for a place on their host. A place that is free goes to the owner who has the fewest, so that one who asked for a
 * hundred does not keep the others waiting; among the operations of one owner, to the oldest.
 *
 * @param active oldest first
 * @param about.mostOf of an operation's kind at once on one host; null: no bound
 * @param about.isTaken whether it is being taken up here, though its row may not say so yet
 */
export const inTurn = (
  active: readonly ActiveOperation[],
  about: { mostOf: (row: OperationRow) => number | null; isTaken: (row: OperationRow) => boolean },
): ActiveOperation[] => {
  const waiting = new Map<string, ActiveOperation[]>();
  const begun = new Map<string, OperationRow[]>();
  const chosen = new Set<ActiveOperation>();
  for (const found of active) {
    const { row } = found;
    if (about.mostOf(row) === null) chosen.add(found);
    else if (row.state !== 'queued' || row.cancelRequested || about.isTaken(row)) {
      chosen.add(found);
      push(begun, placeOf(row), row);
    } else push(waiting, placeOf(row), found);
  }
  for (const [place, queue] of waiting) {
    const [first] = queue;
    const inFlight = begun.get(place) ?? [];
    const most = (first && about.mostOf(first.row)) ?? 0;
    const held = new Map<string | null, number>();
    for (const { ownerId } of inFlight) held.set(ownerId, (held.get(ownerId) ?? 0) + 1);
    for (let free = most - inFlight.length; free > 0 && queue.length > 0; free -= 1) {
      const least = Math.min(...queue.map(({ row }) => held.get(row.ownerId) ?? 0));
      const index = queue.findIndex(({ row }) => (held.get(row.ownerId) ?? 0) === least);
      for (const found of queue.splice(index, 1)) {
        chosen.add(found);
        held.set(found.row.ownerId, least + 1);
      }
    }
  }
  return [...chosen];
};

const placeOf = ({ kind, version, hostId }: OperationRow): string => `${kind}@${version} ${hostId}`;

const push = <T>(lists: Map<string, T[]>, key: string, item: T): void => {
  const list = lists.get(key);
  if (list) list.push(item);
  else lists.set(key, [item]);
};
