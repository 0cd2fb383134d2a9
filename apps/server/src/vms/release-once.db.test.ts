import { quotaDimensions } from '@limen/contract/settings';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../../testing/server.ts';
import { hosts, vmDisks, vms } from '../db/schema.ts';
import { newId } from '../lib/new-id.ts';
import type { OperationDefinition, Outcome, StepContext } from '../operations/define-operation.ts';
import { countUsage } from '../quotas/count-usage.ts';
import { findQuotaRecord, quotaColumns, type Usage } from '../quotas/quota.rows.ts';
import { lookAtQuotas, recountQuotas } from '../quotas/recount-quotas.ts';
import { createVmOperation } from './create-vm-operation.ts';
import { deleteVmOperation } from './delete-vm.ts';
import { failForMissingDisk } from './repair-vm.ts';
import { restoreVmOperation } from './restore-vm-operation.ts';
import { settleRunningCounts } from './settle-running-counts.ts';
import { startVmOperation } from './start-vm.ts';
import { trashVmOperation } from './trash-vm.ts';
import { findVm } from './vm.rows.ts';
import { vmUsage } from './vm-usage.ts';

const GiB = 1024 ** 3;
const size = { vcpus: 2, memoryBytes: GiB };
const diskBytes = 5 * GiB;

let server: TestServer;
let ownerId: string;
let hostId: string;
beforeAll(async () => {
  server = await startTestServer();
  const owner = await server.person('owner');
  ownerId = (await owner('GET', '/api/me')).json<{ user: { id: string } }>().user.id;
  const [host] = await server.deps.db.select({ id: hosts.id }).from(hosts);
  hostId = host?.id ?? '';
  // beside which a place that is given back twice shows: a counter never goes below nothing
  for (const name of ['beside', 'beside too']) await machine({ name, countsRunning: true, domainRunId: 1 });
});
afterAll(() => server.close());
// what one test leaves miscounted is not the next one's
afterEach(() => recountQuotas(server.deps));

/** A machine with its disk, counted as it is. */
const machine = async (change: Partial<typeof vms.$inferSelect>): Promise<string> => {
  const id = newId();
  const row = { phase: 'ready', countsRunning: false, ...size, ...change };
  await server.deps.db.transaction(async (tx) => {
    await tx.insert(vms).values({
      id,
      ownerId,
      hostId,
      name: id,
      desiredPower: 'stopped',
      firmware: 'bios',
      vcpusMax: 2,
      memoryMaxBytes: GiB,
      ...row,
    });
    await tx
      .insert(vmDisks)
      .values({ id: newId(), vmId: id, position: 0, sizeBytes: diskBytes, format: 'qcow2' });
    await countUsage(tx, ownerId, vmUsage(row, { diskBytes }));
  });
  return id;
};
const used = async (): Promise<Required<Usage>> => {
  const row = (await findQuotaRecord(server.deps.db, ownerId))?.row;
  const of = (d: (typeof quotaDimensions)[number]): number => row?.[quotaColumns[d].used] ?? 0;
  return {
    vms: of('vms'),
    runningVms: of('runningVms'),
    vcpus: of('vcpus'),
    memoryBytes: of('memoryBytes'),
    diskBytes: of('diskBytes'),
    snapshots: of('snapshots'),
    imageBytes: of('imageBytes'),
  };
};

const contextOf = (vmId: string): StepContext<unknown> => ({
  deps: server.deps,
  operationId: newId(),
  subjectId: vmId,
  // what each kind remembers: a definition takes what is its own
  input: { vmId, start: true, name: vmId, trashedAt: new Date(0).toISOString() },
  signal: new AbortController().signal,
  progress: () => undefined,
  guard: async () => undefined,
  log: server.deps.log,
});
const step =
  (definition: OperationDefinition, name: string) =>
  (vmId: string): Promise<void> =>
    definition.run(
      definition.steps.findIndex((s) => s.name === name),
      contextOf(vmId),
    );
const settled =
  (definition: OperationDefinition, outcome: Outcome) =>
  (vmId: string): Promise<void> =>
    definition.settle(contextOf(vmId), outcome, null);

const wholeOf = (runningVms: number): Usage => ({ vms: 1, runningVms, ...size, diskBytes });
const lost = (vmId: string): Promise<void> => failForMissingDisk(server.deps, vmId);
const on = { countsRunning: true, domainRunId: 7 };
/** Counted when it was begun, and not seen to run. */
const begun = { countsRunning: true };
type Way = [string, Parameters<typeof machine>[0], (vmId: string) => Promise<unknown>, Usage];

test.each<Way>([
  ['a machine that is deleted', {}, step(deleteVmOperation, 'forget'), {}],
  ['one that is deleted and was left counted as running', on, step(deleteVmOperation, 'forget'), {}],
  [
    'one that is deleted out of the trash, by a person or as its time there is over',
    { phase: 'trashed', trashedAt: new Date(0) },
    step(deleteVmOperation, 'forget'),
    {},
  ],
  [
    'a create that is cancelled',
    { phase: 'creating', ...begun },
    settled(createVmOperation, 'cancelled'),
    {},
  ],
  ['a create that fails', { phase: 'creating', ...begun }, settled(createVmOperation, 'failed'), wholeOf(0)],
  [
    'a create without a start that fails',
    { phase: 'creating' },
    settled(createVmOperation, 'failed'),
    wholeOf(0),
  ],
  ['a create whose guest went off at once', begun, settled(createVmOperation, 'succeeded'), wholeOf(0)],
  ['a create whose guest runs', on, settled(createVmOperation, 'succeeded'), wholeOf(1)],
  ['a start that fails', begun, settled(startVmOperation, 'failed'), wholeOf(0)],
  ['a start that fails of a machine that runs', on, settled(startVmOperation, 'failed'), wholeOf(1)],
  ['a move to the trash', {}, step(trashVmOperation, 'trash'), { diskBytes }],
  ['a move to the trash of one counted as running', on, step(trashVmOperation, 'trash'), { diskBytes }],
  ['a way out of the trash that fails', {}, settled(restoreVmOperation, 'failed'), { diskBytes }],
  ['a way out of the trash', {}, settled(restoreVmOperation, 'succeeded'), wholeOf(0)],
  ['a disk that is lost while it runs', on, lost, wholeOf(0)],
  ['a disk that is lost while it is off', {}, lost, wholeOf(0)],
  ['a recount of one that is off', begun, () => settleRunningCounts(server.deps), wholeOf(0)],
  ['a recount of one that runs', { domainRunId: 7 }, () => settleRunningCounts(server.deps), wholeOf(1)],
])('%s gives back once, however often a crash has it done, and many at once', async (_, row, ends, left) => {
  for (const times of [1, 2, 'at once']) {
    const before = await used();
    const vmId = await machine(row);
    if (times === 'at once') await Promise.all(Array.from({ length: 5 }, () => ends(vmId)));
    else for (let n = 0; n < Number(times); n += 1) await ends(vmId);
    const expected = Object.fromEntries(quotaDimensions.map((d) => [d, before[d] + (left[d] ?? 0)]));
    expect(await used(), `${times} times`).toEqual(expected);
    // and what is counted is what is there
    expect(await lookAtQuotas(server.deps.db), `${times} times`).toEqual([]);
  }
});

test.each<Way>([
  ['a machine that is deleted', {}, step(deleteVmOperation, 'forget'), {}],
  [
    'a create that is cancelled',
    { phase: 'creating', ...begun },
    settled(createVmOperation, 'cancelled'),
    {},
  ],
  ['a create that fails', { phase: 'creating', ...begun }, settled(createVmOperation, 'failed'), {}],
  ['a start that fails', begun, settled(startVmOperation, 'failed'), {}],
  ['a move to the trash', on, step(trashVmOperation, 'trash'), {}],
  ['a way out of the trash that fails', {}, settled(restoreVmOperation, 'failed'), {}],
  ['a disk that is lost while it runs', on, lost, {}],
])(
  '%s is as it was where nothing can be given back: a crash in between leaves both',
  async (_, row, ends) => {
    const vmId = await machine(row);
    const before = { used: await used(), row: await findVm(server.deps.db, vmId) };
    // the counter cannot be written; the row cannot be committed
    for (const [table, trigger] of [
      ['quotas', 'create trigger refuse before update on quotas'],
      ['vms', 'create constraint trigger refuse after update or delete on vms deferrable initially deferred'],
    ]) {
      await server.asOwner(`
        create function refuse() returns trigger language plpgsql as $$ begin raise exception 'no'; end $$;
        ${trigger} for each row execute function refuse();`);
      try {
        await expect(ends(vmId), table).rejects.toThrow();
      } finally {
        await server.asOwner(`drop trigger refuse on ${table}; drop function refuse()`);
      }
      expect({ used: await used(), row: await findVm(server.deps.db, vmId) }, table).toEqual(before);
    }
    await ends(vmId);
    expect(await lookAtQuotas(server.deps.db)).toEqual([]);
  },
);
