/** Firmware, TPM, machine and processor of a domain that is off: see edit-domain.ts for what such a change keeps to. */
import { checkMachine } from './check-domain-spec.ts';
import type { Accelerator, FirmwareSpec } from './domain-spec.ts';
import { readDomainElement } from './read-domain.ts';
import { cpuParts, firmwareElement, NEWEST_MACHINE, smmElement, tpmElement } from './write-machine.ts';
import {
  attributeAt,
  childrenOf,
  el,
  find,
  insertAfter,
  removeChild,
  textAt,
  textOf,
  type XmlElement,
} from './xml-tree.ts';

/** What is left out stays as it is. */
export interface MachineChange {
  readonly firmware?: FirmwareSpec | undefined;
  readonly tpm?: boolean | undefined;
  /** null: the newest q35 of the host. */
  readonly machine?: string | null | undefined;
  /** null: what LIMEN takes by itself. */
  readonly cpuModel?: string | null | undefined;
}

/** @throws {InvalidDomainSpec} for a machine or model that could not be in a spec either */
export function setMachine(domain: XmlElement, accelerator: Accelerator, change: MachineChange): void {
  const { firmware, tpm, machine, cpuModel } = change;
  checkMachine({ machine: machine ?? null, cpuModel: cpuModel ?? null });
  if (firmware !== undefined) setFirmware(domain, firmware);
  if (tpm !== undefined) setTpm(domain, tpm);
  const type = find(domain, 'os/type');
  if (machine !== undefined && type) type.attributes.set('machine', machine ?? NEWEST_MACHINE);
  if (cpuModel !== undefined) setCpu(domain, accelerator, cpuModel);
}

function setFirmware(domain: XmlElement, firmware: FirmwareSpec): void {
  const os = find(domain, 'os');
  if (!os) return;
  // libvirt chooses both anew, and later ones write down which they chose (9.2)
  for (const name of ['firmware', 'loader', 'nvram']) removeAll(os, name);
  if (firmware.kind === 'bios') os.attributes.delete('firmware');
  else os.attributes.set('firmware', 'efi');
  const element = firmwareElement({ firmware });
  if (element) insertAfter(os, ['type'], element);
  const features = find(domain, 'features') ?? el('features');
  if (!find(domain, 'features')) insertAfter(domain, ['os'], features);
  removeAll(features, 'smm');
  const smm = smmElement({ firmware });
  if (smm) insertAfter(features, ['acpi', 'apic', 'hyperv'], smm);
}

function setTpm(domain: XmlElement, wanted: boolean): void {
  const devices = find(domain, 'devices');
  if (!devices || (find(devices, 'tpm') !== null) === wanted) return;
  if (wanted) devices.children.push(tpmElement());
  else removeAll(devices, 'tpm');
}

function setCpu(domain: XmlElement, accelerator: Accelerator, cpuModel: string | null): void {
  const cpu = find(domain, 'cpu') ?? el('cpu');
  if (!find(domain, 'cpu')) insertAfter(domain, ['os', 'features'], cpu);
  const { attributes, model } = cpuParts({ accelerator, cpuModel });
  cpu.attributes.clear();
  for (const [name, value] of Object.entries(attributes)) cpu.attributes.set(name, value);
  // features are those of the model that was; how many there are, and their memory, stays
  for (const name of ['model', 'vendor', 'feature']) removeAll(cpu, name);
  if (model) cpu.children.unshift(model);
}

function removeAll(parent: XmlElement, name: string): void {
  for (const child of childrenOf(parent, name)) removeChild(parent, child);
}

/** Whether a domain has what a change asked for; `setMachine` of the same makes it so. */
export function hasMachine(domain: XmlElement, accelerator: Accelerator, change: MachineChange): boolean {
  const { firmware, tpm, machine, cpuModel } = change;
  const is = readDomainElement(domain);
  const wanted = cpuModel === undefined ? null : cpuParts({ accelerator, cpuModel });
  return (
    (firmware === undefined ||
      (is.firmware === firmware.kind &&
        (firmware.kind === 'bios' || (is.secureBoot ?? false) === firmware.secureBoot))) &&
    (tpm === undefined || is.tpm === tpm) &&
    // of the newest libvirt writes down which one that is
    (machine === undefined || machine === null || is.machine === machine) &&
    (wanted === null ||
      (attributeAt(domain, 'cpu/@mode') === wanted.attributes['mode'] &&
        textAt(domain, 'cpu/model') === (wanted.model && textOf(wanted.model))))
  );
}
