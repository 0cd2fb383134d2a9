'use client';

import type { Image } from '@limen/contract/images';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import { type ReactNode, useMemo } from 'react';
import { api } from '../../lib/api.ts';
import { useVms } from '../../lib/vms-context.tsx';

type User = { id: string; name: string; trashed: boolean };

/** As many are named; the rest is counted. */
const named = 2;

/** Machines that the reader sees and that use an image: their disks are clones of it, or it is in a drive. */
const useSeenUsers = (imageId: string): readonly User[] => {
  const { vms, trash } = useVms();
  return useMemo(
    () =>
      [...vms, ...trash]
        .filter(
          (vm) =>
            vm.image?.id === imageId ||
            vm.disks.some((disk) => disk.imageId === imageId) ||
            vm.cdroms.some((drive) => drive.image?.id === imageId),
        )
        .map(({ id, name, trashedAt }) => ({ id, name, trashed: trashedAt !== null })),
    [vms, trash, imageId],
  );
};

/** “Used by vm-a, vm-b and 2 others”, each a way to the machine; as it is now, without asking. */
export const ImageUsers = ({ image }: { image: Image }) => {
  const t = useTranslations();
  const seen = useSeenUsers(image.id);
  // what the page knows of machines is newer than the count that came with the image
  const total = Math.max(image.vmCount, seen.length);
  if (total === 0) return <span>{t('images.usedBy', { count: 0 })}</span>;
  return <Names users={seen} total={total} most={named} />;
};

/** The machines that use it, asked for now: the page may not see them all, nor what was just put into a drive. */
export const useImageUsers = (image: Image): ListedUsers | undefined =>
  useQuery({
    queryKey: ['image-users', image.id, image.vmCount],
    queryFn: () => api.images.users({ params: { id: image.id } }),
    staleTime: 0,
    gcTime: 0,
  }).data;
type ListedUsers = Awaited<ReturnType<typeof api.images.users>>;

/** Why it is not deleted: all machines that use it, and what to do about it. */
export const ImageIsUsed = ({ users: data }: { users: ListedUsers | undefined }) => {
  const t = useTranslations('imageUsers');
  const { trash } = useVms();
  if (!data) return null;
  const users = data.vms.map((vm) => ({ ...vm, trashed: trash.some(({ id }) => id === vm.id) }));
  return (
    <div className="mt-1 text-13 text-ink">
      <Names users={users} total={data.vms.length + data.others} most={20} />
      <p className="text-soft">{t('first')}</p>
    </div>
  );
};

const Names = (props: { users: readonly User[]; total: number; most: number }) => {
  const t = useTranslations('imageUsers');
  const locale = useLocale();
  const shown = props.users.slice(0, props.most);
  const rest = Math.max(0, props.total - shown.length);
  const parts: { key: string; node: ReactNode }[] = shown.map((user) => ({
    key: user.id,
    node: (
      <Link
        href={user.trashed ? '/trash' : `/vms/${user.id}`}
        className="text-accent underline underline-offset-2"
      >
        {user.trashed ? t('inTrash', { name: user.name }) : user.name}
      </Link>
    ),
  }));
  if (rest > 0) {
    parts.push({ key: 'rest', node: t(shown.length === 0 ? 'some' : 'others', { count: rest }) });
  }
  // the language's own commas and “and”, between links
  const list = new Intl.ListFormat(locale, { type: 'conjunction' }).formatToParts(
    parts.map(({ key }) => key),
  );
  return (
    <span>
      {t('usedBy')}{' '}
      {list.map(({ type, value }, n) => (
        <span key={`${n}-${value}`}>
          {type === 'element' ? parts.find(({ key }) => key === value)?.node : value}
        </span>
      ))}
    </span>
  );
};
