'use client';

import type { VmState } from '@limen/contract/vm-rules';
import type { Vm } from '@limen/contract/vms';
import { useTranslations } from 'next-intl';
import { useCallback } from 'react';
import type { Tone } from '../ui/marks.tsx';

const tones: Record<VmState, Tone> = {
  creating: 'busy',
  stopped: 'stopped',
  running: 'running',
  paused: 'paused',
  suspended: 'paused',
  stopping: 'busy',
  crashed: 'fault',
  saved: 'stopped',
  deleting: 'busy',
  failed: 'fault',
  trashed: 'stopped',
  unknown: 'unknown',
};

/** A machine's state in a word, and the sign that goes with it. What is at work on it wins over what it was. */
export const useVmStatus = (): ((vm: Vm) => { tone: Tone; word: string }) => {
  const t = useTranslations();
  return useCallback(
    (vm) => {
      if (vm.operation) return { tone: 'busy', word: t(`doing.${vm.operation.kind}`) };
      if (vm.stateReason === 'domain_missing') return { tone: 'fault', word: t('vms.missing') };
      const word = t(`state.${vm.state}`);
      if (vm.stale) return { tone: 'unknown', word: t('vms.lastSeenAs', { state: word }) };
      return { tone: tones[vm.state], word };
    },
    [t],
  );
};
