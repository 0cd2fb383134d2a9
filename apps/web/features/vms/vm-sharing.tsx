'use client';

import type { Share } from '@limen/contract/shares';
import type { Vm } from '@limen/contract/vms';
import { UserPlus } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { api } from '../../lib/api.ts';
import { ErrorNote } from '../../lib/error-text.tsx';
import { isPretended } from '../../lib/optimistic-vms.ts';
import { RelativeTime } from '../../lib/relative-time.tsx';
import { useVms } from '../../lib/vms-context.tsx';
import { useMe } from '../../lib/world.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Panel } from '../../ui/marks.tsx';
import { useShares } from './use-shares.ts';

/** Whom a machine is shared with; for somebody it is shared with: by whom, and the way out. */
export const VmSharing = ({ vm }: { vm: Vm }) => {
  if (isPretended(vm)) return null;
  if (vm.permissions.includes('share')) return <SharedWith vm={vm} />;
  return vm.sharedAs === null ? null : <SharedBy vm={vm} level={vm.sharedAs} />;
};

const SharedWith = ({ vm }: { vm: Vm }) => {
  const t = useTranslations();
  const me = useMe();
  const { act } = useVms();
  const { shares, error } = useShares(vm);
  return (
    <Panel title={t('shares.title')}>
      <div className="flex flex-wrap items-start justify-between gap-3">
        {error ? (
          <div role="alert" className="text-13 text-fault">
            <ErrorNote error={error} />
          </div>
        ) : shares === undefined ? (
          <p className="text-13 text-soft">{t('common.loading')}</p>
        ) : shares.length === 0 ? (
          <p className="text-13 text-soft">
            {t(vm.owner.id === me.user.id ? 'shares.nobody' : 'shares.nobodyBesides')}
          </p>
        ) : (
          <ul aria-label={t('shares.people')} className="flex min-w-0 flex-wrap gap-2">
            {shares.map(({ user, level }) => (
              <li
                key={user.id}
                className="flex max-w-full items-baseline gap-1.5 rounded-full border border-line px-2.5 py-1 text-13"
              >
                <span className="truncate font-medium">{user.displayName}</span>
                <span className="shrink-0 text-12 text-soft">{t(`shares.${level}Does`)}</span>
              </li>
            ))}
          </ul>
        )}
        <Button size="small" icon={<UserPlus aria-hidden size={15} />} onClick={() => act(vm, 'share')}>
          {t('shares.manage')}
        </Button>
      </div>
    </Panel>
  );
};

const SharedBy = ({ vm, level }: { vm: Vm; level: Share['level'] }) => {
  const t = useTranslations();
  const me = useMe();
  const [asking, setAsking] = useState(false);
  const mine = useShares(vm).shares?.find((share) => share.user.id === me.user.id);
  // an administrator may have shared what belongs to somebody else
  const name = mine?.createdBy?.displayName ?? vm.owner.displayName;
  return (
    <Panel title={t('shares.title')}>
      <div className="flex flex-wrap items-start justify-between gap-3">
        <p className="min-w-0 text-14">
          {t(level === 'viewer' ? 'shares.asViewer' : 'shares.asOperator', { name })}
          {mine ? (
            <span className="block text-12 text-soft">
              {t('shares.since')} <RelativeTime at={mine.createdAt} />
            </span>
          ) : null}
        </p>
        <Button size="small" onClick={() => setAsking(true)}>
          {t('shares.leave')}
        </Button>
      </div>
      {asking ? <LeaveShare vm={vm} onClose={() => setAsking(false)} /> : null}
    </Panel>
  );
};

const LeaveShare = ({ vm, onClose }: { vm: Vm; onClose: () => void }) => {
  const t = useTranslations();
  const router = useRouter();
  const me = useMe();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const leave = async (): Promise<void> => {
    setBusy(true);
    setError(null);
    try {
      await api.shares.remove({ params: { id: vm.id, userId: me.user.id } });
      router.push('/');
    } catch (thrown) {
      setError(thrown);
      setBusy(false);
    }
  };
  return (
    <Dialog
      open
      onClose={onClose}
      closeLabel={t('common.close')}
      title={t('shares.leaveTitle', { name: vm.name })}
    >
      <p>{t('shares.leaveText', { name: vm.owner.displayName })}</p>
      {error === null ? null : (
        <div role="alert" className="text-13 text-fault">
          <ErrorNote error={error} />
        </div>
      )}
      <div className="flex justify-end gap-2">
        <Button onClick={onClose} data-first>
          {t('common.cancel')}
        </Button>
        <Button look="danger" busy={busy} onClick={() => void leave()}>
          {t('shares.leave')}
        </Button>
      </div>
    </Dialog>
  );
};
