'use client';

import type { Vm } from '@limen/contract/vms';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '../../../ui/button.tsx';
import { Facts, Panel } from '../../../ui/marks.tsx';
import { useWhyNot } from '../discs/use-why-not.ts';
import { useBegun } from '../use-begun.tsx';
import { HardwareDialog } from './hardware-dialog.tsx';
import { firmwareOf, useHardware, useMakeWords } from './use-hardware.ts';

/** What a machine is beside its size and its devices, and how it is made another one. */
export const HardwarePanel = ({ vm }: { vm: Vm }) => {
  const t = useTranslations();
  const whyNot = useWhyNot(vm)('hardware');
  const hardware = useHardware(vm);
  const words = useMakeWords(vm, hardware);
  const { send, failure } = useBegun();
  const [open, setOpen] = useState(false);
  // which one the newest was when it was made
  const machine = vm.machine ?? hardware?.machine ?? words.machine(null);
  return (
    <Panel title={t('hardware.title')}>
      <div className="flex flex-col gap-4">
        {failure}
        <Facts
          rows={[
            [t('machine.field.firmware'), t(`hardware.firmware.${firmwareOf(vm)}`)],
            ['TPM', t(vm.tpm ? 'hardware.tpmYes' : 'hardware.tpmNo')],
            [
              t('hardware.machine'),
              <span key="m" className="font-mono text-13">
                {machine}
              </span>,
            ],
            [t('hardware.cpu'), words.cpu(vm.cpuModel)],
          ]}
        />
        <div>
          <Button
            size="small"
            whyNot={whyNot ?? (hardware?.offers ? null : t('hardware.unknown'))}
            onClick={() => setOpen(true)}
          >
            {t('actions.hardware')}
          </Button>
        </div>
      </div>
      {open && hardware?.offers ? (
        <HardwareDialog
          vm={vm}
          offers={hardware.offers}
          snapshots={hardware.snapshots}
          send={send}
          onClose={() => setOpen(false)}
        />
      ) : null}
    </Panel>
  );
};
