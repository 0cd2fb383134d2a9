import { setTimeout as delay } from 'node:timers/promises';
import type { Deps } from '../deps.ts';
import { asKnownError } from './as-known-error.ts';
import type { OperationDefinition, OperationError, Outcome, StepContext } from './define-operation.ts';
import { failpoint } from './failpoint.ts';
import { claim, type OperationRow, renewLease, type StepRow, stepsOf, writeAs } from './operation.rows.ts';

const leaseSeconds = 15;
const renewMs = 5000;
/** An undo that fails is tried again; after these waits what remains is a person's to see. */
const undoWaitsMs = [200, 1000, 5000, 15_000];
const progressMs = 250;

/** Somebody else has the operation now: stop without a word, they will finish it. */
class LeaseLost extends Error {}

type Controls = { holder: string; stopping: AbortSignal; cancelling: AbortController };

/** Works on one operation until it is settled, taken over, or the server stops. */
export const runOperation = async (
  deps: Deps,
  candidate: OperationRow,
  definition: OperationDefinition,
  controls: Controls,
): Promise<void> => {
  const claimed = await claim(deps.db, candidate.id, { name: controls.holder, leaseSeconds });
  if (!claimed) return;
  const worker = new Worker(deps, claimed, definition, controls);
  try {
    await worker.work();
  } catch (error) {
    if (!(error instanceof LeaseLost)) throw error;
  } finally {
    worker.end();
  }
};

class Worker {
  readonly #deps: Deps;
  readonly #definition: OperationDefinition;
  readonly #controls: Controls;
  readonly #lost = new AbortController();
  readonly #renewal: NodeJS.Timeout;
  #row: OperationRow;
  #steps: StepRow[];
  #lastProgress = 0;

  constructor(deps: Deps, row: OperationRow, definition: OperationDefinition, controls: Controls) {
    this.#deps = deps;
    this.#row = row;
    this.#steps = stepsOf(row);
    this.#definition = definition;
    this.#controls = controls;
    this.#renewal = setInterval(() => void this.#renew().catch(() => undefined), renewMs);
    this.#tell();
  }

  end(): void {
    clearInterval(this.#renewal);
  }

  async work(): Promise<void> {
    if (this.#row.state === 'undoing') return this.#undo(this.#row.error as OperationError | null);
    if (this.#row.cancelRequested) this.#controls.cancelling.abort(asCancelled());
    for (const [index, step] of this.#steps.entries()) {
      if (step.state === 'done') continue;
      // shutting down: the row stays as it is, and the next start goes on here
      if (this.#controls.stopping.aborted) return this.#release();
      try {
        this.#controls.cancelling.signal.throwIfAborted();
        await this.#step(index);
      } catch (error) {
        if (error instanceof LeaseLost) throw error;
        if (this.#controls.stopping.aborted) return this.#release();
        this.#deps.log.warn(
          { err: error, operation: this.#row.id, step: step.name },
          'operation step failed',
        );
        const cancelled = this.#controls.cancelling.signal.aborted;
        await this.#mark(index, cancelled ? 'running' : 'failed');
        return this.#undo(cancelled ? null : asKnownError(error));
      }
    }
    await this.#settle('succeeded', null);
  }

  async #step(index: number): Promise<void> {
    const step = this.#definition.steps[index];
    if (!step) return;
    const point = `${this.#definition.kind}.${step.name}`;
    await this.#mark(index, 'running');
    failpoint(this.#deps.config, `${point}:before`);
    const deadline = new AbortController();
    const timer = setTimeout(() => deadline.abort(asDeadline()), step.deadlineSeconds * 1000);
    try {
      const context = this.#context(
        AbortSignal.any([
          deadline.signal,
          this.#controls.cancelling.signal,
          this.#controls.stopping,
          this.#lost.signal,
        ]),
        index,
      );
      // the promise is always waited for: a step that outlives its deadline holds the slot until it has really ended
      await this.#definition.run(index, context);
      if (deadline.signal.aborted) throw deadline.signal.reason;
    } finally {
      clearTimeout(timer);
    }
    failpoint(this.#deps.config, `${point}:after`);
    await this.#mark(index, 'done');
  }

  /** Backwards from the step that was at work; each undo looks at the world again. */
  async #undo(error: OperationError | null): Promise<void> {
    await this.#write({ state: 'undoing', error });
    const remains: string[] = [];
    for (const index of this.#steps.keys().toArray().toReversed()) {
      const step = this.#steps[index];
      if (!step || step.state === 'pending' || step.state === 'undone') continue;
      if (this.#controls.stopping.aborted) return this.#release();
      if (await this.#undoStep(index)) await this.#mark(index, 'undone');
      else remains.push(step.name);
    }
    const cancelled = error === null && remains.length === 0;
    const said: OperationError | null = cancelled
      ? null
      : {
          code: error?.code ?? 'operation.cancelled',
          message: `${error?.message ?? 'Cancelled.'}${remains.length > 0 ? ` Could not be undone: ${remains.join(', ')}.` : ''}`,
        };
    await this.#settle(cancelled ? 'cancelled' : 'failed', said);
  }

  async #undoStep(index: number): Promise<boolean> {
    for (const wait of [0, ...undoWaitsMs]) {
      await delay(wait, undefined, { signal: this.#controls.stopping }).catch(() => undefined);
      if (this.#controls.stopping.aborted) throw new LeaseLost();
      try {
        await this.#definition.undo(
          index,
          this.#context(AbortSignal.any([this.#controls.stopping, this.#lost.signal]), index),
        );
        return true;
      } catch (error) {
        if (error instanceof LeaseLost) throw error;
        this.#deps.log.warn({ err: error, operation: this.#row.id, step: index }, 'undo failed');
      }
    }
    return false;
  }

  async #settle(outcome: Outcome, error: OperationError | null): Promise<void> {
    const last = Math.max(0, this.#steps.length - 1);
    await this.#definition.settle(this.#context(this.#lost.signal, last), outcome, error);
    await this.#write({
      state: outcome,
      error,
      finishedAt: new Date(),
      leaseHolder: null,
      leaseUntil: null,
      ...(outcome === 'succeeded' ? { progress: 1000 } : {}),
    });
  }

  async #release(): Promise<void> {
    await this.#write({ leaseHolder: null, leaseUntil: null });
  }

  async #mark(index: number, state: StepRow['state']): Promise<void> {
    const now = new Date().toISOString();
    this.#steps = this.#steps.map((step, i) =>
      i !== index
        ? step
        : { ...step, state, startedAt: step.startedAt ?? now, finishedAt: state === 'running' ? null : now },
    );
    await this.#write({ steps: this.#steps, progress: this.#permille(index, state === 'done' ? 1 : 0) });
  }

  #permille(index: number, fraction: number): number {
    const weights = this.#definition.steps.map((s) => s.weight ?? 1);
    const before = weights.slice(0, index).reduce((a, b) => a + b, 0);
    const all = weights.reduce((a, b) => a + b, 0);
    return Math.min(1000, Math.round(((before + (weights[index] ?? 0) * fraction) / all) * 1000));
  }

  #context(signal: AbortSignal, index: number): StepContext<unknown> {
    return {
      deps: this.#deps,
      operationId: this.#row.id,
      subjectId: this.#row.subjectId,
      input: this.#row.input,
      signal,
      progress: (fraction) => {
        const now = this.#deps.clock.monotonicMs();
        if (now - this.#lastProgress < progressMs) return;
        this.#lastProgress = now;
        void this.#write({ progress: this.#permille(index, fraction) }).catch(() => undefined);
      },
      guard: () => this.#renew(),
      log: this.#deps.log.child({ operation: this.#row.id }),
    };
  }

  /** Renews the lease; finding it lost ends everything that listens to the signal. */
  async #renew(): Promise<void> {
    const held = await renewLease(this.#deps.db, this.#row, leaseSeconds);
    if (!held) {
      this.#lost.abort(new LeaseLost());
      throw new LeaseLost();
    }
    if (held.cancelRequested && this.#definition.cancellable && this.#row.state === 'running') {
      this.#controls.cancelling.abort(asCancelled());
    }
  }

  async #write(change: Parameters<typeof writeAs>[2]): Promise<void> {
    const row = await writeAs(this.#deps.db, this.#row, change);
    if (!row) throw new LeaseLost();
    this.#row = row;
    this.#tell();
  }

  #tell(): void {
    this.#deps.live.publish('operation.changed', { id: this.#row.id });
  }
}

const asCancelled = (): Error => new Error('cancelled');
const asDeadline = (): Error => new DeadlinePassed();
/** A step took longer than it may. */
export class DeadlinePassed extends Error {}
