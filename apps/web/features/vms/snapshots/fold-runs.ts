import type { TreeRow } from './lay-out-tree.ts';

/** How many of the newest are seen where a rail ends or the machine is, and how many are at least worth a fold. */
const newest = 3;
const leastFolded = 4;

/** What the schedule calls one: anything else is a name that somebody gave it since. */
const scheduled = /^\d{4}-\d\d-\d\d \d\d:\d\d$/;

/**
 * Rows as a person wants to meet them: what the schedule made under each other is one fold (a list of its rows), but for
 * the newest of all. What somebody made, named or wrote a note to, where a branch begins or leaves, where the machine is and what was not
 * finished stands on its own.
 */
export const foldRuns = (rows: readonly TreeRow[]): (TreeRow | readonly TreeRow[])[] => {
  const seen: (TreeRow | readonly TreeRow[])[] = [];
  let run: TreeRow[] = [];
  /** @param next what stands under them */
  const end = (next?: TreeRow): void => {
    const lane = run.at(-1)?.lane;
    const branches = next !== undefined && next.from !== null && next.from === lane;
    const goesOn = next?.up && next.lane === lane && next.snapshot !== null && !next.snapshot.isCurrent;
    const folded = run.length - (branches ? 1 : goesOn ? 0 : newest);
    if (folded < leastFolded) seen.push(...run);
    else seen.push(run.slice(0, folded), ...run.slice(folded));
    run = [];
  };
  for (const row of rows) {
    // a branch lies between two that are on one rail and do not stand under each other
    if (!row.up || run.at(-1)?.lane !== row.lane) end(row);
    if (isDull(row)) run.push(row);
    else {
      end(row);
      seen.push(row);
    }
  }
  end();
  return seen;
};

const isDull = ({ snapshot, from }: TreeRow): boolean =>
  from === null &&
  snapshot !== null &&
  snapshot.madeBy === 'schedule' &&
  snapshot.state === 'ready' &&
  snapshot.note === '' &&
  !snapshot.isCurrent &&
  scheduled.test(snapshot.name);
