'use client';

import type { Vm } from '@limen/contract/vms';
import { useQuery } from '@tanstack/react-query';
import { Download, RefreshCw } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { api } from '../../lib/api.ts';
import { ErrorAlert } from '../../lib/error-text.tsx';
import { Button } from '../../ui/button.tsx';
import { buttonClass } from '../../ui/button-class.ts';
import { Dialog } from '../../ui/dialog.tsx';

/** What is on a machine's screen now, to look at and to keep. */
export const ScreenshotDialog = ({ vm, onClose }: { vm: Vm; onClose: () => void }) => {
  const t = useTranslations();
  const locale = useLocale();
  const { data, error, isFetching, refetch } = useQuery({
    queryKey: ['screenshot', vm.id],
    queryFn: async ({ signal }) => ({
      address: await asAddress(await api.housekeeping.screenshot({ params: { id: vm.id }, signal })),
      at: new Date(),
    }),
    // one of earlier is not what is there now
    gcTime: 0,
    staleTime: 0,
    retry: false,
  });
  const name = t('screenshot.title', { name: vm.name });
  const when =
    data && new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'medium' }).format(data.at);
  return (
    <Dialog open onClose={onClose} closeLabel={t('common.close')} title={name}>
      {data ? (
        <figure className="flex flex-col gap-1.5">
          <img
            src={data.address}
            alt={name}
            className="w-full rounded-control border border-line bg-screen"
          />
          <figcaption className="text-12 text-soft">{when}</figcaption>
        </figure>
      ) : error ? null : (
        <p className="text-13 text-soft">{t('common.loading')}</p>
      )}
      <ErrorAlert error={error} />
      <div className="flex flex-wrap justify-end gap-2">
        <Button
          busy={isFetching}
          icon={<RefreshCw aria-hidden size={16} />}
          onClick={() => void refetch()}
          data-first
        >
          {t('screenshot.again')}
        </Button>
        {data ? (
          <a href={data.address} download={fileName(vm.name, data.at)} className={buttonClass('primary')}>
            <Download aria-hidden size={16} />
            {t('screenshot.download')}
          </a>
        ) : null}
      </div>
    </Dialog>
  );
};

/** The picture itself as an address, which needs nobody to let go of it. */
const asAddress = (picture: Blob): Promise<string> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener('load', () => resolve(typeof reader.result === 'string' ? reader.result : ''));
    reader.addEventListener('error', () =>
      reject(reader.error ?? new Error('the picture could not be read')),
    );
    reader.readAsDataURL(picture);
  });

const fileName = (name: string, at: Date): string =>
  `${name.replaceAll(/[\\/:*?"<>|]/g, '_')} ${at.toISOString().slice(0, 19).replaceAll(':', '-')}.png`;
