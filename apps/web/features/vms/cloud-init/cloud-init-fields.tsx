'use client';

import { useTranslations } from 'next-intl';
import { Check, Choices } from '../../../ui/field.tsx';
import { Notice } from '../../../ui/marks.tsx';
import { sameForAll } from './cloud-init-draft.ts';
import { CloudInitForm } from './cloud-init-form.tsx';
import { CloudInitPreview } from './cloud-init-preview.tsx';
import type { CloudInitWish } from './use-cloud-init.ts';
import { UserDataEditor } from './user-data-editor.tsx';

/**
 * All about what a machine is told at its first boot: nothing, a form, or user-data as somebody writes it.
 *
 * @param noneWhyNot why "nothing" cannot be chosen, on a machine that was told something
 */
export const CloudInitFields = ({
  wish,
  machineName,
  noneWhyNot = null,
}: {
  wish: CloudInitWish;
  machineName: string;
  noneWhyNot?: string | null;
}) => {
  const t = useTranslations('cloudInit');
  const { draft, change } = wish;
  const same = sameForAll(draft);
  return (
    <div className="flex flex-col gap-5">
      <Choices
        legend={t('how')}
        legendHidden
        name="cloud-init"
        value={draft.mode}
        columns="sm:max-lg:grid-cols-3 xl:grid-cols-3"
        choices={[
          { value: 'none', label: t('none'), hint: t('noneHint'), whyNot: noneWhyNot },
          { value: 'form', label: t('form'), hint: t('formHint') },
          { value: 'text', label: t('text'), hint: t('textHint') },
        ]}
        onChange={(mode) => change({ mode })}
      />
      {draft.mode === 'form' ? <CloudInitForm wish={wish} /> : null}
      {draft.mode === 'text' ? <UserDataEditor wish={wish} /> : null}
      {wish.several && same.length > 0 ? (
        <Notice tone="busy">
          {same.map((what) => (
            <p key={what}>{t(`sameForAll.${what}`)}</p>
          ))}
        </Notice>
      ) : null}
      {draft.mode === 'none' ? null : (
        <>
          <Check
            label={t('detach')}
            hint={t('detachHint')}
            checked={draft.detachAfterBoot}
            onChange={(detachAfterBoot) => change({ detachAfterBoot })}
          />
          <CloudInitPreview wish={wish} machineName={machineName} />
        </>
      )}
    </div>
  );
};
