'use client';

import type { User } from '@limen/contract/users';
import {
  Ban,
  Check,
  KeyRound,
  LogOut,
  ShieldCheck,
  ShieldOff,
  Smartphone,
  Trash2,
  Undo2,
  X,
} from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';
import { api } from '../../lib/api.ts';
import { useAbsorb, useMe, useUsers } from '../../lib/world.tsx';
import type { MenuItem } from '../../ui/menu.tsx';
import { useToast } from '../../ui/toasts.tsx';
import { ResetFactors } from './reset-factors.tsx';
import { DeleteUserDialog, PasswordLinkDialog, ReasonDialog, type ReasonedVerb } from './user-dialogs.tsx';

type Open = ReasonedVerb | 'link' | 'factors' | 'delete';

/**
 * Everything an administrator can do with an account, as one list for the row's menu and the person's page. What cannot
 * be done says why; the server has the last word.
 *
 * @returns `dialog`: to be drawn beside it · `error`: of what was done without a dialog
 */
export const useUserActions = (
  user: User,
): {
  items: MenuItem[];
  dialog: ReactNode;
  busy: boolean;
  error: unknown;
  approve: () => void;
  ask: (what: Open) => void;
} => {
  const t = useTranslations('users');
  const me = useMe();
  const absorb = useAbsorb();
  const users = useUsers();
  const say = useToast();
  const [open, setOpen] = useState<Open | null>(null);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const run = (work: () => Promise<User>): void => {
    setBusy(true);
    setError(null);
    work()
      .then((next) => absorb({ type: 'user.changed', seq: 1, user: next }))
      .catch(setError)
      .finally(() => setBusy(false));
  };
  const params = { id: user.id };
  const leaving = user.leaving ? t('isLeaving') : null;
  const self = user.id === me.user.id ? t('yourself') : null;
  const actsAsAdmin = (u: User): boolean => u.role === 'admin' && u.approval === 'approved' && !u.banned;
  const last = actsAsAdmin(user) && users.filter(actsAsAdmin).length === 1 ? t('lastAdmin') : null;
  const takesAway = leaving ?? last ?? self;
  const items: MenuItem[] = [
    ...(user.approval === 'approved'
      ? []
      : [
          {
            key: 'approve',
            label: t('approveWithReason'),
            icon: <Check size={16} />,
            whyNot: leaving,
            run: () => setOpen('approve'),
          },
        ]),
    user.role === 'admin'
      ? {
          key: 'role',
          label: t('makeUser'),
          icon: <ShieldOff size={16} />,
          whyNot: takesAway,
          run: () => run(() => api.users.edit({ params, body: { role: 'user' } })),
        }
      : {
          key: 'role',
          label: t('makeAdmin'),
          icon: <ShieldCheck size={16} />,
          whyNot: leaving,
          run: () => run(() => api.users.edit({ params, body: { role: 'admin' } })),
        },
    {
      key: 'link',
      label: t('passwordLink'),
      icon: <KeyRound size={16} />,
      whyNot: leaving ?? (user.banned ? t('isBanned') : null),
      run: () => setOpen('link'),
    },
    {
      key: 'signOut',
      label: t('signOutEverywhere'),
      icon: <LogOut size={16} />,
      whyNot: self,
      run: () =>
        run(async () => {
          const { ended } = await api.sessions.signOutUser({ params, body: {} });
          say(t('signedOutEverywhere', { name: user.displayName, count: ended }));
          return user;
        }),
    },
    {
      key: 'factors',
      label: t('resetFactors'),
      icon: <Smartphone size={16} />,
      whyNot: leaving ?? self,
      run: () => setOpen('factors'),
    },
    ...(user.approval === 'approved'
      ? [
          {
            key: 'withdraw',
            label: t('withdraw'),
            icon: <X size={16} />,
            whyNot: takesAway,
            apart: true,
            run: () => setOpen('reject'),
          },
        ]
      : []),
    user.banned
      ? {
          key: 'ban',
          label: t('unban'),
          icon: <Undo2 size={16} />,
          whyNot: leaving,
          run: () => run(() => api.users.unban({ params })),
        }
      : {
          key: 'ban',
          label: t('ban'),
          icon: <Ban size={16} />,
          whyNot: takesAway,
          run: () => setOpen('ban'),
        },
    {
      key: 'delete',
      label: t('deleteAccount'),
      icon: <Trash2 size={16} />,
      danger: true,
      apart: true,
      whyNot: last ?? self,
      run: () => setOpen('delete'),
    },
  ];
  const close = (): void => setOpen(null);
  const dialog =
    open === null ? null : open === 'link' ? (
      <PasswordLinkDialog user={user} onClose={close} />
    ) : open === 'factors' ? (
      <ResetFactors user={user} onClose={close} />
    ) : open === 'delete' ? (
      <DeleteUserDialog user={user} onClose={close} />
    ) : (
      <ReasonDialog user={user} verb={open} onClose={close} />
    );
  return {
    items,
    dialog,
    busy,
    error,
    approve: () => run(() => api.users.approve({ params, body: {} })),
    ask: setOpen,
  };
};
