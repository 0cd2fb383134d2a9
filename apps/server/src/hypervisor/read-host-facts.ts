import type { Accelerator } from '@limen/contract/hosts';
import { readCapabilities, readDomainCapabilities } from '@limen/domain-xml/read-capabilities';
import { writePluggableMemoryProbe } from '@limen/domain-xml/write-probe';
import * as rpc from '@limen/libvirt/generated/procedures';
import { AppError } from '../lib/app-error.ts';
import type { HostConnection } from './host-connection.ts';
import type { HostFacts, QemuGifts } from './vm-spec.ts';

/** libvirt packs versions as major × 1,000,000 + minor × 1,000 + release. */
const version = (packed: bigint): string =>
  `${packed / 1_000_000n}.${(packed / 1000n) % 1000n}.${packed % 1000n}`;

/** What a host is: asked once a connection, since none of it changes while libvirtd runs. */
export const readHostFacts = async (host: HostConnection, accelerator: Accelerator): Promise<HostFacts> => {
  const [node, libvirt, qemu] = await Promise.all([
    host.call(rpc.nodeGetInfo, undefined),
    host.call(rpc.connectGetLibVersion, undefined),
    host.call(rpc.connectGetVersion, undefined),
  ]);
  return {
    architecture: text(node.model),
    accelerator,
    cpus: node.cpus,
    memoryBytes: Number(node.memory) * 1024,
    libvirtVersion: version(libvirt.libVer),
    qemuVersion: version(qemu.hvVer),
  };
};

const probing = { timeoutMs: 150_000 };

/**
 * What a host's QEMU, firmware files and swtpm can give its machines. Apart from the facts, since on a new host libvirt asks
 * every QEMU before it answers: 4 s (measured).
 */
export const readQemuGifts = async (host: HostConnection, accelerator: Accelerator): Promise<QemuGifts> => {
  const { capabilities } = await host.call(
    rpc.connectGetDomainCapabilities,
    {
      emulatorbin: null,
      arch: 'x86_64',
      machine: 'q35',
      virttype: accelerator === 'kvm' ? 'kvm' : 'qemu',
      flags: 0,
    },
    probing,
  );
  const { uefi, secureBoot, tpm2, cpuModes, cpuModels } = readDomainCapabilities(capabilities);
  return {
    uefi,
    secureBoot,
    tpm: tpm2,
    pluggableMemory: await hasPluggableMemory(host, accelerator),
    machines: await readMachines(host),
    cpuModels: [...(cpuModes.includes('maximum') ? ['maximum'] : []), ...cpuModels],
  };
};

/** Versions of q35, which domain capabilities do not list: newest first. */
const readMachines = async (host: HostConnection): Promise<string[]> => {
  const { capabilities } = await host.call(rpc.connectGetCapabilities, undefined, probing);
  const guest = readCapabilities(capabilities).guests.find(({ arch }) => arch === 'x86_64');
  const machines = guest?.machines.filter((name) => name.startsWith('pc-q35-')) ?? [];
  return machines.toSorted((a, b) => b.localeCompare(a, 'en', { numeric: true }));
};

const hasPluggableMemory = async (host: HostConnection, accelerator: Accelerator): Promise<boolean> => {
  const domainXml = writePluggableMemoryProbe(accelerator);
  try {
    await host.call(
      rpc.connectDomainXmlToNative,
      { nativeFormat: 'qemu-argv', domainXml, flags: 0 },
      probing,
    );
    return true;
  } catch (error) {
    // whatever else it says to this machine, it says to every other of its kind
    if (error instanceof AppError && error.code === 'host.refused') return false;
    throw error;
  }
};

/** A fixed C array of characters, ended by NUL. */
const text = (chars: Uint8Array): string => Buffer.from(chars).toString('latin1').split('\0', 1)[0] ?? '';
