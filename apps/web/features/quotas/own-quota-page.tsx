'use client';

import type { QuotaRequest } from '@limen/contract/quotas';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { api } from '../../lib/api.ts';
import { AskForMore } from '../../lib/ask-for-more.tsx';
import { ErrorNote } from '../../lib/error-text.tsx';
import { QuotaMeters } from '../../lib/quota-meters.tsx';
import { useAbsorb, useMe, useQuota, useQuotaRequests } from '../../lib/world.tsx';
import { Button } from '../../ui/button.tsx';
import { Panel } from '../../ui/marks.tsx';
import { RequestFacts } from './request-facts.tsx';

/** What one may have and has, and what became of one’s requests for more. */
export const OwnQuotaPage = () => {
  const t = useTranslations('quota');
  const { user } = useMe();
  const quota = useQuota();
  const requests = useQuotaRequests().filter((r) => r.user.id === user.id);
  return (
    <div className="flex max-w-2xl flex-col gap-6">
      <Panel title={t('title')}>
        <div className="flex flex-col gap-5">
          <p className="text-13 text-soft">{t('intro')}</p>
          {quota ? <QuotaMeters quota={quota} /> : null}
          <div>
            <AskForMore />
          </div>
        </div>
      </Panel>
      <section aria-labelledby="requests" className="flex flex-col gap-2">
        <h2 id="requests" className="text-13 font-semibold text-soft">
          {t('requests')}
        </h2>
        {requests.length === 0 ? (
          <p className="text-13 text-soft">{t('noRequests')}</p>
        ) : (
          <ul className="divide-y divide-line rounded-card border border-line bg-surface">
            {requests.map((request) => (
              <Request key={request.id} request={request} />
            ))}
          </ul>
        )}
      </section>
    </div>
  );
};

const Request = ({ request }: { request: QuotaRequest }) => {
  const t = useTranslations('quota');
  const absorb = useAbsorb();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const withdraw = async (): Promise<void> => {
    setBusy(true);
    setError(null);
    try {
      const quotaRequest = await api.quotas.withdraw({ params: { id: request.id } });
      absorb({ type: 'quotaRequest.changed', seq: 1, quotaRequest });
    } catch (thrown) {
      setError(thrown);
    } finally {
      setBusy(false);
    }
  };
  return (
    <li className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3 px-4 py-3">
      <div className="min-w-0 flex-1 basis-64">
        <RequestFacts request={request} />
        {error === null ? null : (
          <div role="alert" className="mt-2 text-13 text-fault">
            <ErrorNote error={error} />
          </div>
        )}
      </div>
      {request.state === 'open' ? (
        <Button size="small" busy={busy} onClick={() => void withdraw()}>
          {t('withdraw')}
        </Button>
      ) : null}
    </li>
  );
};
