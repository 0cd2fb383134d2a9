'use client';

import type { AuditLine } from '@limen/contract/audit';
import { shareLevel } from '@limen/contract/shares';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useEffect, useMemo } from 'react';
import { z } from 'zod';
import { api } from '../../lib/api.ts';
import { timesOf, useActionWord, useReason, useResultWord } from '../../lib/audit-words.ts';
import { ErrorNote } from '../../lib/error-text.tsx';
import { OperationRow } from '../../lib/operation-row.tsx';
import { RelativeTime } from '../../lib/relative-time.tsx';
import { useVm } from '../../lib/vms-context.tsx';
import { useAbsorb, useMe, useOperations, useUsers } from '../../lib/world.tsx';
import { Button } from '../../ui/button.tsx';
import { Notice, StateMark } from '../../ui/marks.tsx';
import { mergeHistory } from './merge-history.ts';

const most = 100;

/** Everything that was done with a machine and by whom, newest first; what runs moves by itself. `shown`: so many. */
export const VmHistory = ({ vmId, shown }: { vmId: string; shown?: number }) => {
  const t = useTranslations();
  const absorb = useAbsorb();
  const revision = useVm(vmId)?.revision;
  const live = useOperations();
  const own = useMemo(() => live.filter((o) => o.subjectId === vmId), [live, vmId]);
  const { data, error, refetch, isFetching } = useQuery({
    // what begins, ends or changes the machine has a line: the list is asked for again then
    queryKey: ['history', vmId, revision, own.map((o) => `${o.id} ${o.state}`).join()],
    queryFn: async ({ signal }) => {
      const [{ operations }, { lines }] = await Promise.all([
        api.operations.list({ query: { subjectId: vmId, limit: most }, signal }),
        api.vms.history({ params: { id: vmId }, query: { limit: most }, signal }),
      ]);
      return { operations, lines };
    },
    placeholderData: keepPreviousData,
    staleTime: 0,
    gcTime: 60_000,
  });
  useEffect(() => {
    for (const operation of data?.operations ?? []) absorb({ type: 'operation.changed', seq: 1, operation });
  }, [data, absorb]);
  const entries = useMemo(() => {
    const byId = new Map((data?.operations ?? []).map((o) => [o.id, o]));
    for (const o of own) if ((byId.get(o.id)?.revision ?? -1) <= o.revision) byId.set(o.id, o);
    return mergeHistory(data?.lines ?? [], [...byId.values()]);
  }, [data, own]);
  return (
    <div className="flex flex-col gap-3">
      {error ? (
        <Notice tone="fault" alert>
          <ErrorNote error={error} />
          <Button size="small" className="mt-2" busy={isFetching} onClick={() => void refetch()}>
            {t('common.again')}
          </Button>
        </Notice>
      ) : null}
      {entries.length === 0 ? (
        <p className="text-13 text-soft">{isFetching ? t('common.loading') : t('operations.none')}</p>
      ) : (
        <ul className="divide-y divide-line overflow-hidden rounded-card border border-line bg-surface">
          {entries
            .slice(0, shown)
            .map(({ key, operation, line }) =>
              operation ? (
                <OperationRow key={key} operation={operation} by={line?.actorName} />
              ) : (
                line && <LineRow key={key} line={line} />
              ),
            )}
        </ul>
      )}
    </div>
  );
};

const part = z.object({ userName: z.string(), level: shareLevel });

/** Whom a share was given to or taken from, and which; null for other lines, and where the reader is not told. */
const sharedPart = ({ action, before, after }: AuditLine): z.infer<typeof part> | null => {
  if (action !== 'vm.share' && action !== 'vm.unshare') return null;
  return part.safeParse(after ?? before).data ?? null;
};

/** What was done, or was not, without an operation: a console that was opened, a refusal. */
const LineRow = ({ line }: { line: AuditLine }) => {
  const t = useTranslations('audit');
  const shares = useTranslations('shares');
  const me = useMe();
  const part = sharedPart(line);
  const action = useActionWord();
  const { tone, word } = useResultWord()(line);
  const reason = useReason()(line);
  const times = timesOf(line);
  const known = useUsers().find((user) => user.id === line.actorId)?.displayName;
  const person = known ?? (line.actorName === '' ? t('limen') : line.actorName);
  return (
    <li className="px-4 py-3">
      <StateMark tone={tone} className="text-14">
        <span className="text-ink">
          {action(line.action)}
          {part ? (
            <>
              {': '}
              <bdi>{part.userName}</bdi>
            </>
          ) : null}
        </span>
      </StateMark>
      <div className="text-12 text-soft">
        {word}
        {part && line.action === 'vm.share' ? ` · ${shares(`${part.level}Does`)}` : null}
        {' · '}
        <RelativeTime at={line.at} />
        {times > 1 ? ` · ${t('times', { count: times })}` : null}
        {line.actorId === me.user.id ? null : (
          <>
            {' · '}
            <bdi>{person}</bdi>
          </>
        )}
      </div>
      {reason === null ? null : <p className="text-13 text-soft">{reason}</p>}
    </li>
  );
};
