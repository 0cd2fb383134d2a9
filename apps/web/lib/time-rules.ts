'use client';

import type { Client } from '@limen/client/create-client';
import { useQuery } from '@tanstack/react-query';
import { api } from './api.ts';

export type TimeRules = Awaited<ReturnType<Client['vms']['timeRules']>>;

/** Under which the rules are kept, for whoever changes them. */
export const timeRulesKey = ['time-rules'] as const;

/** How long machines live and deleted ones are kept; undefined until it is known. Asked again whenever a page comes back. */
export const useTimeRules = (): TimeRules | undefined =>
  useQuery({ queryKey: timeRulesKey, queryFn: () => api.vms.timeRules(), staleTime: 30_000 }).data;
