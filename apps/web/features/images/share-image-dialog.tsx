'use client';

import type { Image } from '@limen/contract/images';
import { useTranslations } from 'next-intl';
import { api } from '../../lib/api.ts';
import { RemovableRow } from '../../lib/removable-row.tsx';
import { SharingDialog } from '../../lib/sharing-dialog.tsx';
import { useShareList } from '../../lib/use-share-list.ts';
import { useMe } from '../../lib/world.tsx';

/** Whom an image is shared with: added by user name, ended in place. */
export const ShareImageDialog = (props: {
  image: Image;
  owner: NonNullable<Image['owner']>;
  onClose: () => void;
}) => {
  const t = useTranslations();
  const me = useMe().user.id;
  const { image, owner } = props;
  const list = useShareList(image, api.imageAccess.shares);
  const end = async (userId: string): Promise<void> => {
    await api.imageAccess.unshare({ params: { id: image.id, userId } });
    await list.refetch();
  };
  return (
    <SharingDialog
      title={t('shares.dialog', { name: image.name })}
      onClose={props.onClose}
      owner={owner}
      list={list}
      nobody={t(
        image.visibility === 'public'
          ? 'imageAccess.everybodyAnyway'
          : owner.id === me
            ? 'imageAccess.nobody'
            : 'imageAccess.nobodyBesides',
      )}
      words={{
        yourself: t('imageAccess.yourself'),
        isOwner: (name) => t('imageAccess.isOwner', { name }),
        already: (name) => t('imageAccess.already', { name }),
      }}
      choices={<p className="text-13 text-soft">{t('imageAccess.shareText')}</p>}
      add={(userName) => api.imageAccess.share({ params: { id: image.id }, body: { userName } })}
      row={({ user }) => (
        <RemovableRow
          key={user.id}
          remove={() => end(user.id)}
          verb={t('shares.end')}
          label={t('shares.endFor', { name: user.displayName })}
        >
          <p className="truncate text-14 font-medium">{user.displayName}</p>
          <p className="truncate text-12 text-soft">{user.userName}</p>
        </RemovableRow>
      )}
    />
  );
};
