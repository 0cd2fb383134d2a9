'use client';

import type { Operation } from '@limen/contract/operations';
import { X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';
import { useCodeText } from '../../lib/error-text.tsx';
import { useAbsorbOperation, useOperations } from '../../lib/world.tsx';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/marks.tsx';

/** Takes what was begun, so that the page follows it. Throws as what was asked does. */
export type Send = (operation: Promise<Operation>) => Promise<void>;

/** What was last begun from a part of a page: how to begin it, and why it failed where it did. */
export const useBegun = (): { send: Send; failure: ReactNode } => {
  const absorbOperation = useAbsorbOperation();
  const [id, setId] = useState<string | null>(null);
  const begun = useOperations().find((operation) => operation.id === id);
  return {
    send: async (operation) => {
      const asked = await operation;
      absorbOperation(asked);
      setId(asked.id);
    },
    failure:
      begun?.state === 'failed' && begun.error ? (
        <Failure code={begun.error.code} onClose={() => setId(null)} />
      ) : null,
  };
};

type Code = Parameters<ReturnType<typeof useCodeText>>[0];

const Failure = ({ code, onClose }: { code: Code; onClose: () => void }) => {
  const t = useTranslations('common');
  const codeText = useCodeText();
  return (
    <Notice tone="fault" alert className="flex items-start gap-3">
      <p className="min-w-0 flex-1">{codeText(code)}</p>
      <Button
        look="quiet"
        size="small"
        label={t('close')}
        icon={<X aria-hidden size={14} />}
        onClick={onClose}
      />
    </Notice>
  );
};
