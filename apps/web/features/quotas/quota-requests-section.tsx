'use client';

import type { GrantedLimits, QuotaRequest } from '@limen/contract/quotas';
import { Check, X } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { api } from '../../lib/api.ts';
import { ErrorNote } from '../../lib/error-text.tsx';
import { usePersonQuota } from '../../lib/person-quota.ts';
import { fromField, QuotaAmountField, toField } from '../../lib/quota-amount-field.tsx';
import { type ShownDimension, shownDimensions, useQuotaWords } from '../../lib/quota-words.ts';
import { useAbsorb, useQuotaRequests } from '../../lib/world.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextArea } from '../../ui/field.tsx';
import { Notice } from '../../ui/marks.tsx';
import { RequestFacts } from './request-facts.tsx';

/** Who asks for more, for administrators to answer; what was answered below. */
export const QuotaRequestsSection = () => {
  const t = useTranslations('quota');
  const all = useQuotaRequests();
  const open = all.filter((r) => r.state === 'open').toReversed();
  const answered = all.filter((r) => r.state === 'granted' || r.state === 'refused');
  if (all.length === 0) return null;
  return (
    <section aria-labelledby="quota-requests" className="flex flex-col gap-2">
      <h2 id="quota-requests" className="text-13 font-semibold text-soft">
        {t('queue')}
      </h2>
      {open.length === 0 ? (
        <p className="text-13 text-soft">{t('nobodyAsks')}</p>
      ) : (
        <ul className="divide-y divide-line rounded-card border border-line bg-surface">
          {open.map((request) => (
            <Row key={request.id} request={request} />
          ))}
        </ul>
      )}
      {answered.length === 0 ? null : (
        <details className="rounded-card border border-line bg-surface">
          <summary className="rounded-card px-4 py-3 text-13 font-medium text-soft">{t('answered')}</summary>
          <ul className="divide-y divide-line border-t border-line">
            {answered.map((request) => (
              <Row key={request.id} request={request} />
            ))}
          </ul>
        </details>
      )}
    </section>
  );
};

const Row = ({ request }: { request: QuotaRequest }) => {
  const t = useTranslations('quota');
  const [deciding, setDeciding] = useState<'grant' | 'refuse' | null>(null);
  return (
    <li className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3 px-4 py-3">
      <div className="min-w-0 flex-1 basis-80">
        <div className="flex flex-wrap items-baseline gap-x-2">
          <Link href={`/users/${request.user.id}`} className="font-medium hover:text-accent hover:underline">
            {request.user.displayName}
          </Link>
          <span className="font-mono text-13 text-soft">{request.user.userName}</span>
        </div>
        <RequestFacts request={request}>
          {request.state === 'open' ? <HasNow request={request} /> : null}
        </RequestFacts>
      </div>
      {request.state === 'open' ? (
        <div className="flex gap-2">
          <Button
            look="primary"
            size="small"
            icon={<Check aria-hidden size={15} />}
            onClick={() => setDeciding('grant')}
          >
            {t('grant')}
          </Button>
          <Button size="small" icon={<X aria-hidden size={15} />} onClick={() => setDeciding('refuse')}>
            {t('refuse')}
          </Button>
        </div>
      ) : null}
      {deciding === null ? null : (
        <Decision request={request} decision={deciding} onClose={() => setDeciding(null)} />
      )}
    </li>
  );
};

/** What the person has of what they ask for: without it nobody can answer. */
const HasNow = ({ request }: { request: QuotaRequest }) => {
  const t = useTranslations('quota');
  const words = useQuotaWords();
  const { quota } = usePersonQuota(request.user.id);
  return (
    <p className="tabular min-h-5 text-13 text-soft">
      {quota ? t('has', { what: words.used(quota, request.wanted) }) : null}
    </p>
  );
};

const Decision = (props: { request: QuotaRequest; decision: 'grant' | 'refuse'; onClose: () => void }) => {
  const t = useTranslations();
  const absorb = useAbsorb();
  const { request, decision } = props;
  const words = useQuotaWords();
  const { quota } = usePersonQuota(request.user.id);
  const wanted = shownDimensions.filter((d) => request.wanted[d] !== undefined);
  const [texts, setTexts] = useState(
    () => new Map<ShownDimension, string>(wanted.map((d) => [d, toField(d, request.wanted[d] ?? 0)])),
  );
  const [answer, setAnswer] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const amountOf = (d: ShownDimension): number | null => fromField(d, texts.get(d) ?? '');
  const wrong = decision === 'grant' && wanted.some((d) => amountOf(d) === null);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (wrong || busy) return;
    setBusy(true);
    setError(null);
    try {
      const params = { id: request.id };
      const limits: GrantedLimits = {};
      // what the page shows none of is given as it was asked for
      Object.assign(limits, request.wanted);
      for (const d of wanted) limits[d] = amountOf(d);
      const quotaRequest =
        decision === 'grant'
          ? await api.quotas.grant({ params, body: { limits, answer } })
          : await api.quotas.refuse({ params, body: { answer } });
      absorb({ type: 'quotaRequest.changed', seq: 1, quotaRequest });
      props.onClose();
    } catch (thrown) {
      setError(thrown);
      setBusy(false);
    }
  };
  return (
    <Dialog
      open
      onClose={props.onClose}
      title={t(`quota.${decision}Title`, { name: request.user.displayName })}
      closeLabel={t('common.close')}
    >
      <form onSubmit={(event) => void submit(event)} noValidate className="flex flex-col gap-4">
        <p className="text-13 text-soft">{t(`quota.${decision}Text`)}</p>
        {decision === 'grant' ? (
          <div className="grid grid-cols-1 gap-4 sm:grid-cols-2">
            {wanted.map((d) => (
              <QuotaAmountField
                key={d}
                dimension={d}
                text={texts.get(d) ?? ''}
                hint={t('quota.has', {
                  what: quota ? words.ofLimit(d, quota[d].used, quota[d].limit) : '…',
                })}
                error={amountOf(d) === null ? t('quota.limitsBad') : null}
                onChange={(text) => setTexts((all) => new Map(all).set(d, text))}
              />
            ))}
          </div>
        ) : null}
        <TextArea
          label={t('quota.answer')}
          hint={t('quota.answerHint')}
          value={answer}
          maxLength={1000}
          onChange={(event) => setAnswer(event.target.value)}
        />
        {error === null ? null : (
          <Notice tone="fault" alert>
            <ErrorNote error={error} />
          </Notice>
        )}
        <div className="flex justify-end gap-2">
          <Button onClick={props.onClose}>{t('common.cancel')}</Button>
          <Button
            type="submit"
            look={decision === 'grant' ? 'primary' : 'danger'}
            busy={busy}
            whyNot={wrong ? t('quota.limitsBad') : null}
          >
            {t(`quota.${decision}`)}
          </Button>
        </div>
      </form>
    </Dialog>
  );
};
