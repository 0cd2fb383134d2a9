'use client';

import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useEffect, useMemo } from 'react';
import { api } from '../../lib/api.ts';
import { ErrorNote } from '../../lib/error-text.tsx';
import { OperationRow } from '../../lib/operation-row.tsx';
import { useAbsorb, useOperations } from '../../lib/world.tsx';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/marks.tsx';

/** Everything that was done with a machine, newest first; what runs moves by itself. */
export const VmHistory = ({ vmId, most }: { vmId: string; most?: number }) => {
  const t = useTranslations();
  const absorb = useAbsorb();
  const live = useOperations();
  const { data, error, refetch, isFetching } = useQuery({
    queryKey: ['operations', vmId],
    queryFn: ({ signal }) => api.operations.list({ query: { subjectId: vmId, limit: 100 }, signal }),
    staleTime: 0,
  });
  useEffect(() => {
    for (const operation of data?.operations ?? []) absorb({ type: 'operation.changed', seq: 1, operation });
  }, [data, absorb]);
  const all = useMemo(() => {
    const byId = new Map((data?.operations ?? []).map((o) => [o.id, o]));
    for (const o of live)
      if (o.subjectId === vmId && (byId.get(o.id)?.revision ?? -1) <= o.revision) byId.set(o.id, o);
    return [...byId.values()].sort((a, b) => b.createdAt.localeCompare(a.createdAt));
  }, [data, live, vmId]);
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
      {all.length === 0 ? (
        <p className="text-13 text-soft">{isFetching ? t('common.loading') : t('operations.none')}</p>
      ) : (
        <ul className="divide-y divide-line overflow-hidden rounded-card border border-line bg-surface">
          {all.slice(0, most).map((operation) => (
            <OperationRow key={operation.id} operation={operation} />
          ))}
        </ul>
      )}
    </div>
  );
};
