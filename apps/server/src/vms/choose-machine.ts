import type { Firmware } from '@limen/contract/images';
import type { MachineChoices } from '@limen/contract/systems';
import type { CreateVmBody } from '@limen/contract/vms';
import { AppError } from '../lib/app-error.ts';

const usual: MachineChoices = {
  firmware: 'bios',
  secureBoot: false,
  tpm: false,
  diskBus: 'virtio',
  cdromBus: 'scsi',
  nicModel: 'virtio',
  video: 'vga',
  clock: 'utc',
  hyperv: false,
};

/**
 * Every choice about a new machine: the asker's where there is one, else one that its image boots with.
 *
 * @throws AppError `request.invalid` with the field of a choice that cannot be
 */
export const chooseMachine = (
  body: CreateVmBody,
  image: { firmwares: readonly string[] },
): MachineChoices => {
  const boots = (firmware: Firmware): boolean => image.firmwares.includes(firmware);
  const firmware = body.firmware ?? (boots(usual.firmware) ? usual.firmware : 'uefi');
  if (!boots(firmware)) {
    throw new AppError('request.invalid', 'This image does not boot with that firmware.', {
      field: 'firmware',
    });
  }
  const secureBoot = body.secureBoot ?? usual.secureBoot;
  if (secureBoot && firmware !== 'uefi') {
    throw new AppError('request.invalid', 'Secure Boot needs UEFI.', { field: 'secureBoot' });
  }
  const { advanced } = body;
  return {
    firmware,
    secureBoot,
    tpm: advanced.tpm ?? usual.tpm,
    diskBus: advanced.diskBus ?? usual.diskBus,
    cdromBus: advanced.cdromBus ?? usual.cdromBus,
    nicModel: advanced.nicModel ?? usual.nicModel,
    video: advanced.video ?? usual.video,
    clock: advanced.clock ?? usual.clock,
    hyperv: advanced.hyperv ?? usual.hyperv,
  };
};
