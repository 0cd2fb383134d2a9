import { setTimeout as delay } from 'node:timers/promises';
import { isDatabaseLost } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { asKnownError } from './as-known-error.ts';
import type { OperationDefinition, OperationError, Outcome, StepContext } from './define-operation.ts';
import { failpoint } from './failpoint.ts';
import {
  Abandoned,
  cancelled,
  deadlinePassed,
  HostAway,
  isHostAway,
  LeaseLost,
  ServerStops,
} from './interruptions.ts';
import { type OperationRow, renewLease, type StepRow, stepsOf, writeAs } from './operation.rows.ts';
import type { Controls } from './run-operation.ts';

/** Progress that a page sees is told at most four times a second. */
const progressMs = 250;
/** Settling writes rows, and tells. */
const settleSeconds = 60;

/**
 * One worker on one operation under one generation. Every write names the generation, so that a worker which was taken
 * over writes nothing; what it has begun outside is found again by the next one, since steps are idempotent.
 *
 *     running ──every step done──────────────▶ settled ─▶ succeeded
 *        └──error, deadline, cancel──▶ undoing ─▶ settled ─▶ failed | cancelled
 *                                      (undoing nothing once a step that keeps has begun)
 *
 * A step or undo that outlives its deadline is waited for, and its subject stays taken: undoing beside a call that may
 * still take effect would leave that effect behind. One that has not returned long after that is left behind.
 */
export class OperationWorker {
  readonly #deps: Deps;
  readonly #definition: OperationDefinition;
  readonly #controls: Controls;
  readonly #renewal: NodeJS.Timeout;
  #row: OperationRow;
  #steps: StepRow[];
  #heldUntilMs: number;
  #progressAtMs = Number.NEGATIVE_INFINITY;
  #progressing: Promise<unknown> = Promise.resolve();

  /** @param claimed.askedAtMs when it was asked for, by the monotonic clock: its lease runs at least from then */
  constructor(
    deps: Deps,
    { row, askedAtMs }: { row: OperationRow; askedAtMs: number },
    definition: OperationDefinition,
    controls: Controls,
  ) {
    this.#deps = deps;
    this.#row = row;
    this.#steps = stepsOf(row);
    this.#definition = definition;
    this.#controls = controls;
    this.#heldUntilMs = askedAtMs + controls.pace.leaseSeconds * 1000;
    this.#renewal = setInterval(() => void this.#keepLease(), controls.pace.renewMs);
    this.#noticeCancel(row);
    this.#tell();
  }

  end(): void {
    clearInterval(this.#renewal);
  }

  /** @throws LeaseLost, ServerStops, HostAway, Abandoned: the operation is not at its end, and others go on with it */
  async work(): Promise<void> {
    const unfit = this.#unfit();
    if (unfit !== undefined) return this.#fail(unfit);
    const { generation, state } = this.#row;
    if (state === 'undoing') return this.#undo();
    if (generation > this.#controls.pace.maxTakes) {
      return this.#turnBack(interrupted(`It was begun ${generation} times and never came to its end.`));
    }
    for (const [index, step] of this.#steps.entries()) {
      if (step.state === 'done') continue;
      this.#requireGoingOn();
      if (this.#controls.cancelling.signal.aborted) return this.#turnBack(null);
      try {
        await this.#step(index);
      } catch (error) {
        if (isInterruption(error)) throw error;
        this.#requireGoingOn();
        if (error instanceof Abandoned) {
          await this.#turnBackLater(index);
          throw error;
        }
        if (this.#controls.cancelling.signal.aborted) return this.#turnBack(null);
        this.#requireHost(error);
        this.#log().warn({ err: error, step: step.name }, 'operation step failed');
        return this.#turnBack(asKnownError(error), index);
      }
    }
    await this.#settle('succeeded', null);
  }

  /** Gives it back at once, for the next start to go on with. Never fails. */
  async release(): Promise<void> {
    await this.#write({ leaseHolder: null, leaseUntil: null }).catch((error: unknown) =>
      this.#log().warn({ err: error }, 'could not give an operation back; its lease will run out'),
    );
  }

  /** What makes this row one that nobody here can work on, as a sentence. */
  #unfit(): string | undefined {
    if (!this.#definition.accepts(this.#row.input)) return 'What was stored for it cannot be read.';
    const names = this.#definition.steps.map((s) => s.name).join();
    if (names !== this.#steps.map((s) => s.name).join()) return 'Its steps are not those of its kind.';
    return undefined;
  }

  async #step(index: number): Promise<void> {
    const step = this.#definition.steps[index];
    if (!step) return;
    const point = `${this.#definition.kind}.${step.name}`;
    await this.#mark(index, 'running');
    await this.#within(step, [this.#controls.cancelling.signal], async (signal) => {
      await failpoint(this.#deps.config, point, 'before');
      await this.#definition.run(index, this.#context(signal, index));
      await failpoint(this.#deps.config, point, 'after');
    });
    await this.#mark(index, 'done');
  }

  /** Runs to its real end; one that ended late, however it ended, has passed its deadline. */
  async #within(
    step: { name: string; deadlineSeconds: number },
    more: AbortSignal[],
    work: (signal: AbortSignal) => Promise<void>,
  ): Promise<void> {
    const deadline = new AbortController();
    const deadlineMs = step.deadlineSeconds * 1000;
    const timer = setTimeout(() => deadline.abort(deadlinePassed(step.name)), deadlineMs);
    const left = Promise.withResolvers<never>();
    const patience = setTimeout(
      () => left.reject(new Abandoned(`${step.name} did not return`)),
      deadlineMs + this.#controls.pace.abandonMs,
    );
    try {
      const { stopping, lost } = this.#controls;
      const working = work(AbortSignal.any([...more, deadline.signal, stopping, lost.signal]));
      await Promise.race([working, left.promise]);
    } catch (error) {
      if (error instanceof Abandoned) throw error;
      if (this.#controls.lost.signal.aborted) throw new LeaseLost(undefined, { cause: error });
      if (!deadline.signal.aborted) throw error;
    } finally {
      clearTimeout(timer);
      clearTimeout(patience);
    }
    deadline.signal.throwIfAborted();
  }

  /** @param error null: cancelled. @param failed the step that did not succeed */
  async #turnBack(error: OperationError | null, failed?: number): Promise<void> {
    if (failed !== undefined) this.#setStep(failed, 'failed');
    await this.#write({ state: 'undoing', error, steps: this.#steps });
    await this.#undo();
  }

  /** The same for a step that never returned; what undoes it may begin only when this worker can do nothing any more. */
  async #turnBackLater(index: number): Promise<void> {
    const step = this.#steps[index]?.name ?? '';
    this.#log().error({ step }, 'an operation step never returned');
    this.#setStep(index, 'failed');
    const asked = this.#controls.cancelling.signal.aborted;
    const error = asked ? null : asKnownError(deadlinePassed(step));
    await this.#write({ state: 'undoing', error, steps: this.#steps });
  }

  /** Backwards through what was begun; each undo looks at the world again. */
  async #undo(): Promise<void> {
    // only #turnBack writes it in this state
    const error = this.#row.error as OperationError | null;
    const hopeless = this.#row.generation > 2 * this.#controls.pace.maxTakes;
    const remains: string[] = [];
    const stays = this.#definition.steps.some(
      ({ keeps }, index) => keeps && this.#steps[index]?.state !== 'pending',
    );
    for (const index of stays ? [] : this.#steps.keys().toArray().toReversed()) {
      const step = this.#steps[index];
      if (!step || step.state === 'pending' || step.state === 'undone') continue;
      if (!hopeless && (await this.#persist(`undo of ${step.name}`, () => this.#undoStep(index)))) {
        await this.#mark(index, 'undone');
      } else remains.push(step.name);
    }
    if (error === null && remains.length === 0) return this.#settle('cancelled', null);
    const { code, message } = error ?? { code: 'operation.cancelled', message: 'Cancelled.' };
    const rest = remains.length > 0 ? ` Could not be undone: ${remains.join(', ')}.` : '';
    await this.#settle('failed', { code, message: `${message}${rest}` });
  }

  async #undoStep(index: number): Promise<void> {
    const step = this.#definition.steps[index];
    if (!step) return;
    const point = `${this.#definition.kind}.${step.name}`;
    await this.#within(step, [], async (signal) => {
      await failpoint(this.#deps.config, point, 'undo-before');
      await this.#definition.undo(index, this.#context(signal, index));
      await failpoint(this.#deps.config, point, 'undo-after');
    });
  }

  async #settle(outcome: Outcome, error: OperationError | null): Promise<void> {
    const last = Math.max(0, this.#steps.length - 1);
    // one that fails for good is left to the comparison with the world: the subject must not stay taken for ever
    await this.#persist('settling', () =>
      this.#within({ name: 'settling', deadlineSeconds: settleSeconds }, [], (signal) =>
        this.#definition.settle(this.#context(signal, last), outcome, error),
      ),
    );
    await this.#end(outcome, error);
    const context = this.#context(this.#controls.stopping, last);
    await this.#definition.tell(context).catch((failure: unknown) => {
      this.#log().warn({ err: failure }, 'the end of an operation was not told');
    });
  }

  async #fail(message: string): Promise<void> {
    const begun = this.#steps.filter((s) => s.state !== 'pending' && s.state !== 'undone').map((s) => s.name);
    const rest = begun.length > 0 ? ` Not undone: ${begun.join(', ')}.` : '';
    this.#log().error({ kind: this.#row.kind, version: this.#row.version }, message);
    await this.#end('failed', interrupted(`${message}${rest}`));
  }

  async #end(outcome: Outcome, error: OperationError | null): Promise<void> {
    await this.#progressing;
    await this.#write({
      state: outcome,
      error,
      finishedAt: this.#deps.clock.now(),
      leaseHolder: null,
      leaseUntil: null,
      ...(outcome === 'succeeded' ? { progress: 1000 } : {}),
    });
  }

  /** Tries until it succeeds or all waits are used up. @returns whether it succeeded */
  async #persist(what: string, job: () => Promise<void>): Promise<boolean> {
    for (const wait of [0, ...this.#controls.pace.undoWaitsMs]) {
      await delay(wait, undefined, { signal: this.#controls.stopping }).catch(() => undefined);
      this.#requireGoingOn();
      try {
        await job();
        return true;
      } catch (error) {
        if (isInterruption(error)) throw error;
        this.#requireGoingOn();
        this.#requireHost(error);
        this.#log().warn({ err: error }, `${what} failed`);
      }
    }
    this.#log().error({ kind: this.#row.kind, subject: this.#row.subjectId }, `${what} failed for good`);
    return false;
  }

  #requireGoingOn(): void {
    if (this.#controls.lost.signal.aborted) throw new LeaseLost();
    if (this.#controls.stopping.aborted) throw new ServerStops();
  }

  /** What a host that is away has to do, or to take back, waits for it: giving up would leave half of it there. */
  #requireHost(error: unknown): void {
    if (this.#row.hostId !== null && isHostAway(error)) throw new HostAway(undefined, { cause: error });
  }

  #setStep(index: number, state: StepRow['state']): void {
    const now = this.#deps.clock.now().toISOString();
    this.#steps = this.#steps.map((step, i) =>
      i !== index
        ? step
        : { ...step, state, startedAt: step.startedAt ?? now, finishedAt: state === 'running' ? null : now },
    );
  }

  async #mark(index: number, state: StepRow['state']): Promise<void> {
    this.#setStep(index, state);
    await this.#progressing;
    await this.#write({ steps: this.#steps, progress: this.#permille(index, state === 'done' ? 1 : 0) });
  }

  #permille(index: number, fraction: number): number {
    const weights = this.#definition.steps.map((s) => s.weight ?? 1);
    const before = weights.slice(0, index).reduce((a, b) => a + b, 0);
    const all = weights.reduce((a, b) => a + b, 0);
    const part = Math.min(1, Math.max(0, fraction));
    return Math.round(((before + (weights[index] ?? 0) * part) / all) * 1000);
  }

  #context(signal: AbortSignal, index: number): StepContext<unknown> {
    return {
      deps: this.#deps,
      operationId: this.#row.id,
      subjectId: this.#row.subjectId,
      input: this.#row.input,
      signal,
      progress: (fraction) => this.#progress(index, fraction),
      guard: async () => {
        signal.throwIfAborted();
        await this.#renew();
        signal.throwIfAborted();
      },
      log: this.#log(),
    };
  }

  #progress(index: number, fraction: number): void {
    const now = this.#deps.clock.monotonicMs();
    if (now - this.#progressAtMs < progressMs) return;
    this.#progressAtMs = now;
    const permille = this.#permille(index, fraction);
    // in order with the checkpoints; a figure that could not be written is not worth an operation
    this.#progressing = this.#progressing
      .then(() => this.#write({ progress: permille }))
      .catch(() => undefined);
  }

  async #keepLease(): Promise<void> {
    try {
      await this.#renew();
    } catch (error) {
      if (!(error instanceof LeaseLost)) this.#log().warn({ err: error }, 'could not renew a lease');
    }
  }

  /** Renews the lease; finding it lost ends everything that listens to the signal. @throws LeaseLost */
  async #renew(): Promise<void> {
    const { lost, pace } = this.#controls;
    const askedAtMs = this.#deps.clock.monotonicMs();
    // from here on others may have it, whether or not the database can tell us so
    if (askedAtMs > this.#heldUntilMs) lost.abort(new LeaseLost());
    if (lost.signal.aborted) throw new LeaseLost();
    const held = await renewLease(this.#deps.db, this.#row, pace.leaseSeconds);
    if (!held) {
      lost.abort(new LeaseLost());
      throw new LeaseLost();
    }
    this.#heldUntilMs = askedAtMs + pace.leaseSeconds * 1000;
    this.#noticeCancel(held);
  }

  #noticeCancel({ cancelRequested }: { cancelRequested: boolean }): void {
    if (cancelRequested && this.#definition.cancellable && this.#row.state === 'running') {
      this.#controls.cancelling.abort(cancelled());
    }
  }

  async #write(change: Parameters<typeof writeAs>[2]): Promise<void> {
    if (this.#controls.lost.signal.aborted) throw new LeaseLost();
    const row = await writeAs(this.#deps.db, this.#row, change);
    if (!row) {
      this.#controls.lost.abort(new LeaseLost());
      throw new LeaseLost();
    }
    this.#row = row;
    this.#noticeCancel(row);
    this.#tell();
  }

  #log(): Deps['log'] {
    return this.#deps.log.child({ operation: this.#row.id });
  }

  #tell(): void {
    this.#deps.live.publish('operation.changed', { id: this.#row.id });
  }
}

/** Ends the worker, not the operation: it was taken over, the server stops, or the database is away. */
const isInterruption = (error: unknown): boolean =>
  error instanceof LeaseLost || error instanceof ServerStops || isDatabaseLost(error);

const interrupted = (message: string): OperationError => ({ code: 'operation.interrupted', message });
