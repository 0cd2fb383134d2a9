import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Machines, startMachines } from '../../testing/machines.ts';
import type { Actor } from '../auth/policy.ts';
import type { Deps } from '../deps.ts';
import { Bus, type BusEvents } from '../live/bus.ts';
import { believeFirst, syncVm } from './sync-vm.ts';

/** One machine that runs; in its row is what libvirt says, and then what an event says that nobody looked after yet. */
let machines: Machines;
let id: string;
let runId: number;
/** With a bus and a memory of rows of their own. */
let deps: Deps;
let told: BusEvents['vm.changed'][];

beforeAll(async () => {
  machines = await startMachines();
  id = (await machines.create()).id;
  // from here on nobody looks but the tests
  await machines.server.app.close();
});
afterAll(() => machines.server.close());

type Row = { phase: string; observed_state: string; domain_run_id: number; revision: number };
const row = async () =>
  (await machines.server.deps.pool.query<Row>('select * from vms where id = $1', [id])).rows[0];
const change = (what: string): Promise<unknown> =>
  machines.server.deps.pool.query(`update vms set ${what}, revision = revision + 1 where id = $1`, [id]);
/** Looks as after an event, so that the row is known to the next one. */
const look = async (): Promise<void> => {
  await change(`observed_state = 'unknown'`);
  await syncVm(deps, id);
  told.length = 0;
};

beforeEach(async () => {
  const live = new Bus();
  deps = { ...machines.server.deps, live };
  told = [];
  live.on('vm.changed', (event) => told.push(event));
  await change(`phase = 'ready'`);
  await look();
  const now = await row();
  expect(now).toMatchObject({ phase: 'ready', observed_state: 'running' });
  runId = now?.domain_run_id ?? -1;
});

test('what an event says is written and told once, with its view, before libvirt is asked; the look has the last word', async () => {
  const before = await row();
  await believeFirst(deps, id, { state: 'paused', runId });
  const revision = Number(before?.revision) + 1;
  const after = await row();
  expect({ ...after, revision: Number(after?.revision) }).toMatchObject({
    observed_state: 'paused',
    domain_run_id: runId,
    revision,
  });
  expect(told).toEqual([{ id, view: expect.anything() }]);
  const view = told[0]?.view;
  // as much of a person as a view asks for
  const owner = { userId: view?.ownerId, role: 'user', approval: 'approved', token: null } as Actor;
  expect(view?.present(owner)).toMatchObject({ id, state: 'paused', revision });
  // what was told is known to the next event
  await believeFirst(deps, id, { state: 'running', runId });
  await believeFirst(deps, id, { state: 'paused', runId });
  expect(told.map((event) => event.view?.present(owner).state)).toEqual(['paused', 'running', 'paused']);
  await syncVm(deps, id);
  expect(await row()).toMatchObject({ observed_state: 'running' });
  expect(told).toHaveLength(4);
});

test('an event that comes while a look is under way does not take the place of the look that follows it', async () => {
  // as keep-world does at an event, during the look of an earlier one
  const earlier = syncVm(deps, id);
  await Promise.all([earlier, believeFirst(deps, id, { state: 'paused', runId }), syncVm(deps, id)]);
  expect(await row()).toMatchObject({ observed_state: 'running' });
});

describe('changes nothing and tells nothing', () => {
  /** @returns when that has been seen */
  const ignores = async (said: Parameters<typeof believeFirst>[2]): Promise<void> => {
    const before = await row();
    await believeFirst(deps, id, said);
    expect(await row()).toEqual(before);
    expect(told).toEqual([]);
  };

  test('an event of another run', () => ignores({ state: 'paused', runId: runId + 1 }));

  test('an event that says what is known', () => ignores({ state: 'running', runId }));

  test.each(['creating', 'deleting', 'failed'])('an event of a machine that is %s', async (phase) => {
    await change(`phase = '${phase}'`);
    await look();
    await ignores({ state: 'paused', runId });
  });

  test('an event of a machine whose row nobody here has written', async () => {
    deps = { ...deps };
    await ignores({ state: 'paused', runId });
  });

  test('an event that finds the row changed meanwhile', async () => {
    await change(`description = 'by somebody else'`);
    await ignores({ state: 'paused', runId });
  });
});
