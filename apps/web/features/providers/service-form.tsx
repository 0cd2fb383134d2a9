'use client';

import type { Discovery, SignInService } from '@limen/contract/providers';
import { useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import { api } from '../../lib/api.ts';
import { ErrorNote } from '../../lib/error-text.tsx';
import { useSubmit } from '../../lib/use-submit.ts';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';
import { Notice, Panel } from '../../ui/marks.tsx';
import { ReturnAddress } from './return-address.tsx';

const fields = ['name', 'issuer', 'clientId', 'clientSecret', 'scopes', 'approveClaim'] as const;
type Field = (typeof fields)[number];

/** A sign-in service, new or as it was. Its secret is never shown: an empty field leaves the one that is there. */
export const ServiceForm = (props: {
  id: string;
  before: SignInService | null;
  publicUrl: string | null;
  onCancel: () => void;
  onSaved: () => void;
}) => {
  const t = useTranslations();
  const { id, before } = props;
  const issuer = useRef<HTMLInputElement>(null);
  const [tested, setTested] = useState<Discovery | null>(null);
  const [testing, setTesting] = useState(false);
  const [testError, setTestError] = useState<unknown>(null);
  const { busy, error, refused, onSubmit } = useSubmit(async (field) => {
    const secret = field('clientSecret').trim();
    const claim = field('approveClaim').trim();
    const given = {
      name: field('name').trim(),
      issuer: field('issuer').trim(),
      clientId: field('clientId').trim(),
      scopes: field('scopes').trim(),
      approveClaim: claim === '' ? null : claim,
    };
    if (before === null) {
      await api.providers.addService({
        body: { id, ...given, clientSecret: secret === '' ? null : secret },
      });
    } else {
      const body = secret === '' ? given : { ...given, clientSecret: secret };
      await api.providers.editService({ params: { id }, body });
    }
    props.onSaved();
  });
  const test = async (): Promise<void> => {
    setTesting(true);
    setTestError(null);
    setTested(null);
    try {
      setTested(await api.providers.testService({ body: { issuer: issuer.current?.value.trim() ?? '' } }));
    } catch (thrown) {
      setTestError(thrown);
    } finally {
      setTesting(false);
    }
  };
  const wrong = (name: Field): string | null =>
    refused === name ? t(`providers.bad.${name === 'clientSecret' ? 'clientId' : name}`) : null;
  const atField = fields.some((name) => refused === name);
  return (
    <Panel title={before === null ? t('providers.add') : t('providers.editNamed', { name: before.name })}>
      <form onSubmit={onSubmit} method="post" className="flex flex-col gap-4">
        <TextField
          label={t('providers.name')}
          name="name"
          hint={t('providers.nameHint')}
          error={wrong('name')}
          defaultValue={before?.name}
          maxLength={60}
          autoComplete="off"
          required
          autoFocus
        />
        <div className="flex flex-col gap-2">
          <TextField
            ref={issuer}
            label={t('providers.issuer')}
            name="issuer"
            type="url"
            hint={t('providers.issuerHint')}
            error={wrong('issuer')}
            defaultValue={before?.issuer}
            placeholder="https://login.example.org/realms/campus"
            className="font-mono"
            autoComplete="off"
            spellCheck={false}
            required
          />
          <div>
            <Button size="small" busy={testing} onClick={() => void test()}>
              {t('providers.test')}
            </Button>
          </div>
          <div role="status">{tested === null ? null : <Found discovery={tested} />}</div>
          {testError === null ? null : (
            <div role="alert" className="text-13 text-fault">
              <ErrorNote error={testError} />
            </div>
          )}
        </div>
        <div className="flex flex-col gap-1.5">
          <p className="text-13 font-medium">{t('providers.returnAddress')}</p>
          <ReturnAddress path={`/api/auth/callback/${id}`} publicUrl={props.publicUrl} />
          <p className="text-12 text-soft">{t('providers.returnAddressHint')}</p>
        </div>
        <TextField
          label={t('providers.clientId')}
          name="clientId"
          error={wrong('clientId')}
          defaultValue={before?.clientId}
          className="font-mono"
          autoComplete="off"
          spellCheck={false}
          required
        />
        <TextField
          label={t('providers.clientSecret')}
          name="clientSecret"
          type="password"
          hint={t(before?.hasSecret ? 'providers.secretKept' : 'providers.secretHint')}
          error={wrong('clientSecret')}
          className="font-mono"
          autoComplete="new-password"
          spellCheck={false}
        />
        <TextField
          label={t('providers.scopes')}
          name="scopes"
          hint={t('providers.scopesHint')}
          error={wrong('scopes')}
          defaultValue={before?.scopes ?? 'openid profile email'}
          className="font-mono"
          autoComplete="off"
          spellCheck={false}
          required
        />
        <TextField
          label={t('providers.approveClaim')}
          name="approveClaim"
          hint={t('providers.approveClaimHint')}
          error={wrong('approveClaim')}
          defaultValue={before?.approveClaim ?? ''}
          placeholder="groups=limen-users"
          className="font-mono"
          autoComplete="off"
          spellCheck={false}
        />
        {error === null || atField ? null : (
          <Notice tone="fault" alert>
            <ErrorNote error={error} />
          </Notice>
        )}
        <div className="flex justify-end gap-2">
          <Button onClick={props.onCancel}>{t('common.cancel')}</Button>
          <Button type="submit" look="primary" busy={busy}>
            {t('providers.save')}
          </Button>
        </div>
      </form>
    </Panel>
  );
};

const Found = ({ discovery }: { discovery: Discovery }) => {
  const t = useTranslations('providers');
  if (!discovery.found) {
    return <Notice tone="fault">{t(`problem.${discovery.problem}`, { seen: discovery.seen ?? '' })}</Notice>;
  }
  return (
    <Notice tone="plain">
      <p className="font-medium text-running">{t('found')}</p>
      <p className="mt-1 text-13 text-soft">
        {t('foundText', {
          host: URL.parse(discovery.authorizationEndpoint)?.host ?? discovery.authorizationEndpoint,
          algorithms: discovery.algorithms.join(', '),
          keys: discovery.keys,
        })}
      </p>
      {discovery.claims.length === 0 ? null : (
        <p className="mt-1 text-13 break-words text-soft">
          {t('foundClaims', { claims: discovery.claims.join(', ') })}
        </p>
      )}
    </Notice>
  );
};
