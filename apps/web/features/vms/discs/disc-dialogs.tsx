'use client';

import type { CdromBus } from '@limen/contract/systems';
import type { Vm } from '@limen/contract/vms';
import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Choices } from '../../../ui/field.tsx';
import { DiscChoice } from './disc-choice.tsx';
import type { DriveChange } from './use-drive-change.ts';

type Shared = { onClose: () => void; onChange: (change: DriveChange) => void };

/** Which disc goes into a drive. What is in it comes out first. */
export const InsertDialog = (props: Shared & { drive: Vm['cdroms'][number]; name: string }) => {
  const t = useTranslations();
  const { drive } = props;
  const [imageId, setImageId] = useState<string | null>(drive.image?.id ?? null);
  const whyNot =
    imageId === null ? t('discs.chooseFirst') : imageId === drive.image?.id ? t('discs.isIn') : null;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (whyNot !== null) return;
    props.onChange({ what: 'disc', cdromId: drive.id, imageId, force: false });
    props.onClose();
  };
  return (
    <Dialog
      open
      onClose={props.onClose}
      title={t('discs.insertTitle', { drive: props.name })}
      closeLabel={t('common.close')}
    >
      <form onSubmit={submit} className="flex flex-col gap-4">
        {drive.image || drive.disc ? <p className="text-13 text-soft">{t('discs.comesOut')}</p> : null}
        <DiscChoice legend={t('discs.whichDisc')} value={imageId} onChange={setImageId} />
        <div className="flex justify-end gap-2">
          <Button onClick={props.onClose}>{t('common.cancel')}</Button>
          <Button type="submit" look="primary" whyNot={whyNot}>
            {t('discs.insert')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
};

/** A further drive. @param on the machine is on: SATA drives cannot be plugged then */
export const AddDriveDialog = (props: Shared & { on: boolean }) => {
  const t = useTranslations();
  const [bus, setBus] = useState<CdromBus>('scsi');
  const [imageId, setImageId] = useState<string | null>(null);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    props.onChange({ what: 'add', imageId, bus });
    props.onClose();
  };
  return (
    <Dialog open onClose={props.onClose} title={t('discs.addTitle')} closeLabel={t('common.close')}>
      <form onSubmit={submit} className="flex flex-col gap-4">
        <Choices
          first
          legend={t('discs.bus')}
          name="bus"
          value={bus}
          onChange={setBus}
          choices={[
            { value: 'scsi', label: 'SCSI', hint: t('discs.scsiHint') },
            {
              value: 'sata',
              label: 'SATA',
              hint: t('discs.sataHint'),
              whyNot: props.on ? t('discs.sataNeedsOff') : null,
            },
          ]}
        />
        <DiscChoice
          legend={t('discs.whichDisc')}
          empty={t('discs.empty')}
          value={imageId}
          onChange={setImageId}
        />
        <div className="flex justify-end gap-2">
          <Button onClick={props.onClose}>{t('common.cancel')}</Button>
          <Button type="submit" look="primary">
            {t('discs.addDrive')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
};
