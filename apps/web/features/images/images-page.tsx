'use client';

import { ApiError } from '@limen/client/api-error';
import type { Catalogue } from '@limen/contract/catalogue';
import type { Image } from '@limen/contract/images';
import { Disc, HardDrive, Trash2 } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import { api } from '../../lib/api.ts';
import { ErrorNote, useCodeText } from '../../lib/error-text.tsx';
import { formatBytes } from '../../lib/format.ts';
import { RelativeTime } from '../../lib/relative-time.tsx';
import {
  useAbsorbOperation,
  useActiveOperations,
  useImages,
  useMe,
  useOperations,
} from '../../lib/world.tsx';
import { Button } from '../../ui/button.tsx';
import { CopyText } from '../../ui/copy-text.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Empty, Notice, PageHead, Progress, StateMark, type Tone } from '../../ui/marks.tsx';
import { AcceptedFiles } from './accepted-files.tsx';
import { BuildTiny, BuildTinyOffer } from './build-tiny.tsx';
import { CatalogueSection } from './catalogue-section.tsx';
import { FetchImage } from './fetch-image.tsx';
import { ImageRefusal } from './image-refusal.tsx';
import { ImageIsUsed, ImageUsers } from './image-users.tsx';
import { DropFiles, UploadButton, useGivenFiles } from './upload-images.tsx';
import { UploadProgress } from './upload-progress.tsx';

const tones: Record<Image['state'], Tone> = {
  uploading: 'busy',
  fetching: 'busy',
  importing: 'busy',
  building: 'busy',
  ready: 'ok',
  deleting: 'busy',
  failed: 'fault',
  missing: 'fault',
};

/** What machines can boot from. */
export const ImagesPage = ({ catalogue }: { catalogue: Catalogue }) => {
  const t = useTranslations();
  const images = useImages();
  const admin = useMe().user.role === 'admin';
  const { take, dialog } = useGivenFiles();
  return (
    <DropFiles take={take}>
      <div className="flex min-h-[70dvh] flex-col gap-5">
        <PageHead title={t('frame.images')}>
          {admin && images.length > 0 ? (
            <>
              <BuildTiny recipe="tiny-disk" />
              <BuildTiny recipe="tiny-iso" />
              <BuildTiny recipe="debian-cloud" />
            </>
          ) : null}
          <FetchImage whyNot={catalogue.mayFetch ? null : t('fetch.adminsOnly')} />
          <UploadButton take={take} look="primary" />
        </PageHead>
        {dialog}
        <LastFailure />
        {images.length === 0 ? (
          <Empty picture={<HardDrive size={44} strokeWidth={1.2} />} title={t('images.empty')}>
            <BuildTinyOffer />
          </Empty>
        ) : (
          <ul className="divide-y divide-line rounded-card border border-line bg-surface">
            {images.map((image) => (
              <Row key={image.id} image={image} />
            ))}
          </ul>
        )}
        <CatalogueSection first={catalogue} />
        <AcceptedFiles />
      </div>
    </DropFiles>
  );
};

/** A build that failed leaves no image behind: only its operation can say why. */
const LastFailure = () => {
  const codeText = useCodeText();
  const t = useTranslations();
  const last = useOperations().find((o) => o.kind === 'image.build');
  if (last?.state !== 'failed' || !last.error) return null;
  return (
    <Notice tone="fault" alert>
      <p className="font-medium">{t('images.notBuilt', { name: last.subjectName })}</p>
      <p>{codeText(last.error.code)}</p>
      {last.requestId === null ? null : (
        <p className="mt-1 flex flex-wrap items-center gap-x-3 text-12 text-soft">
          {t('errors.requestId')}
          <CopyText
            text={last.requestId}
            label={t('common.copy')}
            copied={t('common.copied')}
            small
            className="-mx-1.5"
          />
        </p>
      )}
    </Notice>
  );
};

const Row = ({ image }: { image: Image }) => {
  const t = useTranslations();
  const locale = useLocale();
  const me = useMe().user.id;
  const operation = useActiveOperations().find((o) => o.subjectId === image.id);
  const absorbOperation = useAbsorbOperation();
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const whyNot = !image.permissions.includes('delete')
    ? t('whyNot.permission')
    : operation || tones[image.state] === 'busy'
      ? t('whyNot.busy')
      : image.vmCount > 0
        ? t('images.inUse', { count: image.vmCount })
        : null;
  const remove = async (): Promise<void> => {
    setAsking(false);
    setBusy(true);
    setError(null);
    try {
      absorbOperation(await api.images.delete({ params: { id: image.id } }));
    } catch (thrown) {
      setError(thrown);
    } finally {
      setBusy(false);
    }
  };
  const Icon = image.kind === 'iso' ? Disc : HardDrive;
  return (
    <li className="flex flex-wrap items-start gap-x-4 gap-y-2 px-4 py-4">
      <Icon aria-hidden size={20} className="mt-0.5 shrink-0 text-edge" />
      <div className="min-w-0 flex-1">
        <div className="flex flex-wrap items-center gap-x-3">
          <h2 className="font-semibold">{image.name}</h2>
          <span aria-live="polite">
            <StateMark tone={tones[image.state]}>{t(`images.state.${image.state}`)}</StateMark>
          </span>
        </div>
        <p className="mt-0.5 text-13 text-soft">
          {image.recipe === null ? image.description : t(`images.recipe.${image.recipe}`)}
        </p>
        <div className="tabular mt-1.5 flex flex-wrap items-center gap-x-4 gap-y-0.5 text-12 text-soft">
          <span>{t(image.kind === 'iso' ? 'create.isoHint' : 'create.diskHint')}</span>
          {image.state === 'ready' ? (
            <span>{t('images.size', { size: formatBytes(image.sizeBytes, locale) })}</span>
          ) : null}
          <span>{image.firmwares.map((f) => t(`create.${f}`)).join(', ')}</span>
          <ImageUsers image={image} />
          <RelativeTime at={image.createdAt} />
          {image.sha256 === null ? null : (
            <CopyText
              text={image.sha256}
              shown={`SHA-256 ${image.sha256.slice(0, 8)}…`}
              label={t('common.copy')}
              copied={t('common.copied')}
              small
              className="-mx-1.5"
            />
          )}
        </div>
        <UploadProgress image={image} />
        {operation ? (
          <div className="mt-3 max-w-md">
            <Progress label={t(`kinds.${operation.kind}`)} value={operation.progress} />
          </div>
        ) : null}
        <ImageRefusal image={image} />
        {error === null ? null : (
          <div role="alert" className="mt-2 text-13 text-fault">
            <ErrorNote error={error} />
            {error instanceof ApiError && error.code === 'image.in_use' ? (
              <ImageIsUsed image={image} />
            ) : null}
          </div>
        )}
      </div>
      {image.upload && image.owner?.id === me ? null : (
        <Button
          look="quiet"
          size="small"
          busy={busy}
          whyNot={whyNot}
          icon={<Trash2 aria-hidden size={15} />}
          onClick={() => setAsking(true)}
        >
          {t('common.delete')}
        </Button>
      )}
      <Dialog
        open={asking}
        onClose={() => setAsking(false)}
        title={t('images.deleteTitle', { name: image.name })}
        closeLabel={t('common.close')}
      >
        <p>
          {t(image.recipe === null ? 'images.deleteText' : 'images.deleteTextTiny', {
            size: formatBytes(image.sizeBytes, locale),
          })}
        </p>
        <div className="flex justify-end gap-2">
          <Button data-first onClick={() => setAsking(false)}>
            {t('common.cancel')}
          </Button>
          <Button look="danger" onClick={() => void remove()}>
            {t('common.delete')}
          </Button>
        </div>
      </Dialog>
    </li>
  );
};
