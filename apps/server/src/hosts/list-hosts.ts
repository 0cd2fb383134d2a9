import type { Host as HostView } from '@limen/contract/hosts';
import { type Actor, authorize } from '../auth/policy.ts';
import type { Deps } from '../deps.ts';
import { notFound } from '../lib/app-error.ts';
import { countVmsByHost } from '../vms/count-vms-by-host.ts';
import { findHostRow, listHostRows } from './host.rows.ts';
import { presentHost } from './present-host.ts';

const lookOf = (deps: Deps, id: string): Parameters<typeof presentHost>[1] => ({
  status: deps.hosts.status(id),
  ways:
    deps.hosts
      .all()
      .find((host) => host.id === id)
      ?.liveSizeWays() ?? null,
});

/** The hosts that run machines. */
export const listHosts = async (deps: Deps, actor: Actor): Promise<HostView[]> => {
  authorize(actor, 'host:read');
  const [rows, counts] = await Promise.all([listHostRows(deps.db), countVmsByHost(deps.db)]);
  return rows.map((row) => presentHost(row, lookOf(deps, row.id), counts.get(row.id) ?? 0));
};

/** One host; undefined where there is none. */
export const findHost = async (deps: Deps, id: string): Promise<HostView | undefined> => {
  const [row, counts] = await Promise.all([findHostRow(deps.db, id), countVmsByHost(deps.db)]);
  return row && presentHost(row, lookOf(deps, row.id), counts.get(row.id) ?? 0);
};

/** @throws AppError `object.not_found` */
export const getHost = async (deps: Deps, actor: Actor, id: string): Promise<HostView> => {
  authorize(actor, 'host:read');
  const found = await findHost(deps, id);
  if (!found) throw notFound();
  return found;
};
