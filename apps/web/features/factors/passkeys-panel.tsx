'use client';

import type { Factors, Passkey } from '@limen/contract/factors';
import { KeyRound, Pencil, Trash2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { RelativeTime } from '../../lib/relative-time.tsx';
import { usePasskeySupport } from '../../lib/use-passkey-support.ts';
import { Button } from '../../ui/button.tsx';
import { Panel } from '../../ui/marks.tsx';
import { AddPasskey } from './add-passkey.tsx';
import { DeletePasskey, RenamePasskey } from './change-passkey.tsx';

type Open = { what: 'add' } | { what: 'rename' | 'delete'; passkey: Passkey };

/** One's passkeys: where they can be made here, and why not where not. */
export const PasskeysPanel = ({ factors, look }: { factors: Factors; look: () => Promise<void> }) => {
  const t = useTranslations('factors');
  const support = usePasskeySupport();
  const [open, setOpen] = useState<Open | null>(null);
  const close = (): void => {
    setOpen(null);
    void look();
  };
  const whyNot = support === 'address' ? t('onlySecure') : support === 'browser' ? t('noBrowser') : null;
  return (
    <Panel title={t('passkeys')}>
      <div className="flex flex-col gap-4">
        <p className="text-soft">{t('passkeysText')}</p>
        {factors.passkeys.length === 0 ? null : (
          <ul className="divide-y divide-line rounded-control border border-line">
            {factors.passkeys.map((passkey) => (
              <li key={passkey.id} className="flex items-center gap-3 px-3 py-2.5">
                <KeyRound aria-hidden size={16} className="shrink-0 text-soft" />
                <div className="min-w-0 flex-1">
                  <p className="truncate font-medium">{passkey.name}</p>
                  <p className="text-12 text-soft">
                    {t(passkey.synced ? 'synced' : 'oneDevice')} · <RelativeTime at={passkey.createdAt} />
                  </p>
                </div>
                <Button
                  look="quiet"
                  size="small"
                  label={t('renameNamed', { name: passkey.name })}
                  icon={<Pencil aria-hidden size={15} />}
                  onClick={() => setOpen({ what: 'rename', passkey })}
                />
                <Button
                  look="quiet"
                  size="small"
                  label={t('deleteNamed', { name: passkey.name })}
                  icon={<Trash2 aria-hidden size={15} />}
                  onClick={() => setOpen({ what: 'delete', passkey })}
                />
              </li>
            ))}
          </ul>
        )}
        {whyNot === null ? null : <p className="text-13 text-soft">{whyNot}</p>}
        <div>
          <Button whyNot={whyNot} onClick={() => setOpen({ what: 'add' })}>
            {t('addPasskey')}
          </Button>
        </div>
      </div>
      {open?.what === 'add' ? <AddPasskey password={factors.password} onClose={close} /> : null}
      {open?.what === 'rename' ? <RenamePasskey passkey={open.passkey} onClose={close} /> : null}
      {open?.what === 'delete' ? <DeletePasskey passkey={open.passkey} onClose={close} /> : null}
    </Panel>
  );
};
