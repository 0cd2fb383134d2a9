'use client';

import { ApiError } from '@limen/client/api-error';
import type { BootDevice } from '@limen/contract/boot';
import { isActive, type Operation } from '@limen/contract/operations';
import type { CdromBus } from '@limen/contract/systems';
import { useState } from 'react';
import { api } from '../../../lib/api.ts';
import { useAbsorbOperation, useOperations } from '../../../lib/world.tsx';

/** What can be done to the drives of a machine, and to what it boots from. */
export type DriveChange =
  | { what: 'disc'; cdromId: string; imageId: string | null; force: boolean }
  | { what: 'add'; imageId: string | null; bus: CdromBus }
  | { what: 'remove'; cdromId: string }
  /** `order` null: as it is. */
  | { what: 'boot'; order: readonly BootDevice[] | null; once: BootDevice | null };

const send = (vmId: string, change: DriveChange): Promise<Operation> => {
  switch (change.what) {
    case 'disc': {
      const { cdromId, imageId, force } = change;
      return api.boot.insert({ params: { id: vmId, cdromId }, body: { imageId, force } });
    }
    case 'add':
      return api.boot.addDrive({ params: { id: vmId }, body: { imageId: change.imageId, bus: change.bus } });
    case 'remove':
      return api.boot.removeDrive({ params: { id: vmId, cdromId: change.cdromId } });
    case 'boot':
      break;
  }
  const { order, once } = change;
  return api.boot.order({ params: { id: vmId }, body: { ...(order && { order: [...order] }), once } });
};

/**
 * What was not done: refused at once (`thrown`), or by the host later (`operation`). `held`: the guest holds the disc, and
 * this takes it out by force.
 */
export type DriveProblem = {
  thrown: unknown;
  operation: Operation | null;
  held: DriveChange | null;
};

const forced = (change: DriveChange): DriveChange | null =>
  change.what === 'disc'
    ? { ...change, force: true }
    : change.what === 'remove'
      ? { what: 'disc', cdromId: change.cdromId, imageId: null, force: true }
      : null;

/** One change at a time. What went wrong stays until it is closed or something else is tried. */
export const useDriveChange = (
  vmId: string,
): {
  /** Sent, or at work on the host. */
  at: DriveChange | null;
  problem: DriveProblem | null;
  begin: (change: DriveChange) => void;
  dismiss: () => void;
} => {
  const absorbOperation = useAbsorbOperation();
  const [asked, setAsked] = useState<{ change: DriveChange; operationId: string | null } | null>(null);
  const [thrown, setThrown] = useState<unknown>(null);
  const operation = useOperations().find((o) => o.id === asked?.operationId);
  const at =
    asked && thrown === null && (asked.operationId === null || (operation && isActive(operation.state)))
      ? asked.change
      : null;
  const failed = operation?.state === 'failed' ? operation : null;
  const code = failed?.error?.code ?? (thrown instanceof ApiError ? thrown.code : null);
  const ask = async (change: DriveChange): Promise<void> => {
    setThrown(null);
    setAsked({ change, operationId: null });
    try {
      const begun = await send(vmId, change);
      absorbOperation(begun);
      setAsked({ change, operationId: begun.id });
    } catch (error) {
      setThrown(error);
    }
  };
  return {
    at,
    problem:
      asked && (failed || thrown !== null)
        ? { thrown, operation: failed, held: code === 'vm.media_held' ? forced(asked.change) : null }
        : null,
    begin: (change) => (at ? undefined : void ask(change)),
    dismiss: () => {
      setAsked(null);
      setThrown(null);
    },
  };
};
