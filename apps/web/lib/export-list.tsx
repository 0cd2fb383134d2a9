'use client';

import { exportFilePath, type VmExport } from '@limen/contract/exports';
import { useQuery } from '@tanstack/react-query';
import { Download, Trash2 } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import { api } from './api.ts';
import { ErrorAlert } from './error-text.tsx';
import { formatBytes } from './format.ts';
import { RelativeTime } from './relative-time.tsx';
import { useOperations } from './world.tsx';
import { Button } from '../ui/button.tsx';
import { buttonClass } from '../ui/button-class.ts';
import { Progress, StateMark, type Tone } from '../ui/marks.tsx';

const tones: Record<VmExport['state'], Tone> = {
  building: 'busy',
  ready: 'ok',
  failed: 'fault',
  deleting: 'busy',
};

/**
 * Files that the reader has made of machines, to be fetched or deleted; nothing where there are none.
 *
 * @param props.vmId of this machine only; null: of all, also of those that are no more
 */
export const ExportList = ({ vmId }: { vmId: string | null }) => {
  const t = useTranslations('copies');
  const operations = useOperations().filter(
    (o) => o.kind === 'vm.export' && (vmId === null || o.subjectId === vmId),
  );
  const { data, refetch } = useQuery({
    // whenever one begins or ends they are read again
    queryKey: ['exports', operations.map(({ id, state }) => `${id} ${state}`)],
    queryFn: ({ signal }) => api.exports.list({ signal }),
    placeholderData: (before) => before,
  });
  const own = (data?.exports ?? []).filter((each) => vmId === null || each.vmId === vmId);
  if (own.length === 0) return null;
  const progressOf = (each: VmExport): number | null =>
    each.state === 'building'
      ? (operations.find((o) => o.subjectId === each.vmId && o.finishedAt === null)?.progress ?? null)
      : null;
  return (
    <section aria-labelledby="exports" className="flex flex-col gap-2">
      <h2 id="exports" className="text-14 font-semibold">
        {t('exports')}
      </h2>
      {vmId === null ? <p className="text-13 text-soft">{t('exportsText')}</p> : null}
      <ul className="divide-y divide-line rounded-card border border-line bg-surface">
        {own.map((each) => (
          <Row key={each.id} exported={each} progress={progressOf(each)} onDeleted={() => void refetch()} />
        ))}
      </ul>
    </section>
  );
};

const Row = (props: { exported: VmExport; progress: number | null; onDeleted: () => void }) => {
  const t = useTranslations();
  const locale = useLocale();
  const { exported } = props;
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const remove = async (): Promise<void> => {
    setBusy(true);
    setError(null);
    try {
      await api.exports.delete({ params: { id: exported.id } });
      props.onDeleted();
    } catch (thrown) {
      setError(thrown);
    } finally {
      setBusy(false);
    }
  };
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-2 px-4 py-3">
      <div className="min-w-56 flex-1">
        <p className="truncate text-14 font-medium" title={exported.name}>
          {exported.name}
        </p>
        <div className="tabular flex flex-wrap items-center gap-x-4 text-12 text-soft">
          <span aria-live="polite">
            <StateMark tone={tones[exported.state]}>{t(`copies.exportState.${exported.state}`)}</StateMark>
          </span>
          {exported.state === 'ready' ? (
            <>
              <span>{t('copies.size', { size: formatBytes(exported.sizeBytes, locale) })}</span>
              <span>
                {t('copies.expires')} <RelativeTime at={exported.expiresAt} ahead />
              </span>
            </>
          ) : null}
        </div>
        {exported.state === 'failed' ? <p className="text-13 text-soft">{t('copies.notMade')}</p> : null}
        {props.progress === null ? null : (
          <Progress value={props.progress} label={t('copies.exportState.building')} />
        )}
        <ErrorAlert error={error} />
      </div>
      {exported.state === 'ready' ? (
        <a
          href={exportFilePath.replace(':id', exported.id)}
          download
          aria-label={t('copies.downloadOf', { name: exported.name })}
          className={buttonClass('plain', 'small')}
        >
          <Download aria-hidden size={15} />
          {t('copies.download')}
        </a>
      ) : null}
      <Button
        size="small"
        icon={<Trash2 aria-hidden size={15} />}
        busy={busy}
        whyNot={exported.state === 'building' ? t('errors.export.not_ready') : null}
        aria-label={t('copies.deleteOf', { name: exported.name })}
        onClick={() => void remove()}
      >
        {t('common.delete')}
      </Button>
    </li>
  );
};
