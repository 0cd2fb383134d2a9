'use client';

import { emptyLiveState, type LiveState, reduceLive } from '@limen/client/live-state';
import type { Host } from '@limen/contract/hosts';
import type { Image } from '@limen/contract/images';
import type { LiveMessage } from '@limen/contract/live';
import { isActive, type Operation } from '@limen/contract/operations';
import type { Quota, QuotaRequest } from '@limen/contract/quotas';
import type { Me, User } from '@limen/contract/users';
import type { Vm } from '@limen/contract/vms';
import { QueryClient, QueryClientProvider, useQuery, useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, use, useCallback, useMemo, useState } from 'react';
import { api } from './api.ts';
import { readWorld } from './read-world.ts';
import { withHostsSeen } from './stale-vms.ts';

const worldKey = ['world'] as const;
const MeContext = createContext<Me | null>(null);

/** Whoever is signed in. Only below the frame, where somebody is. */
export const useMe = (): Me => {
  const me = use(MeContext);
  if (!me) throw new Error('useMe outside of the frame');
  return me;
};

const newQueryClient = (initial: LiveState): QueryClient => {
  const client = new QueryClient({
    // the live socket keeps everything true; asking again is for when it cannot
    defaultOptions: {
      queries: {
        staleTime: Infinity,
        gcTime: Infinity,
        retry: 1,
        structuralSharing: false,
        // a browser without a way to the Internet calls itself offline, and LIMEN may be on this computer: then nothing was asked
        networkMode: 'always',
      },
    },
  });
  client.setQueryData(worldKey, initial);
  return client;
};

/** The query cache, filled with what the server read for the first paint. */
export const WorldProvider = (props: { me: Me; initial: LiveState; children: ReactNode }) => {
  const [client] = useState(() => newQueryClient(props.initial));
  return (
    <QueryClientProvider client={client}>
      <MeContext value={props.me}>{props.children}</MeContext>
    </QueryClientProvider>
  );
};

/** A part of the world; redraws only when that part changes. `select` must keep its identity. */
export const useWorld = <T,>(select: (world: LiveState) => T): T => {
  const client = useQueryClient();
  const admin = useMe().user.role === 'admin';
  const { data } = useQuery({
    queryKey: worldKey,
    queryFn: () => readWorld(api, client.getQueryData<LiveState>(worldKey) ?? emptyLiveState, admin),
    select,
  });
  // WorldProvider has put it there before anything below is drawn
  return data ?? select(emptyLiveState);
};

/** Takes in what came by another way than the socket (the reply to a request); an older revision changes nothing. */
export const useAbsorb = (): ((message: LiveMessage) => void) => {
  const client = useQueryClient();
  return useCallback(
    (message) =>
      void client.setQueryData<LiveState>(worldKey, (world) => reduceLive(world ?? emptyLiveState, message)),
    [client],
  );
};

/** Absorbs an operation that a request has begun. */
export const useAbsorbOperation = (): ((operation: Operation) => void) => {
  const absorb = useAbsorb();
  return useCallback((operation) => absorb({ type: 'operation.changed', seq: 1, operation }), [absorb]);
};

/** What was made at once is in the order of its names: `class-2` before `class-10`. */
const byNewestThenName = (a: Vm, b: Vm): number =>
  byNewest(a, b) || a.name.localeCompare(b.name, undefined, { numeric: true });

const byNewest = (a: { createdAt: string }, b: { createdAt: string }): number =>
  b.createdAt.localeCompare(a.createdAt);

const pickImages = (world: LiveState) => world.images;
const pickHosts = (world: LiveState) => world.hosts;
const pickUsers = (world: LiveState) => world.users;
const pickOperations = (world: LiveState) => world.operations;
const pickQuotas = (world: LiveState) => world.quotas;
const pickQuotaRequests = (world: LiveState) => world.quotaRequests;
const pickVms = (world: LiveState) => world.vms;

const useSorted = <T extends { createdAt: string }>(
  pick: (world: LiveState) => Readonly<Record<string, T>>,
): readonly T[] => {
  const part = useWorld(pick);
  return useMemo(() => Object.values(part).sort(byNewest), [part]);
};

/**
 * Machines as the server last told them, newest first, and what the reader could bring back from the trash, the last that
 * came there first. Pages use `useVms` of vms-context, which adds what is on its way.
 */
export const useKnownVms = (): { readonly vms: readonly Vm[]; readonly trash: readonly Vm[] } => {
  const known = useWorld(pickVms);
  const hosts = useWorld(pickHosts);
  return useMemo(() => {
    const vms = Object.values(known).sort(byNewestThenName);
    const seen = withHostsSeen(vms, hosts);
    return {
      vms: seen.filter((vm) => vm.state !== 'trashed'),
      trash: seen
        .filter((vm) => vm.state === 'trashed' && vm.permissions.includes('restore'))
        .sort((a, b) => (b.trashedAt ?? '').localeCompare(a.trashedAt ?? '')),
    };
  }, [known, hosts]);
};
export const useImages = (): readonly Image[] => useSorted(pickImages);
export const useOperations = (): readonly Operation[] => useSorted(pickOperations);
export const useHosts = (): readonly Host[] => {
  const hosts = useWorld(pickHosts);
  return useMemo(() => Object.values(hosts).sort((a, b) => a.name.localeCompare(b.name)), [hosts]);
};

const rank = { pending: 0, approved: 1, rejected: 2 } as const;

/** Accounts, those waiting first. Empty for whoever is no administrator. */
export const useUsers = (): readonly User[] => {
  const users = useWorld(pickUsers);
  return useMemo(
    () =>
      Object.values(users).sort(
        (a, b) => rank[a.approval] - rank[b.approval] || b.createdAt.localeCompare(a.createdAt),
      ),
    [users],
  );
};

/** One’s own quota, as the server last told it. */
export const useQuota = (): Quota | undefined => useWorld(pickQuotas)[useMe().user.id];
/** Somebody’s quota, where this page was told of it. */
export const useQuotaOf = (userId: string): Quota | undefined => useWorld(pickQuotas)[userId];
/** One’s own requests for more, or everybody’s for an administrator; newest first. */
export const useQuotaRequests = (): readonly QuotaRequest[] => useSorted(pickQuotaRequests);

export const useActiveOperations = (): readonly Operation[] => {
  const operations = useOperations();
  return useMemo(() => operations.filter((o) => isActive(o.state)), [operations]);
};
