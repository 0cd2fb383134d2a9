'use client';

import { useTranslations } from 'next-intl';
import { Button } from '../../ui/button.tsx';
import { CopyText } from '../../ui/copy-text.tsx';
import { Empty } from '../../ui/marks.tsx';

/** A page that could not be drawn: what that means, and the way on. */
export const BrokenPage = ({ error, retry }: { error: Error & { digest?: string }; retry: () => void }) => {
  const t = useTranslations();
  return (
    <div className="mx-auto max-w-xl px-4 py-12">
      <Empty picture={null} title={t('common.broken')}>
        <p className="max-w-md text-soft">{t('common.brokenText')}</p>
        <Button look="primary" onClick={retry}>
          {t('common.again')}
        </Button>
        {error.digest === undefined ? null : (
          <CopyText
            text={error.digest}
            label={t('common.copy')}
            copied={t('common.copied')}
            small
            className="text-soft"
          />
        )}
      </Empty>
    </div>
  );
};
