import { z } from 'zod';
import { openDatabase } from '../apps/server/src/db/database.ts';
import { newId } from '../apps/server/src/lib/new-id.ts';
import { defineOperation } from '../apps/server/src/operations/define-operation.ts';
import { openEngine, startOperationsDatabase } from '../apps/server/testing/saga-harness.ts';
import { median, report } from './support/measure.ts';

/**
 * A durable operation of four steps that do nothing, from its beginning to its end (each step with its checkpoint), alone
 * and many at once, beside the six commits that it needs at least, by a bare loop on a connection of its own.
 */
const steps = ['one', 'two', 'three', 'four'];
const definition = defineOperation({
  kind: 'image.build',
  version: 1,
  quota: 'none',
  input: z.object({}),
  cancellable: true,
  steps: steps.map((name) => ({
    name,
    deadlineSeconds: 60,
    run: async ({ guard }) => guard(),
    undo: async () => undefined,
  })),
  settled: async () => undefined,
});
const database = await startOperationsDatabase();
const engine = openEngine({ connection: database.postgres.connection, pace: { scanMs: 2000 } });
await engine.operations.start([definition], engine.deps);
// as the owner: the server's own role makes no tables
const { pool } = openDatabase(database.postgres.owner, () => undefined);
await pool.query('create table raw (id uuid primary key, at int)');

const operate = async (): Promise<void> => {
  const row = await engine.deps.db.transaction((tx) =>
    engine.operations.begin(tx, {
      definition,
      subject: { type: 'image', id: newId(), name: 'x' },
      ownerId: null,
      hostId: null,
      actorId: null,
      input: {},
      requestId: null,
      reserved: null,
    }),
  );
  const ended = await engine.operations.waitFor(row.id);
  if (ended.state !== 'succeeded') throw new Error(ended.state);
};
const raw = async (): Promise<void> => {
  const client = await pool.connect();
  const id = newId();
  await client.query('insert into raw values ($1, 0)', [id]);
  for (let n = 1; n <= 5; n++) await client.query('update raw set at = $2 where id = $1', [id, n]);
  client.release();
};
const times = async (work: () => Promise<void>, count: number): Promise<number[]> => {
  const took: number[] = [];
  for (let n = 0; n < count; n++) {
    const from = performance.now();
    await work();
    took.push(performance.now() - from);
  }
  return took;
};
await times(operate, 50);
await times(raw, 50);
const alone = { ours: [] as number[], raw: [] as number[] };
for (let round = 0; round < 5; round++) {
  alone.raw.push(...(await times(raw, 40)));
  alone.ours.push(...(await times(operate, 40)));
}
report({
  figure: 'a durable operation of four empty steps',
  unit: 'ms',
  ours: median(alone.ours),
  raw: median(alone.raw),
  ratio: median(alone.ours) / median(alone.raw),
  target: '–',
  met: true,
});
const many = 500;
const from = performance.now();
await Promise.all(Array.from({ length: many }, operate));
report({
  figure: `${many} of them at once`,
  unit: 'a second',
  ours: many / ((performance.now() - from) / 1000),
  target: '–',
  met: true,
});
await pool.end();
await engine.close();
await database.close();
process.exit();
