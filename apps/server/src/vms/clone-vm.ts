import { mostCdroms } from '@limen/contract/boot';
import type { CloneBody } from '@limen/contract/copies';
import { firstEndMs } from '@limen/contract/leases';
import { recordAudit } from '../audit/record-audit.ts';
import type { Asked } from '../auth/asked.ts';
import { authorize } from '../auth/policy.ts';
import { identitySeed } from '../cloud-init/identity-seed.ts';
import { isUniqueViolation, type Tx } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { lockHost } from '../hosts/lock-host.ts';
import { listGroupIds, writeGroups } from '../firewall/groups-of-nic.ts';
import { newMac } from '../hypervisor/new-mac.ts';
import type { VmSpec } from '../hypervisor/vm-spec.ts';
import { AppError, notFound } from '../lib/app-error.ts';
import { newId } from '../lib/new-id.ts';
import type { OperationRow } from '../operations/operation.rows.ts';
import { reserveQuota } from '../quotas/reserve-quota.ts';
import { readSetting } from '../settings/read-setting.ts';
import { cloneVmOperation } from './clone-vm-operation.ts';
import { actionRight, refusal, stateOf } from './present-vm.ts';
import type { OwnDisc } from './disc.rows.ts';
import type { Hardware } from './hardware.ts';
import { requireRoom } from './require-room.ts';
import { insertCloudInit, readsCloudInit } from './cloud-init.rows.ts';
import { copyLimits } from './nic.rows.ts';
import { newSeedDisc } from './own-discs.ts';
import { insertVm, lockVmWithRef, type VmRow } from './vm.rows.ts';
import { findVmSpec } from './vm-spec.rows.ts';
import { tellImagesOfVm } from './tell-images-of-vm.ts';
import { vmUsage } from './vm-usage.ts';

/**
 * Makes another machine with a copy of this one's disks: with ids, a name and network addresses of its own, its drives
 * empty. It is the asker's, whosever the other is. What is inside is the same, also who it takes itself for; but where the
 * system reads cloud-init, a disc tells the copy to be another (`newIdentity`).
 *
 * @param snapshot of one in its disks: then it may run
 * @throws AppError as every verb on a machine; `vm.name_taken`, `host.capacity`, `quota.exceeded`
 */
export const cloneVm = async (
  deps: Deps,
  asked: Asked,
  { sourceId, body, snapshot }: { sourceId: string; body: CloneBody; snapshot?: FindSnapshot },
): Promise<{ vmId: string; operation: OperationRow }> => {
  const { userId } = asked.actor;
  const operation = await deps.db.transaction(async (tx) => {
    const earlier = await deps.operations.begunWith(tx, userId, asked.onceKey);
    if (earlier) return earlier;
    const { row, spec, snapshotId } = await lockSource(deps, tx, asked, { sourceId, snapshot });
    const host = deps.hosts.byId(row.hostId);
    const now = deps.clock.now();
    const endMs = firstEndMs(await readSetting(tx, 'lease'), now.getTime());
    const diskBytes = spec.disks.reduce((sum, disk) => sum + disk.sizeBytes, 0);
    const counted = { ...row, phase: 'creating', countsRunning: body.start };
    if (body.start) await lockHost(tx, row.hostId);
    const reserved = await reserveQuota(
      tx,
      userId,
      vmUsage(counted, { diskBytes }),
      await deps.settings.of(tx, 'quotaDefaults'),
    );
    const vmId = newId();
    const linked = !body.full && spec.disks.some(({ baseImageId }) => baseImageId !== null);
    const copies = copiesOf(spec, vmId, linked);
    const newIdentity = body.newIdentity && (await readsCloudInit(tx, sourceId));
    const bootOrder = row.bootOrder.flatMap((device) => copies.devices.get(device) ?? []);
    if (newIdentity) {
      const { nics } = copies.rows;
      const disc = newSeedDisc(identitySeed, { vmId, name: body.name, nics, newIdentity });
      const drive = giveDisc(copies.rows, disc);
      if (drive.isNew && bootOrder.length > 0) bootOrder.push(`cdrom:${drive.id}`);
    }
    const others = await insertVm(tx, {
      vm: {
        id: vmId,
        ownerId: userId,
        hostId: row.hostId,
        name: body.name,
        description: row.description,
        phase: 'creating',
        desiredPower: body.start ? 'running' : 'stopped',
        countsRunning: body.start,
        firmware: row.firmware,
        secureBoot: row.secureBoot,
        osId: row.osId,
        tpm: row.tpm,
        machine: row.machine,
        cpuModel: row.cpuModel,
        video: row.video,
        clock: row.clock,
        hyperv: row.hyperv,
        vcpus: row.vcpus,
        vcpusMax: row.vcpusMax,
        memoryBytes: row.memoryBytes,
        memoryMaxBytes: row.memoryMaxBytes,
        accelerator: host.facts().accelerator,
        imageId: linked ? row.imageId : null,
        bootOrder,
        expiresAt: endMs === null ? null : new Date(endMs),
        lastUsedAt: now,
        createdAt: now,
      },
      ...copies.rows,
    }).catch((error: unknown) => {
      if (!isUniqueViolation(error, 'vms_owner_name')) throw error;
      throw new AppError('vm.name_taken', `You already have a machine named ${body.name}.`, {
        field: 'name',
      });
    });
    for (const { id } of spec.nics) {
      const copy = copies.devices.get(`nic:${id}`)?.slice('nic:'.length);
      if (copy === undefined) continue;
      // what does not come in to the one does not come in to the other
      await writeGroups(tx, copy, await listGroupIds(tx, id));
      await copyLimits(tx, { from: id, to: copy });
    }
    for (const { content } of copies.rows.discs) {
      if (content.seed) await insertCloudInit(tx, { vmId, ...content.seed, detachAfterBoot: false });
    }
    if (body.start) {
      requireRoom(host.facts(), await deps.settings.of(tx, 'overcommit'), { others, size: row });
    }
    const begun = await deps.operations.begin(tx, {
      definition: cloneVmOperation,
      subject: { type: 'vm', id: vmId, name: body.name },
      ownerId: userId,
      hostId: row.hostId,
      actorId: userId,
      input: { vmId, start: body.start, sourceVmId: sourceId, full: !linked, snapshotId },
      requestId: asked.requestId,
      onceKey: asked.onceKey ?? null,
      reserved,
    });
    await recordAudit(tx, asked, {
      action: begun.kind,
      object: { type: 'vm', id: vmId, name: body.name, ownerId: userId },
      operationId: begun.id,
      after: { sourceVmId: sourceId, source: row.name, snapshotId, full: !linked, newIdentity },
    });
    return begun;
  });
  deps.live.publish('vm.changed', { id: operation.subjectId });
  deps.live.publish('operation.changed', { id: operation.id });
  deps.live.publish('quota.changed', { userId });
  await tellImagesOfVm(deps, operation.subjectId);
  return { vmId: operation.subjectId, operation };
};

/** Finds a snapshot that can be read, and what the machine was then. @throws AppError */
type FindSnapshot = (tx: Tx) => Promise<{ id: string; hardware: Hardware }>;

/**
 * The machine that is read, held: free, the asker's to copy, and stopped where it is not a snapshot that is read. Others may
 * read it at the same time.
 *
 * @returns it as it is, or as it was
 */
const lockSource = async (
  deps: Deps,
  tx: Tx,
  asked: Asked,
  { sourceId, snapshot }: { sourceId: string; snapshot: FindSnapshot | undefined },
): Promise<{ row: VmRow; spec: VmSpec; snapshotId: string | null }> => {
  const found = await lockVmWithRef(tx, sourceId);
  if (!found) throw notFound();
  const { row, ref } = found;
  authorize(asked.actor, 'vm:read', ref);
  const action = snapshot ? 'fork' : 'clone';
  authorize(asked.actor, actionRight[action], ref);
  const was = await snapshot?.(tx);
  deps.hosts.byId(row.hostId).requireConnected();
  await deps.operations.requireFree(tx, row);
  if (refusal(action, row, false)) {
    throw new AppError('vm.state', `The machine is ${stateOf(row)}; that cannot be done now.`);
  }
  const spec = await findVmSpec(tx, sourceId);
  if (!spec) throw notFound();
  if (!was) return { row, spec, snapshotId: null };
  const { vcpus, vcpusMax, memoryBytes, memoryMaxBytes, bootOrder, disks } = was.hardware;
  const sizes = new Map(disks.map(({ id, sizeBytes }) => [id, sizeBytes]));
  return {
    row: { ...row, vcpus, vcpusMax, memoryBytes, memoryMaxBytes, bootOrder },
    spec: {
      ...spec,
      disks: spec.disks.flatMap((disk) => {
        const sizeBytes = sizes.get(disk.id);
        return sizeBytes === undefined ? [] : [{ ...disk, sizeBytes }];
      }),
    },
    snapshotId: was.id,
  };
};

/** Puts a disc into a drive that every guest sees: all of them are empty; where there is none, into a new one. */
const giveDisc = (rows: Copies['rows'], disc: OwnDisc): { id: string; isNew: boolean } => {
  rows.discs.push(disc);
  const taken = new Set(rows.cdroms.map(({ position }) => position));
  const position = [...Array(mostCdroms).keys()].find((place) => !taken.has(place));
  const drive =
    rows.cdroms.find(({ bus }) => bus === 'scsi') ??
    (position === undefined ? rows.cdroms.at(-1) : undefined);
  if (drive) {
    drive.discId = disc.id;
    return { id: drive.id, isNew: false };
  }
  const id = newId();
  rows.cdroms.push({
    id,
    vmId: disc.vmId,
    position: position ?? 0,
    bus: 'scsi',
    imageId: null,
    discId: disc.id,
  });
  return { id, isNew: true };
};

type Copies = {
  rows: Omit<Parameters<typeof insertVm>[1], 'vm' | 'discs'> & { discs: OwnDisc[] };
  devices: Map<string, string>;
};

/** Disks, drives and cards of the same kinds in the same places, and which device of the one is which of the other. */
const copiesOf = (spec: VmSpec, vmId: string, linked: boolean): Copies => {
  const devices = new Map<string, string>();
  const copyId = (kind: 'disk' | 'cdrom' | 'nic', id: string): string => {
    const copy = newId();
    devices.set(`${kind}:${id}`, `${kind}:${copy}`);
    return copy;
  };
  return {
    devices,
    rows: {
      discs: [],
      disks: spec.disks.map((disk) => ({
        ...disk,
        id: copyId('disk', disk.id),
        vmId,
        poolId: disk.pool?.id ?? null,
        baseImageId: linked ? disk.baseImageId : null,
      })),
      cdroms: spec.cdroms.map(({ id, position, bus }) => ({
        id: copyId('cdrom', id),
        vmId,
        position,
        bus,
        imageId: null,
      })),
      // an address that is kept is one card's alone
      nics: spec.nics.map(({ id, network, model, linkUp, guarded }, position) => ({
        id: copyId('nic', id),
        vmId,
        position,
        mac: newMac(),
        networkId: network.id,
        model,
        linkUp,
        guarded,
      })),
    },
  };
};
