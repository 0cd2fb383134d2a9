'use client';

import { type VmAction, vmCan, whyNot } from '@limen/contract/vm-rules';
import type { Vm } from '@limen/contract/vms';
import {
  ArchiveRestore,
  CalendarPlus,
  Camera,
  FileDown,
  Copy,
  Cpu,
  Disc3,
  Eye,
  HardDrive,
  LayoutTemplate,
  ListOrdered,
  Monitor,
  Network,
  Pause,
  Pencil,
  Play,
  Power,
  PowerOff,
  RotateCcw,
  RotateCw,
  Save,
  Scaling,
  Image as Picture,
  StepForward,
  Trash2,
  Usb,
  UserPlus,
} from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useCallback } from 'react';
import type { MenuItem } from '../ui/menu.tsx';
import { isPretended } from './optimistic-vms.ts';
import { useVmEnd } from './vm-end.ts';
import { useVms } from './vms-context.tsx';

const icons: Record<VmAction, typeof Play> = {
  console: Monitor,
  start: Play,
  resume: StepForward,
  shutdown: Power,
  reboot: RotateCw,
  pause: Pause,
  save: Save,
  powerOff: PowerOff,
  reset: RotateCcw,
  delete: Trash2,
  watch: Eye,
  screenshot: Picture,
  share: UserPlus,
  restore: ArchiveRestore,
  extend: CalendarPlus,
  media: Disc3,
  drives: HardDrive,
  boot: ListOrdered,
  resize: Scaling,
  hardware: Cpu,
  edit: Pencil,
  snapshot: Camera,
  restoreSnapshot: RotateCcw,
  deleteSnapshot: Trash2,
  fork: Copy,
  disks: HardDrive,
  nics: Network,
  hostDevices: Usb,
  clone: Copy,
  template: LayoutTemplate,
  export: FileDown,
};

/** The order in which actions stand wherever they stand; bringing back, extending, discs and boot order have places of their own. */
export const vmActionOrder = [
  'console',
  'start',
  'resume',
  'shutdown',
  'reboot',
  'pause',
  'save',
  'powerOff',
  'reset',
  'edit',
  'resize',
  'snapshot',
  'screenshot',
  'clone',
  'template',
  'export',
  'share',
  'delete',
] as const satisfies VmAction[];

/** What one most likely wants to do with a machine in its state. */
export const likelyActions = (vm: Vm): readonly VmAction[] => {
  if (vmCan.resume.states.includes(vm.state)) return ['resume', 'console'];
  if (vmCan.start.states.includes(vm.state)) return ['start'];
  if (vmCan.shutdown.states.includes(vm.state)) return ['console', 'shutdown'];
  if (vm.state === 'stopping' || vm.state === 'suspended') return ['powerOff'];
  return vm.state === 'failed' || vm.stateReason === 'domain_missing' ? ['delete'] : [];
};

/** Whether the reader sees the screen and has no hand in it. */
export const watchesOnly = (vm: Pick<Vm, 'permissions'>): boolean =>
  vm.permissions.includes('watch') && !vm.permissions.includes('console');

/** What only whose machine it is may do. */
const notToGive: ReadonlySet<VmAction> = new Set(['clone', 'template', 'export', 'share', 'delete']);

/** Whether a viewer would have the action as an operator. */
const mayBeGiven = (vm: Vm, action: VmAction): boolean => vm.sharedAs === 'viewer' && !notToGive.has(action);

/** Of a machine whose memory is saved, what starting it and cutting its power really are. */
export const wordOf = (vm: Pick<Vm, 'state'>, action: VmAction): VmAction | 'goOn' | 'discard' => {
  if (vm.state !== 'saved') return action;
  return action === 'start' ? 'goOn' : action === 'powerOff' ? 'discard' : action;
};

export type VmActionItem = MenuItem & { action: VmAction };

/** The one list of actions: cards, menus, right click, palette and the page of a machine take it from here. */
export const useVmActionItems = (): ((vm: Vm) => readonly VmActionItem[]) => {
  const t = useTranslations();
  const { act } = useVms();
  const endOfVm = useVmEnd();
  return useCallback(
    (vm) =>
      vmActionOrder.map((action) => {
        // whoever may look and not touch has that in the place of the console
        const shown = action === 'console' && watchesOnly(vm) ? 'watch' : action;
        const Icon = icons[shown];
        const reason = isPretended(vm)
          ? 'busy'
          : whyNot(shown, {
              state: vm.state,
              busy: vm.operation !== null,
              stale: vm.stale,
              permissions: vm.permissions,
              ended: endOfVm(vm)?.over ?? false,
              protected: vm.protected,
              hostDevices: vm.hostDevices,
            });
        return {
          key: action,
          action,
          label: t(`actions.${wordOf(vm, shown)}`),
          icon: <Icon aria-hidden size={16} />,
          danger: action === 'delete',
          apart: action === 'powerOff' || action === 'edit' || action === 'share' || action === 'delete',
          whyNot:
            reason === null
              ? null
              : reason === 'state'
                ? t(`whyNot.state.${shown}`)
                : reason === 'permission' && mayBeGiven(vm, action)
                  ? t('whyNot.viewer', { name: vm.owner.displayName })
                  : t(`whyNot.${reason}`),
          run: () => act(vm, action),
        };
      }),
    [t, act, endOfVm],
  );
};
