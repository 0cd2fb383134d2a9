'use client';

import type { Forward } from '@limen/contract/forwards';
import type { Vm } from '@limen/contract/vms';
import { DoorOpen } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { api } from '../../../lib/api.ts';
import { ErrorAlert } from '../../../lib/error-text.tsx';
import { Button } from '../../../ui/button.tsx';
import { CopyText } from '../../../ui/copy-text.tsx';

/**
 * The host as the reader reaches it. Whoever reads this on the host itself takes its address on the machine's network: what is sent
 * to 127.0.0.1 stays there.
 */
const hostFrom = (address: string | null): string =>
  /^(localhost|127\..*|\[::1\])$/.test(location.hostname) && address !== null
    ? address.replace(/\d+$/, '1')
    : location.hostname;

/** One port of the host: what it is for, what to type elsewhere, where it leads, and for whom. */
export const ForwardRow = (props: {
  vm: Vm;
  forward: Forward;
  whyNot: string | null;
  onGone: () => Promise<unknown>;
}) => {
  const t = useTranslations();
  const { vm, forward, whyNot, onGone } = props;
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const isOnNat = vm.nics.find(({ id }) => id === forward.nicId)?.network.kind === 'nat';
  const { hostPort, guestPort, protocol, address, sources } = forward;
  const name = forward.name === '' ? t('forwards.unnamed', { port: String(guestPort) }) : forward.name;
  const close = async (): Promise<void> => {
    setBusy(true);
    setError(null);
    try {
      await api.forwards.remove({ params: { id: vm.id, forwardId: forward.id } });
      await onGone();
    } catch (thrown) {
      setError(thrown);
      setBusy(false);
    }
  };
  return (
    <li className="rounded-control border border-line px-3 py-3" aria-label={name}>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <DoorOpen aria-hidden size={18} className="shrink-0 text-edge" />
        <div className="min-w-44 flex-1">
          <p className="flex flex-wrap items-baseline gap-x-2 text-14 font-medium">
            <span className="min-w-0 break-words">{name}</span>
            <span className="text-12 font-normal text-soft">
              {t('forwards.leads', { protocol: protocol.toUpperCase(), port: String(guestPort) })}
            </span>
          </p>
          <CopyText
            text={`${hostFrom(address)}:${hostPort}`}
            label={t('forwards.copy')}
            copied={t('common.copied')}
            className="-ml-1.5"
          />
        </div>
        <p className="w-44 text-13 text-soft max-sm:w-full">
          {sources.length === 0 ? t('forwards.anybody') : sources.join(', ')}
        </p>
        <Button
          look="quiet"
          size="small"
          className="-mr-1.5 max-sm:-ml-2"
          busy={busy}
          whyNot={whyNot}
          aria-label={t('forwards.closeThis', { name })}
          onClick={() => void close()}
        >
          {t('forwards.close')}
        </Button>
      </div>
      {address === null ? (
        <p className="mt-2 text-13 text-busy sm:pl-8.5">
          {t(isOnNat ? 'forwards.nowhere' : 'forwards.offNat')}
        </p>
      ) : null}
      <ErrorAlert error={error} />
    </li>
  );
};
