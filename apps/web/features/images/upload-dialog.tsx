'use client';

import { sha256Text } from '@limen/contract/uploads';
import { useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import { ErrorAlert } from '../../lib/error-text.tsx';
import { formatBytes } from '../../lib/format.ts';
import { useQuotaWords } from '../../lib/quota-words.ts';
import { type GivenFile, useUploads } from '../../lib/uploads.tsx';
import { useQuota } from '../../lib/world.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/field.tsx';

/** `debian-12.iso` is called `debian-12` until somebody knows better. */
const nameFor = (file: File): string =>
  Array.from(file.name.normalize('NFC').replace(/\.(iso|img|qcow2|raw|vmdk|vhdx|ova)$/i, ''))
    .slice(0, 80)
    .join('')
    .trim() || file.name.slice(0, 80);

/** What files are called here, and what one of them should hash to; then they are on their way. */
export const UploadDialog = ({ files, onClose }: { files: readonly GivenFile[]; onClose: () => void }) => {
  const t = useTranslations();
  const locale = useLocale();
  const words = useQuotaWords();
  const { begin } = useUploads();
  const quota = useQuota();
  const [left, setLeft] = useState(files);
  const [names, setNames] = useState(() => files.map(({ file }) => nameFor(file)));
  const [sha256, setSha256] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const total = left.reduce((sum, { file }) => sum + file.size, 0);
  const image = quota?.imageBytes;
  const fits = !image || image.limit === null || image.used + total <= image.limit;
  const sum = sha256.trim() === '' ? null : sha256Text.safeParse(sha256);
  const empty = left.find(({ file }) => file.size === 0);
  const whyNot = empty
    ? t('uploads.emptyFile', { fileName: empty.file.name })
    : !fits
      ? t('uploads.tooLarge')
      : left.some((one) => (names[files.indexOf(one)] ?? '').trim() === '')
        ? t('uploads.needsName')
        : sum?.success === false
          ? t('uploads.noSum')
          : null;
  const send = async (): Promise<void> => {
    setBusy(true);
    setError(null);
    try {
      for (const given of left) {
        const name = (names[files.indexOf(given)] ?? '').trim();
        await begin(given, { name, ...(sum?.success && files.length === 1 ? { sha256: sum.data } : {}) });
        // what has begun is not begun again where a later one is refused
        setLeft((before) => before.filter((one) => one !== given));
      }
      onClose();
    } catch (thrown) {
      setError(thrown);
      setBusy(false);
    }
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('uploads.title', { count: left.length })}
      closeLabel={t('common.close')}
    >
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (whyNot === null && !busy) void send();
        }}
      >
        {left.map((given, n) => {
          const at = files.indexOf(given);
          return (
            <TextField
              key={at}
              label={t('uploads.name')}
              value={names[at] ?? ''}
              maxLength={80}
              autoComplete="off"
              {...(n === 0 ? { 'data-first': true } : {})}
              hint={`${given.file.name} · ${formatBytes(given.file.size, locale)}`}
              onChange={(event) =>
                setNames((before) => before.map((name, m) => (m === at ? event.target.value : name)))
              }
            />
          );
        })}
        {files.length === 1 ? (
          <TextField
            label={t('uploads.sha256')}
            value={sha256}
            className="font-mono"
            autoComplete="off"
            spellCheck={false}
            hint={t('uploads.sha256Hint')}
            error={sum?.success === false ? t('uploads.noSum') : null}
            onChange={(event) => setSha256(event.target.value)}
          />
        ) : null}
        {image ? (
          <p className={fits ? 'text-13 text-soft' : 'text-13 text-fault'}>
            {t('uploads.after', { text: words.ofLimit('imageBytes', image.used + total, image.limit) })}
          </p>
        ) : null}
        <ErrorAlert error={error} />
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button type="submit" look="primary" busy={busy} whyNot={whyNot}>
            {t('uploads.begin')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
};
