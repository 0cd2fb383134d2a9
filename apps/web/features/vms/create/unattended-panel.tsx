'use client';

import { useLocale, useTranslations } from 'next-intl';
import { Choices, PickField, TextField } from '../../../ui/field.tsx';
import { Notice, Panel } from '../../../ui/marks.tsx';
import { HostFields } from '../cloud-init/host-fields.tsx';
import { SshKeyFields } from '../cloud-init/ssh-key-fields.tsx';
import { keyboards, takesMore, type UnattendedFault } from './unattended-draft.ts';
import type { UnattendedWish } from './use-unattended.ts';

/**
 * Whether the installer asks a person, or is told everything on a disc beside its own. For systems whose installer takes
 * that; of others nothing is shown.
 *
 * @param tried faults are said only once somebody wanted to send it, but for what was typed
 */
export const UnattendedPanel = ({ wish, tried }: { wish: UnattendedWish; tried: boolean }) => {
  const t = useTranslations('unattended');
  const { kind, draft, change } = wish;
  if (kind === null) return null;
  return (
    <Panel title={t('title')}>
      <div className="flex flex-col gap-5">
        <Choices
          legend={t('title')}
          legendHidden
          name="unattended"
          value={draft.told ? 'told' : 'asked'}
          choices={[
            { value: 'asked', label: t('asked'), hint: t('askedHint') },
            { value: 'told', label: t('told'), hint: t('toldHint', { file: files[kind] }) },
          ]}
          onChange={(value) => change({ told: value === 'told' })}
        />
        {draft.told ? <Fields wish={wish} tried={tried} /> : null}
      </div>
    </Panel>
  );
};

/** Files are called the same in every language. */
const files = {
  preseed: 'preseed.cfg',
  kickstart: 'ks.cfg',
  autoinstall: 'user-data',
  autounattend: 'autounattend.xml',
} as const;

const plain = { autoComplete: 'off', autoCapitalize: 'off', spellCheck: false } as const;

const Fields = ({ wish, tried }: { wish: UnattendedWish; tried: boolean }) => {
  const t = useTranslations('unattended');
  const tFirst = useTranslations('cloudInit');
  const locale = useLocale();
  const { kind, draft, change, faults } = wish;
  if (kind === null) return null;
  const more = takesMore(kind);
  const wrong = (field: UnattendedFault): string | null => {
    if (!faults.includes(field)) return null;
    if (draft[field].trim() !== '') return tFirst(`wrong.${field}`);
    return tried ? t('missing') : null;
  };
  const countries = new Intl.DisplayNames([locale], { type: 'region' });
  return (
    <div className="flex flex-col gap-4">
      <Notice tone={kind === 'preseed' ? 'busy' : 'plain'}>
        <p className="text-13">{t(`how.${kind}`)}</p>
        <p className="text-13">{t('wholeDisk')}</p>
      </Notice>
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField
          {...plain}
          label={t('user')}
          value={draft.user}
          onChange={(event) => change({ user: event.target.value })}
          hint={t(more ? 'userHint' : 'userHintWindows')}
          error={wrong('user')}
        />
        {more ? (
          <TextField
            label={t('password')}
            type="password"
            autoComplete="new-password"
            value={draft.password}
            onChange={(event) => change({ password: event.target.value })}
            hint={t('passwordHint')}
            error={wrong('password')}
          />
        ) : null}
        <HostFields value={draft} several={wish.several} wrong={wrong} onChange={change} />
        <PickField<string>
          label={t('keyboard')}
          value={draft.keyboard}
          choices={[...new Set([...keyboards, draft.keyboard])].map((value) => ({
            value,
            label: `${countries.of(value.slice(0, 2).toUpperCase()) ?? value} (${value})`,
          }))}
          onChange={(keyboard) => change({ keyboard })}
        />
      </div>
      {more ? (
        <>
          <TextField
            {...plain}
            label={t('packages')}
            value={draft.packages}
            onChange={(event) => change({ packages: event.target.value })}
            placeholder="nginx git"
            hint={tFirst('packagesHint')}
            error={wrong('packages')}
          />
          <SshKeyFields value={draft} ownKeys={wish.ownKeys} onChange={change} />
          {tried && wish.waiting ? (
            <p role="alert" className="text-13 text-fault">
              {tFirst('readingKeys')}
            </p>
          ) : null}
        </>
      ) : null}
    </div>
  );
};
