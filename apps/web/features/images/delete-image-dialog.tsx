'use client';

import type { Image } from '@limen/contract/images';
import { useLocale, useTranslations } from 'next-intl';
import { api } from '../../lib/api.ts';
import { ConfirmDialog } from '../../lib/confirm-dialog.tsx';
import { formatBytes } from '../../lib/format.ts';
import { useAbsorbOperation } from '../../lib/world.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ImageIsUsed, useImageUsers } from './image-users.tsx';

/** Asks before an image goes for good; where machines use it, says which. */
export const DeleteImageDialog = ({ image, onClose }: { image: Image; onClose: () => void }) => {
  const t = useTranslations();
  const locale = useLocale();
  const absorbOperation = useAbsorbOperation();
  const users = useImageUsers(image);
  const count = users ? users.vms.length + users.others : image.vmCount;
  if (count > 0) return <WhoUsesIt image={image} count={count} users={users} onClose={onClose} />;
  const remove = async (): Promise<void> => {
    absorbOperation(await api.images.delete({ params: { id: image.id } }));
    onClose();
  };
  return (
    <ConfirmDialog
      title={t('images.deleteTitle', { name: image.name })}
      text={t(image.recipe === null ? 'images.deleteText' : 'images.deleteTextTiny', {
        size: formatBytes(image.sizeBytes, locale),
      })}
      verb={t('common.delete')}
      run={remove}
      onClose={onClose}
    />
  );
};

const WhoUsesIt = (props: {
  image: Image;
  count: number;
  users: ReturnType<typeof useImageUsers>;
  onClose: () => void;
}) => {
  const { image, count, users, onClose } = props;
  const t = useTranslations();
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('images.deleteTitle', { name: image.name })}
      closeLabel={t('common.close')}
    >
      <p>{t('images.inUse', { count })}</p>
      <ImageIsUsed users={users} />
      <div className="flex justify-end">
        <Button data-first onClick={onClose}>
          {t('common.close')}
        </Button>
      </div>
    </Dialog>
  );
};
