'use client';

import type { Image } from '@limen/contract/images';
import { Globe, Lock, LogOut, Pencil, Trash2, UserPlus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';
import { api } from '../../lib/api.ts';
import { ConfirmDialog } from '../../lib/confirm-dialog.tsx';
import { useAbsorb, useMe } from '../../lib/world.tsx';
import type { MenuItem } from '../../ui/menu.tsx';
import { DeleteImageDialog } from './delete-image-dialog.tsx';
import { EditImageDialog } from './edit-image-dialog.tsx';
import { ShareImageDialog } from './share-image-dialog.tsx';

type Asked = 'edit' | 'share' | 'publish' | 'takeBack' | 'leave' | 'delete';

/** What can be done with an image, as a menu, and the dialog of what was chosen. @param busy something works on it now */
export const useImageActions = (image: Image, busy: boolean): { items: MenuItem[]; dialog: ReactNode } => {
  const t = useTranslations();
  const [asked, setAsked] = useState<Asked | null>(null);
  const { permissions, owner, visibility } = image;
  const close = (): void => setAsked(null);
  const item = (key: Asked, icon: ReactNode, whyNot: string | null, more?: Partial<MenuItem>): MenuItem => ({
    key,
    label: t(key === 'delete' ? 'common.delete' : `imageAccess.${key}`),
    icon,
    whyNot,
    run: () => setAsked(key),
    ...more,
  });
  const whileBusy = busy ? t('whyNot.busy') : null;
  const unlessThere = image.state === 'ready' || image.state === 'missing' ? null : t('imageAccess.notThere');
  const items: MenuItem[] = [];
  if (permissions.includes('edit')) items.push(item('edit', <Pencil aria-hidden size={16} />, whileBusy));
  if (permissions.includes('share') && owner !== null) {
    items.push(item('share', <UserPlus aria-hidden size={16} />, unlessThere));
  }
  if (permissions.includes('publish') && owner !== null) {
    items.push(
      visibility === 'public'
        ? item('takeBack', <Lock aria-hidden size={16} />, null)
        : item('publish', <Globe aria-hidden size={16} />, unlessThere),
    );
  }
  if (image.sharedWithReader) items.push(item('leave', <LogOut aria-hidden size={16} />, null));
  if (permissions.includes('delete')) {
    const apart = items.length > 0;
    // an upload is given up by it, at any time
    const whyNot = image.upload ? null : whileBusy;
    items.push(item('delete', <Trash2 aria-hidden size={16} />, whyNot, { danger: true, apart }));
  }
  return {
    items,
    dialog: asked === null ? null : <AskedDialog image={image} asked={asked} onClose={close} />,
  };
};

const AskedDialog = (props: { image: Image; asked: Asked; onClose: () => void }) => {
  const t = useTranslations('imageAccess');
  const me = useMe().user.id;
  const absorb = useAbsorb();
  const { image, asked, onClose } = props;
  const { id, name, owner } = image;
  if (asked === 'edit') return <EditImageDialog image={image} onClose={onClose} />;
  if (asked === 'delete') return <DeleteImageDialog image={image} onClose={onClose} />;
  if (asked === 'share') {
    return owner === null ? null : <ShareImageDialog image={image} owner={owner} onClose={onClose} />;
  }
  const run = async (): Promise<void> => {
    if (asked === 'leave') await api.imageAccess.unshare({ params: { id, userId: me } });
    else {
      const visibility = asked === 'publish' ? 'public' : 'private';
      const changed = await api.imageAccess.publish({ params: { id }, body: { visibility } });
      absorb({ type: 'image.changed', seq: 1, image: changed });
    }
    onClose();
  };
  const words = { name, owner: owner?.displayName ?? '' };
  return (
    <ConfirmDialog
      title={t(`${asked}Title`, words)}
      text={t(`${asked}Text`, words)}
      verb={t(`${asked}Verb`)}
      run={run}
      onClose={onClose}
    />
  );
};
