'use client';

import { useQuery } from '@tanstack/react-query';
import { Link2, Unlink } from 'lucide-react';
import { usePathname, useSearchParams } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { api } from '../../lib/api.ts';
import { ErrorNote } from '../../lib/error-text.tsx';
import { RelativeTime } from '../../lib/relative-time.tsx';
import { Button } from '../../ui/button.tsx';
import { Panel } from '../../ui/marks.tsx';
import { ProviderFailed } from './provider-failed.tsx';

/** The services that one signs in with as oneself, to be added and taken off; nothing where there is none to add. */
export const OwnServices = () => {
  const t = useTranslations('providers');
  const path = usePathname();
  const failed = useSearchParams().get('failed');
  const [busy, setBusy] = useState<string | null>(null);
  const [error, setError] = useState<unknown>(null);
  const mine = useQuery({ queryKey: ['own-services'], queryFn: () => api.providers.mine() });
  const act = async (id: string, work: () => Promise<unknown>): Promise<void> => {
    setBusy(id);
    setError(null);
    try {
      await work();
    } catch (thrown) {
      setError(thrown);
    } finally {
      setBusy(null);
    }
  };
  const link = (id: string) =>
    act(id, async () => {
      const { url } = await api.providers.link({ params: { id }, body: { next: path } });
      window.location.assign(url);
    });
  const unlink = (id: string) =>
    act(id, async () => {
      await api.providers.unlink({ params: { id } });
      await mine.refetch();
    });
  const { links = [], available = [] } = mine.data ?? {};
  if (mine.error === null && links.length === 0 && available.length === 0) return null;
  return (
    <Panel title={t('own')} className="max-w-2xl">
      <div className="flex flex-col gap-4">
        <p className="text-13 text-soft">{t('ownLead')}</p>
        {failed === null ? null : <ProviderFailed failed={failed} />}
        {(error ?? mine.error) === null ? null : (
          <div role="alert" className="text-13 text-fault">
            <ErrorNote error={error ?? mine.error} />
          </div>
        )}
        <ul className="divide-y divide-line">
          {links.map(({ id, name, issuer, linkedAt }) => (
            <li key={id} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-2.5">
              <div className="min-w-0">
                <p className="truncate font-medium">{name}</p>
                <p className="truncate text-12 text-soft">
                  {issuer} · <RelativeTime at={linkedAt} />
                </p>
              </div>
              <Button
                size="small"
                busy={busy === id}
                icon={<Unlink aria-hidden size={15} />}
                aria-label={t('unlinkNamed', { name })}
                onClick={() => void unlink(id)}
              >
                {t('unlink')}
              </Button>
            </li>
          ))}
          {available.map(({ id, name }) => (
            <li key={id} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-2.5">
              <p className="min-w-0 truncate">{name}</p>
              <Button
                size="small"
                busy={busy === id}
                icon={<Link2 aria-hidden size={15} />}
                aria-label={t('linkNamed', { name })}
                onClick={() => void link(id)}
              >
                {t('link')}
              </Button>
            </li>
          ))}
        </ul>
      </div>
    </Panel>
  );
};
