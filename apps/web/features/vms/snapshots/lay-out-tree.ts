import type { Snapshot } from '@limen/contract/snapshots';

/** A line of the drawing. `snapshot` null: where the machine is now. */
export type TreeRow = {
  snapshot: Snapshot | null;
  /** The rail that its dot is on; 0 is the leftmost. */
  lane: number;
  /** The rail that it branches off from, just above; null: it goes on on its own, or begins. */
  from: number | null;
  /** Whether its own rail comes from above, and goes on below. */
  up: boolean;
  down: boolean;
  /** Other rails that pass by. */
  passing: readonly number[];
};

/**
 * A tree as rows with rails, from the oldest down: what was made from one another stays on one rail, so that a chain of hundreds
 * is no wider than one of two. The way to where the machine is now is the leftmost and the last of each fork.
 */
export const layOutTree = (snapshots: readonly Snapshot[]): TreeRow[] => {
  const known = new Set(snapshots.map(({ id }) => id));
  const children = new Map<string | null, Snapshot[]>();
  for (const each of snapshots) {
    const parent = each.parentId !== null && known.has(each.parentId) ? each.parentId : null;
    children.set(parent, [...(children.get(parent) ?? []), each]);
  }
  const byId = new Map(snapshots.map((each) => [each.id, each]));
  const toHere = new Set<string>();
  const current = snapshots.find(({ isCurrent }) => isCurrent);
  for (let at = current; at; at = at.parentId === null ? undefined : byId.get(at.parentId)) toHere.add(at.id);

  const rows: TreeRow[] = [];
  const walk = (start: Snapshot, startLane: number, startFrom: number | null, passing: readonly number[]) => {
    // a chain of any length needs no stack
    let at: Snapshot | undefined = start;
    let from = startFrom;
    let up = false;
    while (at) {
      const here: Snapshot = at;
      const all = (children.get(here.id) ?? []).toSorted(
        (a, b) => Number(toHere.has(a.id)) - Number(toHere.has(b.id)),
      );
      // the last goes on on this rail; here the machine itself is the last
      const onward: Snapshot | undefined = here.isCurrent ? undefined : all.at(-1);
      const branches = here.isCurrent ? all : all.slice(0, -1);
      const down = here.isCurrent || all.length > 0;
      rows.push({ snapshot: here, lane: startLane, from, up, down, passing });
      for (const branch of branches) walk(branch, startLane + 1, startLane, [...passing, startLane]);
      if (here.isCurrent) {
        rows.push({ snapshot: null, lane: startLane, from: null, up: true, down: false, passing });
      }
      at = onward;
      from = null;
      up = true;
    }
  };
  const roots = (children.get(null) ?? []).toSorted(
    (a, b) => Number(toHere.has(a.id)) - Number(toHere.has(b.id)),
  );
  for (const root of roots) walk(root, 0, null, []);
  if (!current && snapshots.length > 0) {
    rows.push({ snapshot: null, lane: 0, from: null, up: false, down: false, passing: [] });
  }
  return rows;
};
