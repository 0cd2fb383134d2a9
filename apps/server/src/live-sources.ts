import { may } from './auth/policy.ts';
import type { Deps } from './deps.ts';
import { findHost, listHosts } from './hosts/list-hosts.ts';
import { findImage } from './images/get-image.ts';
import { listImages } from './images/list-images.ts';
import type { LiveSources } from './live/live-sources.ts';
import { findOperation, listOperations } from './operations/list-operations.ts';
import { findQuota, getQuota } from './quotas/get-quota.ts';
import { findQuotaRequest, listQuotaRequests } from './quotas/list-quota-requests.ts';
import { findUserView, listUsers } from './users/list-users.ts';
import { findVmView, listTrash, listVms } from './vms/list-vms.ts';

/** Where the live socket reads what it tells; wired here because live stands below every noun. */
export const liveSources = (deps: Deps): LiveSources => ({
  snapshot: async (actor) => {
    const [vms, trash, hosts, images, operations, users, quota, quotaRequests] = await Promise.all([
      listVms(deps, actor),
      listTrash(deps, actor),
      listHosts(deps, actor),
      listImages(deps, actor),
      listOperations(deps, actor, { active: true, limit: 200 }),
      may(actor, 'user:list') ? listUsers(deps, actor) : [],
      getQuota(deps, actor, actor.userId),
      listQuotaRequests(deps, actor, 100),
    ]);
    return { vms: [...vms, ...trash], hosts, images, operations, users, quota, quotaRequests };
  },
  vm: (id) => findVmView(deps, id),
  image: (id) => findImage(deps, id),
  host: async (id) => {
    const found = await findHost(deps, id);
    return found && { ownerId: null, present: () => found };
  },
  operation: (id) => findOperation(deps, id),
  quota: async (userId) => {
    const found = await findQuota(deps, userId);
    return found && { ownerId: userId, present: () => found };
  },
  quotaRequest: async (id) => {
    const found = await findQuotaRequest(deps, id);
    return found && { ownerId: found.user.id, present: () => found };
  },
  user: async (id) => {
    const found = await findUserView(deps, id);
    return found && { ownerId: id, present: () => found };
  },
});
