import { type CloudInit, type CloudInitForm, cloudInitState } from '@limen/contract/cloud-init';
import { type Actor, authorize } from '../auth/policy.ts';
import { type KeptForm, keptForm } from '../cloud-init/make-seed.ts';
import type { Deps } from '../deps.ts';
import { notFound } from '../lib/app-error.ts';
import { findCloudInit } from './cloud-init.rows.ts';
import { listDiscs } from './disc.rows.ts';
import { listCdroms } from './drive.rows.ts';
import { findVmWithRef } from './vm.rows.ts';

/**
 * What a machine was told, for whoever may change it; null: nothing. Of a password only that there is one.
 *
 * @throws AppError `object.not_found`, `auth.forbidden` (somebody it is shared with)
 */
export const getCloudInit = async (deps: Deps, actor: Actor, vmId: string): Promise<CloudInit | null> => {
  const found = await findVmWithRef(deps.db, vmId);
  if (!found) throw notFound();
  authorize(actor, 'vm:read', found.ref);
  authorize(actor, 'vm:edit', found.ref);
  const row = await findCloudInit(deps.db, vmId);
  if (!row) return null;
  const kept = row.form === null ? null : keptForm.parse(row.form);
  const seeds = (await listDiscs(deps.db, vmId)).filter(({ kind }) => kind === 'cloud-init');
  const inDrives = new Set((await listCdroms(deps.db, vmId)).map(({ discId }) => discId));
  return {
    from: kept ? 'form' : 'text',
    form: kept && shown(kept),
    userData: kept ? null : row.userData,
    networkConfig: kept ? null : row.networkConfig,
    instanceId: row.instanceId,
    detachAfterBoot: row.detachAfterBoot,
    attached: seeds.some(({ id }) => inDrives.has(id)),
    state: cloudInitState.parse(row.state),
    detail: row.detail,
    reportedAt: row.reportedAt?.toISOString() ?? null,
    revision: row.revision,
  };
};

const shown = ({ passwordHash, ...form }: KeptForm): CloudInitForm => ({
  ...form,
  hasPassword: passwordHash !== null,
});
