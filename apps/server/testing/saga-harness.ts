import { deepStrictEqual } from 'node:assert';
import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type pg from 'pg';
import { pino } from 'pino';
import { appRole } from '../src/db/app-role.ts';
import { openDatabase } from '../src/db/database.ts';
import { migrateDatabase } from '../src/db/migrate.ts';
import { type PrivatePostgres, startPrivatePostgres } from '../src/db/private-postgres.ts';
import type { Deps } from '../src/deps.ts';
import { type Clock, systemClock } from '../src/lib/clock.ts';
import { newId } from '../src/lib/new-id.ts';
import { Bus } from '../src/live/bus.ts';
import type { OperationDefinition, StepContext } from '../src/operations/define-operation.ts';
import { type OperationRow, stepsOf } from '../src/operations/operation.rows.ts';
import { Operations } from '../src/operations/operations.ts';
import type { Pace } from '../src/operations/run-operation.ts';

/** Faster than in life, so that a test waits little for what it waits for. */
export const testPace: Partial<Pace> = { scanMs: 50, undoWaitsMs: [1, 1] };

export type Engine = { operations: Operations; deps: Deps; close: () => Promise<void> };

/** An engine of its own on a database, as another server would be: not started yet. */
export const openEngine = (options: {
  connection: pg.PoolConfig;
  failpoint?: string | undefined;
  pace?: Partial<Pace> | undefined;
  clock?: Clock;
}): Engine => {
  const { pool, db } = openDatabase({ ...options.connection, max: 6 }, () => undefined);
  const operations = new Operations({ ...testPace, ...options.pace });
  const parts: Partial<Deps> = {
    db,
    pool,
    operations,
    live: new Bus(),
    clock: options.clock ?? systemClock,
    log: pino({ level: process.env['LIMEN_TEST_LOG'] ?? 'silent' }),
  };
  // the engine needs no more than these; definitions that do are given whole Deps by their own test
  const deps = { ...parts, config: { failpoint: options.failpoint } } as Deps;
  let closing: Promise<void> | undefined;
  const close = async (): Promise<void> => {
    await operations.stop({ graceMs: 5000 });
    await pool.end();
  };
  // a test may end it earlier than the file does
  return { operations, deps, close: () => (closing ??= close()) };
};

export type OperationsDatabase = {
  postgres: PrivatePostgres;
  folder: string;
  close: () => Promise<void>;
};

/** A PostgreSQL of the test's own with our schema, and a folder. */
export const startOperationsDatabase = async (): Promise<OperationsDatabase> => {
  const folder = mkdtempSync(join(tmpdir(), 'limen-saga-'));
  chmodSync(folder, 0o711);
  const postgres = await startPrivatePostgres({ home: folder, durable: false });
  await migrateDatabase(postgres.owner, appRole);
  return {
    postgres,
    folder,
    close: async () => {
      await postgres.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

/** Waits for a condition, for as long as the test may run. @returns what it became */
export const until = async <T>(look: () => T | Promise<T>): Promise<NonNullable<T>> => {
  for (;;) {
    const found = await look();
    if (found !== undefined && found !== null && found !== false) return found;
    await delay(5);
  }
};

/** One definition, and what its test has to say about its world. */
export type Saga = {
  deps: Deps;
  definition: OperationDefinition;
  /** Makes whatever has to be there and begins the operation (on an engine that is started). */
  begin: () => Promise<OperationRow>;
  /** Everything outside of the operations table that it may change: equal before and after means a clean slate. */
  world: () => Promise<unknown>;
};

const setFailpoint = (deps: Deps, failpoint: string | undefined): void => {
  deps.config.failpoint = failpoint;
};

/**
 * Injects an error at every step, before and after its effect: the operation fails, the world is as it was, and what was
 * undone was undone backwards without a failed undo.
 */
export const checkErrorAtEveryStep = async (saga: Saga): Promise<void> => {
  const { deps, definition } = saga;
  for (const [index, step] of definition.steps.entries()) {
    for (const place of ['before', 'after'] as const) {
      const before = await saga.world();
      setFailpoint(deps, `${definition.kind}.${step.name}:${place}:throw`);
      const ended = await deps.operations.waitFor((await saga.begin()).id);
      setFailpoint(deps, undefined);
      const at = `${step.name}:${place}`;
      deepStrictEqual(
        { state: ended.state, error: ended.error, steps: stepsOf(ended).map((s) => s.state) },
        {
          state: 'failed',
          error: { code: 'server.internal', message: 'failpoint' },
          steps: definition.steps.map((_, i) => (i <= index ? 'undone' : 'pending')),
        },
        `an error at ${at}`,
      );
      deepStrictEqual(await saga.world(), before, `the world after an error at ${at}`);
    }
  }
};

/**
 * Does every step twice and the whole again, undoes every step twice: the world is that of one run, and then as it was.
 *
 * @param input what `begin` would store; whatever has to be there for it has to be there
 */
export const checkEverythingTwice = async (
  saga: Pick<Saga, 'deps' | 'definition' | 'world'>,
  input: unknown,
  subjectId: string,
): Promise<void> => {
  const context: StepContext<unknown> = {
    deps: saga.deps,
    operationId: newId(),
    subjectId,
    input,
    signal: new AbortController().signal,
    progress: () => undefined,
    guard: async () => undefined,
    log: saga.deps.log,
  };
  const before = await saga.world();
  const steps = [...saga.definition.steps.keys()];
  for (const step of steps) await saga.definition.run(step, context);
  const once = await saga.world();
  for (const step of steps.flatMap((s) => [s, s])) await saga.definition.run(step, context);
  deepStrictEqual(await saga.world(), once, 'every step twice');
  for (const step of steps.toReversed().flatMap((s) => [s, s])) await saga.definition.undo(step, context);
  deepStrictEqual(await saga.world(), before, 'every undo twice');
};

/** Starts another server process. @param script runs an engine and takes JSON as its only argument */
export const spawnServer = (script: string, given: object): ChildProcess =>
  spawn(process.execPath, [script, JSON.stringify(given)], { stdio: ['ignore', 'inherit', 'inherit'] });

/** Resolves with the signal that ended it, or null where it ended by itself. */
export const died = (child: ChildProcess): Promise<NodeJS.Signals | null> =>
  child.exitCode !== null || child.signalCode !== null
    ? Promise.resolve(child.signalCode)
    : new Promise((resolve) => child.once('exit', (_code, signal) => resolve(signal)));
