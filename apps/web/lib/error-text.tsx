'use client';

import { ApiError, NoAnswer, UnexpectedReply } from '@limen/client/api-error';
import type { ErrorCode } from '@limen/contract/error-codes';
import { useTranslations } from 'next-intl';
import { useCallback } from 'react';
import { CopyText } from '../ui/copy-text.tsx';

export type ErrorText = { text: string; requestId: string | null };

/** What went wrong, in the reader's language: what happened, whether anything was lost, what to do next. */
export const useErrorText = (): ((error: unknown) => ErrorText) => {
  const t = useTranslations();
  return useCallback(
    (error) => {
      if (error instanceof ApiError) return { text: t(`errors.${error.code}`), requestId: error.requestId };
      if (error instanceof NoAnswer) return { text: t('errors.noAnswer'), requestId: null };
      if (error instanceof UnexpectedReply) {
        return { text: t('errors.unexpected'), requestId: error.requestId ?? null };
      }
      return { text: t('errors.page'), requestId: null };
    },
    [t],
  );
};

/** What the server had against one field of what was sent; null where it was not that. */
export const useErrorAt = (error: unknown, field: string): string | null => {
  const errorText = useErrorText();
  return error instanceof ApiError && error.field === field ? errorText(error).text : null;
};

/** A sentence for a code that came with an operation or a machine, not with a request. */
export const useCodeText = (): ((code: ErrorCode) => string) => {
  const t = useTranslations();
  return useCallback((code) => t(`errors.${code}`), [t]);
};

/** The sentence, and the request id to copy for whoever looks after the server. */
export const ErrorNote = ({ error }: { error: unknown }) => {
  const t = useTranslations();
  const { text, requestId } = useErrorText()(error);
  return (
    <>
      <p>{text}</p>
      {requestId === null ? null : (
        <p className="mt-1 flex flex-wrap items-center gap-x-3 text-12 text-soft">
          {t('errors.requestId')}
          <CopyText
            text={requestId}
            label={t('common.copy')}
            copied={t('common.copied')}
            small
            className="-mx-1.5"
          />
        </p>
      )}
    </>
  );
};

/** The same as a line of a form or a list, read out as it comes; nothing where nothing went wrong. */
export const ErrorAlert = ({ error }: { error: unknown }) =>
  error === null ? null : (
    <div role="alert" className="text-13 text-fault">
      <ErrorNote error={error} />
    </div>
  );
