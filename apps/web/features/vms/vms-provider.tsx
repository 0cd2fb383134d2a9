'use client';

import type { Operation, OperationKind } from '@limen/contract/operations';
import { goesForGood, type VmAction } from '@limen/contract/vm-rules';
import type { Vm } from '@limen/contract/vms';
import { usePathname, useRouter } from 'next/navigation';
import {
  type ReactNode,
  startTransition,
  useEffect,
  useEffectEvent,
  useMemo,
  useOptimistic,
  useState,
} from 'react';
import { api } from '../../lib/api.ts';
import { isSeveral, type NewVms, namesAsked } from '../../lib/new-vms.ts';
import { isPretended, pretendVm, type Sent, withWhatIsKnownSooner } from '../../lib/optimistic-vms.ts';
import { type TimeRules, useTimeRules } from '../../lib/time-rules.ts';
import { type FailedCreate, type Problem, VmsContext } from '../../lib/vms-context.tsx';
import {
  useAbsorb,
  useAbsorbOperation,
  useHosts,
  useImages,
  useKnownVms,
  useMe,
  useOperations,
} from '../../lib/world.tsx';
import { ConfirmAction } from './confirm-action.tsx';
import { type CopyAction, CopyDialog } from './copy-dialog.tsx';
import { EditDialog } from './edit-dialog.tsx';
import { ResizeDialog } from './resize-dialog.tsx';
import { TakeSnapshotDialog } from './snapshots/take-dialog.tsx';
import { ScreenshotDialog } from './screenshot-dialog.tsx';
import { ShareDialog } from './share-dialog.tsx';

type PowerAction = Extract<
  VmAction,
  'start' | 'shutdown' | 'powerOff' | 'reboot' | 'reset' | 'pause' | 'save' | 'resume'
>;
/** What begins an operation from here. */
type Begun = PowerAction | 'delete';

/** Actions by which something can be lost: these are asked about first. */
const needsAsking: ReadonlySet<VmAction> = new Set(['powerOff', 'reset', 'delete']);

const request = (vm: Vm, action: Begun, kind: OperationKind) => {
  const params = { id: vm.id };
  if (action !== 'delete') return api.vms[action]({ params });
  // what was asked about is what is done, whatever the setting has become meanwhile
  return api.vms.delete({ params, query: { permanent: kind === 'vm.trash' ? 'false' : 'true' } });
};
const kindOf = (vm: Vm, action: Begun, rules: TimeRules | undefined): OperationKind =>
  action === 'delete' && rules && !goesForGood(vm, rules.trash.days) ? 'vm.trash' : `vm.${action}`;

/** What opens something, or is done in a place of its own. */
const elsewhere: ReadonlySet<VmAction> = new Set([
  'console',
  'watch',
  'screenshot',
  'share',
  'restore',
  'extend',
  'media',
  'drives',
  'boot',
  'resize',
  'hardware',
  'edit',
  'snapshot',
  'restoreSnapshot',
  'deleteSnapshot',
  'fork',
  'disks',
  'nics',
  'hostDevices',
  'clone',
  'template',
  'export',
]);
const isBegun = (action: VmAction): action is Begun => !elsewhere.has(action);

const without = <V,>(map: ReadonlyMap<string, V>, key: string): ReadonlyMap<string, V> => {
  if (!map.has(key)) return map;
  const next = new Map(map);
  next.delete(key);
  return next;
};

/** Machines, what is on its way, and the questions before what cannot be undone. */
export const VmsProvider = ({ children }: { children: ReactNode }) => {
  const router = useRouter();
  const path = usePathname();
  const me = useMe();
  const { vms: known, trash: lying } = useKnownVms();
  const rules = useTimeRules();
  const operations = useOperations();
  const hostId = useHosts()[0]?.id ?? '';
  const images = useImages();
  const absorb = useAbsorb();
  const absorbOperation = useAbsorbOperation();
  const [sent, setSent] = useState<ReadonlyMap<string, Sent>>(new Map());
  const [problems, setProblems] = useState<ReadonlyMap<string, Problem>>(new Map());
  const [asking, setAsking] = useState<{ vm: Vm; action: VmAction } | null>(null);
  const [copying, setCopying] = useState<{ vm: Vm; action: CopyAction } | null>(null);
  const [editing, setEditing] = useState<string | null>(null);
  const [resizing, setResizing] = useState<string | null>(null);
  const [snapping, setSnapping] = useState<string | null>(null);
  const [shooting, setShooting] = useState<string | null>(null);
  const [sharing, setSharing] = useState<string | null>(null);
  const [waiting, setWaiting] = useState<NewVms | null>(null);
  const [failedCreate, setFailedCreate] = useState<FailedCreate | null>(null);

  const told = useMemo(() => withWhatIsKnownSooner(known, operations, sent), [known, operations, sent]);
  const trash = useMemo(() => withWhatIsKnownSooner(lying, operations, sent), [lying, operations, sent]);
  const [vms, showAtOnce] = useOptimistic(told, (all: readonly Vm[], made: Vm) =>
    all.some((vm) => vm.name === made.name && vm.owner.id === made.owner.id) ? all : [made, ...all],
  );

  const send = async (vm: Vm, action: Begun): Promise<void> => {
    setProblems((all) => without(all, vm.id));
    const kind = kindOf(vm, action, rules);
    setSent((all) =>
      new Map(all).set(vm.id, {
        kind,
        revision: vm.revision,
        at: new Date().toISOString(),
      }),
    );
    try {
      absorbOperation(await request(vm, action, kind));
      if (action === 'delete' && path.startsWith(`/vms/${vm.id}`)) router.push('/');
    } catch (error) {
      setProblems((all) => new Map(all).set(vm.id, { action, error }));
    } finally {
      setSent((all) => without(all, vm.id));
    }
  };

  const extend = async (vm: Vm): Promise<void> => {
    setProblems((all) => without(all, vm.id));
    try {
      const extended = await api.vms.extend({ params: { id: vm.id } });
      absorb({ type: 'vm.changed', seq: 1, vm: extended });
    } catch (error) {
      setProblems((all) => new Map(all).set(vm.id, { action: 'extend', error }));
    }
  };

  const act = (vm: Vm, action: VmAction): void => {
    if (isPretended(vm)) return;
    if (action === 'share') setSharing(vm.id);
    else if (action === 'edit') setEditing(vm.id);
    else if (action === 'resize') setResizing(vm.id);
    else if (action === 'snapshot') setSnapping(vm.id);
    else if (action === 'screenshot') setShooting(vm.id);
    else if (action === 'clone' || action === 'template' || action === 'export') setCopying({ vm, action });
    else if (action === 'console' || action === 'watch') router.push(`/vms/${vm.id}?tab=console`);
    else if (action === 'restore') router.push('/trash');
    else if (action === 'extend') void extend(vm);
    else if (needsAsking.has(action)) setAsking({ vm, action });
    else if (isBegun(action)) void send(vm, action);
    else router.push(`/vms/${vm.id}`);
  };

  // A transition that waits for the network holds up navigation, so the page of machines is opened first.
  const begin = useEffectEvent((body: NewVms) => {
    setWaiting(null);
    const idempotencyKey = newKey();
    startTransition(async () => {
      const about = {
        owner: me.user,
        hostId,
        image: images.find((i) => i.id === body.boot.imageId),
        at: new Date().toISOString(),
      };
      // each is put before the others
      for (const name of namesAsked(body).toReversed()) showAtOnce(pretendVm(body, name, about));
      try {
        const made = await ask(body, idempotencyKey);
        for (const vm of made.vms) absorb({ type: 'vm.changed', seq: 1, vm });
        for (const operation of made.operations) absorbOperation(operation);
      } catch (error) {
        setFailedCreate({ body, error });
      }
    });
  });
  useEffect(() => {
    if (waiting && path === '/') begin(waiting);
  }, [waiting, path]);

  const create = (body: NewVms): void => {
    setFailedCreate(null);
    setWaiting(body);
    router.push('/');
  };

  const edited = vms.find((vm) => vm.id === editing);
  const resized = vms.find((vm) => vm.id === resizing);
  const snapped = vms.find((vm) => vm.id === snapping);
  const shot = vms.find((vm) => vm.id === shooting);
  const shared = vms.find((vm) => vm.id === sharing);

  return (
    <VmsContext
      value={{
        vms,
        trash,
        problems,
        dismissProblem: (vmId) => setProblems((all) => without(all, vmId)),
        act,
        create,
        failedCreate,
        dismissFailedCreate: () => setFailedCreate(null),
      }}
    >
      {children}
      {shared?.permissions.includes('share') ? (
        <ShareDialog vm={shared} onClose={() => setSharing(null)} />
      ) : null}
      {edited ? <EditDialog vm={edited} onClose={() => setEditing(null)} /> : null}
      {resized ? <ResizeDialog vm={resized} onClose={() => setResizing(null)} /> : null}
      {snapped ? <TakeSnapshotDialog vm={snapped} onClose={() => setSnapping(null)} /> : null}
      {shot ? <ScreenshotDialog vm={shot} onClose={() => setShooting(null)} /> : null}
      {copying ? (
        <CopyDialog vm={copying.vm} action={copying.action} onClose={() => setCopying(null)} />
      ) : null}
      {asking ? (
        <ConfirmAction
          vm={asking.vm}
          action={asking.action}
          onCancel={() => setAsking(null)}
          onConfirm={() => {
            setAsking(null);
            const { action } = asking;
            if (isBegun(action)) void send(asking.vm, action);
          }}
        />
      ) : null}
    </VmsContext>
  );
};

const ask = async (body: NewVms, idempotencyKey: string): Promise<{ vms: Vm[]; operations: Operation[] }> => {
  if (isSeveral(body)) return api.vms.createMany({ body, idempotencyKey });
  const { vm, operation } = await api.vms.create({ body, idempotencyKey });
  return { vms: [vm], operations: [operation] };
};

/** `crypto.randomUUID` is missing on plain http by address; random bytes are there everywhere. */
const newKey = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (b) => b.toString(16).padStart(2, '0')).join('');
