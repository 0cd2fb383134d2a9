'use client';

import type { Vm } from '@limen/contract/vms';
import { useTranslations } from 'next-intl';
import { api } from '../../../lib/api.ts';
import { ConfirmDialog } from '../../../lib/confirm-dialog.tsx';
import { useNetworkName } from '../../../lib/networks.ts';
import type { Send } from '../use-begun.tsx';

/** Names the card and what goes with it. Another one is added in a moment: nothing has to be typed. */
export const RemoveNicDialog = (props: {
  vm: Vm;
  nic: Vm['nics'][number];
  name: string;
  send: Send;
  onClose: () => void;
}) => {
  const t = useTranslations('nics');
  const networkName = useNetworkName();
  const { vm, nic, send, onClose } = props;
  const run = async (): Promise<void> => {
    await send(api.nics.remove({ params: { id: vm.id, nicId: nic.id } }));
    onClose();
  };
  const goes = nic.address === null ? 'removeWhat' : 'removeWhatKept';
  return (
    <ConfirmDialog
      title={t('removeTitle', { card: props.name, name: vm.name })}
      text={[
        t(goes, { network: networkName(nic.network), mac: nic.mac, address: nic.address ?? '' }),
        t(vm.vcpus.running === null ? 'removeOff' : 'removeOn'),
      ].join(' ')}
      verb={t('remove')}
      run={run}
      onClose={onClose}
    />
  );
};
