'use client';

import { LogIn } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { api } from '../../lib/api.ts';
import { ErrorNote } from '../../lib/error-text.tsx';
import { useLinkToken } from '../../lib/use-link-token.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/marks.tsx';

/** The other ways in, beside name and password: one button a sign-in service. Nothing where there is none. */
export const ProviderButtons = (props: {
  providers: readonly { id: string; name: string }[];
  next: string | null;
  /** On the page of an invitation, whose token stands in the address there, to come in by it. */
  invited?: boolean;
}) => {
  const t = useTranslations('providers');
  const [busy, setBusy] = useState<string | null>(null);
  const [error, setError] = useState<unknown>(null);
  const token = useLinkToken();
  if (props.providers.length === 0) return null;
  const begin = async (id: string): Promise<void> => {
    setBusy(id);
    setError(null);
    try {
      const body = {
        ...(props.next === null ? {} : { next: props.next }),
        ...(props.invited === true && typeof token === 'string' ? { invitation: token } : {}),
      };
      // stays busy: the provider's page is on its way
      window.location.assign((await api.providers.begin({ params: { id }, body })).url);
    } catch (thrown) {
      setError(thrown);
      setBusy(null);
    }
  };
  return (
    <div className="flex flex-col gap-3">
      {error === null ? null : (
        <Notice tone="fault" alert>
          <ErrorNote error={error} />
        </Notice>
      )}
      {props.providers.map(({ id, name }) => (
        <Button
          key={id}
          className="w-full"
          busy={busy === id}
          icon={<LogIn aria-hidden size={16} />}
          onClick={() => void begin(id)}
        >
          <span className="truncate">{t('continueWith', { name })}</span>
        </Button>
      ))}
    </div>
  );
};
