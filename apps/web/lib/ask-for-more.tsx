'use client';

import type { Quota, QuotaRequest, QuotaWish } from '@limen/contract/quotas';
import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { TextArea } from '../ui/field.tsx';
import { Notice } from '../ui/marks.tsx';
import { api } from './api.ts';
import { ErrorNote } from './error-text.tsx';
import { fromField, QuotaAmountField, toField } from './quota-amount-field.tsx';
import { type Amounts, type ShownDimension, shownDimensions, useQuotaWords } from './quota-words.ts';
import { useAbsorb, useMe, useQuota, useQuotaRequests } from './world.tsx';

/** One’s open request for more, of which there is at most one. */
export const useOpenRequest = (): QuotaRequest | undefined => {
  const { user } = useMe();
  return useQuotaRequests().find((r) => r.state === 'open' && r.user.id === user.id);
};

/** A button that opens the question; an open request is changed, not asked a second time. */
export const AskForMore = ({ needed, small }: { needed?: Amounts; small?: boolean }) => {
  const t = useTranslations('quota');
  const quota = useQuota();
  const open = useOpenRequest();
  const [asking, setAsking] = useState(false);
  if (!quota) return null;
  return (
    <>
      <Button {...(small ? { size: 'small' as const } : {})} onClick={() => setAsking(true)}>
        {t(open ? 'changeRequest' : 'askForMore')}
      </Button>
      {asking ? (
        <AskDialog quota={quota} open={open} needed={needed ?? {}} onClose={() => setAsking(false)} />
      ) : null}
    </>
  );
};

const AskDialog = (props: {
  quota: Quota;
  open: QuotaRequest | undefined;
  needed: Amounts;
  onClose: () => void;
}) => {
  const t = useTranslations();
  const words = useQuotaWords();
  const absorb = useAbsorb();
  const { quota, open, needed } = props;
  // what has no limit needs no more
  const dimensions = shownDimensions.filter((d) => quota[d].limit !== null);
  const [texts, setTexts] = useState(
    () =>
      new Map<ShownDimension, string>(
        dimensions.map((d) => [d, toField(d, needed[d] ?? open?.wanted[d] ?? quota[d].limit ?? 0)]),
      ),
  );
  const [reason, setReason] = useState(open?.reason ?? '');
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const amountOf = (d: ShownDimension): number | null => fromField(d, texts.get(d) ?? '');
  const wanted: QuotaWish = {};
  for (const d of dimensions) {
    const amount = amountOf(d);
    if (amount !== null && amount > (quota[d].limit ?? 0)) wanted[d] = amount;
  }
  const wrong =
    dimensions.some((d) => amountOf(d) === null) || Object.keys(wanted).length === 0 || reason.trim() === '';
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    // React hands it on to a form that this dialog was opened from
    event.stopPropagation();
    setTried(true);
    if (wrong || busy) return;
    setBusy(true);
    setError(null);
    try {
      const body = { wanted, reason };
      const request = open
        ? await api.quotas.edit({ params: { id: open.id }, body })
        : await api.quotas.ask({ body });
      absorb({ type: 'quotaRequest.changed', seq: 1, quotaRequest: request });
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
      title={t(open ? 'quota.changeRequest' : 'quota.askTitle')}
      closeLabel={t('common.close')}
    >
      <form onSubmit={(event) => void submit(event)} noValidate className="flex flex-col gap-4">
        <p className="text-13 text-soft">{t('quota.askText')}</p>
        <div className="grid grid-cols-1 gap-4 sm:grid-cols-2">
          {dimensions.map((d) => (
            <QuotaAmountField
              key={d}
              dimension={d}
              text={texts.get(d) ?? ''}
              hint={t('quota.now', { limit: words.amount(d, quota[d].limit) })}
              error={amountOf(d) === null ? t('quota.amountBad') : null}
              onChange={(text) => setTexts((all) => new Map(all).set(d, text))}
            />
          ))}
        </div>
        {tried && Object.keys(wanted).length === 0 ? (
          <p role="alert" className="text-13 text-fault">
            {t('quota.nothingMore')}
          </p>
        ) : null}
        <TextArea
          label={t('quota.reason')}
          hint={t('quota.reasonHint')}
          value={reason}
          maxLength={1000}
          error={tried && reason.trim() === '' ? t('quota.reasonMissing') : null}
          onChange={(event) => setReason(event.target.value)}
        />
        {error === null ? null : (
          <Notice tone="fault" alert>
            <ErrorNote error={error} />
          </Notice>
        )}
        <div className="flex justify-end gap-2">
          <Button onClick={props.onClose}>{t('common.cancel')}</Button>
          <Button type="submit" look="primary" busy={busy}>
            {t(open ? 'quota.saveRequest' : 'quota.send')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
};
