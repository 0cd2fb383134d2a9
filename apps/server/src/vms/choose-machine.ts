import type { Firmware } from '@limen/contract/images';
import type { MachineChoices, SystemProfile } from '@limen/contract/systems';
import type { CreateVmBody } from '@limen/contract/new-vms';
import { AppError } from '../lib/app-error.ts';
import type { HostGifts } from '../osinfo/machine-for.ts';

const refuse = (field: string, why: string): never => {
  throw new AppError('request.invalid', why, { field });
};

/**
 * Every choice about a new machine: the asker's where there is one, else the profile's as far as image and host go along.
 *
 * @param given.driverDisc whether a disc with virtio drivers will be in one of its drives
 * @throws AppError `request.invalid` with the field of a choice that cannot be
 */
export const chooseMachine = (
  body: Pick<CreateVmBody, 'firmware' | 'secureBoot' | 'advanced'>,
  given: {
    profile: SystemProfile;
    firmwares: readonly string[];
    driverDisc: boolean;
    host: HostGifts;
  },
): MachineChoices => {
  const { profile, host } = given;
  const fitting = given.driverDisc && profile.withDrivers ? { ...profile, ...profile.withDrivers } : profile;
  const boots = (firmware: Firmware): boolean => given.firmwares.includes(firmware);
  const other: Firmware = fitting.firmware === 'bios' ? 'uefi' : 'bios';
  const firmware = body.firmware ?? (boots(fitting.firmware) ? fitting.firmware : other);
  if (!boots(firmware)) refuse('firmware', 'This image does not boot with that firmware.');
  if (firmware === 'uefi' && !host.uefi) refuse('firmware', 'This host has no UEFI firmware for machines.');

  const secureBoot = body.secureBoot ?? (firmware === 'uefi' && fitting.secureBoot);
  if (secureBoot && firmware !== 'uefi') refuse('secureBoot', 'Secure Boot needs UEFI.');
  if (secureBoot && !host.secureBoot) refuse('secureBoot', 'This host has no firmware with Secure Boot.');

  const { advanced } = body;
  const tpm = advanced.tpm ?? fitting.tpm;
  if (tpm && !host.tpm) refuse('advanced.tpm', 'This host cannot give a TPM: swtpm is not installed.');
  const hyperv = advanced.hyperv ?? fitting.hyperv;
  if (hyperv && !host.kvm)
    refuse('advanced.hyperv', 'Hyper-V enlightenments need KVM, which this host has not.');
  return {
    firmware,
    secureBoot,
    tpm,
    hyperv,
    diskBus: advanced.diskBus ?? fitting.diskBus,
    cdromBus: advanced.cdromBus ?? fitting.cdromBus,
    nicModel: advanced.nicModel ?? fitting.nicModel,
    video: advanced.video ?? fitting.video,
    clock: advanced.clock ?? fitting.clock,
  };
};
