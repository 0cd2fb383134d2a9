'use client';

import { HardDrive } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { useImages } from '../../lib/world.tsx';
import { Empty, PageHead } from '../../ui/marks.tsx';
import { CreateVmForm } from './create/create-vm-form.tsx';

/**
 * @param seed 0 to 1, chosen by the server: both draw the same suggested name
 * @param buildTiny what an administrator presses where there is nothing to boot yet
 */
export const CreateVmPage = ({ seed, buildTiny }: { seed: number; buildTiny: ReactNode }) => {
  const t = useTranslations('create');
  const images = useImages();
  const [first, ...more] = images.filter((image) => image.state === 'ready');
  return (
    <div className="flex flex-col gap-5">
      <PageHead title={t('title')} />
      {first ? (
        <CreateVmForm images={[first, ...more]} seed={seed} />
      ) : (
        <Empty
          picture={<HardDrive size={44} strokeWidth={1.2} />}
          title={images.some((i) => i.state === 'building') ? t('imageOnItsWay') : t('noImage')}
        >
          {buildTiny}
        </Empty>
      )}
    </div>
  );
};
