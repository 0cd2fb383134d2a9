import type { Image } from '@limen/contract/images';
import { isActive, type Operation, type OperationKind } from '@limen/contract/operations';
import type { User } from '@limen/contract/users';
import type { Vm } from '@limen/contract/vms';
import type { NewVms } from './new-vms.ts';

/** Begins with this: the machine is shown, but the server has not answered yet. It has no page. */
export const pretendPrefix = 'pretend-';
export const isPretended = (vm: Pick<Vm, 'id'>): boolean => vm.id.startsWith(pretendPrefix);

const operationOf = (kind: OperationKind, subject: { id: string; name: string }, at: string): Operation => ({
  id: `${pretendPrefix}${kind}-${subject.id}`,
  kind,
  state: 'queued',
  subjectType: 'vm',
  subjectId: subject.id,
  subjectName: subject.name,
  actorId: null,
  progress: 0,
  step: null,
  steps: [],
  cancellable: false,
  cancelRequested: false,
  error: null,
  requestId: null,
  createdAt: at,
  startedAt: null,
  finishedAt: null,
  revision: 0,
});

/** The card of a machine that was just asked for. */
export const pretendVm = (
  body: NewVms,
  name: string,
  about: { owner: User; hostId: string; image: Image | undefined; at: string },
): Vm => {
  const { owner, hostId, image, at } = about;
  const id = `${pretendPrefix}${name}`;
  return {
    id,
    name,
    description: body.description ?? '',
    tags: [],
    protected: false,
    autostart: { on: false, order: 0, delaySeconds: 0 },
    favourite: false,
    owner: { id: owner.id, userName: owner.userName, displayName: owner.displayName },
    hostId,
    state: 'creating',
    stateReason: null,
    stale: false,
    observedAt: null,
    startedAt: null,
    accelerator: null,
    firmware: body.firmware ?? 'bios',
    secureBoot: body.secureBoot ?? false,
    osId: body.osId ?? image?.osId ?? null,
    tpm: false,
    machine: null,
    cpuModel: null,
    video: 'vga',
    clock: 'utc',
    hyperv: false,
    boot: { order: [], once: null },
    vcpus: { configured: body.vcpus, running: null, ceiling: body.vcpus },
    memoryBytes: { configured: body.memoryBytes, running: null, ceiling: body.memoryBytes },
    disks: [],
    cdroms: [],
    image: image?.kind === 'disk' ? { id: image.id, name: image.name } : null,
    nics: [],
    hostDevices: [],
    cloudInit: null,
    operation: operationOf('vm.create', { id, name }, at),
    lastError: null,
    sharedAs: null,
    permissions: [],
    createdAt: at,
    expiresAt: null,
    lastUsedAt: at,
    endNoticedAt: null,
    trashedAt: null,
    revision: 0,
  };
};

/** An action that was sent and not answered yet. `revision`: of the machine as it was then. */
export type Sent = { kind: OperationKind; revision: number; at: string };

/**
 * What is shown of the machines: what the server told, and over it what is known sooner. An operation that a reply or
 * the list of operations brought is shown before the machine's own message comes; an action that was sent is shown as
 * begun until it is answered or the machine itself has changed.
 */
export const withWhatIsKnownSooner = (
  vms: readonly Vm[],
  operations: readonly Operation[],
  sent: ReadonlyMap<string, Sent>,
): readonly Vm[] => {
  const running = new Map<string, Operation>();
  for (const operation of operations) {
    if (operation.subjectType === 'vm' && isActive(operation.state))
      running.set(operation.subjectId, operation);
  }
  const ended = new Set(operations.filter((o) => !isActive(o.state)).map((o) => o.id));
  return vms.map((vm) => {
    const own = vm.operation && !ended.has(vm.operation.id) ? vm.operation : null;
    const known = running.get(vm.id);
    // the list of operations hears of progress, which the machine does not
    const operation = known && (!own || known.id === own.id) ? known : own;
    if (operation) return operation === vm.operation ? vm : { ...vm, operation };
    const asked = sent.get(vm.id);
    if (asked && asked.revision === vm.revision)
      return { ...vm, operation: operationOf(asked.kind, vm, asked.at) };
    return vm.operation ? { ...vm, operation: null } : vm;
  });
};
