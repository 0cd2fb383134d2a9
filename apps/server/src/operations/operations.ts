import { EventEmitter } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { operationKind } from '@limen/contract/operations';
import { type Db, isUniqueViolation, type Tx } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { AppError } from '../lib/app-error.ts';
import { newId } from '../lib/new-id.ts';
import { busyWith } from './busy-with.ts';
import { cancellableKinds } from './cancellable-kinds.ts';
import type { OperationDefinition } from './define-operation.ts';
import { isGone, newHolder } from './holder.ts';
import { inTurn } from './in-turn.ts';
import { cancelled, LeaseLost, ServerStops } from './interruptions.ts';
import {
  type ActiveOperation,
  failUnknown,
  findActiveOf,
  findActiveReaderOf,
  findBegunWith,
  findOperationRow,
  insertOperation,
  listActive,
  listBegunWith,
  type OperationRow,
  setCancelRequested,
} from './operation.rows.ts';
import { OperationSession } from './operation-session.rows.ts';
import type { QuotaEffect, ReservedFor } from './quota-effect.ts';
import { type Claimable, type Pace, runOperation } from './run-operation.ts';

const usualPace: Pace = {
  leaseSeconds: 15,
  renewMs: 5000,
  scanMs: 2000,
  atOnce: 16,
  undoWaitsMs: [200, 1000, 5000, 15_000],
  abandonMs: 180_000,
  maxTakes: 50,
};

type Running = { cancelling: AbortController; lost: AbortController; ended: Promise<void> };

/**
 * Long work. Its rows are the truth: whatever is active and held by nobody is taken up, here or by another server, from
 * its first step that is not done. Nothing else has to be delivered: `begin` notifies with the caller's commit, and a
 * look through the rows every two seconds finds what no notification told of.
 */
export class Operations {
  readonly #pace: Pace;
  readonly #holder = newHolder();
  readonly #running = new Map<string, Running>();
  readonly #stopping = new AbortController();
  readonly #unknown = new Set<string>();
  /** `operation.changed` by the operation's id: however many wait, and each leaves again, the bus has one listener. */
  readonly #news = new EventEmitter().setMaxListeners(0);
  #definitions = new Map<string, OperationDefinition>();
  #deps: Deps | null = null;
  #session: OperationSession | null = null;
  #scanner: Promise<void> = Promise.resolve();
  #scanning = false;
  #scanAgain = false;

  constructor(pace: Partial<Pace> = {}) {
    this.#pace = { ...usualPace, ...pace };
  }

  /** Whether work is taken up. */
  isRunning(): boolean {
    return this.#deps !== null && !this.#stopping.signal.aborted;
  }

  /**
   * Writes an operation in the caller's transaction; it is taken up once that has committed.
   *
   * @throws AppError `vm.busy` naming the operation that holds the subject
   */
  async begin<Effect extends QuotaEffect>(
    tx: Tx,
    begun: {
      definition: OperationDefinition<Effect>;
      subject: { type: 'vm' | 'image' | 'catalogue'; id: string; name: string };
      ownerId: string | null;
      /** null: on no host. */
      hostId: string | null;
      actorId: string | null;
      input: unknown;
      requestId: string | null;
      /** The `Idempotency-Key` of the request, for `begunWith`. */
      onceKey?: string | null;
      /** What `reserveQuota` gave in this transaction; null: nothing is taken. */
      reserved: ReservedFor<Effect>;
    },
  ): Promise<OperationRow> {
    const { definition, subject } = begun;
    // a caller of ours that is wrong must hear it now, not when the row is read
    if (!definition.accepts(begun.input)) throw new TypeError(`not an input of ${definition.kind}`);
    if ((definition.quota === 'reserves') !== (begun.reserved !== null)) {
      throw new TypeError(
        `${definition.kind} ${definition.quota}: begin it with what was reserved, or nothing`,
      );
    }
    const steps = definition.steps.map(({ name }) => ({
      name,
      state: 'pending',
      startedAt: null,
      finishedAt: null,
    }));
    try {
      // a savepoint: the refusal must leave the caller's transaction usable for naming who is in the way
      return await tx.transaction((inner) =>
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
          onceKey: begun.onceKey ?? null,
          steps,
        }),
      );
    } catch (error) {
      if (!isUniqueViolation(error, 'operations_one_active')) throw error;
      await this.requireFree(tx, subject);
      throw new AppError('vm.busy', busyWith(subject.name, undefined));
    }
  }

  /** @throws AppError `vm.busy` naming the operation that holds the subject, where one does */
  async requireFree(tx: Tx, subject: { id: string; name: string }): Promise<void> {
    const other = await findActiveOf(tx, subject.id);
    if (!other) return;
    throw new AppError('vm.busy', busyWith(subject.name, other.kind), { operationId: other.id });
  }

  /**
   * @param alsoSnapshots what reads a snapshot in them is in the way too
   * @throws AppError `vm.busy` where an operation on another machine reads the disks of this one
   */
  async requireNotRead(tx: Tx, subject: { id: string; name: string }, alsoSnapshots: boolean): Promise<void> {
    const other = await findActiveReaderOf(tx, subject.id, alsoSnapshots);
    if (!other) return;
    throw new AppError('vm.busy', busyWith(subject.name, other.kind), { operationId: other.id });
  }

  /**
   * What an earlier request with this key began, where its server died, or lost the database, before it could keep the
   * answer: asked first in the transaction that would begin it again.
   */
  begunWith(tx: Tx, actorId: string, onceKey: string | undefined): Promise<OperationRow | undefined> {
    return onceKey === undefined ? Promise.resolve(undefined) : findBegunWith(tx, actorId, onceKey);
  }

  /** As `begunWith`, of a request that begins several: in the order in which they were begun. */
  allBegunWith(tx: Tx, actorId: string, onceKey: string | undefined): Promise<OperationRow[]> {
    return onceKey === undefined ? Promise.resolve([]) : listBegunWith(tx, actorId, onceKey);
  }

  /**
   * Begins to take up work: what was left by a server that stopped or died, and what begins from now on.
   *
   * @throws Error where a definition and the list of cancellable kinds disagree
   */
  async start(definitions: readonly OperationDefinition[], deps: Deps): Promise<void> {
    for (const { kind, cancellable } of definitions) {
      if (cancellable !== cancellableKinds.has(kind)) {
        throw new Error(`cancellable-kinds.ts and the definition of ${kind} disagree`);
      }
    }
    this.#definitions = new Map(definitions.map((d) => [`${d.kind}@${d.version}`, d]));
    this.#deps = deps;
    deps.live.on('operation.changed', ({ id }) => this.#news.emit(id));
    this.#session = new OperationSession(deps.pool, {
      told: (id) => this.#told(id),
      lost: (error) => {
        deps.log.warn({ err: error }, 'the database session of operations broke');
        // its locks are gone with it: others may have taken what we hold
        for (const { lost } of this.#running.values()) lost.abort(new LeaseLost());
      },
    });
    await this.#session.open();
    this.#scanner = this.#scanForEver(deps);
  }

  /**
   * Takes up nothing new, and tells running steps to stop: they are not failed, their operations go on at the next
   * start. After the grace it returns all the same; what still runs then is found by its lease.
   */
  async stop({ graceMs }: { graceMs: number }): Promise<void> {
    this.#stopping.abort(new ServerStops());
    const ended = Promise.all([this.#scanner, ...[...this.#running.values()].map((r) => r.ended)]);
    await Promise.race([ended, delay(graceMs, undefined, { ref: false })]);
    await this.#session?.close();
  }

  /**
   * Asks it to stop; what it has done is undone before it ends as cancelled.
   *
   * @param also written in the same transaction, where it is asked
   * @returns undefined where it has ended, or is past the point of stopping
   */
  async requestCancel(
    id: string,
    also: (tx: Db) => Promise<void> = async () => undefined,
  ): Promise<OperationRow | undefined> {
    const deps = this.#deps;
    if (!deps) return undefined;
    const found = await findOperationRow(deps.db, id);
    const definition = found && this.#definitions.get(`${found.kind}@${found.version}`);
    if (definition?.cancellable !== true) return undefined;
    const row = await setCancelRequested(deps.db, id, also);
    if (row) {
      deps.live.publish('operation.changed', { id });
      this.#running.get(id)?.cancelling.abort(cancelled());
    }
    return row;
  }

  /** Resolves when it is at its end, whichever server works on it. @throws Error where there is none */
  async waitFor(id: string): Promise<OperationRow> {
    const deps = this.#deps;
    if (!deps) throw new Error('operations are not started');
    for (;;) {
      const changed = Promise.withResolvers<void>();
      this.#news.once(id, changed.resolve);
      try {
        const row = await findOperationRow(deps.db, id);
        if (!row) throw new Error(`there is no operation ${id}`);
        if (row.finishedAt !== null) return row;
        // another server's work is not told on our bus
        await Promise.race([changed.promise, delay(1000, undefined, { ref: false })]);
      } finally {
        this.#news.off(id, changed.resolve);
      }
    }
  }

  #told(id: string): void {
    const deps = this.#deps;
    if (!deps || this.#stopping.signal.aborted) return;
    if (this.#running.has(id)) void this.#noticeCancel(deps, id);
    else void this.#scan(deps);
  }

  /** Another server was asked for the end of what we work on. */
  async #noticeCancel(deps: Deps, id: string): Promise<void> {
    const row = await findOperationRow(deps.db, id).catch(() => undefined);
    if (row?.cancelRequested === true && row.state === 'running') {
      this.#running.get(id)?.cancelling.abort(cancelled());
    }
  }

  async #scanForEver(deps: Deps): Promise<void> {
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      await this.#scan(deps);
      await delay(this.#pace.scanMs, undefined, { signal }).catch(() => undefined);
    }
  }

  async #scan(deps: Deps): Promise<void> {
    this.#scanAgain = true;
    if (this.#scanning) return;
    this.#scanning = true;
    try {
      while (this.#scanAgain && !this.#stopping.signal.aborted) {
        this.#scanAgain = false;
        await this.#session?.open();
        const turns = inTurn(await listActive(deps.db), {
          mostOf: ({ kind, version }) => this.#definitions.get(`${kind}@${version}`)?.atOncePerHost ?? null,
          isTaken: ({ id }) => this.#running.has(id),
        });
        for (const found of turns) {
          if (this.#running.size >= this.#pace.atOnce || this.#stopping.signal.aborted) break;
          // a step needs its host: until that is connected (as right after our own start) the operation waits, undone by nobody
          const { hostId } = found.row;
          if (hostId !== null && !deps.hosts.isConnected(hostId)) continue;
          await this.#consider(deps, found);
        }
      }
    } catch (error) {
      deps.log.warn({ err: error }, 'could not look for operations');
    } finally {
      this.#scanning = false;
    }
  }

  async #consider(deps: Deps, { row, expired }: ActiveOperation): Promise<void> {
    if (this.#running.has(row.id)) return;
    const definition = this.#definitions.get(`${row.kind}@${row.version}`);
    if (!definition) return this.#refuseUnknown(deps, row);
    const { leaseHolder } = row;
    // one of our own that is not running here was let go when the database was away
    const gone = leaseHolder !== null && (leaseHolder === this.#holder || isGone(leaseHolder));
    if (expired || gone) this.#take(deps, { row, expired, gone }, definition);
  }

  /**
   * Of a newer version: left for the server that knows it. Of an older one, or a kind that is gone: nobody will ever work
   * on it, so it ends and says so, and its subject is free. Neither is in the way of the others.
   */
  async #refuseUnknown(deps: Deps, row: OperationRow): Promise<void> {
    const versions = [...this.#definitions.values()].filter((d) => d.kind === row.kind).map((d) => d.version);
    if (operationKind.safeParse(row.kind).success && row.version > Math.max(0, ...versions)) {
      if (!this.#unknown.has(row.id)) {
        deps.log.error(
          { operation: row.id, kind: row.kind, version: row.version },
          'of a newer LIMEN: skipped',
        );
      }
      this.#unknown.add(row.id);
      return;
    }
    const error = {
      code: 'operation.interrupted',
      message: `This version of LIMEN does not know ${row.kind}, version ${row.version}. What it had done was left.`,
    };
    if (await failUnknown(deps.db, row, error)) {
      deps.log.error({ operation: row.id }, error.message);
      deps.live.publish('operation.changed', { id: row.id });
    }
  }

  #take(deps: Deps, found: Claimable, definition: OperationDefinition): void {
    const { id } = found.row;
    const session = this.#session;
    if (!session) return;
    const cancelling = new AbortController();
    const lost = new AbortController();
    const work = async (): Promise<void> => {
      let finished = false;
      try {
        finished = await runOperation(deps, found, definition, {
          pace: this.#pace,
          holder: this.#holder,
          session,
          stopping: this.#stopping.signal,
          cancelling,
          lost,
        });
      } catch (error) {
        deps.log.error({ err: error, operation: id }, 'operation worker failed');
      }
      this.#running.delete(id);
      // there is a free place; what did not end here waits for the next look, or it would be tried without a pause
      if (finished) void this.#scan(deps);
    };
    const ended = work();
    this.#running.set(id, { cancelling, lost, ended });
  }
}
