import { setTimeout as delay } from 'node:timers/promises';
import { isUniqueViolation, type Tx } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { AppError } from '../lib/app-error.ts';
import { newId } from '../lib/new-id.ts';
import { processIdentity } from '../lib/process-identity.ts';
import type { OperationDefinition } from './define-operation.ts';
import {
  findActiveOf,
  insertOperation,
  listClaimable,
  type OperationRow,
  setCancelRequested,
} from './operation.rows.ts';
import { runOperation } from './run-operation.ts';

/** How often rows are looked through that no wake-up told of: other servers' and dead holders'. */
const scanMs = 2000;
/** At once in this process: most wait for libvirt, which works on four calls at a time. */
const atOnce = 16;

/**
 * Long work. Its rows are the truth: whatever is active and held by nobody is taken up, here or by another server, from
 * its first step that is not done.
 */
export class Operations {
  readonly #holder = processIdentity();
  readonly #running = new Map<string, { cancel: () => void; ended: Promise<void> }>();
  readonly #stopping = new AbortController();
  #definitions = new Map<string, OperationDefinition>();
  #deps: Deps | null = null;
  #scanner: Promise<void> = Promise.resolve();
  #scanning = false;

  /** Whether work is taken up. */
  isRunning(): boolean {
    return this.#deps !== null && !this.#stopping.signal.aborted;
  }

  /**
   * Writes an operation in the caller's transaction; it is taken up once that has committed.
   *
   * @throws AppError `vm.busy` naming the operation that holds the subject
   */
  async begin(
    tx: Tx,
    begun: {
      definition: OperationDefinition;
      subject: { type: 'vm' | 'image'; id: string; name: string };
      ownerId: string | null;
      hostId: string;
      actorId: string | null;
      input: unknown;
      requestId: string | null;
    },
  ): Promise<OperationRow> {
    const { definition, subject } = begun;
    const steps = definition.steps.map(({ name }) => ({
      name,
      state: 'pending',
      startedAt: null,
      finishedAt: null,
    }));
    try {
      // a savepoint: the refusal must leave the caller's transaction usable for naming who is in the way
      const row = await tx.transaction((inner) =>
        insertOperation(inner, {
          id: newId(),
          kind: definition.kind,
          version: definition.version,
          state: 'queued',
          subjectType: subject.type,
          subjectId: subject.id,
          subjectName: subject.name,
          ownerId: begun.ownerId,
          hostId: begun.hostId,
          actorId: begun.actorId,
          input: begun.input,
          requestId: begun.requestId,
          steps,
        }),
      );
      this.wake();
      return row;
    } catch (error) {
      if (!isUniqueViolation(error, 'operations_one_active')) throw error;
      const other = await findActiveOf(tx, subject.id);
      throw new AppError('vm.busy', `Another operation is at work: ${other?.kind ?? 'unknown'}.`, {
        ...(other && { operationId: other.id }),
      });
    }
  }

  start(definitions: readonly OperationDefinition[], deps: Deps): Promise<void> {
    this.#definitions = new Map(definitions.map((d) => [`${d.kind}@${d.version}`, d]));
    this.#deps = deps;
    this.#scanner = this.#scanForEver(deps);
    return Promise.resolve();
  }

  /** Lets nothing new begin; what runs stops at its next step and goes on at the next start. */
  async stop({ graceMs }: { graceMs: number }): Promise<void> {
    this.#stopping.abort(new Error('the server stops'));
    const ended = Promise.all([this.#scanner, ...[...this.#running.values()].map((r) => r.ended)]);
    await Promise.race([ended, delay(graceMs, undefined, { ref: false })]);
  }

  /** Asks it to stop. @returns undefined where it is past that */
  async requestCancel(id: string): Promise<OperationRow | undefined> {
    const deps = this.#deps;
    if (!deps) return undefined;
    const row = await setCancelRequested(deps.db, id);
    if (row) {
      deps.live.publish('operation.changed', { id });
      this.#running.get(id)?.cancel();
      this.wake();
    }
    return row;
  }

  /** Looks for work soon: now and, since a caller's transaction may still be open, again shortly after. */
  wake(): void {
    const deps = this.#deps;
    if (!deps) return;
    for (const ms of [0, 5, 25, 100]) setTimeout(() => void this.#scan(deps), ms).unref();
  }

  async #scanForEver(deps: Deps): Promise<void> {
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      await this.#scan(deps);
      await delay(scanMs, undefined, { signal }).catch(() => undefined);
    }
  }

  async #scan(deps: Deps): Promise<void> {
    if (this.#scanning || this.#stopping.signal.aborted) return;
    this.#scanning = true;
    try {
      for (const row of await listClaimable(deps.db)) {
        if (this.#running.size >= atOnce) break;
        if (this.#running.has(row.id)) continue;
        const definition = this.#definitions.get(`${row.kind}@${row.version}`);
        // of a version that is not here: another server's, or a later one's; it must not block the others
        if (!definition) continue;
        this.#take(deps, row, definition);
      }
    } catch (error) {
      deps.log.warn({ err: error }, 'could not look for operations');
    } finally {
      this.#scanning = false;
    }
  }

  #take(deps: Deps, row: OperationRow, definition: OperationDefinition): void {
    const cancelling = new AbortController();
    const ended = runOperation(deps, row, definition, {
      holder: this.#holder,
      stopping: this.#stopping.signal,
      cancelling,
    })
      .catch((error: unknown) => deps.log.error({ err: error, operation: row.id }, 'operation worker failed'))
      .finally(() => this.#running.delete(row.id));
    this.#running.set(row.id, {
      cancel: () => cancelling.abort(new AppError('operation.cancelled', 'Cancelled.')),
      ended,
    });
  }
}
