'use client';

import { Upload } from 'lucide-react';
import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import { useUploads } from '../../lib/uploads.tsx';
import { useImages } from '../../lib/world.tsx';
import { buttonClass } from '../../ui/button-class.ts';
import { cx } from '../../ui/class-names.ts';

/** Wherever one is: that this page sends something, how far it is, and the way there. */
export const UploadsSign = () => {
  const t = useTranslations('uploads');
  const locale = useLocale();
  const { views } = useUploads();
  const lengths = new Map(useImages().map((image) => [image.id, image.upload?.lengthBytes ?? 0]));
  const running = Array.from(views).filter(([, { phase }]) => phase !== 'done');
  if (running.length === 0) return null;
  const total = running.reduce((sum, [id]) => sum + (lengths.get(id) ?? 0), 0);
  const sent = running.reduce((sum, [, view]) => sum + view.sentBytes, 0);
  const percent = new Intl.NumberFormat(locale, { style: 'percent', roundingMode: 'floor' }).format(
    total === 0 ? 0 : Math.min(1, sent / total),
  );
  const still = running.every(([, { phase }]) => phase === 'paused' || phase === 'failed');
  return (
    <Link
      href="/images"
      aria-label={t('running', { count: running.length, percent })}
      className={cx(buttonClass('quiet'), 'tabular gap-1.5 px-2', still ? 'text-busy' : 'text-accent')}
    >
      <Upload aria-hidden size={16} />
      <span aria-hidden className="text-13">
        {percent}
      </span>
    </Link>
  );
};
