import { firstEndMs } from '@limen/contract/leases';
import { isDriverDisc } from '@limen/contract/systems';
import type { CreateVmBody } from '@limen/contract/vms';
import { mostCdroms } from '@limen/contract/boot';
import { recordAudit } from '../audit/record-audit.ts';
import type { Asked } from '../auth/asked.ts';
import { authorize } from '../auth/policy.ts';
import { identitySeed } from '../cloud-init/identity-seed.ts';
import { readSeed, requireSound } from '../cloud-init/make-seed.ts';
import { isUniqueViolation } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { lockHost } from '../hosts/lock-host.ts';
import { newMac } from '../hypervisor/new-mac.ts';
import { type ImageRow, takeUsableImage } from '../images/take-usable-image.ts';
import { AppError } from '../lib/app-error.ts';
import { newId } from '../lib/new-id.ts';
import type { OperationRow } from '../operations/operation.rows.ts';
import { giftsOf } from '../osinfo/gifts-of.ts';
import { machineOfSystem } from '../osinfo/machine-of-system.ts';
import { reserveQuota } from '../quotas/reserve-quota.ts';
import { readSetting } from '../settings/read-setting.ts';
import { insertCloudInit } from './cloud-init.rows.ts';
import { chooseMachine } from './choose-machine.ts';
import { createVmOperation } from './create-vm-operation.ts';
import { requireRoom } from './require-room.ts';
import { sizeCeilings } from './size-ceilings.ts';
import type { OwnDisc } from './disc.rows.ts';
import { newAnswersDisc, readAnswers } from './new-answers-disc.ts';
import { newSeedDisc } from './own-discs.ts';
import { insertVm, type RunningLoad } from './vm.rows.ts';
import { vmUsage } from './vm-usage.ts';

/**
 * Makes machines that are alike but for their names: their rows and an operation for each in one transaction, the rest by the
 * operations. They are visible at once, as `creating`; all of them, or none.
 *
 * @param names at least one
 * @param nameField what the request calls them
 * @returns their operations, in the order of the names
 * @throws AppError `object.not_found` (image), `image.not_ready`, `vm.name_taken`, `host.unavailable`,
 *   `host.capacity`, `quota.exceeded`
 */
export const createVms = async (
  deps: Deps,
  asked: Asked,
  body: Omit<CreateVmBody, 'name'>,
  { names, nameField }: { names: readonly string[]; nameField: 'name' | 'namePattern' },
): Promise<OperationRow[]> => {
  authorize(asked.actor, 'vm:create');
  // a password is a hash from here on; and hashing is not to be waited for in a transaction
  const seed = body.cloudInit ? await readSeed(deps, asked.actor, body.cloudInit, null) : null;
  if (seed) requireSound(seed);
  const answers = body.unattended ? await readAnswers(deps, asked.actor, body.unattended) : null;
  if (answers && (seed || body.boot.from !== 'iso')) {
    const why = 'Answers are for an installer, and an installer is told nothing else.';
    throw new AppError('request.invalid', why, { field: 'unattended' });
  }
  const operations = await deps.db.transaction(async (tx) => {
    const earlier = await deps.operations.allBegunWith(tx, asked.actor.userId, asked.onceKey);
    if (earlier.length > 0) return earlier;
    const image = await takeUsableImage(tx, asked.actor, {
      kind: body.boot.from === 'iso' ? 'iso' : 'disk',
      imageId: body.boot.imageId,
      field: 'boot.imageId',
    });
    const host = deps.hosts.byId(image.hostId);
    host.requireConnected();
    const further: ImageRow[] = [];
    for (const [index, imageId] of body.cdroms.entries()) {
      further.push(
        await takeUsableImage(tx, asked.actor, { kind: 'iso', imageId, field: `cdroms.${index}` }),
      );
    }
    if (body.boot.from === 'image' && body.diskBytes < image.virtualSizeBytes) {
      throw new AppError('request.invalid', 'The disk is smaller than the image it is cloned from.', {
        field: 'diskBytes',
      });
    }
    const osId = body.osId === undefined ? image.osId : body.osId;
    const gifts = await giftsOf(host);
    const choices = chooseMachine(body, {
      profile: await machineOfSystem(
        { osId, said: body.osId !== undefined, likelyLinux: image.kind === 'disk' || image.recipe !== null },
        gifts,
      ),
      firmwares: image.firmwares,
      driverDisc: further.some(({ volumeId }) => isDriverDisc(volumeId)),
      host: gifts,
    });
    const drives = [body.boot.from === 'iso' ? image.id : null, ...further.map(({ id }) => id)].map(
      (imageId) => ({ imageId, discId: null, bus: choices.cdromBus }),
    );
    // made of another machine, it would be taken for that one
    const newIdentity = image.cloudInit && image.familyId !== null;
    const told = seed ?? (newIdentity && !answers ? identitySeed : null);
    if (drives.length + (told || answers ? 1 : 0) > mostCdroms) {
      throw new AppError('request.invalid', `A machine has at most ${mostCdroms} CD drives.`, {
        field: 'cdroms',
      });
    }
    const now = deps.clock.now();
    const endMs = firstEndMs(await readSetting(tx, 'lease'), now.getTime());
    const ceilings = sizeCeilings(body, host.facts());
    if (body.start) await lockHost(tx, image.hostId);
    const reserved = await reserveQuota(
      tx,
      asked.actor.userId,
      times(names.length, vmUsage({ phase: 'creating', countsRunning: body.start, ...body }, body.diskBytes)),
      await deps.settings.of(tx, 'quotaDefaults'),
    );
    const made: { vmId: string; name: string; others: RunningLoad }[] = [];
    for (const name of names) {
      const vmId = newId();
      const nics = [
        {
          id: newId(),
          vmId,
          position: 0,
          mac: newMac(),
          network: host.networkName(),
          model: choices.nicModel,
        },
      ];
      const discs: OwnDisc[] = [
        ...(told ? [newSeedDisc(told, { vmId, name, nics, newIdentity })] : []),
        ...(answers ? [newAnswersDisc(answers, { vmId, name, osId, firmware: choices.firmware })] : []),
      ];
      const others = await insertVm(tx, {
        vm: {
          id: vmId,
          ownerId: asked.actor.userId,
          hostId: image.hostId,
          name,
          description: body.description,
          phase: 'creating',
          desiredPower: body.start ? 'running' : 'stopped',
          countsRunning: body.start,
          firmware: choices.firmware,
          secureBoot: choices.secureBoot,
          osId,
          tpm: choices.tpm,
          video: choices.video,
          clock: choices.clock,
          hyperv: choices.hyperv,
          vcpus: body.vcpus,
          vcpusMax: ceilings.vcpus,
          memoryBytes: body.memoryBytes,
          memoryMaxBytes: ceilings.memoryBytes,
          accelerator: host.facts().accelerator,
          imageId: image.id,
          expiresAt: endMs === null ? null : new Date(endMs),
          lastUsedAt: now,
          createdAt: now,
        },
        disks: [
          {
            id: newId(),
            vmId,
            position: 0,
            sizeBytes: body.diskBytes,
            format: 'qcow2',
            bus: choices.diskBus,
            baseImageId: body.boot.from === 'image' ? image.id : null,
          },
        ],
        discs,
        cdroms: [
          ...drives,
          // cloud kernels know no SATA; an installer sees what it was booted from
          ...discs.map(({ id, kind }) => ({
            imageId: null,
            discId: id,
            bus: kind === 'answers' ? choices.cdromBus : ('scsi' as const),
          })),
        ].map((drive, position) => ({ id: newId(), vmId, position, ...drive })),
        nics,
      }).catch((error: unknown) => {
        if (isUniqueViolation(error, 'vms_owner_name')) {
          throw new AppError('vm.name_taken', `You already have a machine named ${name}.`, {
            field: nameField,
          });
        }
        throw error;
      });
      for (const { content } of discs) {
        if (content.seed) {
          await insertCloudInit(tx, { vmId, ...content.seed, detachAfterBoot: body.detachAfterBoot });
        }
      }
      made.push({ vmId, name, others });
    }
    const [first] = made;
    if (body.start && first) {
      requireRoom(host.facts(), await deps.settings.of(tx, 'overcommit'), {
        others: first.others,
        size: body,
        count: made.length,
      });
    }
    const begun: OperationRow[] = [];
    for (const { vmId, name } of made) {
      begun.push(
        await deps.operations.begin(tx, {
          definition: createVmOperation,
          subject: { type: 'vm', id: vmId, name },
          ownerId: asked.actor.userId,
          hostId: image.hostId,
          actorId: asked.actor.userId,
          input: { vmId, start: body.start },
          requestId: asked.requestId,
          onceKey: asked.onceKey ?? null,
          reserved,
        }),
      );
    }
    for (const { id, kind, subjectId, subjectName } of begun) {
      await recordAudit(tx, asked, {
        action: kind,
        object: { type: 'vm', id: subjectId, name: subjectName, ownerId: asked.actor.userId },
        operationId: id,
        after: {
          vcpus: body.vcpus,
          memoryBytes: body.memoryBytes,
          diskBytes: body.diskBytes,
          imageId: image.id,
          osId,
          ...choices,
          ...(answers && { unattended: true }),
          ...(told && { cloudInit: told === identitySeed ? 'identity' : told.form ? 'form' : 'text' }),
        },
      });
    }
    return begun;
  });
  for (const { id, subjectId } of operations) {
    deps.live.publish('vm.changed', { id: subjectId });
    deps.live.publish('operation.changed', { id });
  }
  deps.live.publish('quota.changed', { userId: asked.actor.userId });
  return operations;
};

/** One machine; see `createVms`. */
export const createVm = async (
  deps: Deps,
  asked: Asked,
  { name, ...body }: CreateVmBody,
): Promise<{ vmId: string; operation: OperationRow }> => {
  const [operation] = await createVms(deps, asked, body, { names: [name], nameField: 'name' });
  if (!operation) throw new Error('a machine was made without its operation');
  return { vmId: operation.subjectId, operation };
};

const times = (count: number, usage: ReturnType<typeof vmUsage>): ReturnType<typeof vmUsage> => ({
  vms: usage.vms * count,
  runningVms: usage.runningVms * count,
  vcpus: usage.vcpus * count,
  memoryBytes: usage.memoryBytes * count,
  diskBytes: usage.diskBytes * count,
});
