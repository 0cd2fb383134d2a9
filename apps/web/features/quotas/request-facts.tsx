'use client';

import type { QuotaRequest } from '@limen/contract/quotas';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { useQuotaWords } from '../../lib/quota-words.ts';
import { RelativeTime } from '../../lib/relative-time.tsx';
import { StateMark } from '../../ui/marks.tsx';

const tones = { open: 'waiting', granted: 'ok', refused: 'fault', withdrawn: 'stopped' } as const;

/** What was asked for and why, and what was answered. @param children below what was asked for */
export const RequestFacts = ({ request, children }: { request: QuotaRequest; children?: ReactNode }) => {
  const t = useTranslations('quota');
  const words = useQuotaWords();
  return (
    <>
      <p className="font-medium">{t('asked', { what: words.list(request.wanted) })}</p>
      {children}
      <p className="flex flex-wrap items-center gap-x-3 text-12 text-soft" aria-live="polite">
        <StateMark tone={tones[request.state]} className="text-12">
          {t(`state.${request.state}`)}
        </StateMark>
        <RelativeTime at={request.decidedAt ?? request.createdAt} />
      </p>
      <p className="mt-1 max-w-2xl text-13 whitespace-pre-wrap text-soft">“{request.reason}”</p>
      {request.granted === null ? null : (
        <p className="mt-1 text-13">{t('given', { what: words.list(request.granted) })}</p>
      )}
      {request.answer === '' ? null : (
        <p className="mt-1 max-w-2xl text-13 whitespace-pre-wrap">
          {request.decidedBy ? (
            <span className="text-soft">{t('answeredBy', { name: request.decidedBy.displayName })} </span>
          ) : null}
          {request.answer}
        </p>
      )}
    </>
  );
};
