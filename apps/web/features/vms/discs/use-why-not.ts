'use client';

import { type VmAction, whyNot } from '@limen/contract/vm-rules';
import type { Vm } from '@limen/contract/vms';
import { useTranslations } from 'next-intl';
import { isPretended } from '../../../lib/optimistic-vms.ts';

/** Why something cannot be done with a machine now, in a sentence; null: it can. */
export const useWhyNot = (vm: Vm): ((action: VmAction) => string | null) => {
  const t = useTranslations('whyNot');
  return (action) => {
    const reason = isPretended(vm)
      ? 'busy'
      : whyNot(action, {
          state: vm.state,
          busy: vm.operation !== null,
          stale: vm.stale,
          permissions: vm.permissions,
        });
    if (reason === null) return null;
    if (reason === 'state') return t(`state.${action}`);
    if (reason === 'permission' && vm.sharedAs === 'viewer')
      return t('viewer', { name: vm.owner.displayName });
    return t(reason);
  };
};
