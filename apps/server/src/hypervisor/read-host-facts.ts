import type { Accelerator } from '@limen/contract/hosts';
import { readDomainCapabilities } from '@limen/domain-xml/read-capabilities';
import * as rpc from '@limen/libvirt/generated/procedures';
import type { HostConnection } from './host-connection.ts';
import type { FirmwareGifts, HostFacts } from './vm-spec.ts';

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

/**
 * What a host's QEMU, firmware files and swtpm can give its machines. Apart from the facts, since on a new host libvirt asks
 * every QEMU before it answers: 4 s (measured).
 */
export const readFirmwareGifts = async (
  host: HostConnection,
  accelerator: Accelerator,
): Promise<FirmwareGifts> => {
  const { capabilities } = await host.call(
    rpc.connectGetDomainCapabilities,
    {
      emulatorbin: null,
      arch: 'x86_64',
      machine: 'q35',
      virttype: accelerator === 'kvm' ? 'kvm' : 'qemu',
      flags: 0,
    },
    { timeoutMs: 150_000 },
  );
  const { uefi, secureBoot, tpm2 } = readDomainCapabilities(capabilities);
  return { uefi, secureBoot, tpm: tpm2 };
};

/** A fixed C array of characters, ended by NUL. */
const text = (chars: Uint8Array): string => Buffer.from(chars).toString('latin1').split('\0', 1)[0] ?? '';
