'use client';

import { isActive, type Operation, type OperationState } from '@limen/contract/operations';
import { Ban, CircleAlert, CircleCheck } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '../ui/button.tsx';
import { CopyText } from '../ui/copy-text.tsx';
import { Progress } from '../ui/marks.tsx';
import { api } from './api.ts';
import { ErrorNote, useCodeText } from './error-text.tsx';
import { formatDuration } from './format.ts';
import { RelativeTime } from './relative-time.tsx';
import { useVm } from './vms-context.tsx';
import { useAbsorbOperation, useMe, useUsers } from './world.tsx';

const Sign = ({ state }: { state: OperationState }) => {
  if (state === 'succeeded') return <CircleCheck aria-hidden size={15} className="shrink-0 text-running" />;
  if (state === 'failed') return <CircleAlert aria-hidden size={15} className="shrink-0 text-fault" />;
  if (state === 'cancelled') return <Ban aria-hidden size={15} className="shrink-0 text-soft" />;
  return null;
};

/**
 * One operation in a list: what, how far, how it ended, and the way to stop it.
 *
 * @param named on what, too
 * @param by who began it, where the list knows
 */
export const OperationRow = ({
  operation,
  named = false,
  by: begunBy,
}: {
  operation: Operation;
  named?: boolean;
  by?: string | undefined;
}) => {
  const t = useTranslations();
  const locale = useLocale();
  const codeText = useCodeText();
  const absorb = useAbsorbOperation();
  const [cancelling, setCancelling] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const active = isActive(operation.state);
  const me = useMe();
  const vm = useVm(operation.subjectId);
  // an administrator sees the work of others; whose it is matters only then
  const person = useUsers().find((u) => u.id === operation.actorId)?.displayName ?? begunBy;
  const by = operation.actorId === me.user.id ? undefined : person;
  const step = useStepText()(operation.step);
  const cancel = async (): Promise<void> => {
    setCancelling(true);
    setError(null);
    try {
      absorb(await api.operations.cancel({ params: { id: operation.id } }));
    } catch (thrown) {
      setError(thrown);
    } finally {
      setCancelling(false);
    }
  };
  const took =
    operation.finishedAt === null
      ? null
      : Date.parse(operation.finishedAt) - Date.parse(operation.startedAt ?? operation.createdAt);
  return (
    <li className="flex flex-col gap-2 px-4 py-3">
      <div className="flex items-center justify-between gap-3">
        <div className="min-w-0">
          <div className="flex items-center gap-2">
            <Sign state={operation.state} />
            <span className="shrink-0 font-medium">{t(`kinds.${operation.kind}`)}</span>
            {named ? <span className="truncate text-soft">{operation.subjectName}</span> : null}
          </div>
          <div className="text-12 text-soft">
            {active
              ? (step ?? t(`operationState.${operation.state}`))
              : t(`operationState.${operation.state}`)}
            {' · '}
            <RelativeTime at={operation.finishedAt ?? operation.createdAt} />
            {took === null ? null : ` · ${formatDuration(took, locale)}`}
            {by ? ` · ${by}` : null}
          </div>
        </div>
        {active && (operation.cancellable || operation.cancelRequested) ? (
          <Button
            size="small"
            busy={cancelling}
            whyNot={
              operation.cancelRequested
                ? t('operations.cancelling')
                : // as far as sharing it reaches, so does stopping what is done with it
                  vm && !vm.permissions.includes('share')
                  ? t('whyNot.permission')
                  : null
            }
            onClick={() => void cancel()}
          >
            {t('common.cancel')}
          </Button>
        ) : null}
      </div>
      {active ? <Progress label={t(`kinds.${operation.kind}`)} value={operation.progress} /> : null}
      {operation.error && operation.state === 'failed' ? (
        <div className="text-13 text-fault">
          {codeText(operation.error.code)}
          {operation.requestId === null ? null : (
            <CopyText
              text={operation.requestId}
              shown={t('errors.requestId')}
              label={t('common.copy')}
              copied={t('common.copied')}
              small
              className="font-sans text-soft"
            />
          )}
        </div>
      ) : null}
      {error === null ? null : (
        <div role="alert" className="text-13 text-fault">
          <ErrorNote error={error} />
        </div>
      )}
    </li>
  );
};

/** A step in words; one that this page does not know yet is not shown. */
export const useStepText = (): ((step: string | null) => string | null) => {
  const t = useTranslations('steps');
  return (step) => {
    const known = stepNames.find((name) => name === step);
    return known === undefined ? null : t(known);
  };
};

/** Names of the steps in the server's operations (apps/server, `defineOperation`). */
export const stepNames = [
  'disks',
  'domain',
  'start',
  'ready',
  'shutdown',
  'wait',
  'power-off',
  'powerOff',
  'reboot',
  'reset',
  'pause',
  'resume',
  'trash',
  'forget',
  'build',
  'import',
  'file',
] as const;
