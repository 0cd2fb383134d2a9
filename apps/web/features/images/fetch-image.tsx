'use client';

import { fetchImageBody } from '@limen/contract/fetches';
import { sha256Text } from '@limen/contract/uploads';
import { Link2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { api } from '../../lib/api.ts';
import { ErrorAlert } from '../../lib/error-text.tsx';
import { useAbsorb, useAbsorbOperation } from '../../lib/world.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/field.tsx';

/** Fetches an image from an address on the web. @param whyNot why this person may not */
export const FetchImage = ({ whyNot }: { whyNot: string | null }) => {
  const t = useTranslations('fetch');
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button icon={<Link2 aria-hidden size={16} />} whyNot={whyNot} onClick={() => setOpen(true)}>
        {t('button')}
      </Button>
      {open ? <FetchDialog onClose={() => setOpen(false)} /> : null}
    </>
  );
};

/** `https://example.org/debian-12.iso?x` is called `debian-12` until somebody knows better. */
const nameFor = (url: string): string =>
  (URL.parse(url)?.pathname.split('/').at(-1) ?? '')
    .replace(/\.(iso|img|qcow2|raw|vmdk|vhdx|ova)$/i, '')
    .slice(0, 80);

const FetchDialog = ({ onClose }: { onClose: () => void }) => {
  const t = useTranslations();
  const absorb = useAbsorb();
  const absorbOperation = useAbsorbOperation();
  const [url, setUrl] = useState('');
  const [typed, setTyped] = useState<string | null>(null);
  const [sha256, setSha256] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const name = typed ?? nameFor(url.trim());
  const address = fetchImageBody.shape.url.safeParse(url);
  const sum = sha256.trim() === '' ? null : sha256Text.safeParse(sha256);
  const whyNot = !address.success
    ? t('fetch.needsAddress')
    : name.trim() === ''
      ? t('uploads.needsName')
      : sum?.success === false
        ? t('uploads.noSum')
        : null;
  const send = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (whyNot !== null || busy) return;
    setBusy(true);
    setError(null);
    try {
      const { image, operation } = await api.fetches.begin({
        body: { name: name.trim(), url, ...(sum?.success ? { sha256: sum.data } : {}) },
      });
      absorb({ type: 'image.changed', seq: 1, image });
      absorbOperation(operation);
      onClose();
    } catch (thrown) {
      setError(thrown);
      setBusy(false);
    }
  };
  return (
    <Dialog open onClose={onClose} title={t('fetch.title')} closeLabel={t('common.close')}>
      <form className="flex flex-col gap-4" noValidate onSubmit={(event) => void send(event)}>
        <TextField
          data-first
          type="url"
          label={t('fetch.address')}
          value={url}
          autoComplete="off"
          spellCheck={false}
          placeholder="https://"
          hint={t('fetch.addressHint')}
          error={url.trim() !== '' && !address.success ? t('fetch.needsAddress') : null}
          onChange={(event) => setUrl(event.target.value)}
        />
        <TextField
          label={t('uploads.name')}
          value={name}
          maxLength={80}
          autoComplete="off"
          onChange={(event) => setTyped(event.target.value)}
        />
        <TextField
          label={t('uploads.sha256')}
          value={sha256}
          className="font-mono"
          autoComplete="off"
          spellCheck={false}
          hint={t('fetch.sha256Hint')}
          error={sum?.success === false ? t('uploads.noSum') : null}
          onChange={(event) => setSha256(event.target.value)}
        />
        <ErrorAlert error={error} />
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button type="submit" look="primary" busy={busy} whyNot={whyNot}>
            {t('fetch.begin')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
};
