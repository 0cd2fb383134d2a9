'use client';

import type { CatalogueItem } from '@limen/contract/catalogue';
import { Disc, Download, HardDrive } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import { api } from '../../lib/api.ts';
import { ErrorNote } from '../../lib/error-text.tsx';
import { formatBytes } from '../../lib/format.ts';
import { useAbsorb, useAbsorbOperation, useActiveOperations, useImages, useMe } from '../../lib/world.tsx';
import { Button } from '../../ui/button.tsx';
import { cx } from '../../ui/class-names.ts';
import { Progress } from '../../ui/marks.tsx';

/** One system of the catalogue, and the button that fetches it. */
export const CatalogueRow = (props: {
  item: CatalogueItem;
  mayFetch: boolean;
  /** What is known is older than this fetch. */
  onFetched: () => Promise<void>;
}) => {
  const { item } = props;
  const t = useTranslations();
  const locale = useLocale();
  const absorb = useAbsorb();
  const absorbOperation = useAbsorbOperation();
  const admin = useMe().user.role === 'admin';
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  // the catalogue was read once; how the image is now, the world knows
  const image = useImages().find(({ id }) => id === item.image?.id);
  const operation = useActiveOperations().find((o) => image && o.subjectId === image.id);
  const fetchIt = async (): Promise<void> => {
    setBusy(true);
    setError(null);
    try {
      const begun = await api.catalogue.fetch({ params: { id: item.id } });
      absorb({ type: 'image.changed', seq: 1, image: begun.image });
      absorbOperation(begun.operation);
    } catch (thrown) {
      setError(thrown);
    } finally {
      setBusy(false);
    }
    await props.onFetched();
  };
  const there = image !== undefined && image.state !== 'failed';
  const whyNot = !props.mayFetch
    ? t('fetch.adminsOnly')
    : there
      ? t(image.state === 'ready' ? 'catalogue.isThere' : 'catalogue.isComing')
      : null;
  const Icon = item.kind === 'iso' ? Disc : HardDrive;
  return (
    <li className="flex items-start gap-x-4 gap-y-2 px-4 py-3 max-sm:gap-x-3">
      <Icon aria-hidden size={20} className="mt-0.5 shrink-0 text-edge" />
      <div className="min-w-0 flex-1">
        <h3 className="font-medium">{item.name}</h3>
        <div className="tabular mt-0.5 flex flex-wrap items-center gap-x-4 gap-y-0.5 text-12 text-soft">
          <span>{t(item.kind === 'iso' ? 'catalogue.installer' : 'catalogue.cloudImage')}</span>
          {item.found ? <span className="break-all">{item.found.version}</span> : null}
          {item.found?.sizeBytes ? <span>{formatBytes(item.found.sizeBytes, locale)}</span> : null}
          {item.defaultUser === null ? null : <span>{t('catalogue.user', { name: item.defaultUser })}</span>}
          <span className="break-all">{item.host}</span>
          {item.reachable === false ? (
            <span className="font-medium text-busy">{t('catalogue.unreachable')}</span>
          ) : null}
          {there ? (
            <span className={cx('font-medium', image.state === 'ready' ? 'text-running' : 'text-busy')}>
              {t(image.state === 'ready' ? 'catalogue.there' : `images.state.${image.state}`)}
            </span>
          ) : null}
        </div>
        {operation ? (
          <div className="mt-2 max-w-md">
            <Progress label={t(`kinds.${operation.kind}`)} value={operation.progress} />
          </div>
        ) : null}
        {error === null ? null : (
          <div role="alert" className="mt-2 text-13 text-fault">
            <ErrorNote error={error} />
          </div>
        )}
      </div>
      <Button
        size="small"
        busy={busy}
        whyNot={whyNot}
        icon={<Download aria-hidden size={15} />}
        aria-label={t(admin ? 'catalogue.fetchForAllName' : 'catalogue.fetchName', { name: item.name })}
        onClick={() => void fetchIt()}
      >
        {/* what an administrator fetches is for everybody, as the lines above say too */}
        <span className={admin ? 'sm:hidden' : undefined}>{t('catalogue.fetch')}</span>
        {admin ? <span className="max-sm:hidden">{t('catalogue.fetchForAll')}</span> : null}
      </Button>
    </li>
  );
};
