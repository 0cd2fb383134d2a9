'use client';

import type { AuditFilter } from '@limen/contract/audit';
import { auditResult } from '@limen/contract/audit';
import type { Route } from '@limen/contract/route';
import { routes } from '@limen/contract/routes';
import { useSearchParams } from 'next/navigation';
import { useCallback } from 'react';

/** What the address of the page may narrow the log by. */
export const filterKeys = ['person', 'action', 'result', 'from', 'to', 'object'] as const;
export type FilterKey = (typeof filterKeys)[number];
export type FilterValues = Readonly<Record<FilterKey, string>>;

/** Every action there is, by the contract's own tables. */
export const auditActions: readonly string[] = [
  ...new Set(
    Object.values(routes)
      .flatMap((table) => Object.values<Route>(table))
      .flatMap((route) => (route.action === undefined ? [] : [route.action])),
  ),
];

/** Midnight of a day, in the reader's own zone, so many days later; undefined: no day. */
const midnight = (day: string, later: number): string | undefined => {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day);
  if (!parts) return undefined;
  const at = new Date(Number(parts[1]), Number(parts[2]) - 1, Number(parts[3]) + later);
  return Number.isNaN(at.getTime()) ? undefined : at.toISOString();
};

/** What is asked of the server. `to` names the last day that is wanted, the server's the first moment that is not. */
export const toQuery = (values: FilterValues, text: string): Omit<AuditFilter, 'before'> => {
  const [from, to] = [midnight(values.from, 0), midnight(values.to, 1)];
  const result = auditResult.safeParse(values.result);
  return {
    ...(text.trim() === '' ? {} : { text: text.trim().slice(0, 100) }),
    ...(values.person === '' ? {} : { person: values.person }),
    ...(values.action === '' ? {} : { action: values.action }),
    ...(result.success ? { result: result.data } : {}),
    ...(values.object === '' ? {} : { objectId: values.object }),
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
  };
};

/** The filters as they stand in the address, so that a view can be sent and gone back to. */
export const useFilterInUrl = (): readonly [FilterValues, (change: Partial<FilterValues>) => void] => {
  const params = useSearchParams();
  const value = (key: FilterKey): string => params.get(key) ?? '';
  const change = useCallback((next: Partial<FilterValues>): void => {
    const url = new URL(window.location.href);
    for (const [key, text] of Object.entries(next)) {
      if (text === '') url.searchParams.delete(key);
      else url.searchParams.set(key, text);
    }
    window.history.replaceState(null, '', url);
  }, []);
  const values: FilterValues = {
    person: value('person'),
    action: value('action'),
    result: value('result'),
    from: value('from'),
    to: value('to'),
    object: value('object'),
  };
  return [values, change];
};
