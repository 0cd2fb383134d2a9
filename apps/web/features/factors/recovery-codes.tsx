'use client';

import { Download } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import { Button } from '../../ui/button.tsx';
import { CopyText } from '../../ui/copy-text.tsx';
import { Notice } from '../../ui/marks.tsx';

/** The ten codes, for the only time; the button says what is needed of the person. */
export const RecoveryCodes = ({ codes, onKept }: { codes: readonly string[]; onKept: () => void }) => {
  const t = useTranslations();
  // not the button that closes: whoever presses Enter once more would never have seen them
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => list.current?.focus(), []);
  const text = `${codes.join('\n')}\n`;
  const download = (): void => {
    const address = URL.createObjectURL(new Blob([text], { type: 'text/plain' }));
    const link = document.createElement('a');
    link.href = address;
    link.download = 'limen-recovery-codes.txt';
    link.click();
    URL.revokeObjectURL(address);
  };
  return (
    <>
      <Notice tone="busy">{t('factors.codesText')}</Notice>
      <ol
        ref={list}
        tabIndex={-1}
        aria-label={t('factors.codes')}
        className="grid grid-cols-2 gap-x-6 gap-y-1.5 rounded-control border border-line bg-ground px-4 py-3 font-mono outline-none"
      >
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ol>
      <div className="flex flex-wrap items-center gap-2">
        <CopyText
          text={text}
          shown={t('factors.copyCodes')}
          label={t('common.copy')}
          copied={t('common.copied')}
        />
        <Button size="small" icon={<Download aria-hidden size={14} />} onClick={download}>
          {t('factors.download')}
        </Button>
      </div>
      <div className="flex justify-end">
        <Button look="primary" onClick={onKept}>
          {t('factors.kept')}
        </Button>
      </div>
    </>
  );
};
