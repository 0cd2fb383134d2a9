import type { Accelerator } from '@limen/contract/hosts';
import * as rpc from '@limen/libvirt/generated/procedures';
import type { HostConnection } from './host-connection.ts';
import type { HostFacts } from './vm-spec.ts';

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

/** A fixed C array of characters, ended by NUL. */
const text = (chars: Uint8Array): string => Buffer.from(chars).toString('latin1').split('\0', 1)[0] ?? '';
