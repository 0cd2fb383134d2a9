'use client';

import type { Generalised, Image } from '@limen/contract/images';
import { Disc, HardDrive, LayoutTemplate } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { api } from '../../lib/api.ts';
import { ErrorAlert } from '../../lib/error-text.tsx';
import { formatBytes } from '../../lib/format.ts';
import { RelativeTime } from '../../lib/relative-time.tsx';
import { useAct } from '../../lib/use-act.ts';
import { useAbsorbOperation, useActiveOperations, useMe } from '../../lib/world.tsx';
import { Button } from '../../ui/button.tsx';
import { CopyText } from '../../ui/copy-text.tsx';
import { Progress, StateMark, type Tone } from '../../ui/marks.tsx';
import { MoreMenu } from '../../ui/more-menu.tsx';
import { ImageRefusal } from './image-refusal.tsx';
import { ImageUsers } from './image-users.tsx';
import { UploadProgress, UploadState } from './upload-progress.tsx';
import { useImageActions } from './use-image-actions.tsx';
import { useSystems } from './use-systems.ts';

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

/** Whose it is and who may use it, in a word. */
const useWhose = (): ((image: Image) => string) => {
  const t = useTranslations('imageAccess');
  const me = useMe().user.id;
  return ({ owner, visibility, sharedWithReader }) => {
    if (owner === null) return t('everybodys');
    const mine = owner.id === me;
    if (visibility === 'public')
      return mine ? t('yoursForAll') : t('everybodysBy', { name: owner.displayName });
    if (mine) return t('yours');
    return t(sharedWithReader ? 'sharedBy' : 'ownedBy', { name: owner.displayName });
  };
};

/** One image: what it is, whose, and what can be done with it. */
export const ImageRow = ({ image }: { image: Image }) => {
  const t = useTranslations();
  const locale = useLocale();
  const me = useMe().user.id;
  const whose = useWhose();
  const systems = useSystems();
  const operation = useActiveOperations().find((o) => o.subjectId === image.id);
  const { items, dialog } = useImageActions(image, Boolean(operation) || tones[image.state] === 'busy');
  const failed = image.state === 'failed';
  const Icon = image.template === null ? (image.kind === 'iso' ? Disc : HardDrive) : LayoutTemplate;
  const system = systems.find(({ id }) => id === image.osId)?.name ?? image.osId;
  const about = image.recipe === null ? image.description : t(`images.recipe.${image.recipe}`);
  return (
    <li className="flex items-start gap-x-4 gap-y-2 px-4 py-4 max-sm:gap-x-3">
      <Icon aria-hidden size={20} className="mt-0.5 shrink-0 text-edge" />
      <div className="min-w-0 flex-1">
        <div className="flex flex-wrap items-center gap-x-3">
          <h3 className="min-w-0 font-semibold wrap-anywhere">{image.name}</h3>
          {image.template === null ? null : (
            <span className="text-13 text-soft">
              {t('imageAccess.version', { number: image.template.version })}
            </span>
          )}
          <span aria-live="polite">
            {image.upload ? (
              <UploadState image={image} />
            ) : (
              <StateMark tone={tones[image.state]}>{t(`images.state.${image.state}`)}</StateMark>
            )}
          </span>
        </div>
        {about === '' ? null : (
          <p className="mt-0.5 text-13 wrap-anywhere whitespace-pre-line text-soft">{about}</p>
        )}
        <div className="tabular mt-1.5 flex flex-wrap items-center gap-x-4 gap-y-0.5 text-12 text-soft">
          <span className="font-medium text-ink">{whose(image)}</span>
          {system === null ? null : <span>{system}</span>}
          {image.state === 'ready' ? (
            <span>{t('images.size', { size: formatBytes(image.sizeBytes, locale) })}</span>
          ) : null}
          <span>{t(`imageAccess.source.${image.source}`)}</span>
          {image.firmwares.length === 0 ? null : (
            <span>{image.firmwares.map((f) => t(`create.${f}`)).join(', ')}</span>
          )}
          {image.upload || failed ? null : <ImageUsers image={image} />}
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
        {image.template === null ? null : (
          <p className="mt-1.5 text-12 text-soft">{t(generalisedWords[image.template.generalised])}</p>
        )}
        <UploadProgress image={image} />
        {operation ? (
          <div className="mt-3 max-w-md">
            <Progress label={t(`kinds.${operation.kind}`)} value={operation.progress} />
          </div>
        ) : null}
        {image.state === 'missing' ? (
          <p className="mt-1.5 max-w-2xl text-13">{t('images.missingText')}</p>
        ) : null}
        <ImageRefusal image={image} />
        {failed && image.permissions.includes('delete') ? <Dismiss image={image} /> : null}
      </div>
      {items.length === 0 || failed || (image.upload && image.owner?.id === me) ? null : (
        <MoreMenu label={t('imageAccess.actionsOf', { name: image.name })} items={items} />
      )}
      {dialog}
    </li>
  );
};

const generalisedWords = {
  none: 'copies.notGeneralised',
  'cloud-init': 'copies.byCloudInitImage',
  agent: 'copies.byAgent',
  sysprep: 'copies.bySysprep',
} as const satisfies Record<Generalised, string>;

/** What did not become an image is no loss: it goes without being asked about. */
const Dismiss = ({ image }: { image: Image }) => {
  const t = useTranslations('imageAccess');
  const absorbOperation = useAbsorbOperation();
  const { busy, error, act } = useAct(async () => {
    absorbOperation(await api.images.delete({ params: { id: image.id } }));
  });
  return (
    <div className="mt-2">
      <Button size="small" busy={busy} aria-label={t('dismissOf', { name: image.name })} onClick={act}>
        {t('dismiss')}
      </Button>
      <ErrorAlert error={error} />
    </div>
  );
};
