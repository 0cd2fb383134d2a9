import type { Client } from '@limen/client/create-client';
import { type LiveState, reduceLive } from '@limen/client/live-state';

/** Everything the pages show, by plain requests, laid over what is known: for the first paint, and for "Try again". */
export const readWorld = async (api: Client, known: LiveState, admin: boolean): Promise<LiveState> => {
  const [vms, trash, hosts, images, operations, users, quota, quotaRequests] = await Promise.all([
    api.vms.list(),
    api.vms.trash(),
    api.hosts.list(),
    api.images.list(),
    api.operations.list({ query: { limit: 30 } }),
    admin ? api.users.list() : { users: [] },
    api.quotas.own(),
    api.quotas.requests(),
  ]);
  return reduceLive(known, {
    type: 'snapshot',
    seq: 1,
    vms: [...vms.vms, ...trash.vms],
    ...hosts,
    ...images,
    ...operations,
    ...users,
    quota,
    ...quotaRequests,
  });
};
