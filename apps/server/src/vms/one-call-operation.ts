import type { OperationKind } from '@limen/contract/operations';
import type { Deps } from '../deps.ts';
import type { Host } from '../hypervisor/host.ts';
import {
  defineOperation,
  type OperationDefinition,
  type StepContext,
} from '../operations/define-operation.ts';
import type { QuotaEffect } from '../operations/quota-effect.ts';
import { syncVm } from './sync-vm.ts';
import { findVm } from './vm.rows.ts';
import { vmSubject } from './vm-subject.ts';

type Call = Pick<StepContext<unknown>, 'deps' | 'signal' | 'progress'>;

/**
 * An operation of one step: one call to the host, then a look at what became of the machine.
 *
 * @param call must be idempotent: after a crash of the server it is made again
 */
export const oneCallOperation = <const Effect extends QuotaEffect>(verb: {
  kind: OperationKind;
  quota: Effect;
  step: string;
  deadlineSeconds: number;
  /** May be asked to stop: the call then listens to its signal. */
  cancellable?: boolean;
  call: (host: Host, vmId: string, at: Call) => Promise<void>;
  /** Takes back what is left of a call that did not come to its end. */
  undo?: (host: Host, vmId: string) => Promise<void>;
  /** When it is at its end, however that was; at least once. */
  settled?: (deps: Deps, vmId: string) => Promise<unknown>;
  /** After that, when the machine is free again. */
  over?: (deps: Deps, vmId: string) => Promise<unknown>;
}): OperationDefinition<Effect> =>
  defineOperation({
    kind: verb.kind,
    version: 1,
    quota: verb.quota,
    input: vmSubject,
    cancellable: verb.cancellable ?? false,
    steps: [
      {
        name: verb.step,
        deadlineSeconds: verb.deadlineSeconds,
        run: async ({ deps, input, guard, signal, progress }) => {
          const row = await findVm(deps.db, input.vmId);
          if (!row) return;
          await guard();
          await verb.call(deps.hosts.byId(row.hostId), input.vmId, { deps, signal, progress });
          await syncVm(deps, input.vmId);
        },
        // most often nothing can be taken back; what became of the machine is looked at
        undo: async ({ deps, input, guard }) => {
          const row = verb.undo && (await findVm(deps.db, input.vmId));
          if (row) {
            await guard();
            await verb.undo?.(deps.hosts.byId(row.hostId), input.vmId);
          }
          await syncVm(deps, input.vmId);
        },
      },
    ],
    settled: async ({ deps, input }) => {
      await verb.settled?.(deps, input.vmId);
    },
    over: async ({ deps, input }) => {
      await verb.over?.(deps, input.vmId);
    },
  });
