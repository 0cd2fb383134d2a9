'use client';

import type { System } from '@limen/contract/systems';
import { useQuery } from '@tanstack/react-query';
import { api } from '../../lib/api.ts';

/** Operating systems that LIMEN knows; empty until they were read. They change with the server's packages only. */
export const useSystems = (): readonly System[] =>
  useQuery({ queryKey: ['systems'], queryFn: ({ signal }) => api.systems.list({ signal }) }).data?.systems ??
  none;

const none: readonly System[] = [];
