import type { Duplex } from 'node:stream';
import type { Deps } from '../deps.ts';
import { repeat } from '../lib/repeat.ts';
import { beginOwnOperation } from './begin-own-operation.ts';
import { detachOwn } from './change-cloud-init.ts';
import { findFirstBoot, listFirstBoots, recordFirstBoot } from './cloud-init.rows.ts';
import { discOperation } from './disc-operation.ts';
import { readReport } from './read-report.ts';

/** A line of ours is a quarter of that. */
const longestLine = 16 * 1024;
/** Of one start of a machine: more than a hundred times what there is to say. Then nobody listens to it any more. */
const mostBytes = 1024 * 1024;
/** Machines that were missed: their channel was taken, or libvirt away. */
const lookAgainMs = 15_000;

/** A channel that is listened to; `run`: of which start of the machine. */
type Ear = { run: number; stream: Duplex | null; bytes: number; rest: string };

/**
 * Listens to machines that run and have not said yet that their first boot has ended. Nothing that they say gives them any
 * right: it moves one word from `waiting` over `running` to its end, and takes the seed out of the drive where its owner
 * wanted that.
 *
 * @returns stops listening
 */
export const followFirstBoots = (deps: Deps): (() => Promise<void>) => {
  const ears = new Map<string, Ear>();
  let closed = false;

  const hear = async (vmId: string, line: string): Promise<void> => {
    const said = readReport(line);
    if (!said || !(await recordFirstBoot(deps.db, vmId, said))) return;
    deps.live.publish('vm.changed', { id: vmId });
  };

  const forget = (vmId: string, ear: Ear): void => {
    ear.stream?.destroy();
    ear.stream = null;
    if (ears.get(vmId) === ear && ear.bytes <= mostBytes) ears.delete(vmId);
  };

  const listen = async (vmId: string, hostId: string, run: number): Promise<void> => {
    const ear: Ear = { run, stream: null, bytes: 0, rest: '' };
    ears.set(vmId, ear);
    try {
      const stream = await deps.hosts.byId(hostId).openReports(vmId);
      stream.on('error', () => forget(vmId, ear));
      stream.on('close', () => forget(vmId, ear));
      ear.stream = stream;
      if (closed || ears.get(vmId) !== ear) return forget(vmId, ear);
      for await (const chunk of stream as AsyncIterable<Buffer>) {
        ear.bytes += chunk.length;
        const lines = (ear.rest + chunk.toString('latin1')).split('\n');
        ear.rest = lines.pop() ?? '';
        if (ear.bytes > mostBytes || ear.rest.length > longestLine) {
          ear.bytes = Number.POSITIVE_INFINITY;
          break;
        }
        for (const text of lines) {
          if (text.length <= longestLine) await hear(vmId, Buffer.from(text, 'latin1').toString('utf8'));
        }
      }
    } catch (error) {
      deps.log.debug({ err: error, vmId }, 'reports of a machine');
    } finally {
      forget(vmId, ear);
    }
  };

  const detach = async (vmId: string): Promise<void> => {
    await beginOwnOperation(deps, vmId, {
      definition: discOperation,
      stillDue: ({ phase }) => phase === 'ready',
      change: detachOwn.change,
      input: detachOwn.input,
      why: { cloudInit: 'finished' },
    });
  };

  const look = async (vmId: string): Promise<void> => {
    const found = await findFirstBoot(deps.db, vmId);
    const known = ears.get(vmId);
    if (known && (!found?.listens || known.run !== found.run)) {
      known.bytes = 0;
      forget(vmId, known);
    }
    if (closed || !found) return;
    if (found.detaches) return detach(vmId);
    if (!found.listens || ears.has(vmId) || !deps.hosts.isConnected(found.hostId)) return;
    void listen(vmId, found.hostId, found.run);
  };
  const lookSafely = (vmId: string): Promise<void> =>
    look(vmId).catch((error: unknown) => deps.log.warn({ err: error, vmId }, 'first boot'));

  const end = deps.live.on('vm.changed', ({ id }) => void lookSafely(id));
  const endRemoved = deps.live.on('vm.removed', ({ id }) => {
    const ear = ears.get(id);
    if (!ear) return;
    ear.bytes = 0;
    forget(id, ear);
  });
  const stop = repeat(lookAgainMs, {
    run: async () => {
      for (const id of await listFirstBoots(deps.db)) await lookSafely(id);
    },
    failed: (error) => deps.log.warn({ err: error }, 'first boots'),
  });
  return async () => {
    closed = true;
    end();
    endRemoved();
    await stop();
    for (const [vmId, ear] of ears) forget(vmId, ear);
  };
};
