'use client';

import { type ApiToken, mostTokens } from '@limen/contract/tokens';
import { Plus, Trash2 } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import { api } from '../../lib/api.ts';
import { ErrorNote } from '../../lib/error-text.tsx';
import { RelativeTime } from '../../lib/relative-time.tsx';
import { Button } from '../../ui/button.tsx';
import { CreateToken } from './create-token.tsx';
import { RevokeToken } from './revoke-token.tsx';

type Asking = { what: 'create' } | { what: 'revoke'; token: ApiToken } | null;

/** One's API tokens, the newest first. */
export const TokensPage = ({ first }: { first: readonly ApiToken[] }) => {
  const t = useTranslations('tokens');
  const [tokens, setTokens] = useState(first);
  const [asking, setAsking] = useState<Asking>(null);
  const [error, setError] = useState<unknown>(null);
  const look = async (): Promise<void> => {
    try {
      setTokens((await api.tokens.list()).tokens);
      setError(null);
    } catch (thrown) {
      setError(thrown);
    }
  };
  return (
    <section aria-labelledby="tokens" className="flex max-w-3xl flex-col gap-4">
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="min-w-0 flex-1 basis-80">
          <h2 id="tokens" className="text-16 font-semibold">
            {t('title')}
          </h2>
          <p className="mt-1 max-w-xl text-13 text-soft">{t('what')}</p>
        </div>
        <Button
          look="primary"
          icon={<Plus aria-hidden size={16} />}
          whyNot={tokens.length >= mostTokens ? t('enough', { count: mostTokens }) : null}
          onClick={() => setAsking({ what: 'create' })}
        >
          {t('create')}
        </Button>
      </div>
      {error === null ? null : (
        <div role="alert" className="text-13 text-fault">
          <ErrorNote error={error} />
        </div>
      )}
      {tokens.length === 0 ? (
        <p className="rounded-card border border-line bg-surface px-4 py-6 text-center text-13 text-soft">
          {t('none')}
        </p>
      ) : (
        <ul className="divide-y divide-line rounded-card border border-line bg-surface">
          {tokens.map((token) => (
            <Row key={token.id} token={token} revoke={() => setAsking({ what: 'revoke', token })} />
          ))}
        </ul>
      )}
      {asking?.what === 'create' ? <CreateToken onClose={() => setAsking(null)} onMade={look} /> : null}
      {asking?.what === 'revoke' ? (
        <RevokeToken
          token={asking.token}
          onClose={() => setAsking(null)}
          onDone={async () => {
            setAsking(null);
            await look();
          }}
        />
      ) : null}
    </section>
  );
};

const Row = ({ token, revoke }: { token: ApiToken; revoke: () => void }) => {
  const t = useTranslations('tokens');
  const locale = useLocale();
  const ends = new Intl.DateTimeFormat(locale, { dateStyle: 'medium' }).format(Date.parse(token.expiresAt));
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3 px-4 py-3">
      <div className="min-w-0">
        <div className="flex flex-wrap items-baseline gap-x-3">
          <span className="font-medium break-words">{token.name}</span>
          <span className="font-mono text-12 text-soft">{token.start}…</span>
        </div>
        <dl className="mt-0.5 flex flex-wrap gap-x-4 gap-y-0.5 text-12 text-soft">
          <div>
            <dt className="sr-only">{t('scope')}</dt>
            <dd className="font-medium text-ink">{t(`scopes.${token.scope}`)}</dd>
          </div>
          <div className="flex gap-1">
            <dt>{t('made')}</dt>
            <dd>
              <RelativeTime at={token.createdAt} />
            </dd>
          </div>
          <div className="flex gap-1">
            <dt>{t('lastUsed')}</dt>
            <dd>{token.lastUsedAt === null ? t('unused') : <RelativeTime at={token.lastUsedAt} />}</dd>
          </div>
          <div className="flex gap-1">
            <dt>{t('ends')}</dt>
            <dd>
              <time dateTime={token.expiresAt} suppressHydrationWarning>
                {ends}
              </time>
            </dd>
          </div>
        </dl>
      </div>
      <Button
        size="small"
        icon={<Trash2 aria-hidden size={14} />}
        aria-label={t('revokeTitle', { name: token.name })}
        onClick={revoke}
      >
        {t('revoke')}
      </Button>
    </li>
  );
};
