import { isDatabaseLost } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import type { OperationDefinition } from './define-operation.ts';
import { Abandoned, HostAway, LeaseLost, ServerStops } from './interruptions.ts';
import { claim, type OperationRow } from './operation.rows.ts';
import type { OperationSession } from './operation-session.rows.ts';
import { OperationWorker } from './operation-worker.ts';

/** Times and bounds of the engine; tests shorten them. */
export type Pace = {
  /** A holder that has not renewed for so long has lost the operation. */
  leaseSeconds: number;
  renewMs: number;
  /** How often rows are looked through that nobody told of: other servers', dead holders', lost notifications. */
  scanMs: number;
  /** Operations at once in this process: most wait for libvirt, which works on four calls at a time. */
  atOnce: number;
  /** An undo that fails is tried again after each of these; then what remains is a person's to see. */
  undoWaitsMs: readonly number[];
  /**
   * How long after its deadline a step is waited for, whose signal has told it to stop. Longer than any call to libvirt
   * may take, so that nothing of it takes effect beside its undo; then only a mistake of ours can still be at it.
   */
  abandonMs: number;
  /** Taken up so often without an end, an operation is undone; after twice as many, it fails as it is. */
  maxTakes: number;
};

export type Controls = {
  pace: Pace;
  holder: string;
  session: OperationSession;
  stopping: AbortSignal;
  /** Aborted when somebody asks for the end of it, here or through the row. */
  cancelling: AbortController;
  /** Aborted when the generation, the lease or the session that holds the lock is lost. */
  lost: AbortController;
};

/** Why it may be taken: its lease ran out, or its holder needs it no more (`gone`: for certain, or it is ourselves). */
export type Claimable = { row: OperationRow; expired: boolean; gone: boolean };

/**
 * Works on one operation until it is settled, taken over, or the server stops.
 *
 * The order is: the subject's lock, then the row under the next generation, then work. Where the lease ran out, a
 * session that still holds the lock belongs to a process that stalls, and is ended.
 *
 * @returns whether it came to its end here
 */
export const runOperation = async (
  deps: Deps,
  { row, expired, gone }: Claimable,
  definition: OperationDefinition,
  controls: Controls,
): Promise<boolean> => {
  const { session, holder, pace } = controls;
  if (!(await session.lock(row.subjectId, expired && row.leaseHolder !== null))) return false;
  try {
    const askedAtMs = deps.clock.monotonicMs();
    const claimed = await claim(
      deps.db,
      row,
      { name: holder, leaseSeconds: pace.leaseSeconds },
      { holder: gone ? row.leaseHolder : null },
      definition.atOncePerHost,
    );
    if (!claimed) return false;
    const worker = new OperationWorker(deps, { row: claimed, askedAtMs }, definition, controls);
    try {
      await worker.work();
      return true;
    } catch (error) {
      if (error instanceof ServerStops || error instanceof HostAway) await worker.release();
      else if (error instanceof Abandoned) {
        // goes on under the next generation, in which nothing that was left behind may do anything
        await worker.release();
        controls.lost.abort(new LeaseLost());
      } else if (!(error instanceof LeaseLost)) throw error;
      return false;
    } finally {
      worker.end();
    }
  } catch (error) {
    // not the operation's fault: the row is as it was, and is taken up again when the database is back
    if (!(error instanceof LeaseLost) && !isDatabaseLost(error)) throw error;
    deps.log.warn({ err: error, operation: row.id }, 'an operation was let go');
    return false;
  } finally {
    await session.unlock(row.subjectId);
  }
};
