'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { ErrorNote } from '../../../lib/error-text.tsx';
import { Button } from '../../../ui/button.tsx';
import { SystemDialog } from './system-dialog.tsx';
import type { NewMachine } from './use-new-machine.ts';

/** Which operating system it will be: as the image says, or as a person does; and what follows for the machine. */
export const SystemField = ({ machine }: { machine: NewMachine }) => {
  const t = useTranslations();
  const [choosing, setChoosing] = useState(false);
  const { osId, image, system, systems, systemsError, profile, chosen, hasDrivers, errors } = machine;
  const byImage = chosen.osId === undefined && image.osId !== null;
  const name = osId === null ? t('systems.unknown') : (system?.name ?? osId);
  const notes = system
    ? (profile?.notes ?? []).filter((note) => !(note === 'drivers_wanted' && hasDrivers))
    : [];
  return (
    <div className="mt-5 border-t border-line pt-4">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <div className="min-w-0">
          <h3 className="text-13 font-medium">{t('systems.title')}</h3>
          <p className="text-14" aria-live="polite">
            {name}
            <span className="ml-2 text-12 text-soft">
              {byImage
                ? t('systems.detected')
                : osId === null
                  ? t(image.kind === 'iso' ? 'systems.unknownIso' : 'systems.unknownDisk')
                  : t('systems.byYou')}
            </span>
          </p>
        </div>
        <div className="flex items-center gap-1">
          {chosen.osId !== undefined && image.osId !== null ? (
            <Button look="quiet" size="small" onClick={() => machine.setOsId(undefined)}>
              {t('systems.asImage')}
            </Button>
          ) : null}
          <Button
            size="small"
            whyNot={systems && !systems.available ? t('systems.none') : null}
            onClick={() => {
              machine.wantSystems();
              setChoosing(true);
            }}
          >
            {t(osId === null ? 'systems.say' : 'systems.change')}
          </Button>
        </div>
      </div>
      {errors.osId === null ? null : (
        <p role="alert" className="mt-2 text-13 text-fault">
          {errors.osId}
        </p>
      )}
      {systems && !systems.available ? <p className="mt-2 text-13 text-soft">{t('systems.none')}</p> : null}
      {systemsError ? (
        <div role="alert" className="mt-2 flex flex-wrap items-center gap-3 text-13 text-fault">
          <ErrorNote error={systemsError} />
          <Button size="small" onClick={machine.readSystemsAgain}>
            {t('common.again')}
          </Button>
        </div>
      ) : null}
      {notes.length === 0 ? null : (
        <ul className="mt-3 flex list-disc flex-col gap-1 pl-4 text-13 text-soft">
          {notes.map((note) => (
            <li key={note}>{t(`systems.note.${note}`)}</li>
          ))}
        </ul>
      )}
      {choosing && !systemsError && systems?.available !== false ? (
        <SystemDialog
          systems={systems?.systems ?? null}
          osId={osId}
          onClose={() => setChoosing(false)}
          onChange={machine.setOsId}
        />
      ) : null}
    </div>
  );
};
