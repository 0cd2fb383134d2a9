'use client';

import type { Catalogue } from '@limen/contract/catalogue';
import { HardDrive } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useCodeText } from '../../lib/error-text.tsx';
import { ExportList } from '../../lib/export-list.tsx';
import { useImages, useMe, useOperations } from '../../lib/world.tsx';
import { CopyText } from '../../ui/copy-text.tsx';
import { Empty, Notice, PageHead } from '../../ui/marks.tsx';
import { AcceptedFiles } from './accepted-files.tsx';
import { BuildMenu, BuildTinyOffer } from './build-tiny.tsx';
import { CatalogueSection } from './catalogue-section.tsx';
import { FetchImage } from './fetch-image.tsx';
import { ImageList } from './image-list.tsx';
import { DropFiles, UploadButton, useGivenFiles } from './upload-images.tsx';

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
          {admin ? <BuildMenu /> : null}
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
          <ImageList images={images} />
        )}
        <ExportList vmId={null} />
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
