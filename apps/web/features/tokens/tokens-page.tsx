'use client';

import { type ApiToken, mostTokens } from '@limen/contract/tokens';
import { Plus, Trash2 } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import { api } from '../../lib/api.ts';
import { Fact, OwnList, OwnListRow } from '../../lib/own-list.tsx';
import { RelativeTime } from '../../lib/relative-time.tsx';
import { useReadAgain } from '../../lib/use-read-again.ts';
import { Button } from '../../ui/button.tsx';
import { CreateToken } from './create-token.tsx';
import { RevokeToken } from './revoke-token.tsx';

type Asking = { what: 'create' } | { what: 'revoke'; token: ApiToken } | null;

/** One's API tokens, the newest first. */
export const TokensPage = ({ first }: { first: readonly ApiToken[] }) => {
  const t = useTranslations('tokens');
  const { known: tokens, error, again } = useReadAgain(first, async () => (await api.tokens.list()).tokens);
  const [asking, setAsking] = useState<Asking>(null);
  const close = (): void => setAsking(null);
  return (
    <>
      <OwnList
        id="tokens"
        title={t('title')}
        what={t('what')}
        button={
          <Button
            look="primary"
            icon={<Plus aria-hidden size={16} />}
            whyNot={tokens.length >= mostTokens ? t('enough', { count: mostTokens }) : null}
            onClick={() => setAsking({ what: 'create' })}
          >
            {t('create')}
          </Button>
        }
        error={error}
        none={t('none')}
        rows={tokens.map((token) => (
          <Row key={token.id} token={token} revoke={() => setAsking({ what: 'revoke', token })} />
        ))}
      />
      {asking?.what === 'create' ? <CreateToken onClose={close} onMade={again} /> : null}
      {asking?.what === 'revoke' ? (
        <RevokeToken
          token={asking.token}
          onClose={close}
          onDone={() => {
            close();
            return again();
          }}
        />
      ) : null}
    </>
  );
};

const Row = ({ token, revoke }: { token: ApiToken; revoke: () => void }) => {
  const t = useTranslations('tokens');
  const locale = useLocale();
  const ends = new Intl.DateTimeFormat(locale, { dateStyle: 'medium' }).format(Date.parse(token.expiresAt));
  return (
    <OwnListRow
      name={token.name}
      mark={<span className="font-mono text-12 text-soft">{token.start}…</span>}
      facts={
        <>
          <Fact name={t('scope')} plain className="font-medium text-ink">
            {t(`scopes.${token.scope}`)}
          </Fact>
          <Fact name={t('made')}>
            <RelativeTime at={token.createdAt} />
          </Fact>
          <Fact name={t('lastUsed')}>
            {token.lastUsedAt === null ? t('unused') : <RelativeTime at={token.lastUsedAt} />}
          </Fact>
          <Fact name={t('ends')}>
            <time dateTime={token.expiresAt} suppressHydrationWarning>
              {ends}
            </time>
          </Fact>
        </>
      }
      buttons={
        <Button
          size="small"
          icon={<Trash2 aria-hidden size={14} />}
          aria-label={t('revokeTitle', { name: token.name })}
          onClick={revoke}
        >
          {t('revoke')}
        </Button>
      }
    />
  );
};
