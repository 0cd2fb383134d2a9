'use client';

import type { Image } from '@limen/contract/images';
import { FolderOpen, Pause, Play, X } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { ErrorNote } from '../../lib/error-text.tsx';
import { formatBytes, formatDuration } from '../../lib/format.ts';
import { FileChanged, type Phase, type SendingView } from '../../lib/sending.ts';
import { UntilTime } from '../../lib/until-time.tsx';
import { remainingMs } from '../../lib/upload-speed.ts';
import { useUploads } from '../../lib/uploads.tsx';
import { useMe } from '../../lib/world.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Progress, StateMark, type Tone } from '../../ui/marks.tsx';

/** Somebody sends where bytes have come within this time. */
const recentMs = 12_000;

const tones: Record<Phase | 'elsewhere' | 'stopped', Tone> = {
  sending: 'busy',
  elsewhere: 'busy',
  waiting: 'waiting',
  paused: 'paused',
  stopped: 'paused',
  failed: 'fault',
  done: 'ok',
};

/** In a word: whether anything moves. */
export const UploadState = ({ image }: { image: Image }) => {
  const t = useTranslations('uploads');
  const view = useUploads().views.get(image.id);
  const elsewhere = useMoves(image.upload?.receivedBytes ?? 0);
  const state = view?.phase ?? (elsewhere ? 'elsewhere' : 'stopped');
  return <StateMark tone={tones[state]}>{t(`state.${state}`)}</StateMark>;
};

/** An image on its way from a browser: from this page, from another one, or from none at the moment. */
export const UploadProgress = ({ image }: { image: Image }) => {
  const view = useUploads().views.get(image.id);
  const mine = image.owner?.id === useMe().user.id;
  const elsewhere = useMoves(image.upload?.receivedBytes ?? 0);
  if (!image.upload) return null;
  const { lengthBytes, receivedBytes } = image.upload;
  // what was on its way when the line broke has not arrived
  const sent = view?.phase === 'sending' ? Math.max(view.sentBytes, receivedBytes) : receivedBytes;
  return (
    <div className="mt-3 flex max-w-xl flex-col gap-2">
      <Bar image={image} sent={Math.min(sent, lengthBytes)} view={view} />
      {view ? (
        <Sent image={image} view={view} />
      ) : mine ? (
        <Unsent image={image} elsewhere={elsewhere} />
      ) : (
        <Expiry image={image} elsewhere={elsewhere} />
      )}
    </div>
  );
};

/** Whether a number has changed while one looked, not long ago. */
const useMoves = (bytes: number): boolean => {
  const before = useRef(bytes);
  const [moves, setMoves] = useState(false);
  useEffect(() => {
    if (bytes === before.current) return undefined;
    before.current = bytes;
    setMoves(true);
    const timer = setTimeout(() => setMoves(false), recentMs);
    return () => clearTimeout(timer);
  }, [bytes]);
  return moves;
};

const Bar = ({ image, sent, view }: { image: Image; sent: number; view: SendingView | undefined }) => {
  const t = useTranslations('uploads');
  const locale = useLocale();
  const total = image.upload?.lengthBytes ?? 1;
  return (
    <>
      <Progress label={t('progressOf', { name: image.name })} value={sent / total} />
      <p className="tabular text-12 text-soft">
        {t('ofTotal', { sent: formatBytes(sent, locale), total: formatBytes(total, locale) })}
        {view?.phase === 'sending' ? <Pace image={image} view={view} /> : null}
      </p>
    </>
  );
};

/** What this page sends. */
const Sent = ({ image, view }: { image: Image; view: SendingView }) => {
  const t = useTranslations('uploads');
  const { pause, resume } = useUploads();
  const stopped = view.phase === 'paused' || view.phase === 'failed';
  return (
    <>
      <p role="status" className={view.phase === 'sending' ? 'sr-only' : 'text-13'}>
        {t(`phase.${view.phase}`)}
      </p>
      {view.error !== null && stopped ? (
        <div role="alert" className="text-13 text-fault">
          {view.error instanceof FileChanged ? (
            <p>{t('fileChanged', { fileName: image.fileName ?? '' })}</p>
          ) : (
            <ErrorNote error={view.error} />
          )}
        </div>
      ) : null}
      {view.phase === 'done' ? null : (
        <div className="flex flex-wrap gap-2">
          {stopped ? (
            <Button size="small" icon={<Play aria-hidden size={14} />} onClick={() => resume(image.id)}>
              {t('resume')}
            </Button>
          ) : (
            <Button size="small" icon={<Pause aria-hidden size={14} />} onClick={() => pause(image.id)}>
              {t('pause')}
            </Button>
          )}
          <Cancel image={image} />
        </div>
      )}
    </>
  );
};

const Pace = ({ image, view }: { image: Image; view: SendingView }) => {
  const t = useTranslations('uploads');
  const locale = useLocale();
  if (view.bytesPerSecond === null) return null;
  const left = remainingMs((image.upload?.lengthBytes ?? 0) - view.sentBytes, view.bytesPerSecond);
  const speed = t('speed', { speed: formatBytes(view.bytesPerSecond, locale) });
  return ` · ${speed}${left === null ? '' : ` · ${t('left', { time: formatDuration(left, locale) })}`}`;
};

/** An upload of one’s own that this page has no file for: by a kept file, else by choosing it again. */
const Unsent = ({ image, elsewhere }: { image: Image; elsewhere: boolean }) => {
  const t = useTranslations('uploads');
  const { goOn, goOnByItself } = useUploads();
  const input = useRef<HTMLInputElement>(null);
  const [other, setOther] = useState(false);
  const begun = useRef(false);
  useEffect(() => {
    // after a reload, where the browser still lets us read the file
    if (begun.current) return;
    begun.current = true;
    void goOnByItself(image, false);
  }, [image, goOnByItself]);
  const byHand = async (): Promise<void> => {
    setOther(false);
    if (!(await goOnByItself(image, true))) input.current?.click();
  };
  const chosen = (file: File | undefined): void => {
    if (file) setOther(!goOn(image, { file, handle: null }));
  };
  return (
    <>
      <Expiry image={image} elsewhere={elsewhere} own />
      {other ? (
        <p role="alert" className="text-13 text-fault">
          {t('otherFile', { fileName: image.fileName ?? '' })}
        </p>
      ) : null}
      <div className="flex flex-wrap gap-2">
        <Button
          size="small"
          icon={<FolderOpen aria-hidden size={14} />}
          whyNot={elsewhere ? t('sentElsewhere') : null}
          onClick={() => void byHand()}
        >
          {t('chooseAgain')}
        </Button>
        <input
          ref={input}
          type="file"
          tabIndex={-1}
          aria-label={t('chooseAgainFor', { name: image.name })}
          className="sr-only"
          onChange={(event) => {
            chosen(event.target.files?.[0]);
            event.target.value = '';
          }}
        />
        <Cancel image={image} />
      </div>
    </>
  );
};

const Expiry = ({ image, elsewhere, own = false }: { image: Image; elsewhere: boolean; own?: boolean }) => {
  const t = useTranslations('uploads');
  if (elsewhere) return <p className="text-13 text-soft">{t('sentElsewhere')}</p>;
  return (
    <p className="text-13">
      {own ? t('stoppedOwn', { fileName: image.fileName ?? '' }) : t('stopped')}{' '}
      {image.upload ? (
        <span className="text-soft">
          {t('expires')} <UntilTime atMs={Date.parse(image.upload.expiresAt)} />
        </span>
      ) : null}
    </p>
  );
};

const Cancel = ({ image }: { image: Image }) => {
  const t = useTranslations();
  const { cancel } = useUploads();
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const run = async (): Promise<void> => {
    setAsking(false);
    setBusy(true);
    setError(null);
    try {
      await cancel(image);
    } catch (thrown) {
      setError(thrown);
      setBusy(false);
    }
  };
  return (
    <>
      <Button
        look="quiet"
        size="small"
        busy={busy}
        icon={<X aria-hidden size={14} />}
        onClick={() => setAsking(true)}
      >
        {t('uploads.cancel')}
      </Button>
      {error === null ? null : (
        <div role="alert" className="w-full text-13 text-fault">
          <ErrorNote error={error} />
        </div>
      )}
      <Dialog
        open={asking}
        onClose={() => setAsking(false)}
        title={t('uploads.cancelTitle', { name: image.name })}
        closeLabel={t('common.close')}
      >
        <p>{t('uploads.cancelText')}</p>
        <div className="flex justify-end gap-2">
          <Button data-first onClick={() => setAsking(false)}>
            {t('uploads.keep')}
          </Button>
          <Button look="danger" onClick={() => void run()}>
            {t('uploads.cancel')}
          </Button>
        </div>
      </Dialog>
    </>
  );
};
