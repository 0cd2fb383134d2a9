'use client';

import { useTranslations } from 'next-intl';
import { useMe } from '../../lib/world.tsx';

/** Who one is here. */
export const ProfilePage = () => {
  const t = useTranslations('settings');
  const { user } = useMe();
  return (
    <dl className="grid max-w-xl grid-cols-[8rem_minmax(0,1fr)] gap-x-4 gap-y-2">
      <dt className="text-soft">{t('displayName')}</dt>
      <dd>{user.displayName}</dd>
      <dt className="text-soft">{t('userName')}</dt>
      <dd className="font-mono">{user.userName}</dd>
    </dl>
  );
};
