'use client';

import type { Vm } from '@limen/contract/vms';
import { Star } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { api } from '../../../lib/api.ts';
import { isPretended } from '../../../lib/optimistic-vms.ts';
import { useAbsorb } from '../../../lib/world.tsx';
import { Button } from '../../../ui/button.tsx';
import { cx } from '../../../ui/class-names.ts';

/** Among the reader's favourites, or not: seen at once, and taken back where it could not be written. */
export const FavouriteButton = ({ vm }: { vm: Vm }) => {
  const t = useTranslations('labels');
  const absorb = useAbsorb();
  const [wish, setWish] = useState<boolean | null>(null);
  const on = wish ?? vm.favourite;
  if (isPretended(vm)) return null;
  const change = async (): Promise<void> => {
    setWish(!on);
    try {
      const body = { favourite: !on };
      const told = await api.housekeeping.favour({ params: { id: vm.id }, body });
      absorb({ type: 'vm.changed', seq: 1, vm: told });
    } catch {
      // it is what it was, and shows that
    } finally {
      setWish(null);
    }
  };
  return (
    <Button
      look="quiet"
      size="small"
      label={t('favourite', { name: vm.name })}
      aria-pressed={on}
      onClick={() => void change()}
      icon={
        <Star
          aria-hidden
          size={16}
          fill={on ? 'currentColor' : 'none'}
          className={cx(on ? 'text-busy' : 'text-soft')}
        />
      }
    />
  );
};
