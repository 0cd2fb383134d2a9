'use client';

import { imageRefusal } from '@limen/contract/images';
import { useTranslations } from 'next-intl';

const kinds = ['iso', 'qcow2', 'raw', 'vmdk', 'vhdx', 'ova', 'packed'] as const;

/** Which files become images and which do not, and why: to be read before one of gigabytes is sent. */
export const AcceptedFiles = () => {
  const t = useTranslations();
  return (
    <details className="rounded-card border border-line bg-surface text-13">
      <summary className="rounded-card px-4 py-3 font-medium text-soft">{t('fileKinds.title')}</summary>
      <div className="flex flex-col gap-4 border-t border-line px-4 py-4">
        <section>
          <h3 className="font-semibold">{t('fileKinds.accepted')}</h3>
          <ul className="mt-1.5 list-disc space-y-1 pl-5">
            {kinds.map((kind) => (
              <li key={kind}>{t(`fileKinds.${kind}`)}</li>
            ))}
          </ul>
        </section>
        <section>
          <h3 className="font-semibold">{t('fileKinds.refused')}</h3>
          <p className="mt-1 text-soft">{t('fileKinds.why')}</p>
          <dl className="mt-3 grid grid-cols-1 gap-x-6 gap-y-2 sm:grid-cols-[12rem_1fr]">
            {imageRefusal.options.map((reason) => (
              <div key={reason} className="sm:contents">
                <dt className="font-medium">{t(`imageRefusals.${reason}.name`)}</dt>
                <dd className="text-soft [overflow-wrap:anywhere]">{t(`imageRefusals.${reason}.text`)}</dd>
              </div>
            ))}
          </dl>
        </section>
      </div>
    </details>
  );
};
