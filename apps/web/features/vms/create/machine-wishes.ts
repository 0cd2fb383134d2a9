import type { Firmware, Image } from '@limen/contract/images';
import {
  isDriverDisc,
  type MachineChoices,
  type ProfileName,
  type System,
  type SystemProfile,
} from '@limen/contract/systems';

/** What a person chose about the machine itself; what is left out is as the system wants it. */
export type Wishes = Partial<MachineChoices>;

export type Profiles = Partial<Record<ProfileName, SystemProfile>>;

/** The profile of a machine; where nobody knows its system, as the server takes it (machine-of-system). */
export const profileOf = (
  profiles: Profiles | undefined,
  system: System | undefined,
  image: Pick<Image, 'kind' | 'recipe'>,
): SystemProfile | undefined =>
  profiles?.[system?.profile ?? (image.kind === 'disk' || image.recipe !== null ? 'linux' : 'compatible')];

/** What the server will choose where nothing is wished (choose-machine). */
export const asSystemWants = (
  profile: SystemProfile,
  image: Pick<Image, 'firmwares'>,
  given: { wished: Firmware | undefined; volumeIds: readonly (string | null)[] },
): MachineChoices => {
  const fitting =
    profile.withDrivers && given.volumeIds.some(isDriverDisc)
      ? { ...profile, ...profile.withDrivers }
      : profile;
  const other: Firmware = fitting.firmware === 'bios' ? 'uefi' : 'bios';
  const own = image.firmwares.includes(fitting.firmware) ? fitting.firmware : other;
  return {
    firmware: own,
    secureBoot: (given.wished ?? own) === 'uefi' && fitting.secureBoot,
    tpm: fitting.tpm,
    diskBus: fitting.diskBus,
    cdromBus: fitting.cdromBus,
    nicModel: fitting.nicModel,
    video: fitting.video,
    clock: fitting.clock,
    hyperv: fitting.hyperv,
  };
};

/** Why a choice cannot be; each has a sentence. */
export type Refusal = 'image' | 'noUefi' | 'needsUefi' | 'noSecureBoot' | 'noTpm' | 'needsKvm';

/**
 * Which wishes the server would refuse, by field. What a host lacks is read from the profile that wants everything.
 *
 * @param machine what it would be without the wishes
 */
export const refusedWishes = (
  wishes: Wishes,
  image: Pick<Image, 'firmwares'>,
  machine: MachineChoices | undefined,
  profiles: Profiles | undefined,
): Partial<Record<keyof MachineChoices, Refusal>> => {
  const lacks = profiles?.['windows-11']?.notes ?? [];
  const firmware = wishes.firmware ?? machine?.firmware;
  const refused: Partial<Record<keyof MachineChoices, Refusal>> = {};
  if (wishes.firmware && !image.firmwares.includes(wishes.firmware)) refused.firmware = 'image';
  else if (wishes.firmware === 'uefi' && lacks.includes('uefi_missing')) refused.firmware = 'noUefi';
  if (wishes.secureBoot) {
    if (firmware === 'bios') refused.secureBoot = 'needsUefi';
    else if (lacks.includes('secure_boot_missing')) refused.secureBoot = 'noSecureBoot';
  }
  if (wishes.tpm && lacks.includes('tpm_missing')) refused.tpm = 'noTpm';
  if (wishes.hyperv && lacks.includes('hyperv_needs_kvm')) refused.hyperv = 'needsKvm';
  return refused;
};
