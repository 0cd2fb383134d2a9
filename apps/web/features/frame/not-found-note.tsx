import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { buttonClass } from '../../ui/button-class.ts';
import { Empty } from '../../ui/marks.tsx';

/** There is no such page, or it is not the reader's to see: both look the same. */
export const NotFoundNote = () => {
  const t = useTranslations('common');
  return (
    <Empty picture={null} title={t('notFound')}>
      <p className="max-w-md text-soft">{t('notFoundText')}</p>
      <Link href="/" className={buttonClass('plain')}>
        {t('home')}
      </Link>
    </Empty>
  );
};
