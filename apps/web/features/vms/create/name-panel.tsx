'use client';

import { useTranslations } from 'next-intl';
import { Choices, TextField } from '../../../ui/field.tsx';
import { Panel } from '../../../ui/marks.tsx';
import { BatchFields } from '../batch-fields.tsx';
import type { NewMachine } from './use-new-machine.ts';

/** What it is called; or how many there shall be, and what each is called. */
export const NamePanel = ({ machine }: { machine: NewMachine }) => {
  const t = useTranslations();
  const { chosen, set, errors } = machine;
  return (
    <Panel title={t('create.nameTitle')}>
      <div className="flex flex-col gap-4">
        <Choices
          legend={t('batch.howMany')}
          legendHidden
          name="how-many"
          value={chosen.batch === null ? 'one' : 'several'}
          choices={[
            { value: 'one', label: t('batch.one'), hint: t('batch.oneHint') },
            { value: 'several', label: t('batch.several'), hint: t('batch.severalHint') },
          ]}
          onChange={(choice) => machine.setSeveral(choice === 'several')}
        />
        {chosen.batch === null ? (
          <TextField
            label={t('create.name')}
            name="name"
            value={chosen.name}
            onChange={(event) => set({ name: event.target.value })}
            onFocus={(event) => event.target.select()}
            error={errors.name}
            hint={t('create.nameHint')}
            autoComplete="off"
            spellCheck={false}
          />
        ) : (
          <BatchFields value={chosen.batch} onChange={(batch) => set({ batch })} taken={errors.batch} />
        )}
      </div>
    </Panel>
  );
};
