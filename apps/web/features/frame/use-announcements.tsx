'use client';

import type { LiveMessage } from '@limen/contract/live';
import type { Operation } from '@limen/contract/operations';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useRef } from 'react';
import { useCodeText } from '../../lib/error-text.tsx';
import { useMe } from '../../lib/world.tsx';
import { useToast } from '../../ui/toasts.tsx';

const linkClass = 'underline-offset-2 hover:underline';

/** What of the live messages is worth a word wherever one is: what happened to a machine, and one's own work that failed. */
export const useAnnouncements = (): ((message: LiveMessage) => void) => {
  const t = useTranslations();
  const say = useToast();
  const codeText = useCodeText();
  const me = useMe();
  const path = usePathname();
  const told = useRef(new Set<string>());

  const failed = (operation: Operation): void => {
    if (operation.state !== 'failed' || operation.actorId !== me.user.id || !operation.error) return;
    const { code } = operation.error;
    // the page of images says so itself, but of a file that was there already, which leaves no line on it
    const same = operation.subjectType === 'image' && code === 'image.exists';
    if (operation.subjectType === 'image' && path === '/images' && !same) return;
    if (told.current.has(operation.id)) return;
    told.current.add(operation.id);
    if (same) {
      say(t('images.sameFile', { name: operation.subjectName }));
      return;
    }
    const title = t('operations.failed', {
      name: operation.subjectName,
      kind: t(`kinds.${operation.kind}`),
    });
    const href = operation.subjectType === 'vm' ? `/vms/${operation.subjectId}?tab=operations` : '/images';
    say(
      (close) => (
        <>
          <Link href={href} onClick={close} className={`font-medium ${linkClass}`}>
            {title}
          </Link>
          <p className="mt-0.5 text-13 text-soft">{codeText(code)}</p>
        </>
      ),
      'fault',
    );
  };

  return (message) => {
    if (message.type === 'operation.changed') failed(message.operation);
    if (message.type !== 'notice') return;
    const text = t(`notices.${message.code}`, { name: message.vmName });
    say(
      (close) => (
        <Link href={`/vms/${message.vmId}`} onClick={close} className={linkClass}>
          {text}
        </Link>
      ),
      message.code === 'vm.stopped_outside' || message.code === 'vm.lease_ends' ? 'plain' : 'fault',
    );
  };
};
