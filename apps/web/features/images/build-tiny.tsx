'use client';

import type { ImageRecipe } from '@limen/contract/images';
import { Hammer } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { api } from '../../lib/api.ts';
import { ErrorNote } from '../../lib/error-text.tsx';
import { useAbsorb, useAbsorbOperation, useImages, useMe } from '../../lib/world.tsx';
import { Button } from '../../ui/button.tsx';

const buttonWords = {
  'tiny-disk': 'buildDisk',
  'tiny-iso': 'buildIso',
  'debian-cloud': 'buildDebian',
} as const satisfies Record<ImageRecipe, string>;

/** Builds an image from the host's own packages; says why it cannot, to whom it cannot. */
export const BuildTiny = ({ recipe, look }: { recipe: ImageRecipe; look?: 'primary' | 'plain' }) => {
  const t = useTranslations('images');
  const absorb = useAbsorb();
  const absorbOperation = useAbsorbOperation();
  const admin = useMe().user.role === 'admin';
  const there = useImages().find((image) => image.recipe === recipe && image.state !== 'failed');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const build = async (): Promise<void> => {
    setBusy(true);
    setError(null);
    try {
      const { image, operation } = await api.images.build({ body: { recipe } });
      absorb({ type: 'image.changed', seq: 1, image });
      absorbOperation(operation);
    } catch (thrown) {
      setError(thrown);
    } finally {
      setBusy(false);
    }
  };
  const whyNot = !admin
    ? t('adminBuilds')
    : there
      ? t(there.state === 'building' ? 'isBuilding' : 'isThere')
      : null;
  return (
    <div className="flex flex-col gap-2">
      <Button
        look={look ?? 'plain'}
        icon={<Hammer aria-hidden size={16} />}
        busy={busy}
        whyNot={whyNot}
        onClick={() => void build()}
      >
        {t(buttonWords[recipe])}
      </Button>
      {error === null ? null : (
        <div role="alert" className="text-13 text-fault">
          <ErrorNote error={error} />
        </div>
      )}
    </div>
  );
};

/** Where there is nothing to boot: what the tiny image is, and the button. */
export const BuildTinyOffer = () => {
  const t = useTranslations('images');
  const admin = useMe().user.role === 'admin';
  return (
    <>
      <p className="max-w-md text-soft">{t(admin ? 'offer' : 'offerToUser')}</p>
      {admin ? <BuildTiny recipe="tiny-disk" look="primary" /> : null}
    </>
  );
};
