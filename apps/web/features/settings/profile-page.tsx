'use client';

import { email as emailSchema, line } from '@limen/contract/fields';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { api } from '../../lib/api.ts';
import { ErrorNote } from '../../lib/error-text.tsx';
import { rememberLanguage } from '../../lib/set-language.ts';
import { useMe } from '../../lib/world.tsx';
import { Button } from '../../ui/button.tsx';
import { Choices, TextField } from '../../ui/field.tsx';
import { Panel } from '../../ui/marks.tsx';
import { LeavePanel } from './leave-panel.tsx';
import { PasswordPanel } from './password-panel.tsx';
import { SshKeysPanel } from './ssh-keys-panel.tsx';

/** Who one is here: what others see, where mail goes, keys, password, and the way out. */
export const ProfilePage = () => (
  <div className="flex max-w-2xl flex-col gap-6">
    <AboutMe />
    <SshKeysPanel />
    <PasswordPanel />
    <LeavePanel />
  </div>
);

const languages = [
  { value: 'en', label: 'English' },
  { value: 'ko', label: '한국어' },
] as const;
const name = line(80);

const AboutMe = () => {
  const t = useTranslations('profile');
  const router = useRouter();
  const { user } = useMe();
  const [displayName, setDisplayName] = useState(user.displayName);
  const [email, setEmail] = useState(user.email ?? '');
  const [locale, setLocale] = useState(user.locale);
  const [password, setPassword] = useState('');
  const [busy, setBusy] = useState(false);
  const [saved, setSaved] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const address = email.trim();
  const nameBad = !name.safeParse(displayName).success;
  const emailBad = address !== '' && !emailSchema.safeParse(address).success;
  const same =
    displayName.trim() === user.displayName && address === (user.email ?? '') && locale === user.locale;
  const otherAddress = address !== (user.email ?? '');
  const whyNot = nameBad || emailBad ? t('fixFirst') : same ? t('nothingChanged') : null;
  const save = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (busy || whyNot !== null) return;
    setBusy(true);
    setError(null);
    setSaved(false);
    try {
      await api.profile.edit({
        body: {
          displayName,
          ...(locale === null ? {} : { locale }),
          ...(otherAddress ? { email: address === '' ? null : address } : {}),
          ...(otherAddress && password !== '' ? { currentPassword: password } : {}),
        },
      });
      if (locale !== null && locale !== user.locale) rememberLanguage(locale);
      setPassword('');
      setSaved(true);
      router.refresh();
    } catch (thrown) {
      setError(thrown);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Panel title={t('aboutYou')}>
      <form onSubmit={(event) => void save(event)} className="flex flex-col gap-4">
        <p className="text-13 text-soft">
          {t('userName')} <span className="font-mono text-ink">{user.userName}</span>
        </p>
        <TextField
          label={t('displayName')}
          value={displayName}
          onChange={(event) => setDisplayName(event.target.value)}
          autoComplete="name"
          maxLength={80}
          error={nameBad ? t('nameBad') : null}
        />
        <TextField
          label={t('email')}
          type="email"
          value={email}
          onChange={(event) => setEmail(event.target.value)}
          autoComplete="email"
          maxLength={254}
          hint={t('emailHint')}
          error={emailBad ? t('emailBad') : null}
        />
        {otherAddress ? (
          <TextField
            label={t('currentPassword')}
            type="password"
            value={password}
            onChange={(event) => setPassword(event.target.value)}
            autoComplete="current-password"
            hint={t('addressPassword')}
          />
        ) : null}
        <Choices
          legend={t('language')}
          name="language"
          value={locale}
          choices={languages}
          onChange={setLocale}
        />
        <div className="flex flex-wrap items-center gap-3">
          <Button type="submit" look="primary" busy={busy} whyNot={whyNot}>
            {t('save')}
          </Button>
          <span role="status" className="text-13 text-running">
            {saved && same ? t('saved') : ''}
          </span>
        </div>
        {error === null ? null : (
          <div role="alert" className="text-13 text-fault">
            <ErrorNote error={error} />
          </div>
        )}
      </form>
    </Panel>
  );
};
