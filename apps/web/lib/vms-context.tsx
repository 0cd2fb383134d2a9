'use client';

import type { VmAction } from '@limen/contract/vm-rules';
import type { Vm } from '@limen/contract/vms';
import { createContext, use } from 'react';
import type { NewVms } from './new-vms.ts';

/** What was tried and did not work; it stands on the thing it was tried on until it is closed or tried again. */
export type Problem = { action: VmAction; error: unknown };
export type FailedCreate = { body: NewVms; error: unknown };

export type Vms = {
  /** Newest first, with what is on its way shown as if it had begun. */
  vms: readonly Vm[];
  /** What lies in the trash and is the reader's to bring back, the last that came there first. */
  trash: readonly Vm[];
  problems: ReadonlyMap<string, Problem>;
  dismissProblem: (vmId: string) => void;
  /** Does it, after asking where something would be lost. Never throws: what goes wrong becomes a problem. */
  act: (vm: Vm, action: VmAction) => void;
  /** Shows the machines at once on their page, and takes them away again if they could not be made: all, or none. */
  create: (body: NewVms) => void;
  failedCreate: FailedCreate | null;
  dismissFailedCreate: () => void;
};

export const VmsContext = createContext<Vms | null>(null);

/** Machines and everything one can do to them. */
export const useVms = (): Vms => {
  const vms = use(VmsContext);
  if (!vms) throw new Error('useVms outside of the frame');
  return vms;
};

/** One machine; undefined: there is none, or it is not the reader's to see. */
export const useVm = (id: string): Vm | undefined => useVms().vms.find((vm) => vm.id === id);
