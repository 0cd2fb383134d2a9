import type { ChangeHardwareBody, MachineMake } from '@limen/contract/hardware';
import type { HostGifts } from '../osinfo/machine-for.ts';
import { AppError } from '../lib/app-error.ts';
import type { QemuGifts } from '../hypervisor/vm-spec.ts';

const refuse = (field: keyof MachineMake, why: string): never => {
  throw new AppError('request.invalid', why, { field });
};

/**
 * What a machine is to be: what is asked for, and the rest as it is. What is not changed may be what its host could not give a new
 * one any more.
 *
 * @throws AppError `request.invalid` with the field that the host cannot give
 */
export const chooseHardware = (
  now: MachineMake,
  body: ChangeHardwareBody,
  host: Pick<HostGifts, 'uefi' | 'secureBoot' | 'tpm'> & Pick<QemuGifts, 'machines' | 'cpuModels'>,
): MachineMake => {
  const firmware = body.firmware ?? now.firmware;
  const secureBoot = body.secureBoot ?? (firmware === 'uefi' && now.secureBoot);
  const tpm = body.tpm ?? now.tpm;
  const machine = body.machine === undefined ? now.machine : body.machine;
  const cpuModel = body.cpuModel === undefined ? now.cpuModel : body.cpuModel;

  if (secureBoot && firmware !== 'uefi') refuse('secureBoot', 'Secure Boot needs UEFI.');
  if (firmware === 'uefi' && now.firmware !== 'uefi' && !host.uefi)
    refuse('firmware', 'This host has no UEFI firmware for machines.');
  if (secureBoot && !now.secureBoot && !host.secureBoot)
    refuse('secureBoot', 'This host has no firmware with Secure Boot.');
  if (tpm && !now.tpm && !host.tpm) refuse('tpm', 'This host cannot give a TPM: swtpm is not installed.');
  if (machine !== null && machine !== now.machine && !host.machines.includes(machine))
    refuse('machine', 'The QEMU of this host has no such board.');
  if (cpuModel !== null && cpuModel !== now.cpuModel && !host.cpuModels.includes(cpuModel))
    refuse('cpuModel', 'This host cannot give such a processor.');
  return { firmware, secureBoot, tpm, machine, cpuModel };
};
