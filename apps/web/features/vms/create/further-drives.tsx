'use client';

import { mostCdroms } from '@limen/contract/boot';
import { isDriverDisc } from '@limen/contract/systems';
import { Disc, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button } from '../../../ui/button.tsx';
import { PickField } from '../../../ui/field.tsx';
import type { NewMachine } from './use-new-machine.ts';

/** Discs in further drives, e.g. one with drivers for Windows. */
export const FurtherDrives = ({ machine }: { machine: NewMachine }) => {
  const t = useTranslations('machine');
  const { chosen, discs, image, profile, errors } = machine;
  const most = mostCdroms - 1;
  const free = discs.filter(({ id }) => id !== image.id && !chosen.cdroms.includes(id));
  const full = chosen.cdroms.length >= most;
  const put = (cdroms: readonly string[]): void => machine.set({ cdroms });
  return (
    <fieldset className="flex flex-col gap-3">
      <legend className="mb-2 text-13 font-medium">{t('drives')}</legend>
      {chosen.cdroms.length === 0 ? null : (
        <ul className="flex flex-col gap-2">
          {chosen.cdroms.map((id) => {
            const disc = discs.find((each) => each.id === id);
            const name = disc?.name ?? t('goneDisc');
            return (
              <li
                key={id}
                className="flex items-center gap-2.5 rounded-control border border-line py-1 pr-1 pl-3 text-14"
              >
                <Disc aria-hidden size={16} className="shrink-0 text-edge" />
                <span className="min-w-0 flex-1 truncate">{name}</span>
                {isDriverDisc(disc?.volumeId ?? null) ? (
                  <span className="text-12 text-running">{t('isDrivers')}</span>
                ) : null}
                <Button
                  look="quiet"
                  size="small"
                  icon={<X aria-hidden size={14} />}
                  label={t('takeOut', { name })}
                  onClick={() => put(chosen.cdroms.filter((each) => each !== id))}
                />
              </li>
            );
          })}
        </ul>
      )}
      {full || free.length === 0 ? (
        <p className="text-12 text-soft">{full ? t('mostDrives', { max: most }) : t('noDiscs')}</p>
      ) : (
        <PickField
          label={t('addDisc')}
          hint={profile?.driverDisc ? t('driversHint') : t('addHint')}
          error={errors.cdroms}
          value=""
          choices={[
            { value: '', label: t('chooseDisc') },
            ...free.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          onChange={(id) => (id === '' ? undefined : put([...chosen.cdroms, id]))}
        />
      )}
    </fieldset>
  );
};
