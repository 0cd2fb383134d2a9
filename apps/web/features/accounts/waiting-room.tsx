'use client';

import { ApiError } from '@limen/client/api-error';
import type { Me, User } from '@limen/contract/users';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useEffect, useEffectEvent, useState } from 'react';
import { api } from '../../lib/api.ts';
import { ErrorNote } from '../../lib/error-text.tsx';
import { useLiveSocket } from '../../lib/live.tsx';
import { RelativeTime } from '../../lib/relative-time.tsx';
import { Button } from '../../ui/button.tsx';
import { buttonClass } from '../../ui/button-class.ts';
import { Notice, StateMark } from '../../ui/marks.tsx';

/** Beside the live socket, for proxies that let none through. */
const askEveryMs = 20_000;

/** Waits with the person; goes on by itself the moment an administrator has decided. */
export const WaitingRoom = ({ me }: { me: Me }) => {
  const t = useTranslations('accounts');
  const [user, setUser] = useState(me.user);
  const [gone, setGone] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const see = (next: User): void => {
    if (next.id !== me.user.id) return;
    setUser(next);
    if (next.approval === 'approved') window.location.assign('/');
  };
  const { status } = useLiveSocket((message) => {
    if (message.type === 'user.changed') see(message.user);
  });
  const ask = useEffectEvent(async () => {
    try {
      see((await api.users.me()).user);
    } catch (thrown) {
      // whoever is rejected is signed out with it; of anything else the next question will tell
      if (thrown instanceof ApiError && thrown.status === 401) setGone(true);
    }
  });
  useEffect(() => {
    const timer = setInterval(() => void ask(), askEveryMs);
    return () => clearInterval(timer);
  }, []);
  const signOut = async (): Promise<void> => {
    try {
      await api.users.signOut();
      window.location.assign('/sign-in');
    } catch (thrown) {
      setError(thrown);
    }
  };
  if (gone || status.phase === 'ended') {
    return (
      <>
        <div role="status" className="flex flex-col gap-2">
          <StateMark tone="stopped">{t('signedOut')}</StateMark>
          <p>{t('signedOutText', { name: user.displayName })}</p>
        </div>
        <Link href="/sign-in" className={buttonClass('primary')}>
          {t('signIn')}
        </Link>
      </>
    );
  }
  const rejected = user.approval === 'rejected';
  return (
    <>
      <div role="status" className="flex flex-col gap-2">
        <StateMark tone={rejected ? 'fault' : 'waiting'}>{t(rejected ? 'rejected' : 'waiting')}</StateMark>
        <p>{t(rejected ? 'rejectedText' : 'waitingText', { name: user.displayName })}</p>
        {rejected && user.decisionReason !== '' ? (
          <blockquote className="border-l-2 border-line pl-3 whitespace-pre-wrap">
            <span className="block text-12 text-soft">{t('reason')}</span>
            {user.decisionReason}
          </blockquote>
        ) : null}
        <p className="text-13 text-soft">
          {user.userName} · <RelativeTime at={user.createdAt} />
        </p>
        {rejected || user.email === null ? null : (
          <p className="text-13 text-soft">{t('waitingMail', { email: user.email })}</p>
        )}
      </div>
      {error === null ? null : (
        <Notice tone="fault" alert>
          <ErrorNote error={error} />
        </Notice>
      )}
      <Button onClick={() => void signOut()}>{t('signOut')}</Button>
    </>
  );
};
