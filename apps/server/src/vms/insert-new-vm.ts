import { isUniqueViolation, type Tx } from '../db/database.ts';
import { writeGroups } from '../firewall/groups-of-nic.ts';
import { newMac } from '../hypervisor/new-mac.ts';
import { AppError } from '../lib/app-error.ts';
import { newId } from '../lib/new-id.ts';
import { addressTaken } from '../networks/kept-address.ts';
import { insertCloudInit } from './cloud-init.rows.ts';
import type { OwnDisc } from './disc.rows.ts';
import { newAnswersDisc } from './new-answers-disc.ts';
import { newSeedDisc } from './own-discs.ts';
import type { NewVmBody, NewVmPlan } from './plan-new-vm.ts';
import { findToldAddress, toldField } from './told-address.ts';
import { insertVm } from './vm.rows.ts';
import type { RunningLoad } from './vm-load.rows.ts';

/**
 * The rows of one new machine, as `creating`, with ids and network addresses of its own.
 *
 * @param given.nameField what the request calls its name
 * @returns its id, and what runs on the host beside it
 * @throws AppError `vm.name_taken`, `network.address` (the one its guest is to give itself is another's)
 */
export const insertNewVm = async (
  tx: Tx,
  plan: NewVmPlan,
  given: {
    body: NewVmBody;
    ownerId: string;
    name: string;
    nameField: string;
    now: Date;
    endMs: number | null;
  },
): Promise<{ vmId: string; name: string; others: RunningLoad }> => {
  const { host, image, osId, choices, networkId, ceilings, told } = plan;
  const { body, name } = given;
  const vmId = newId();
  const nicId = newId();
  const address = told.seed
    ? await findToldAddress(tx, { seed: told.seed, card: 0, networkId, nicId })
    : null;
  const { toGuestBitsPerSecond, fromGuestBitsPerSecond } = body;
  const nics = [
    {
      id: nicId,
      vmId,
      position: 0,
      mac: newMac(),
      networkId,
      model: choices.nicModel,
      address,
      toGuestBitsPerSecond,
      fromGuestBitsPerSecond,
    },
  ];
  const discs: OwnDisc[] = [
    ...(told.seed ? [newSeedDisc(told.seed, { vmId, name, nics, newIdentity: plan.newIdentity })] : []),
    ...(told.answers ? [newAnswersDisc(told.answers, { vmId, name, osId, firmware: choices.firmware })] : []),
  ];
  const cdroms = [
    ...plan.drives,
    // cloud kernels know no SATA; an installer sees what it was booted from
    ...discs.map(({ id, kind }) => ({
      imageId: null,
      discId: id,
      bus: kind === 'answers' ? choices.cdromBus : ('scsi' as const),
    })),
  ].map((drive, position) => ({ id: newId(), vmId, position, ...drive }));
  const others = await insertVm(tx, {
    vm: {
      id: vmId,
      ownerId: given.ownerId,
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
      expiresAt: given.endMs === null ? null : new Date(given.endMs),
      lastUsedAt: given.now,
      createdAt: given.now,
    },
    disks: [
      {
        id: newId(),
        vmId,
        position: 0,
        sizeBytes: body.diskBytes,
        poolId: plan.pool?.id ?? null,
        format: 'qcow2',
        bus: choices.diskBus,
        baseImageId: body.boot.from === 'image' ? image.id : null,
      },
    ],
    discs,
    cdroms,
    nics,
  }).catch((error: unknown) => {
    if (isUniqueViolation(error, 'vms_owner_name')) {
      throw new AppError('vm.name_taken', `You already have a machine named ${name}.`, {
        field: given.nameField,
      });
    }
    return addressTaken(toldField)(error);
  });
  await writeGroups(tx, nicId, body.groupIds);
  for (const { content } of discs) {
    if (content.seed) {
      await insertCloudInit(tx, { vmId, ...content.seed, detachAfterBoot: body.detachAfterBoot });
    }
  }
  return { vmId, name, others };
};
