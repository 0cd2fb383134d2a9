'use client';

import { errorCodes } from '@limen/contract/error-codes';
import { type Image, imageRefusal } from '@limen/contract/images';
import { useTranslations } from 'next-intl';
import { useCodeText } from '../../lib/error-text.tsx';
import { Notice } from '../../ui/marks.tsx';

/** Why what was brought in did not become an image, and what its owner can do about it. Nothing where it is no failure. */
export const ImageRefusal = ({ image }: { image: Image }) => {
  const t = useTranslations();
  const codeText = useCodeText();
  if (image.state !== 'failed' || image.lastError === null) return null;
  const { code, reason } = image.lastError;
  const known = imageRefusal.safeParse(reason);
  const knownCode = errorCodes.find((c) => c === code);
  return (
    <Notice tone="fault" className="mt-3 max-w-2xl">
      {known.success ? (
        <>
          <p className="font-medium">{t(`imageRefusals.${known.data}.name`)}</p>
          <p className="text-13">{t(`imageRefusals.${known.data}.text`)}</p>
        </>
      ) : (
        <p>{knownCode ? codeText(knownCode) : image.lastError.message}</p>
      )}
      <p className="mt-1 text-13 text-soft">
        {known.success ? `${t('fileKinds.notKept')} ` : ''}
        {t('fileKinds.dismiss')}
      </p>
    </Notice>
  );
};
