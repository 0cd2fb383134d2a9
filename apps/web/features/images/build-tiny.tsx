'use client';

import { type ImageRecipe, imageRecipe } from '@limen/contract/images';
import { ChevronDown, Hammer } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { api } from '../../lib/api.ts';
import { ErrorAlert } from '../../lib/error-text.tsx';
import { useAbsorb, useAbsorbOperation, useImages, useMe } from '../../lib/world.tsx';
import { Button } from '../../ui/button.tsx';
import { Menu } from '../../ui/menu.tsx';

const buttonWords = {
  'tiny-disk': 'buildDisk',
  'tiny-iso': 'buildIso',
  'debian-cloud': 'buildDebian',
} as const satisfies Record<ImageRecipe, string>;

/** Asks for an image from the host's own packages; says why it cannot be, and to whom. */
const useBuild = () => {
  const t = useTranslations('images');
  const absorb = useAbsorb();
  const absorbOperation = useAbsorbOperation();
  const admin = useMe().user.role === 'admin';
  const images = useImages();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const build = async (recipe: ImageRecipe): Promise<void> => {
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
  const whyNot = (recipe: ImageRecipe): string | null => {
    if (!admin) return t('adminBuilds');
    const there = images.find((image) => image.recipe === recipe && image.state !== 'failed');
    return there ? t(there.state === 'building' ? 'isBuilding' : 'isThere') : null;
  };
  return { busy, error, build, whyNot };
};

/** One image of LIMEN's own making, by a button. */
export const BuildTiny = ({ recipe, look }: { recipe: ImageRecipe; look?: 'primary' | 'plain' }) => {
  const t = useTranslations('images');
  const { busy, error, build, whyNot } = useBuild();
  return (
    <div className="flex flex-col gap-2">
      <Button
        look={look ?? 'plain'}
        icon={<Hammer aria-hidden size={16} />}
        busy={busy}
        whyNot={whyNot(recipe)}
        onClick={() => void build(recipe)}
      >
        {t(buttonWords[recipe])}
      </Button>
      <ErrorAlert error={error} />
    </div>
  );
};

/** All images of LIMEN's own making, by a menu: what is there already says so in it. */
export const BuildMenu = () => {
  const t = useTranslations('images');
  const { busy, error, build, whyNot } = useBuild();
  return (
    <div className="flex flex-col gap-2">
      <Menu
        trigger={
          <Button icon={<Hammer aria-hidden size={16} />} busy={busy}>
            {t('build')}
            <ChevronDown aria-hidden size={15} className="-mr-1" />
          </Button>
        }
        items={imageRecipe.options.map((recipe) => ({
          key: recipe,
          label: t(buttonWords[recipe]),
          whyNot: whyNot(recipe),
          run: () => void build(recipe),
        }))}
      />
      <ErrorAlert error={error} />
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
