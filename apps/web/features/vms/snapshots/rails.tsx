import { cx } from '../../../ui/class-names.ts';
import type { TreeRow } from './lay-out-tree.ts';

/** Pixels between two rails, and from the top of a row to its dot. */
const laneWidth = 18;
const dotTop = 30;
/** Deeper forks than fit are drawn on the last rail. */
const mostLanes = 8;

const at = (lane: number): number => Math.min(lane, mostLanes - 1) * laneWidth + laneWidth / 2;

/** The rails of a row: what they mean is said in words beside them. */
export const Rails = ({ row, here }: { row: TreeRow; here: boolean }) => {
  const x = at(row.lane);
  return (
    <div aria-hidden className="relative shrink-0 self-stretch" style={{ width: x + laneWidth / 2 }}>
      {row.passing.map((lane) => (
        <i key={lane} className="absolute inset-y-0 w-px bg-edge" style={{ left: at(lane) }} />
      ))}
      {row.from === null ? null : (
        <i
          className="absolute rounded-bl-card border-b border-l border-edge"
          style={{ left: at(row.from), top: 0, width: x - at(row.from), height: dotTop }}
        />
      )}
      {row.up ? <i className="absolute top-0 w-px bg-edge" style={{ left: x, height: dotTop }} /> : null}
      {row.down ? <i className="absolute bottom-0 w-px bg-edge" style={{ left: x, top: dotTop }} /> : null}
      <i
        className={cx(
          'absolute size-2.5 -translate-x-1/2 -translate-y-1/2 rounded-full border-2',
          here ? 'border-accent bg-accent' : 'border-ink bg-surface',
        )}
        style={{ left: x + 0.5, top: dotTop }}
      />
    </div>
  );
};

export const rowClass = 'flex items-stretch gap-3 pr-4 pl-2';

/** The rails beside a fold of several rows: its own goes through, with gaps while they are folded. */
export const FoldRails = ({ row, open }: { row: TreeRow; open: boolean }) => {
  const x = at(row.lane);
  return (
    <div aria-hidden className="relative shrink-0 self-stretch" style={{ width: x + laneWidth / 2 }}>
      {row.passing.map((lane) => (
        <i key={lane} className="absolute inset-y-0 w-px bg-edge" style={{ left: at(lane) }} />
      ))}
      <i
        className={cx(
          'absolute bottom-0 border-l border-edge',
          row.up ? 'top-0' : 'top-1/2',
          open ? null : 'border-dashed',
        )}
        style={{ left: x }}
      />
    </div>
  );
};
