'use client';

import type { Image } from '@limen/contract/images';
import { isDriverDisc } from '@limen/contract/systems';
import { useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import { formatBytes } from '../../../lib/format.ts';
import { Button } from '../../../ui/button.tsx';
import { Choices } from '../../../ui/field.tsx';

/** As many of a kind are in sight before the others are asked for. */
const shown = 6;

/** What it starts from: disks that are ready to run, and CDs, which come with an empty disk. Nothing starts from a disc of drivers. */
export const ImageChoice = (props: {
  images: readonly Image[];
  value: string;
  onChange: (imageId: string) => void;
}) => (
  <div className="flex flex-col gap-5">
    {(['disk', 'iso'] as const).map((kind) => (
      <OfKind
        key={kind}
        {...props}
        kind={kind}
        images={props.images.filter(
          (i) => i.kind === kind && (i.id === props.value || !isDriverDisc(i.volumeId)),
        )}
      />
    ))}
  </div>
);

const OfKind = ({
  kind,
  images,
  value,
  onChange,
}: {
  kind: Image['kind'];
  images: readonly Image[];
  value: string;
  onChange: (imageId: string) => void;
}) => {
  const t = useTranslations('create');
  const locale = useLocale();
  const [all, setAll] = useState(false);
  if (images.length === 0) return null;
  // one more is no reason for a button
  const few = !all && images.length > shown + 1;
  const seen = few ? images.filter((image, n) => n < shown || image.id === value) : images;
  return (
    <div className="flex flex-col items-start gap-2">
      <div className="w-full">
        <Choices
          legend={t(`kind.${kind}`)}
          name="image"
          value={value}
          onChange={onChange}
          choices={seen.map((image) => ({
            value: image.id,
            label: image.name,
            hint: `${formatBytes(image.sizeBytes, locale)}${image.cloudInit ? ` · ${t('takesCloudInit')}` : ''}`,
          }))}
        />
      </div>
      {few ? (
        <Button look="quiet" size="small" className="-ml-2" onClick={() => setAll(true)}>
          {t('moreImages', { count: images.length - seen.length })}
        </Button>
      ) : null}
    </div>
  );
};
