'use client';

import type { Snapshot } from '@limen/contract/snapshots';
import { HardDrive } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type RefObject, useEffect, useRef, useState } from 'react';
import { cx } from '../../../ui/class-names.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { usePicture } from './use-snapshots.ts';

/** The screen as it was, small; larger where one asks for it. */
export const SnapshotPicture = ({ snapshot, title }: { snapshot: Snapshot; title: string }) => {
  const t = useTranslations();
  const [open, setOpen] = useState(false);
  const place = useRef<HTMLDivElement>(null);
  const near = useNear(place);
  const picture = usePicture(snapshot, near);
  const box =
    'flex h-12 w-20 shrink-0 max-md:w-16 items-center justify-center overflow-hidden rounded-control border border-line';
  if (picture === null) {
    return (
      <div ref={place} aria-hidden className={cx(box, 'bg-ground text-edge')}>
        <HardDrive size={18} strokeWidth={1.5} />
      </div>
    );
  }
  const name = t('snapshots.picture', { name: title });
  return (
    <>
      <button
        type="button"
        aria-label={name}
        className={cx(box, 'cursor-zoom-in bg-ink')}
        onClick={() => setOpen(true)}
      >
        <img src={picture} alt="" className="size-full object-cover object-left-top" />
      </button>
      {open ? (
        <Dialog open title={name} closeLabel={t('common.close')} onClose={() => setOpen(false)}>
          <img src={picture} alt={name} className="w-full rounded-control border border-line" />
        </Dialog>
      ) : null}
    </>
  );
};

/** Whether something was on the screen yet, or just beyond: one page may have hundreds of pictures. */
const useNear = (place: RefObject<Element | null>): boolean => {
  const [near, setNear] = useState(false);
  useEffect(() => {
    const element = place.current;
    if (near || !element) return undefined;
    const watching = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) setNear(true);
      },
      { rootMargin: '400px' },
    );
    watching.observe(element);
    return () => watching.disconnect();
  }, [near, place]);
  return near;
};
