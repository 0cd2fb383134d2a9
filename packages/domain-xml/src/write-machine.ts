import type { DomainSpec } from './domain-spec.ts';
import { el, type XmlElement } from './xml-tree.ts';

/** What of a domain is its machine: board, firmware, processor and TPM. */
export type MachineSpec = Pick<DomainSpec, 'machine' | 'firmware' | 'accelerator' | 'cpuModel' | 'tpm'>;

/** The newest q35 that the host's QEMU has; libvirt writes down which one that was. */
export const NEWEST_MACHINE = 'q35';
/** As a model: everything that the host can give. */
export const MAXIMUM_CPU = 'maximum';
/* Booted faster than `max` (36 s against 45 s, together with one processor instead of two). */
const EMULATED_CPU = 'qemu64';

/** Secure Boot is always stated: see FirmwareSpec. null: BIOS. */
export const firmwareElement = ({ firmware }: Pick<MachineSpec, 'firmware'>): XmlElement | null => {
  if (firmware.kind === 'bios') return null;
  const feature = (name: string): XmlElement =>
    el('feature', { enabled: firmware.secureBoot ? 'yes' : 'no', name });
  return el('firmware', {}, firmware.secureBoot ? feature('enrolled-keys') : null, feature('secure-boot'));
};

/** Firmware that holds keys is kept from the guest by system management mode; null: there is none. */
export const smmElement = ({ firmware }: Pick<MachineSpec, 'firmware'>): XmlElement | null =>
  firmware.kind === 'uefi' && firmware.secureBoot ? el('smm', { state: 'on' }) : null;

/** The attributes of a processor, and the model below it where it has a name. */
export const cpuParts = ({
  accelerator,
  cpuModel,
}: Pick<MachineSpec, 'accelerator' | 'cpuModel'>): {
  attributes: Readonly<Record<string, string>>;
  model: XmlElement | null;
} => {
  if (cpuModel === MAXIMUM_CPU) return { attributes: { mode: 'maximum', check: 'none' }, model: null };
  if (cpuModel === null && accelerator === 'kvm') {
    return { attributes: { mode: 'host-passthrough', check: 'none', migratable: 'on' }, model: null };
  }
  return {
    attributes: { mode: 'custom', match: 'exact', check: 'none' },
    model: el('model', { fallback: 'forbid' }, cpuModel ?? EMULATED_CPU),
  };
};

/* libvirt starts a swtpm for each run; its state lies under the domain's UUID and goes with the definition. */
export const tpmElement = (): XmlElement =>
  el('tpm', { model: 'tpm-crb' }, el('backend', { type: 'emulator', version: '2.0' }));
