'use client';

import { driveNeedsOff, mostCdroms } from '@limen/contract/boot';
import type { Vm } from '@limen/contract/vms';
import { CircleArrowOutUpRight, Disc, Minus, Plus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '../../../ui/button.tsx';
import { useDiscName } from './boot-words.ts';
import { AddDriveDialog, InsertDialog } from './disc-dialogs.tsx';
import type { DriveChange } from './use-drive-change.ts';
import { useWhyNot } from './use-why-not.ts';

/** Off, so that everything can be plugged. */
const isOff = (vm: Vm): boolean => vm.state === 'stopped' || vm.state === 'crashed';

/** CD drives of a machine, what is in each, and what can be done with it. */
export const DriveList = (props: {
  vm: Vm;
  at: DriveChange | null;
  onChange: (change: DriveChange) => void;
}) => {
  const t = useTranslations('discs');
  const { vm, at, onChange } = props;
  const whyNot = useWhyNot(vm);
  const discName = useDiscName();
  const [filling, setFilling] = useState<string | null>(null);
  const [adding, setAdding] = useState(false);
  const full = vm.cdroms.length >= mostCdroms ? t('mostDrives', { max: mostCdroms }) : null;
  const number = vm.cdroms.findIndex((drive) => drive.id === filling);
  const filled = vm.cdroms[number];
  return (
    <section aria-labelledby="cd-drives" className="flex min-w-0 flex-col gap-3">
      <h3 id="cd-drives" className="text-13 font-medium">
        {t('drives')}
      </h3>
      {vm.cdroms.length === 0 ? <p className="text-13 text-soft">{t('noDrives')}</p> : null}
      <ul className="flex flex-col gap-2">
        {vm.cdroms.map((drive, n) => {
          const name = t('drive', { number: n + 1 });
          const holds = drive.image !== null || drive.disc !== null;
          const busy = at !== null && 'cdromId' in at && at.cdromId === drive.id;
          const emptied = at?.what === 'disc' && at.imageId === null;
          return (
            <li
              key={drive.id}
              className="flex flex-wrap items-center gap-x-3 gap-y-2 rounded-control border border-line px-3 py-2.5"
            >
              <Disc aria-hidden size={18} className="shrink-0 text-edge" />
              <div className="min-w-32 flex-1">
                <p className="text-12 text-soft">{`${name} · ${drive.bus.toUpperCase()}`}</p>
                <p
                  className={holds ? 'truncate text-14 font-medium' : 'text-14 text-soft'}
                  title={discName(drive)}
                >
                  {discName(drive)}
                </p>
              </div>
              <div className="-mr-1.5 flex items-center">
                <Button
                  look="quiet"
                  size="small"
                  busy={busy && at?.what === 'disc' && !emptied}
                  whyNot={whyNot('media')}
                  aria-label={t(holds ? 'changeIn' : 'insertInto', { drive: name })}
                  onClick={() => setFilling(drive.id)}
                >
                  {t(holds ? 'change' : 'insert')}
                </Button>
                <Button
                  look="quiet"
                  size="small"
                  busy={busy && emptied}
                  whyNot={whyNot('media') ?? (holds ? null : t('isEmpty'))}
                  icon={<CircleArrowOutUpRight aria-hidden size={14} />}
                  aria-label={t('ejectFrom', { drive: name })}
                  onClick={() => onChange({ what: 'disc', cdromId: drive.id, imageId: null, force: false })}
                >
                  {t('eject')}
                </Button>
                <Button
                  look="quiet"
                  size="small"
                  busy={busy && at?.what === 'remove'}
                  whyNot={
                    whyNot('drives') ?? (driveNeedsOff(drive.bus) && !isOff(vm) ? t('sataNeedsOff') : null)
                  }
                  icon={<Minus aria-hidden size={14} />}
                  label={t('removeDrive', { drive: name })}
                  onClick={() => onChange({ what: 'remove', cdromId: drive.id })}
                />
              </div>
            </li>
          );
        })}
      </ul>
      <Button
        size="small"
        className="self-start"
        busy={at?.what === 'add'}
        whyNot={whyNot('drives') ?? full}
        icon={<Plus aria-hidden size={15} />}
        onClick={() => setAdding(true)}
      >
        {t('addDrive')}
      </Button>
      {filled ? (
        <InsertDialog
          drive={filled}
          name={t('drive', { number: number + 1 })}
          onClose={() => setFilling(null)}
          onChange={onChange}
        />
      ) : null}
      {adding ? (
        <AddDriveDialog on={!isOff(vm)} onClose={() => setAdding(false)} onChange={onChange} />
      ) : null}
    </section>
  );
};
