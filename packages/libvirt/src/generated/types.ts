// What libvirt procedures take and give back.
// Made by tools/gen-libvirt from libvirt 9.0.0; sha256 4a2051e514e5e06d012f6ded6b8ea94c309c1416882ce25364f4dc95d025b265. Do not edit.

import { XdrError, type XdrReader, type XdrWriter } from '../xdr.ts';

export type NonnullDomain = {
  readonly name: string;
  readonly uuid: Uint8Array;
  readonly id: number;
};
export function writeNonnullDomain(w: XdrWriter, v: NonnullDomain): void {
  w.string(v.name, 4194304, 'NonnullDomain.name');
  w.fixedOpaque(v.uuid, 16, 'NonnullDomain.uuid');
  w.int32(v.id, 'NonnullDomain.id');
}
export function readNonnullDomain(r: XdrReader): NonnullDomain {
  return {
    name: r.string(4194304, 'NonnullDomain.name'),
    uuid: r.fixedOpaque(16, 'NonnullDomain.uuid'),
    id: r.int32('NonnullDomain.id'),
  };
}

export type NonnullNetwork = {
  readonly name: string;
  readonly uuid: Uint8Array;
};
export function writeNonnullNetwork(w: XdrWriter, v: NonnullNetwork): void {
  w.string(v.name, 4194304, 'NonnullNetwork.name');
  w.fixedOpaque(v.uuid, 16, 'NonnullNetwork.uuid');
}
export function readNonnullNetwork(r: XdrReader): NonnullNetwork {
  return {
    name: r.string(4194304, 'NonnullNetwork.name'),
    uuid: r.fixedOpaque(16, 'NonnullNetwork.uuid'),
  };
}

export type NonnullNetworkPort = {
  readonly net: NonnullNetwork;
  readonly uuid: Uint8Array;
};
export function writeNonnullNetworkPort(w: XdrWriter, v: NonnullNetworkPort): void {
  writeNonnullNetwork(w, v.net);
  w.fixedOpaque(v.uuid, 16, 'NonnullNetworkPort.uuid');
}
export function readNonnullNetworkPort(r: XdrReader): NonnullNetworkPort {
  return {
    net: readNonnullNetwork(r),
    uuid: r.fixedOpaque(16, 'NonnullNetworkPort.uuid'),
  };
}

export type NonnullNwfilter = {
  readonly name: string;
  readonly uuid: Uint8Array;
};
export function writeNonnullNwfilter(w: XdrWriter, v: NonnullNwfilter): void {
  w.string(v.name, 4194304, 'NonnullNwfilter.name');
  w.fixedOpaque(v.uuid, 16, 'NonnullNwfilter.uuid');
}
export function readNonnullNwfilter(r: XdrReader): NonnullNwfilter {
  return {
    name: r.string(4194304, 'NonnullNwfilter.name'),
    uuid: r.fixedOpaque(16, 'NonnullNwfilter.uuid'),
  };
}

export type NonnullNwfilterBinding = {
  readonly portdev: string;
  readonly filtername: string;
};
export function writeNonnullNwfilterBinding(w: XdrWriter, v: NonnullNwfilterBinding): void {
  w.string(v.portdev, 4194304, 'NonnullNwfilterBinding.portdev');
  w.string(v.filtername, 4194304, 'NonnullNwfilterBinding.filtername');
}
export function readNonnullNwfilterBinding(r: XdrReader): NonnullNwfilterBinding {
  return {
    portdev: r.string(4194304, 'NonnullNwfilterBinding.portdev'),
    filtername: r.string(4194304, 'NonnullNwfilterBinding.filtername'),
  };
}

export type NonnullInterface = {
  readonly name: string;
  readonly mac: string;
};
export function writeNonnullInterface(w: XdrWriter, v: NonnullInterface): void {
  w.string(v.name, 4194304, 'NonnullInterface.name');
  w.string(v.mac, 4194304, 'NonnullInterface.mac');
}
export function readNonnullInterface(r: XdrReader): NonnullInterface {
  return {
    name: r.string(4194304, 'NonnullInterface.name'),
    mac: r.string(4194304, 'NonnullInterface.mac'),
  };
}

export type NonnullStoragePool = {
  readonly name: string;
  readonly uuid: Uint8Array;
};
export function writeNonnullStoragePool(w: XdrWriter, v: NonnullStoragePool): void {
  w.string(v.name, 4194304, 'NonnullStoragePool.name');
  w.fixedOpaque(v.uuid, 16, 'NonnullStoragePool.uuid');
}
export function readNonnullStoragePool(r: XdrReader): NonnullStoragePool {
  return {
    name: r.string(4194304, 'NonnullStoragePool.name'),
    uuid: r.fixedOpaque(16, 'NonnullStoragePool.uuid'),
  };
}

export type NonnullStorageVol = {
  readonly pool: string;
  readonly name: string;
  readonly key: string;
};
export function writeNonnullStorageVol(w: XdrWriter, v: NonnullStorageVol): void {
  w.string(v.pool, 4194304, 'NonnullStorageVol.pool');
  w.string(v.name, 4194304, 'NonnullStorageVol.name');
  w.string(v.key, 4194304, 'NonnullStorageVol.key');
}
export function readNonnullStorageVol(r: XdrReader): NonnullStorageVol {
  return {
    pool: r.string(4194304, 'NonnullStorageVol.pool'),
    name: r.string(4194304, 'NonnullStorageVol.name'),
    key: r.string(4194304, 'NonnullStorageVol.key'),
  };
}

export type NonnullNodeDevice = {
  readonly name: string;
};
export function writeNonnullNodeDevice(w: XdrWriter, v: NonnullNodeDevice): void {
  w.string(v.name, 4194304, 'NonnullNodeDevice.name');
}
export function readNonnullNodeDevice(r: XdrReader): NonnullNodeDevice {
  return {
    name: r.string(4194304, 'NonnullNodeDevice.name'),
  };
}

export type NonnullSecret = {
  readonly uuid: Uint8Array;
  readonly usageType: number;
  readonly usageId: string;
};
export function writeNonnullSecret(w: XdrWriter, v: NonnullSecret): void {
  w.fixedOpaque(v.uuid, 16, 'NonnullSecret.uuid');
  w.int32(v.usageType, 'NonnullSecret.usageType');
  w.string(v.usageId, 4194304, 'NonnullSecret.usageId');
}
export function readNonnullSecret(r: XdrReader): NonnullSecret {
  return {
    uuid: r.fixedOpaque(16, 'NonnullSecret.uuid'),
    usageType: r.int32('NonnullSecret.usageType'),
    usageId: r.string(4194304, 'NonnullSecret.usageId'),
  };
}

export type NonnullDomainCheckpoint = {
  readonly name: string;
  readonly dom: NonnullDomain;
};
export function writeNonnullDomainCheckpoint(w: XdrWriter, v: NonnullDomainCheckpoint): void {
  w.string(v.name, 4194304, 'NonnullDomainCheckpoint.name');
  writeNonnullDomain(w, v.dom);
}
export function readNonnullDomainCheckpoint(r: XdrReader): NonnullDomainCheckpoint {
  return {
    name: r.string(4194304, 'NonnullDomainCheckpoint.name'),
    dom: readNonnullDomain(r),
  };
}

export type NonnullDomainSnapshot = {
  readonly name: string;
  readonly dom: NonnullDomain;
};
export function writeNonnullDomainSnapshot(w: XdrWriter, v: NonnullDomainSnapshot): void {
  w.string(v.name, 4194304, 'NonnullDomainSnapshot.name');
  writeNonnullDomain(w, v.dom);
}
export function readNonnullDomainSnapshot(r: XdrReader): NonnullDomainSnapshot {
  return {
    name: r.string(4194304, 'NonnullDomainSnapshot.name'),
    dom: readNonnullDomain(r),
  };
}

export type Error = {
  readonly code: number;
  readonly domain: number;
  readonly message: string | null;
  readonly level: number;
  readonly dom: NonnullDomain | null;
  readonly str1: string | null;
  readonly str2: string | null;
  readonly str3: string | null;
  readonly int1: number;
  readonly int2: number;
  readonly net: NonnullNetwork | null;
};
export function writeError(w: XdrWriter, v: Error): void {
  w.int32(v.code, 'Error.code');
  w.int32(v.domain, 'Error.domain');
  w.optional(v.message, 'Error.message', (one) => w.string(one, 4194304, 'Error.message'));
  w.int32(v.level, 'Error.level');
  w.optional(v.dom, 'Error.dom', (one) => writeNonnullDomain(w, one));
  w.optional(v.str1, 'Error.str1', (one) => w.string(one, 4194304, 'Error.str1'));
  w.optional(v.str2, 'Error.str2', (one) => w.string(one, 4194304, 'Error.str2'));
  w.optional(v.str3, 'Error.str3', (one) => w.string(one, 4194304, 'Error.str3'));
  w.int32(v.int1, 'Error.int1');
  w.int32(v.int2, 'Error.int2');
  w.optional(v.net, 'Error.net', (one) => writeNonnullNetwork(w, one));
}
export function readError(r: XdrReader): Error {
  return {
    code: r.int32('Error.code'),
    domain: r.int32('Error.domain'),
    message: r.optional('Error.message', () => r.string(4194304, 'Error.message')),
    level: r.int32('Error.level'),
    dom: r.optional('Error.dom', () => readNonnullDomain(r)),
    str1: r.optional('Error.str1', () => r.string(4194304, 'Error.str1')),
    str2: r.optional('Error.str2', () => r.string(4194304, 'Error.str2')),
    str3: r.optional('Error.str3', () => r.string(4194304, 'Error.str3')),
    int1: r.int32('Error.int1'),
    int2: r.int32('Error.int2'),
    net: r.optional('Error.net', () => readNonnullNetwork(r)),
  };
}

export type VcpuInfo = {
  readonly number: number;
  readonly state: number;
  readonly cpuTime: bigint;
  readonly cpu: number;
};
export function writeVcpuInfo(w: XdrWriter, v: VcpuInfo): void {
  w.uint32(v.number, 'VcpuInfo.number');
  w.int32(v.state, 'VcpuInfo.state');
  w.uint64(v.cpuTime, 'VcpuInfo.cpuTime');
  w.int32(v.cpu, 'VcpuInfo.cpu');
}
export function readVcpuInfo(r: XdrReader): VcpuInfo {
  return {
    number: r.uint32('VcpuInfo.number'),
    state: r.int32('VcpuInfo.state'),
    cpuTime: r.uint64('VcpuInfo.cpuTime'),
    cpu: r.int32('VcpuInfo.cpu'),
  };
}

export type TypedParamValue =
  /** VIR_TYPED_PARAM_INT */
  | { readonly type: 1; readonly value: number }
  /** VIR_TYPED_PARAM_UINT */
  | { readonly type: 2; readonly value: number }
  /** VIR_TYPED_PARAM_LLONG */
  | { readonly type: 3; readonly value: bigint }
  /** VIR_TYPED_PARAM_ULLONG */
  | { readonly type: 4; readonly value: bigint }
  /** VIR_TYPED_PARAM_DOUBLE */
  | { readonly type: 5; readonly value: number }
  /** VIR_TYPED_PARAM_BOOLEAN */
  | { readonly type: 6; readonly value: number }
  /** VIR_TYPED_PARAM_STRING */
  | { readonly type: 7; readonly value: string };
export function writeTypedParamValue(w: XdrWriter, v: TypedParamValue): void {
  w.int32(v.type, 'TypedParamValue.type');
  switch (v.type) {
    case 1:
      return w.int32(v.value, 'TypedParamValue.value');
    case 2:
      return w.uint32(v.value, 'TypedParamValue.value');
    case 3:
      return w.int64(v.value, 'TypedParamValue.value');
    case 4:
      return w.uint64(v.value, 'TypedParamValue.value');
    case 5:
      return w.double(v.value, 'TypedParamValue.value');
    case 6:
      return w.int32(v.value, 'TypedParamValue.value');
    case 7:
      return w.string(v.value, 4194304, 'TypedParamValue.value');
    default:
      throw new XdrError('TypedParamValue: unknown type');
  }
}
export function readTypedParamValue(r: XdrReader): TypedParamValue {
  const type = r.int32('TypedParamValue.type');
  switch (type) {
    case 1:
      return { type, value: r.int32('TypedParamValue.value') };
    case 2:
      return { type, value: r.uint32('TypedParamValue.value') };
    case 3:
      return { type, value: r.int64('TypedParamValue.value') };
    case 4:
      return { type, value: r.uint64('TypedParamValue.value') };
    case 5:
      return { type, value: r.double('TypedParamValue.value') };
    case 6:
      return { type, value: r.int32('TypedParamValue.value') };
    case 7:
      return { type, value: r.string(4194304, 'TypedParamValue.value') };
    default:
      throw new XdrError(`TypedParamValue: unknown type ${type}`);
  }
}

export type TypedParam = {
  readonly field: string;
  readonly value: TypedParamValue;
};
export function writeTypedParam(w: XdrWriter, v: TypedParam): void {
  w.string(v.field, 4194304, 'TypedParam.field');
  writeTypedParamValue(w, v.value);
}
export function readTypedParam(r: XdrReader): TypedParam {
  return {
    field: r.string(4194304, 'TypedParam.field'),
    value: readTypedParamValue(r),
  };
}

export type NodeGetCpuStats = {
  readonly field: string;
  readonly value: bigint;
};
export function writeNodeGetCpuStats(w: XdrWriter, v: NodeGetCpuStats): void {
  w.string(v.field, 4194304, 'NodeGetCpuStats.field');
  w.uint64(v.value, 'NodeGetCpuStats.value');
}
export function readNodeGetCpuStats(r: XdrReader): NodeGetCpuStats {
  return {
    field: r.string(4194304, 'NodeGetCpuStats.field'),
    value: r.uint64('NodeGetCpuStats.value'),
  };
}

export type NodeGetMemoryStats = {
  readonly field: string;
  readonly value: bigint;
};
export function writeNodeGetMemoryStats(w: XdrWriter, v: NodeGetMemoryStats): void {
  w.string(v.field, 4194304, 'NodeGetMemoryStats.field');
  w.uint64(v.value, 'NodeGetMemoryStats.value');
}
export function readNodeGetMemoryStats(r: XdrReader): NodeGetMemoryStats {
  return {
    field: r.string(4194304, 'NodeGetMemoryStats.field'),
    value: r.uint64('NodeGetMemoryStats.value'),
  };
}

export type DomainDiskError = {
  readonly disk: string;
  readonly error: number;
};
export function writeDomainDiskError(w: XdrWriter, v: DomainDiskError): void {
  w.string(v.disk, 4194304, 'DomainDiskError.disk');
  w.int32(v.error, 'DomainDiskError.error');
}
export function readDomainDiskError(r: XdrReader): DomainDiskError {
  return {
    disk: r.string(4194304, 'DomainDiskError.disk'),
    error: r.int32('DomainDiskError.error'),
  };
}

export type ConnectOpenArgs = {
  readonly name: string | null;
  readonly flags: number;
};
export function writeConnectOpenArgs(w: XdrWriter, v: ConnectOpenArgs): void {
  w.optional(v.name, 'ConnectOpenArgs.name', (one) => w.string(one, 4194304, 'ConnectOpenArgs.name'));
  w.uint32(v.flags, 'ConnectOpenArgs.flags');
}
export function readConnectOpenArgs(r: XdrReader): ConnectOpenArgs {
  return {
    name: r.optional('ConnectOpenArgs.name', () => r.string(4194304, 'ConnectOpenArgs.name')),
    flags: r.uint32('ConnectOpenArgs.flags'),
  };
}

export type ConnectSupportsFeatureArgs = {
  readonly feature: number;
};
export function writeConnectSupportsFeatureArgs(w: XdrWriter, v: ConnectSupportsFeatureArgs): void {
  w.int32(v.feature, 'ConnectSupportsFeatureArgs.feature');
}
export function readConnectSupportsFeatureArgs(r: XdrReader): ConnectSupportsFeatureArgs {
  return {
    feature: r.int32('ConnectSupportsFeatureArgs.feature'),
  };
}

export type ConnectSupportsFeatureRet = {
  readonly supported: number;
};
export function writeConnectSupportsFeatureRet(w: XdrWriter, v: ConnectSupportsFeatureRet): void {
  w.int32(v.supported, 'ConnectSupportsFeatureRet.supported');
}
export function readConnectSupportsFeatureRet(r: XdrReader): ConnectSupportsFeatureRet {
  return {
    supported: r.int32('ConnectSupportsFeatureRet.supported'),
  };
}

export type ConnectGetTypeRet = {
  readonly type: string;
};
export function writeConnectGetTypeRet(w: XdrWriter, v: ConnectGetTypeRet): void {
  w.string(v.type, 4194304, 'ConnectGetTypeRet.type');
}
export function readConnectGetTypeRet(r: XdrReader): ConnectGetTypeRet {
  return {
    type: r.string(4194304, 'ConnectGetTypeRet.type'),
  };
}

export type ConnectGetVersionRet = {
  readonly hvVer: bigint;
};
export function writeConnectGetVersionRet(w: XdrWriter, v: ConnectGetVersionRet): void {
  w.uint64(v.hvVer, 'ConnectGetVersionRet.hvVer');
}
export function readConnectGetVersionRet(r: XdrReader): ConnectGetVersionRet {
  return {
    hvVer: r.uint64('ConnectGetVersionRet.hvVer'),
  };
}

export type ConnectGetLibVersionRet = {
  readonly libVer: bigint;
};
export function writeConnectGetLibVersionRet(w: XdrWriter, v: ConnectGetLibVersionRet): void {
  w.uint64(v.libVer, 'ConnectGetLibVersionRet.libVer');
}
export function readConnectGetLibVersionRet(r: XdrReader): ConnectGetLibVersionRet {
  return {
    libVer: r.uint64('ConnectGetLibVersionRet.libVer'),
  };
}

export type ConnectGetHostnameRet = {
  readonly hostname: string;
};
export function writeConnectGetHostnameRet(w: XdrWriter, v: ConnectGetHostnameRet): void {
  w.string(v.hostname, 4194304, 'ConnectGetHostnameRet.hostname');
}
export function readConnectGetHostnameRet(r: XdrReader): ConnectGetHostnameRet {
  return {
    hostname: r.string(4194304, 'ConnectGetHostnameRet.hostname'),
  };
}

export type ConnectGetSysinfoArgs = {
  readonly flags: number;
};
export function writeConnectGetSysinfoArgs(w: XdrWriter, v: ConnectGetSysinfoArgs): void {
  w.uint32(v.flags, 'ConnectGetSysinfoArgs.flags');
}
export function readConnectGetSysinfoArgs(r: XdrReader): ConnectGetSysinfoArgs {
  return {
    flags: r.uint32('ConnectGetSysinfoArgs.flags'),
  };
}

export type ConnectGetSysinfoRet = {
  readonly sysinfo: string;
};
export function writeConnectGetSysinfoRet(w: XdrWriter, v: ConnectGetSysinfoRet): void {
  w.string(v.sysinfo, 4194304, 'ConnectGetSysinfoRet.sysinfo');
}
export function readConnectGetSysinfoRet(r: XdrReader): ConnectGetSysinfoRet {
  return {
    sysinfo: r.string(4194304, 'ConnectGetSysinfoRet.sysinfo'),
  };
}

export type ConnectGetUriRet = {
  readonly uri: string;
};
export function writeConnectGetUriRet(w: XdrWriter, v: ConnectGetUriRet): void {
  w.string(v.uri, 4194304, 'ConnectGetUriRet.uri');
}
export function readConnectGetUriRet(r: XdrReader): ConnectGetUriRet {
  return {
    uri: r.string(4194304, 'ConnectGetUriRet.uri'),
  };
}

export type ConnectGetMaxVcpusArgs = {
  readonly type: string | null;
};
export function writeConnectGetMaxVcpusArgs(w: XdrWriter, v: ConnectGetMaxVcpusArgs): void {
  w.optional(v.type, 'ConnectGetMaxVcpusArgs.type', (one) => w.string(one, 4194304, 'ConnectGetMaxVcpusArgs.type'));
}
export function readConnectGetMaxVcpusArgs(r: XdrReader): ConnectGetMaxVcpusArgs {
  return {
    type: r.optional('ConnectGetMaxVcpusArgs.type', () => r.string(4194304, 'ConnectGetMaxVcpusArgs.type')),
  };
}

export type ConnectGetMaxVcpusRet = {
  readonly maxVcpus: number;
};
export function writeConnectGetMaxVcpusRet(w: XdrWriter, v: ConnectGetMaxVcpusRet): void {
  w.int32(v.maxVcpus, 'ConnectGetMaxVcpusRet.maxVcpus');
}
export function readConnectGetMaxVcpusRet(r: XdrReader): ConnectGetMaxVcpusRet {
  return {
    maxVcpus: r.int32('ConnectGetMaxVcpusRet.maxVcpus'),
  };
}

export type NodeGetInfoRet = {
  readonly model: Uint8Array;
  readonly memory: bigint;
  readonly cpus: number;
  readonly mhz: number;
  readonly nodes: number;
  readonly sockets: number;
  readonly cores: number;
  readonly threads: number;
};
export function writeNodeGetInfoRet(w: XdrWriter, v: NodeGetInfoRet): void {
  w.fixedChars(v.model, 32, 'NodeGetInfoRet.model');
  w.uint64(v.memory, 'NodeGetInfoRet.memory');
  w.int32(v.cpus, 'NodeGetInfoRet.cpus');
  w.int32(v.mhz, 'NodeGetInfoRet.mhz');
  w.int32(v.nodes, 'NodeGetInfoRet.nodes');
  w.int32(v.sockets, 'NodeGetInfoRet.sockets');
  w.int32(v.cores, 'NodeGetInfoRet.cores');
  w.int32(v.threads, 'NodeGetInfoRet.threads');
}
export function readNodeGetInfoRet(r: XdrReader): NodeGetInfoRet {
  return {
    model: r.fixedChars(32, 'NodeGetInfoRet.model'),
    memory: r.uint64('NodeGetInfoRet.memory'),
    cpus: r.int32('NodeGetInfoRet.cpus'),
    mhz: r.int32('NodeGetInfoRet.mhz'),
    nodes: r.int32('NodeGetInfoRet.nodes'),
    sockets: r.int32('NodeGetInfoRet.sockets'),
    cores: r.int32('NodeGetInfoRet.cores'),
    threads: r.int32('NodeGetInfoRet.threads'),
  };
}

export type ConnectGetCapabilitiesRet = {
  readonly capabilities: string;
};
export function writeConnectGetCapabilitiesRet(w: XdrWriter, v: ConnectGetCapabilitiesRet): void {
  w.string(v.capabilities, 4194304, 'ConnectGetCapabilitiesRet.capabilities');
}
export function readConnectGetCapabilitiesRet(r: XdrReader): ConnectGetCapabilitiesRet {
  return {
    capabilities: r.string(4194304, 'ConnectGetCapabilitiesRet.capabilities'),
  };
}

export type ConnectGetDomainCapabilitiesArgs = {
  readonly emulatorbin: string | null;
  readonly arch: string | null;
  readonly machine: string | null;
  readonly virttype: string | null;
  readonly flags: number;
};
export function writeConnectGetDomainCapabilitiesArgs(w: XdrWriter, v: ConnectGetDomainCapabilitiesArgs): void {
  w.optional(v.emulatorbin, 'ConnectGetDomainCapabilitiesArgs.emulatorbin', (one) => w.string(one, 4194304, 'ConnectGetDomainCapabilitiesArgs.emulatorbin'));
  w.optional(v.arch, 'ConnectGetDomainCapabilitiesArgs.arch', (one) => w.string(one, 4194304, 'ConnectGetDomainCapabilitiesArgs.arch'));
  w.optional(v.machine, 'ConnectGetDomainCapabilitiesArgs.machine', (one) => w.string(one, 4194304, 'ConnectGetDomainCapabilitiesArgs.machine'));
  w.optional(v.virttype, 'ConnectGetDomainCapabilitiesArgs.virttype', (one) => w.string(one, 4194304, 'ConnectGetDomainCapabilitiesArgs.virttype'));
  w.uint32(v.flags, 'ConnectGetDomainCapabilitiesArgs.flags');
}
export function readConnectGetDomainCapabilitiesArgs(r: XdrReader): ConnectGetDomainCapabilitiesArgs {
  return {
    emulatorbin: r.optional('ConnectGetDomainCapabilitiesArgs.emulatorbin', () => r.string(4194304, 'ConnectGetDomainCapabilitiesArgs.emulatorbin')),
    arch: r.optional('ConnectGetDomainCapabilitiesArgs.arch', () => r.string(4194304, 'ConnectGetDomainCapabilitiesArgs.arch')),
    machine: r.optional('ConnectGetDomainCapabilitiesArgs.machine', () => r.string(4194304, 'ConnectGetDomainCapabilitiesArgs.machine')),
    virttype: r.optional('ConnectGetDomainCapabilitiesArgs.virttype', () => r.string(4194304, 'ConnectGetDomainCapabilitiesArgs.virttype')),
    flags: r.uint32('ConnectGetDomainCapabilitiesArgs.flags'),
  };
}

export type ConnectGetDomainCapabilitiesRet = {
  readonly capabilities: string;
};
export function writeConnectGetDomainCapabilitiesRet(w: XdrWriter, v: ConnectGetDomainCapabilitiesRet): void {
  w.string(v.capabilities, 4194304, 'ConnectGetDomainCapabilitiesRet.capabilities');
}
export function readConnectGetDomainCapabilitiesRet(r: XdrReader): ConnectGetDomainCapabilitiesRet {
  return {
    capabilities: r.string(4194304, 'ConnectGetDomainCapabilitiesRet.capabilities'),
  };
}

export type NodeGetCpuStatsArgs = {
  readonly cpuNum: number;
  readonly nparams: number;
  readonly flags: number;
};
export function writeNodeGetCpuStatsArgs(w: XdrWriter, v: NodeGetCpuStatsArgs): void {
  w.int32(v.cpuNum, 'NodeGetCpuStatsArgs.cpuNum');
  w.int32(v.nparams, 'NodeGetCpuStatsArgs.nparams');
  w.uint32(v.flags, 'NodeGetCpuStatsArgs.flags');
}
export function readNodeGetCpuStatsArgs(r: XdrReader): NodeGetCpuStatsArgs {
  return {
    cpuNum: r.int32('NodeGetCpuStatsArgs.cpuNum'),
    nparams: r.int32('NodeGetCpuStatsArgs.nparams'),
    flags: r.uint32('NodeGetCpuStatsArgs.flags'),
  };
}

export type NodeGetCpuStatsRet = {
  readonly params: readonly NodeGetCpuStats[];
  readonly nparams: number;
};
export function writeNodeGetCpuStatsRet(w: XdrWriter, v: NodeGetCpuStatsRet): void {
  w.array(v.params, 16, 'NodeGetCpuStatsRet.params', (one) => writeNodeGetCpuStats(w, one));
  w.int32(v.nparams, 'NodeGetCpuStatsRet.nparams');
}
export function readNodeGetCpuStatsRet(r: XdrReader): NodeGetCpuStatsRet {
  return {
    params: r.array(16, 12, 'NodeGetCpuStatsRet.params', () => readNodeGetCpuStats(r)),
    nparams: r.int32('NodeGetCpuStatsRet.nparams'),
  };
}

export type NodeGetMemoryStatsArgs = {
  readonly nparams: number;
  readonly cellNum: number;
  readonly flags: number;
};
export function writeNodeGetMemoryStatsArgs(w: XdrWriter, v: NodeGetMemoryStatsArgs): void {
  w.int32(v.nparams, 'NodeGetMemoryStatsArgs.nparams');
  w.int32(v.cellNum, 'NodeGetMemoryStatsArgs.cellNum');
  w.uint32(v.flags, 'NodeGetMemoryStatsArgs.flags');
}
export function readNodeGetMemoryStatsArgs(r: XdrReader): NodeGetMemoryStatsArgs {
  return {
    nparams: r.int32('NodeGetMemoryStatsArgs.nparams'),
    cellNum: r.int32('NodeGetMemoryStatsArgs.cellNum'),
    flags: r.uint32('NodeGetMemoryStatsArgs.flags'),
  };
}

export type NodeGetMemoryStatsRet = {
  readonly params: readonly NodeGetMemoryStats[];
  readonly nparams: number;
};
export function writeNodeGetMemoryStatsRet(w: XdrWriter, v: NodeGetMemoryStatsRet): void {
  w.array(v.params, 16, 'NodeGetMemoryStatsRet.params', (one) => writeNodeGetMemoryStats(w, one));
  w.int32(v.nparams, 'NodeGetMemoryStatsRet.nparams');
}
export function readNodeGetMemoryStatsRet(r: XdrReader): NodeGetMemoryStatsRet {
  return {
    params: r.array(16, 12, 'NodeGetMemoryStatsRet.params', () => readNodeGetMemoryStats(r)),
    nparams: r.int32('NodeGetMemoryStatsRet.nparams'),
  };
}

export type NodeGetCellsFreeMemoryArgs = {
  readonly startCell: number;
  readonly maxcells: number;
};
export function writeNodeGetCellsFreeMemoryArgs(w: XdrWriter, v: NodeGetCellsFreeMemoryArgs): void {
  w.int32(v.startCell, 'NodeGetCellsFreeMemoryArgs.startCell');
  w.int32(v.maxcells, 'NodeGetCellsFreeMemoryArgs.maxcells');
}
export function readNodeGetCellsFreeMemoryArgs(r: XdrReader): NodeGetCellsFreeMemoryArgs {
  return {
    startCell: r.int32('NodeGetCellsFreeMemoryArgs.startCell'),
    maxcells: r.int32('NodeGetCellsFreeMemoryArgs.maxcells'),
  };
}

export type NodeGetCellsFreeMemoryRet = {
  readonly cells: readonly bigint[];
};
export function writeNodeGetCellsFreeMemoryRet(w: XdrWriter, v: NodeGetCellsFreeMemoryRet): void {
  w.array(v.cells, 1024, 'NodeGetCellsFreeMemoryRet.cells', (one) => w.uint64(one, 'NodeGetCellsFreeMemoryRet.cells'));
}
export function readNodeGetCellsFreeMemoryRet(r: XdrReader): NodeGetCellsFreeMemoryRet {
  return {
    cells: r.array(1024, 8, 'NodeGetCellsFreeMemoryRet.cells', () => r.uint64('NodeGetCellsFreeMemoryRet.cells')),
  };
}

export type NodeGetFreeMemoryRet = {
  readonly freeMem: bigint;
};
export function writeNodeGetFreeMemoryRet(w: XdrWriter, v: NodeGetFreeMemoryRet): void {
  w.uint64(v.freeMem, 'NodeGetFreeMemoryRet.freeMem');
}
export function readNodeGetFreeMemoryRet(r: XdrReader): NodeGetFreeMemoryRet {
  return {
    freeMem: r.uint64('NodeGetFreeMemoryRet.freeMem'),
  };
}

export type DomainGetSchedulerTypeArgs = {
  readonly dom: NonnullDomain;
};
export function writeDomainGetSchedulerTypeArgs(w: XdrWriter, v: DomainGetSchedulerTypeArgs): void {
  writeNonnullDomain(w, v.dom);
}
export function readDomainGetSchedulerTypeArgs(r: XdrReader): DomainGetSchedulerTypeArgs {
  return {
    dom: readNonnullDomain(r),
  };
}

export type DomainGetSchedulerTypeRet = {
  readonly type: string;
  readonly nparams: number;
};
export function writeDomainGetSchedulerTypeRet(w: XdrWriter, v: DomainGetSchedulerTypeRet): void {
  w.string(v.type, 4194304, 'DomainGetSchedulerTypeRet.type');
  w.int32(v.nparams, 'DomainGetSchedulerTypeRet.nparams');
}
export function readDomainGetSchedulerTypeRet(r: XdrReader): DomainGetSchedulerTypeRet {
  return {
    type: r.string(4194304, 'DomainGetSchedulerTypeRet.type'),
    nparams: r.int32('DomainGetSchedulerTypeRet.nparams'),
  };
}

export type DomainGetSchedulerParametersArgs = {
  readonly dom: NonnullDomain;
  readonly nparams: number;
};
export function writeDomainGetSchedulerParametersArgs(w: XdrWriter, v: DomainGetSchedulerParametersArgs): void {
  writeNonnullDomain(w, v.dom);
  w.int32(v.nparams, 'DomainGetSchedulerParametersArgs.nparams');
}
export function readDomainGetSchedulerParametersArgs(r: XdrReader): DomainGetSchedulerParametersArgs {
  return {
    dom: readNonnullDomain(r),
    nparams: r.int32('DomainGetSchedulerParametersArgs.nparams'),
  };
}

export type DomainGetSchedulerParametersRet = {
  readonly params: readonly TypedParam[];
};
export function writeDomainGetSchedulerParametersRet(w: XdrWriter, v: DomainGetSchedulerParametersRet): void {
  w.array(v.params, 16, 'DomainGetSchedulerParametersRet.params', (one) => writeTypedParam(w, one));
}
export function readDomainGetSchedulerParametersRet(r: XdrReader): DomainGetSchedulerParametersRet {
  return {
    params: r.array(16, 12, 'DomainGetSchedulerParametersRet.params', () => readTypedParam(r)),
  };
}

export type DomainGetSchedulerParametersFlagsArgs = {
  readonly dom: NonnullDomain;
  readonly nparams: number;
  readonly flags: number;
};
export function writeDomainGetSchedulerParametersFlagsArgs(w: XdrWriter, v: DomainGetSchedulerParametersFlagsArgs): void {
  writeNonnullDomain(w, v.dom);
  w.int32(v.nparams, 'DomainGetSchedulerParametersFlagsArgs.nparams');
  w.uint32(v.flags, 'DomainGetSchedulerParametersFlagsArgs.flags');
}
export function readDomainGetSchedulerParametersFlagsArgs(r: XdrReader): DomainGetSchedulerParametersFlagsArgs {
  return {
    dom: readNonnullDomain(r),
    nparams: r.int32('DomainGetSchedulerParametersFlagsArgs.nparams'),
    flags: r.uint32('DomainGetSchedulerParametersFlagsArgs.flags'),
  };
}

export type DomainGetSchedulerParametersFlagsRet = {
  readonly params: readonly TypedParam[];
};
export function writeDomainGetSchedulerParametersFlagsRet(w: XdrWriter, v: DomainGetSchedulerParametersFlagsRet): void {
  w.array(v.params, 16, 'DomainGetSchedulerParametersFlagsRet.params', (one) => writeTypedParam(w, one));
}
export function readDomainGetSchedulerParametersFlagsRet(r: XdrReader): DomainGetSchedulerParametersFlagsRet {
  return {
    params: r.array(16, 12, 'DomainGetSchedulerParametersFlagsRet.params', () => readTypedParam(r)),
  };
}

export type DomainSetSchedulerParametersArgs = {
  readonly dom: NonnullDomain;
  readonly params: readonly TypedParam[];
};
export function writeDomainSetSchedulerParametersArgs(w: XdrWriter, v: DomainSetSchedulerParametersArgs): void {
  writeNonnullDomain(w, v.dom);
  w.array(v.params, 16, 'DomainSetSchedulerParametersArgs.params', (one) => writeTypedParam(w, one));
}
export function readDomainSetSchedulerParametersArgs(r: XdrReader): DomainSetSchedulerParametersArgs {
  return {
    dom: readNonnullDomain(r),
    params: r.array(16, 12, 'DomainSetSchedulerParametersArgs.params', () => readTypedParam(r)),
  };
}

export type DomainSetSchedulerParametersFlagsArgs = {
  readonly dom: NonnullDomain;
  readonly params: readonly TypedParam[];
  readonly flags: number;
};
export function writeDomainSetSchedulerParametersFlagsArgs(w: XdrWriter, v: DomainSetSchedulerParametersFlagsArgs): void {
  writeNonnullDomain(w, v.dom);
  w.array(v.params, 16, 'DomainSetSchedulerParametersFlagsArgs.params', (one) => writeTypedParam(w, one));
  w.uint32(v.flags, 'DomainSetSchedulerParametersFlagsArgs.flags');
}
export function readDomainSetSchedulerParametersFlagsArgs(r: XdrReader): DomainSetSchedulerParametersFlagsArgs {
  return {
    dom: readNonnullDomain(r),
    params: r.array(16, 12, 'DomainSetSchedulerParametersFlagsArgs.params', () => readTypedParam(r)),
    flags: r.uint32('DomainSetSchedulerParametersFlagsArgs.flags'),
  };
}

export type DomainSetBlkioParametersArgs = {
  readonly dom: NonnullDomain;
  readonly params: readonly TypedParam[];
  readonly flags: number;
};
export function writeDomainSetBlkioParametersArgs(w: XdrWriter, v: DomainSetBlkioParametersArgs): void {
  writeNonnullDomain(w, v.dom);
  w.array(v.params, 16, 'DomainSetBlkioParametersArgs.params', (one) => writeTypedParam(w, one));
  w.uint32(v.flags, 'DomainSetBlkioParametersArgs.flags');
}
export function readDomainSetBlkioParametersArgs(r: XdrReader): DomainSetBlkioParametersArgs {
  return {
    dom: readNonnullDomain(r),
    params: r.array(16, 12, 'DomainSetBlkioParametersArgs.params', () => readTypedParam(r)),
    flags: r.uint32('DomainSetBlkioParametersArgs.flags'),
  };
}

export type DomainGetBlkioParametersArgs = {
  readonly dom: NonnullDomain;
  readonly nparams: number;
  readonly flags: number;
};
export function writeDomainGetBlkioParametersArgs(w: XdrWriter, v: DomainGetBlkioParametersArgs): void {
  writeNonnullDomain(w, v.dom);
  w.int32(v.nparams, 'DomainGetBlkioParametersArgs.nparams');
  w.uint32(v.flags, 'DomainGetBlkioParametersArgs.flags');
}
export function readDomainGetBlkioParametersArgs(r: XdrReader): DomainGetBlkioParametersArgs {
  return {
    dom: readNonnullDomain(r),
    nparams: r.int32('DomainGetBlkioParametersArgs.nparams'),
    flags: r.uint32('DomainGetBlkioParametersArgs.flags'),
  };
}

export type DomainGetBlkioParametersRet = {
  readonly params: readonly TypedParam[];
  readonly nparams: number;
};
export function writeDomainGetBlkioParametersRet(w: XdrWriter, v: DomainGetBlkioParametersRet): void {
  w.array(v.params, 16, 'DomainGetBlkioParametersRet.params', (one) => writeTypedParam(w, one));
  w.int32(v.nparams, 'DomainGetBlkioParametersRet.nparams');
}
export function readDomainGetBlkioParametersRet(r: XdrReader): DomainGetBlkioParametersRet {
  return {
    params: r.array(16, 12, 'DomainGetBlkioParametersRet.params', () => readTypedParam(r)),
    nparams: r.int32('DomainGetBlkioParametersRet.nparams'),
  };
}

export type DomainSetMemoryParametersArgs = {
  readonly dom: NonnullDomain;
  readonly params: readonly TypedParam[];
  readonly flags: number;
};
export function writeDomainSetMemoryParametersArgs(w: XdrWriter, v: DomainSetMemoryParametersArgs): void {
  writeNonnullDomain(w, v.dom);
  w.array(v.params, 16, 'DomainSetMemoryParametersArgs.params', (one) => writeTypedParam(w, one));
  w.uint32(v.flags, 'DomainSetMemoryParametersArgs.flags');
}
export function readDomainSetMemoryParametersArgs(r: XdrReader): DomainSetMemoryParametersArgs {
  return {
    dom: readNonnullDomain(r),
    params: r.array(16, 12, 'DomainSetMemoryParametersArgs.params', () => readTypedParam(r)),
    flags: r.uint32('DomainSetMemoryParametersArgs.flags'),
  };
}

export type DomainGetMemoryParametersArgs = {
  readonly dom: NonnullDomain;
  readonly nparams: number;
  readonly flags: number;
};
export function writeDomainGetMemoryParametersArgs(w: XdrWriter, v: DomainGetMemoryParametersArgs): void {
  writeNonnullDomain(w, v.dom);
  w.int32(v.nparams, 'DomainGetMemoryParametersArgs.nparams');
  w.uint32(v.flags, 'DomainGetMemoryParametersArgs.flags');
}
export function readDomainGetMemoryParametersArgs(r: XdrReader): DomainGetMemoryParametersArgs {
  return {
    dom: readNonnullDomain(r),
    nparams: r.int32('DomainGetMemoryParametersArgs.nparams'),
    flags: r.uint32('DomainGetMemoryParametersArgs.flags'),
  };
}

export type DomainGetMemoryParametersRet = {
  readonly params: readonly TypedParam[];
  readonly nparams: number;
};
export function writeDomainGetMemoryParametersRet(w: XdrWriter, v: DomainGetMemoryParametersRet): void {
  w.array(v.params, 16, 'DomainGetMemoryParametersRet.params', (one) => writeTypedParam(w, one));
  w.int32(v.nparams, 'DomainGetMemoryParametersRet.nparams');
}
export function readDomainGetMemoryParametersRet(r: XdrReader): DomainGetMemoryParametersRet {
  return {
    params: r.array(16, 12, 'DomainGetMemoryParametersRet.params', () => readTypedParam(r)),
    nparams: r.int32('DomainGetMemoryParametersRet.nparams'),
  };
}

export type DomainBlockResizeArgs = {
  readonly dom: NonnullDomain;
  readonly disk: string;
  readonly size: bigint;
  readonly flags: number;
};
export function writeDomainBlockResizeArgs(w: XdrWriter, v: DomainBlockResizeArgs): void {
  writeNonnullDomain(w, v.dom);
  w.string(v.disk, 4194304, 'DomainBlockResizeArgs.disk');
  w.uint64(v.size, 'DomainBlockResizeArgs.size');
  w.uint32(v.flags, 'DomainBlockResizeArgs.flags');
}
export function readDomainBlockResizeArgs(r: XdrReader): DomainBlockResizeArgs {
  return {
    dom: readNonnullDomain(r),
    disk: r.string(4194304, 'DomainBlockResizeArgs.disk'),
    size: r.uint64('DomainBlockResizeArgs.size'),
    flags: r.uint32('DomainBlockResizeArgs.flags'),
  };
}

export type DomainSetNumaParametersArgs = {
  readonly dom: NonnullDomain;
  readonly params: readonly TypedParam[];
  readonly flags: number;
};
export function writeDomainSetNumaParametersArgs(w: XdrWriter, v: DomainSetNumaParametersArgs): void {
  writeNonnullDomain(w, v.dom);
  w.array(v.params, 16, 'DomainSetNumaParametersArgs.params', (one) => writeTypedParam(w, one));
  w.uint32(v.flags, 'DomainSetNumaParametersArgs.flags');
}
export function readDomainSetNumaParametersArgs(r: XdrReader): DomainSetNumaParametersArgs {
  return {
    dom: readNonnullDomain(r),
    params: r.array(16, 12, 'DomainSetNumaParametersArgs.params', () => readTypedParam(r)),
    flags: r.uint32('DomainSetNumaParametersArgs.flags'),
  };
}

export type DomainGetNumaParametersArgs = {
  readonly dom: NonnullDomain;
  readonly nparams: number;
  readonly flags: number;
};
export function writeDomainGetNumaParametersArgs(w: XdrWriter, v: DomainGetNumaParametersArgs): void {
  writeNonnullDomain(w, v.dom);
  w.int32(v.nparams, 'DomainGetNumaParametersArgs.nparams');
  w.uint32(v.flags, 'DomainGetNumaParametersArgs.flags');
}
export function readDomainGetNumaParametersArgs(r: XdrReader): DomainGetNumaParametersArgs {
  return {
    dom: readNonnullDomain(r),
    nparams: r.int32('DomainGetNumaParametersArgs.nparams'),
    flags: r.uint32('DomainGetNumaParametersArgs.flags'),
  };
}

export type DomainGetNumaParametersRet = {
  readonly params: readonly TypedParam[];
  readonly nparams: number;
};
export function writeDomainGetNumaParametersRet(w: XdrWriter, v: DomainGetNumaParametersRet): void {
  w.array(v.params, 16, 'DomainGetNumaParametersRet.params', (one) => writeTypedParam(w, one));
  w.int32(v.nparams, 'DomainGetNumaParametersRet.nparams');
}
export function readDomainGetNumaParametersRet(r: XdrReader): DomainGetNumaParametersRet {
  return {
    params: r.array(16, 12, 'DomainGetNumaParametersRet.params', () => readTypedParam(r)),
    nparams: r.int32('DomainGetNumaParametersRet.nparams'),
  };
}

export type DomainSetPerfEventsArgs = {
  readonly dom: NonnullDomain;
  readonly params: readonly TypedParam[];
  readonly flags: number;
};
export function writeDomainSetPerfEventsArgs(w: XdrWriter, v: DomainSetPerfEventsArgs): void {
  writeNonnullDomain(w, v.dom);
  w.array(v.params, 64, 'DomainSetPerfEventsArgs.params', (one) => writeTypedParam(w, one));
  w.uint32(v.flags, 'DomainSetPerfEventsArgs.flags');
}
export function readDomainSetPerfEventsArgs(r: XdrReader): DomainSetPerfEventsArgs {
  return {
    dom: readNonnullDomain(r),
    params: r.array(64, 12, 'DomainSetPerfEventsArgs.params', () => readTypedParam(r)),
    flags: r.uint32('DomainSetPerfEventsArgs.flags'),
  };
}

export type DomainGetPerfEventsArgs = {
  readonly dom: NonnullDomain;
  readonly flags: number;
};
export function writeDomainGetPerfEventsArgs(w: XdrWriter, v: DomainGetPerfEventsArgs): void {
  writeNonnullDomain(w, v.dom);
  w.uint32(v.flags, 'DomainGetPerfEventsArgs.flags');
}
export function readDomainGetPerfEventsArgs(r: XdrReader): DomainGetPerfEventsArgs {
  return {
    dom: readNonnullDomain(r),
    flags: r.uint32('DomainGetPerfEventsArgs.flags'),
  };
}

export type DomainGetPerfEventsRet = {
  readonly params: readonly TypedParam[];
};
export function writeDomainGetPerfEventsRet(w: XdrWriter, v: DomainGetPerfEventsRet): void {
  w.array(v.params, 64, 'DomainGetPerfEventsRet.params', (one) => writeTypedParam(w, one));
}
export function readDomainGetPerfEventsRet(r: XdrReader): DomainGetPerfEventsRet {
  return {
    params: r.array(64, 12, 'DomainGetPerfEventsRet.params', () => readTypedParam(r)),
  };
}

export type DomainBlockStatsArgs = {
  readonly dom: NonnullDomain;
  readonly path: string;
};
export function writeDomainBlockStatsArgs(w: XdrWriter, v: DomainBlockStatsArgs): void {
  writeNonnullDomain(w, v.dom);
  w.string(v.path, 4194304, 'DomainBlockStatsArgs.path');
}
export function readDomainBlockStatsArgs(r: XdrReader): DomainBlockStatsArgs {
  return {
    dom: readNonnullDomain(r),
    path: r.string(4194304, 'DomainBlockStatsArgs.path'),
  };
}

export type DomainBlockStatsRet = {
  readonly rdReq: bigint;
  readonly rdBytes: bigint;
  readonly wrReq: bigint;
  readonly wrBytes: bigint;
  readonly errs: bigint;
};
export function writeDomainBlockStatsRet(w: XdrWriter, v: DomainBlockStatsRet): void {
  w.int64(v.rdReq, 'DomainBlockStatsRet.rdReq');
  w.int64(v.rdBytes, 'DomainBlockStatsRet.rdBytes');
  w.int64(v.wrReq, 'DomainBlockStatsRet.wrReq');
  w.int64(v.wrBytes, 'DomainBlockStatsRet.wrBytes');
  w.int64(v.errs, 'DomainBlockStatsRet.errs');
}
export function readDomainBlockStatsRet(r: XdrReader): DomainBlockStatsRet {
  return {
    rdReq: r.int64('DomainBlockStatsRet.rdReq'),
    rdBytes: r.int64('DomainBlockStatsRet.rdBytes'),
    wrReq: r.int64('DomainBlockStatsRet.wrReq'),
    wrBytes: r.int64('DomainBlockStatsRet.wrBytes'),
    errs: r.int64('DomainBlockStatsRet.errs'),
  };
}

export type DomainBlockStatsFlagsArgs = {
  readonly dom: NonnullDomain;
  readonly path: string;
  readonly nparams: number;
  readonly flags: number;
};
export function writeDomainBlockStatsFlagsArgs(w: XdrWriter, v: DomainBlockStatsFlagsArgs): void {
  writeNonnullDomain(w, v.dom);
  w.string(v.path, 4194304, 'DomainBlockStatsFlagsArgs.path');
  w.int32(v.nparams, 'DomainBlockStatsFlagsArgs.nparams');
  w.uint32(v.flags, 'DomainBlockStatsFlagsArgs.flags');
}
export function readDomainBlockStatsFlagsArgs(r: XdrReader): DomainBlockStatsFlagsArgs {
  return {
    dom: readNonnullDomain(r),
    path: r.string(4194304, 'DomainBlockStatsFlagsArgs.path'),
    nparams: r.int32('DomainBlockStatsFlagsArgs.nparams'),
    flags: r.uint32('DomainBlockStatsFlagsArgs.flags'),
  };
}

export type DomainBlockStatsFlagsRet = {
  readonly params: readonly TypedParam[];
  readonly nparams: number;
};
export function writeDomainBlockStatsFlagsRet(w: XdrWriter, v: DomainBlockStatsFlagsRet): void {
  w.array(v.params, 16, 'DomainBlockStatsFlagsRet.params', (one) => writeTypedParam(w, one));
  w.int32(v.nparams, 'DomainBlockStatsFlagsRet.nparams');
}
export function readDomainBlockStatsFlagsRet(r: XdrReader): DomainBlockStatsFlagsRet {
  return {
    params: r.array(16, 12, 'DomainBlockStatsFlagsRet.params', () => readTypedParam(r)),
    nparams: r.int32('DomainBlockStatsFlagsRet.nparams'),
  };
}

export type DomainInterfaceStatsArgs = {
  readonly dom: NonnullDomain;
  readonly device: string;
};
export function writeDomainInterfaceStatsArgs(w: XdrWriter, v: DomainInterfaceStatsArgs): void {
  writeNonnullDomain(w, v.dom);
  w.string(v.device, 4194304, 'DomainInterfaceStatsArgs.device');
}
export function readDomainInterfaceStatsArgs(r: XdrReader): DomainInterfaceStatsArgs {
  return {
    dom: readNonnullDomain(r),
    device: r.string(4194304, 'DomainInterfaceStatsArgs.device'),
  };
}

export type DomainInterfaceStatsRet = {
  readonly rxBytes: bigint;
  readonly rxPackets: bigint;
  readonly rxErrs: bigint;
  readonly rxDrop: bigint;
  readonly txBytes: bigint;
  readonly txPackets: bigint;
  readonly txErrs: bigint;
  readonly txDrop: bigint;
};
export function writeDomainInterfaceStatsRet(w: XdrWriter, v: DomainInterfaceStatsRet): void {
  w.int64(v.rxBytes, 'DomainInterfaceStatsRet.rxBytes');
  w.int64(v.rxPackets, 'DomainInterfaceStatsRet.rxPackets');
  w.int64(v.rxErrs, 'DomainInterfaceStatsRet.rxErrs');
  w.int64(v.rxDrop, 'DomainInterfaceStatsRet.rxDrop');
  w.int64(v.txBytes, 'DomainInterfaceStatsRet.txBytes');
  w.int64(v.txPackets, 'DomainInterfaceStatsRet.txPackets');
  w.int64(v.txErrs, 'DomainInterfaceStatsRet.txErrs');
  w.int64(v.txDrop, 'DomainInterfaceStatsRet.txDrop');
}
export function readDomainInterfaceStatsRet(r: XdrReader): DomainInterfaceStatsRet {
  return {
    rxBytes: r.int64('DomainInterfaceStatsRet.rxBytes'),
    rxPackets: r.int64('DomainInterfaceStatsRet.rxPackets'),
    rxErrs: r.int64('DomainInterfaceStatsRet.rxErrs'),
    rxDrop: r.int64('DomainInterfaceStatsRet.rxDrop'),
    txBytes: r.int64('DomainInterfaceStatsRet.txBytes'),
    txPackets: r.int64('DomainInterfaceStatsRet.txPackets'),
    txErrs: r.int64('DomainInterfaceStatsRet.txErrs'),
    txDrop: r.int64('DomainInterfaceStatsRet.txDrop'),
  };
}

export type DomainSetInterfaceParametersArgs = {
  readonly dom: NonnullDomain;
  readonly device: string;
  readonly params: readonly TypedParam[];
  readonly flags: number;
};
export function writeDomainSetInterfaceParametersArgs(w: XdrWriter, v: DomainSetInterfaceParametersArgs): void {
  writeNonnullDomain(w, v.dom);
  w.string(v.device, 4194304, 'DomainSetInterfaceParametersArgs.device');
  w.array(v.params, 16, 'DomainSetInterfaceParametersArgs.params', (one) => writeTypedParam(w, one));
  w.uint32(v.flags, 'DomainSetInterfaceParametersArgs.flags');
}
export function readDomainSetInterfaceParametersArgs(r: XdrReader): DomainSetInterfaceParametersArgs {
  return {
    dom: readNonnullDomain(r),
    device: r.string(4194304, 'DomainSetInterfaceParametersArgs.device'),
    params: r.array(16, 12, 'DomainSetInterfaceParametersArgs.params', () => readTypedParam(r)),
    flags: r.uint32('DomainSetInterfaceParametersArgs.flags'),
  };
}

export type DomainGetInterfaceParametersArgs = {
  readonly dom: NonnullDomain;
  readonly device: string;
  readonly nparams: number;
  readonly flags: number;
};
export function writeDomainGetInterfaceParametersArgs(w: XdrWriter, v: DomainGetInterfaceParametersArgs): void {
  writeNonnullDomain(w, v.dom);
  w.string(v.device, 4194304, 'DomainGetInterfaceParametersArgs.device');
  w.int32(v.nparams, 'DomainGetInterfaceParametersArgs.nparams');
  w.uint32(v.flags, 'DomainGetInterfaceParametersArgs.flags');
}
export function readDomainGetInterfaceParametersArgs(r: XdrReader): DomainGetInterfaceParametersArgs {
  return {
    dom: readNonnullDomain(r),
    device: r.string(4194304, 'DomainGetInterfaceParametersArgs.device'),
    nparams: r.int32('DomainGetInterfaceParametersArgs.nparams'),
    flags: r.uint32('DomainGetInterfaceParametersArgs.flags'),
  };
}

export type DomainGetInterfaceParametersRet = {
  readonly params: readonly TypedParam[];
  readonly nparams: number;
};
export function writeDomainGetInterfaceParametersRet(w: XdrWriter, v: DomainGetInterfaceParametersRet): void {
  w.array(v.params, 16, 'DomainGetInterfaceParametersRet.params', (one) => writeTypedParam(w, one));
  w.int32(v.nparams, 'DomainGetInterfaceParametersRet.nparams');
}
export function readDomainGetInterfaceParametersRet(r: XdrReader): DomainGetInterfaceParametersRet {
  return {
    params: r.array(16, 12, 'DomainGetInterfaceParametersRet.params', () => readTypedParam(r)),
    nparams: r.int32('DomainGetInterfaceParametersRet.nparams'),
  };
}

export type DomainMemoryStatsArgs = {
  readonly dom: NonnullDomain;
  readonly maxStats: number;
  readonly flags: number;
};
export function writeDomainMemoryStatsArgs(w: XdrWriter, v: DomainMemoryStatsArgs): void {
  writeNonnullDomain(w, v.dom);
  w.uint32(v.maxStats, 'DomainMemoryStatsArgs.maxStats');
  w.uint32(v.flags, 'DomainMemoryStatsArgs.flags');
}
export function readDomainMemoryStatsArgs(r: XdrReader): DomainMemoryStatsArgs {
  return {
    dom: readNonnullDomain(r),
    maxStats: r.uint32('DomainMemoryStatsArgs.maxStats'),
    flags: r.uint32('DomainMemoryStatsArgs.flags'),
  };
}

export type DomainMemoryStat = {
  readonly tag: number;
  readonly val: bigint;
};
export function writeDomainMemoryStat(w: XdrWriter, v: DomainMemoryStat): void {
  w.int32(v.tag, 'DomainMemoryStat.tag');
  w.uint64(v.val, 'DomainMemoryStat.val');
}
export function readDomainMemoryStat(r: XdrReader): DomainMemoryStat {
  return {
    tag: r.int32('DomainMemoryStat.tag'),
    val: r.uint64('DomainMemoryStat.val'),
  };
}

export type DomainMemoryStatsRet = {
  readonly stats: readonly DomainMemoryStat[];
};
export function writeDomainMemoryStatsRet(w: XdrWriter, v: DomainMemoryStatsRet): void {
  w.array(v.stats, 1024, 'DomainMemoryStatsRet.stats', (one) => writeDomainMemoryStat(w, one));
}
export function readDomainMemoryStatsRet(r: XdrReader): DomainMemoryStatsRet {
  return {
    stats: r.array(1024, 12, 'DomainMemoryStatsRet.stats', () => readDomainMemoryStat(r)),
  };
}

export type DomainBlockPeekArgs = {
  readonly dom: NonnullDomain;
  readonly path: string;
  readonly offset: bigint;
  readonly size: number;
  readonly flags: number;
};
export function writeDomainBlockPeekArgs(w: XdrWriter, v: DomainBlockPeekArgs): void {
  writeNonnullDomain(w, v.dom);
  w.string(v.path, 4194304, 'DomainBlockPeekArgs.path');
  w.uint64(v.offset, 'DomainBlockPeekArgs.offset');
  w.uint32(v.size, 'DomainBlockPeekArgs.size');
  w.uint32(v.flags, 'DomainBlockPeekArgs.flags');
}
export function readDomainBlockPeekArgs(r: XdrReader): DomainBlockPeekArgs {
  return {
    dom: readNonnullDomain(r),
    path: r.string(4194304, 'DomainBlockPeekArgs.path'),
    offset: r.uint64('DomainBlockPeekArgs.offset'),
    size: r.uint32('DomainBlockPeekArgs.size'),
    flags: r.uint32('DomainBlockPeekArgs.flags'),
  };
}

export type DomainBlockPeekRet = {
  readonly buffer: Uint8Array;
};
export function writeDomainBlockPeekRet(w: XdrWriter, v: DomainBlockPeekRet): void {
  w.opaque(v.buffer, 4194304, 'DomainBlockPeekRet.buffer');
}
export function readDomainBlockPeekRet(r: XdrReader): DomainBlockPeekRet {
  return {
    buffer: r.opaque(4194304, 'DomainBlockPeekRet.buffer'),
  };
}

export type DomainMemoryPeekArgs = {
  readonly dom: NonnullDomain;
  readonly offset: bigint;
  readonly size: number;
  readonly flags: number;
};
export function writeDomainMemoryPeekArgs(w: XdrWriter, v: DomainMemoryPeekArgs): void {
  writeNonnullDomain(w, v.dom);
  w.uint64(v.offset, 'DomainMemoryPeekArgs.offset');
  w.uint32(v.size, 'DomainMemoryPeekArgs.size');
  w.uint32(v.flags, 'DomainMemoryPeekArgs.flags');
}
export function readDomainMemoryPeekArgs(r: XdrReader): DomainMemoryPeekArgs {
  return {
    dom: readNonnullDomain(r),
    offset: r.uint64('DomainMemoryPeekArgs.offset'),
    size: r.uint32('DomainMemoryPeekArgs.size'),
    flags: r.uint32('DomainMemoryPeekArgs.flags'),
  };
}

export type DomainMemoryPeekRet = {
  readonly buffer: Uint8Array;
};
export function writeDomainMemoryPeekRet(w: XdrWriter, v: DomainMemoryPeekRet): void {
  w.opaque(v.buffer, 4194304, 'DomainMemoryPeekRet.buffer');
}
export function readDomainMemoryPeekRet(r: XdrReader): DomainMemoryPeekRet {
  return {
    buffer: r.opaque(4194304, 'DomainMemoryPeekRet.buffer'),
  };
}

export type DomainGetBlockInfoArgs = {
  readonly dom: NonnullDomain;
  readonly path: string;
  readonly flags: number;
};
export function writeDomainGetBlockInfoArgs(w: XdrWriter, v: DomainGetBlockInfoArgs): void {
  writeNonnullDomain(w, v.dom);
  w.string(v.path, 4194304, 'DomainGetBlockInfoArgs.path');
  w.uint32(v.flags, 'DomainGetBlockInfoArgs.flags');
}
export function readDomainGetBlockInfoArgs(r: XdrReader): DomainGetBlockInfoArgs {
  return {
    dom: readNonnullDomain(r),
    path: r.string(4194304, 'DomainGetBlockInfoArgs.path'),
    flags: r.uint32('DomainGetBlockInfoArgs.flags'),
  };
}

export type DomainGetBlockInfoRet = {
  readonly allocation: bigint;
  readonly capacity: bigint;
  readonly physical: bigint;
};
export function writeDomainGetBlockInfoRet(w: XdrWriter, v: DomainGetBlockInfoRet): void {
  w.uint64(v.allocation, 'DomainGetBlockInfoRet.allocation');
  w.uint64(v.capacity, 'DomainGetBlockInfoRet.capacity');
  w.uint64(v.physical, 'DomainGetBlockInfoRet.physical');
}
export function readDomainGetBlockInfoRet(r: XdrReader): DomainGetBlockInfoRet {
  return {
    allocation: r.uint64('DomainGetBlockInfoRet.allocation'),
    capacity: r.uint64('DomainGetBlockInfoRet.capacity'),
    physical: r.uint64('DomainGetBlockInfoRet.physical'),
  };
}

export type ConnectListDomainsArgs = {
  readonly maxids: number;
};
export function writeConnectListDomainsArgs(w: XdrWriter, v: ConnectListDomainsArgs): void {
  w.int32(v.maxids, 'ConnectListDomainsArgs.maxids');
}
export function readConnectListDomainsArgs(r: XdrReader): ConnectListDomainsArgs {
  return {
    maxids: r.int32('ConnectListDomainsArgs.maxids'),
  };
}

export type ConnectListDomainsRet = {
  readonly ids: readonly number[];
};
export function writeConnectListDomainsRet(w: XdrWriter, v: ConnectListDomainsRet): void {
  w.array(v.ids, 16384, 'ConnectListDomainsRet.ids', (one) => w.int32(one, 'ConnectListDomainsRet.ids'));
}
export function readConnectListDomainsRet(r: XdrReader): ConnectListDomainsRet {
  return {
    ids: r.array(16384, 4, 'ConnectListDomainsRet.ids', () => r.int32('ConnectListDomainsRet.ids')),
  };
}

export type ConnectNumOfDomainsRet = {
  readonly num: number;
};
export function writeConnectNumOfDomainsRet(w: XdrWriter, v: ConnectNumOfDomainsRet): void {
  w.int32(v.num, 'ConnectNumOfDomainsRet.num');
}
export function readConnectNumOfDomainsRet(r: XdrReader): ConnectNumOfDomainsRet {
  return {
    num: r.int32('ConnectNumOfDomainsRet.num'),
  };
}

export type DomainCreateXmlArgs = {
  readonly xmlDesc: string;
  readonly flags: number;
};
export function writeDomainCreateXmlArgs(w: XdrWriter, v: DomainCreateXmlArgs): void {
  w.string(v.xmlDesc, 4194304, 'DomainCreateXmlArgs.xmlDesc');
  w.uint32(v.flags, 'DomainCreateXmlArgs.flags');
}
export function readDomainCreateXmlArgs(r: XdrReader): DomainCreateXmlArgs {
  return {
    xmlDesc: r.string(4194304, 'DomainCreateXmlArgs.xmlDesc'),
    flags: r.uint32('DomainCreateXmlArgs.flags'),
  };
}

export type DomainCreateXmlRet = {
  readonly dom: NonnullDomain;
};
export function writeDomainCreateXmlRet(w: XdrWriter, v: DomainCreateXmlRet): void {
  writeNonnullDomain(w, v.dom);
}
export function readDomainCreateXmlRet(r: XdrReader): DomainCreateXmlRet {
  return {
    dom: readNonnullDomain(r),
  };
}

export type DomainCreateXmlWithFilesArgs = {
  readonly xmlDesc: string;
  readonly flags: number;
};
export function writeDomainCreateXmlWithFilesArgs(w: XdrWriter, v: DomainCreateXmlWithFilesArgs): void {
  w.string(v.xmlDesc, 4194304, 'DomainCreateXmlWithFilesArgs.xmlDesc');
  w.uint32(v.flags, 'DomainCreateXmlWithFilesArgs.flags');
}
export function readDomainCreateXmlWithFilesArgs(r: XdrReader): DomainCreateXmlWithFilesArgs {
  return {
    xmlDesc: r.string(4194304, 'DomainCreateXmlWithFilesArgs.xmlDesc'),
    flags: r.uint32('DomainCreateXmlWithFilesArgs.flags'),
  };
}

export type DomainCreateXmlWithFilesRet = {
  readonly dom: NonnullDomain;
};
export function writeDomainCreateXmlWithFilesRet(w: XdrWriter, v: DomainCreateXmlWithFilesRet): void {
  writeNonnullDomain(w, v.dom);
}
export function readDomainCreateXmlWithFilesRet(r: XdrReader): DomainCreateXmlWithFilesRet {
  return {
    dom: readNonnullDomain(r),
  };
}

export type DomainLookupByIdArgs = {
  readonly id: number;
};
export function writeDomainLookupByIdArgs(w: XdrWriter, v: DomainLookupByIdArgs): void {
  w.int32(v.id, 'DomainLookupByIdArgs.id');
}
export function readDomainLookupByIdArgs(r: XdrReader): DomainLookupByIdArgs {
  return {
    id: r.int32('DomainLookupByIdArgs.id'),
  };
}

export type DomainLookupByIdRet = {
  readonly dom: NonnullDomain;
};
export function writeDomainLookupByIdRet(w: XdrWriter, v: DomainLookupByIdRet): void {
  writeNonnullDomain(w, v.dom);
}
export function readDomainLookupByIdRet(r: XdrReader): DomainLookupByIdRet {
  return {
    dom: readNonnullDomain(r),
  };
}

export type DomainLookupByUuidArgs = {
  readonly uuid: Uint8Array;
};
export function writeDomainLookupByUuidArgs(w: XdrWriter, v: DomainLookupByUuidArgs): void {
  w.fixedOpaque(v.uuid, 16, 'DomainLookupByUuidArgs.uuid');
}
export function readDomainLookupByUuidArgs(r: XdrReader): DomainLookupByUuidArgs {
  return {
    uuid: r.fixedOpaque(16, 'DomainLookupByUuidArgs.uuid'),
  };
}

export type DomainLookupByUuidRet = {
  readonly dom: NonnullDomain;
};
export function writeDomainLookupByUuidRet(w: XdrWriter, v: DomainLookupByUuidRet): void {
  writeNonnullDomain(w, v.dom);
}
export function readDomainLookupByUuidRet(r: XdrReader): DomainLookupByUuidRet {
  return {
    dom: readNonnullDomain(r),
  };
}

export type DomainLookupByNameArgs = {
  readonly name: string;
};
export function writeDomainLookupByNameArgs(w: XdrWriter, v: DomainLookupByNameArgs): void {
  w.string(v.name, 4194304, 'DomainLookupByNameArgs.name');
}
export function readDomainLookupByNameArgs(r: XdrReader): DomainLookupByNameArgs {
  return {
    name: r.string(4194304, 'DomainLookupByNameArgs.name'),
  };
}

export type DomainLookupByNameRet = {
  readonly dom: NonnullDomain;
};
export function writeDomainLookupByNameRet(w: XdrWriter, v: DomainLookupByNameRet): void {
  writeNonnullDomain(w, v.dom);
}
export function readDomainLookupByNameRet(r: XdrReader): DomainLookupByNameRet {
  return {
    dom: readNonnullDomain(r),
  };
}

export type DomainSuspendArgs = {
  readonly dom: NonnullDomain;
};
export function writeDomainSuspendArgs(w: XdrWriter, v: DomainSuspendArgs): void {
  writeNonnullDomain(w, v.dom);
}
export function readDomainSuspendArgs(r: XdrReader): DomainSuspendArgs {
  return {
    dom: readNonnullDomain(r),
  };
}

export type DomainResumeArgs = {
  readonly dom: NonnullDomain;
};
export function writeDomainResumeArgs(w: XdrWriter, v: DomainResumeArgs): void {
  writeNonnullDomain(w, v.dom);
}
export function readDomainResumeArgs(r: XdrReader): DomainResumeArgs {
  return {
    dom: readNonnullDomain(r),
  };
}

export type DomainPmSuspendForDurationArgs = {
  readonly dom: NonnullDomain;
  readonly target: number;
  readonly duration: bigint;
  readonly flags: number;
};
export function writeDomainPmSuspendForDurationArgs(w: XdrWriter, v: DomainPmSuspendForDurationArgs): void {
  writeNonnullDomain(w, v.dom);
  w.uint32(v.target, 'DomainPmSuspendForDurationArgs.target');
  w.uint64(v.duration, 'DomainPmSuspendForDurationArgs.duration');
  w.uint32(v.flags, 'DomainPmSuspendForDurationArgs.flags');
}
export function readDomainPmSuspendForDurationArgs(r: XdrReader): DomainPmSuspendForDurationArgs {
  return {
    dom: readNonnullDomain(r),
    target: r.uint32('DomainPmSuspendForDurationArgs.target'),
    duration: r.uint64('DomainPmSuspendForDurationArgs.duration'),
    flags: r.uint32('DomainPmSuspendForDurationArgs.flags'),
  };
}

export type DomainPmWakeupArgs = {
  readonly dom: NonnullDomain;
  readonly flags: number;
};
export function writeDomainPmWakeupArgs(w: XdrWriter, v: DomainPmWakeupArgs): void {
  writeNonnullDomain(w, v.dom);
  w.uint32(v.flags, 'DomainPmWakeupArgs.flags');
}
export function readDomainPmWakeupArgs(r: XdrReader): DomainPmWakeupArgs {
  return {
    dom: readNonnullDomain(r),
    flags: r.uint32('DomainPmWakeupArgs.flags'),
  };
}

export type DomainShutdownArgs = {
  readonly dom: NonnullDomain;
};
export function writeDomainShutdownArgs(w: XdrWriter, v: DomainShutdownArgs): void {
  writeNonnullDomain(w, v.dom);
}
export function readDomainShutdownArgs(r: XdrReader): DomainShutdownArgs {
  return {
    dom: readNonnullDomain(r),
  };
}

export type DomainRebootArgs = {
  readonly dom: NonnullDomain;
  readonly flags: number;
};
export function writeDomainRebootArgs(w: XdrWriter, v: DomainRebootArgs): void {
  writeNonnullDomain(w, v.dom);
  w.uint32(v.flags, 'DomainRebootArgs.flags');
}
export function readDomainRebootArgs(r: XdrReader): DomainRebootArgs {
  return {
    dom: readNonnullDomain(r),
    flags: r.uint32('DomainRebootArgs.flags'),
  };
}

export type DomainResetArgs = {
  readonly dom: NonnullDomain;
  readonly flags: number;
};
export function writeDomainResetArgs(w: XdrWriter, v: DomainResetArgs): void {
  writeNonnullDomain(w, v.dom);
  w.uint32(v.flags, 'DomainResetArgs.flags');
}
export function readDomainResetArgs(r: XdrReader): DomainResetArgs {
  return {
    dom: readNonnullDomain(r),
    flags: r.uint32('DomainResetArgs.flags'),
  };
}

export type DomainDestroyArgs = {
  readonly dom: NonnullDomain;
};
export function writeDomainDestroyArgs(w: XdrWriter, v: DomainDestroyArgs): void {
  writeNonnullDomain(w, v.dom);
}
export function readDomainDestroyArgs(r: XdrReader): DomainDestroyArgs {
  return {
    dom: readNonnullDomain(r),
  };
}

export type DomainDestroyFlagsArgs = {
  readonly dom: NonnullDomain;
  readonly flags: number;
};
export function writeDomainDestroyFlagsArgs(w: XdrWriter, v: DomainDestroyFlagsArgs): void {
  writeNonnullDomain(w, v.dom);
  w.uint32(v.flags, 'DomainDestroyFlagsArgs.flags');
}
export function readDomainDestroyFlagsArgs(r: XdrReader): DomainDestroyFlagsArgs {
  return {
    dom: readNonnullDomain(r),
    flags: r.uint32('DomainDestroyFlagsArgs.flags'),
  };
}

export type DomainGetOsTypeArgs = {
  readonly dom: NonnullDomain;
};
export function writeDomainGetOsTypeArgs(w: XdrWriter, v: DomainGetOsTypeArgs): void {
  writeNonnullDomain(w, v.dom);
}
export function readDomainGetOsTypeArgs(r: XdrReader): DomainGetOsTypeArgs {
  return {
    dom: readNonnullDomain(r),
  };
}

export type DomainGetOsTypeRet = {
  readonly type: string;
};
export function writeDomainGetOsTypeRet(w: XdrWriter, v: DomainGetOsTypeRet): void {
  w.string(v.type, 4194304, 'DomainGetOsTypeRet.type');
}
export function readDomainGetOsTypeRet(r: XdrReader): DomainGetOsTypeRet {
  return {
    type: r.string(4194304, 'DomainGetOsTypeRet.type'),
  };
}

export type DomainGetMaxMemoryArgs = {
  readonly dom: NonnullDomain;
};
export function writeDomainGetMaxMemoryArgs(w: XdrWriter, v: DomainGetMaxMemoryArgs): void {
  writeNonnullDomain(w, v.dom);
}
export function readDomainGetMaxMemoryArgs(r: XdrReader): DomainGetMaxMemoryArgs {
  return {
    dom: readNonnullDomain(r),
  };
}

export type DomainGetMaxMemoryRet = {
  readonly memory: bigint;
};
export function writeDomainGetMaxMemoryRet(w: XdrWriter, v: DomainGetMaxMemoryRet): void {
  w.uint64(v.memory, 'DomainGetMaxMemoryRet.memory');
}
export function readDomainGetMaxMemoryRet(r: XdrReader): DomainGetMaxMemoryRet {
  return {
    memory: r.uint64('DomainGetMaxMemoryRet.memory'),
  };
}

export type DomainSetMaxMemoryArgs = {
  readonly dom: NonnullDomain;
  readonly memory: bigint;
};
export function writeDomainSetMaxMemoryArgs(w: XdrWriter, v: DomainSetMaxMemoryArgs): void {
  writeNonnullDomain(w, v.dom);
  w.uint64(v.memory, 'DomainSetMaxMemoryArgs.memory');
}
export function readDomainSetMaxMemoryArgs(r: XdrReader): DomainSetMaxMemoryArgs {
  return {
    dom: readNonnullDomain(r),
    memory: r.uint64('DomainSetMaxMemoryArgs.memory'),
  };
}

export type DomainSetMemoryArgs = {
  readonly dom: NonnullDomain;
  readonly memory: bigint;
};
export function writeDomainSetMemoryArgs(w: XdrWriter, v: DomainSetMemoryArgs): void {
  writeNonnullDomain(w, v.dom);
  w.uint64(v.memory, 'DomainSetMemoryArgs.memory');
}
export function readDomainSetMemoryArgs(r: XdrReader): DomainSetMemoryArgs {
  return {
    dom: readNonnullDomain(r),
    memory: r.uint64('DomainSetMemoryArgs.memory'),
  };
}

export type DomainSetMemoryFlagsArgs = {
  readonly dom: NonnullDomain;
  readonly memory: bigint;
  readonly flags: number;
};
export function writeDomainSetMemoryFlagsArgs(w: XdrWriter, v: DomainSetMemoryFlagsArgs): void {
  writeNonnullDomain(w, v.dom);
  w.uint64(v.memory, 'DomainSetMemoryFlagsArgs.memory');
  w.uint32(v.flags, 'DomainSetMemoryFlagsArgs.flags');
}
export function readDomainSetMemoryFlagsArgs(r: XdrReader): DomainSetMemoryFlagsArgs {
  return {
    dom: readNonnullDomain(r),
    memory: r.uint64('DomainSetMemoryFlagsArgs.memory'),
    flags: r.uint32('DomainSetMemoryFlagsArgs.flags'),
  };
}

export type DomainSetMemoryStatsPeriodArgs = {
  readonly dom: NonnullDomain;
  readonly period: number;
  readonly flags: number;
};
export function writeDomainSetMemoryStatsPeriodArgs(w: XdrWriter, v: DomainSetMemoryStatsPeriodArgs): void {
  writeNonnullDomain(w, v.dom);
  w.int32(v.period, 'DomainSetMemoryStatsPeriodArgs.period');
  w.uint32(v.flags, 'DomainSetMemoryStatsPeriodArgs.flags');
}
export function readDomainSetMemoryStatsPeriodArgs(r: XdrReader): DomainSetMemoryStatsPeriodArgs {
  return {
    dom: readNonnullDomain(r),
    period: r.int32('DomainSetMemoryStatsPeriodArgs.period'),
    flags: r.uint32('DomainSetMemoryStatsPeriodArgs.flags'),
  };
}

export type DomainGetInfoArgs = {
  readonly dom: NonnullDomain;
};
export function writeDomainGetInfoArgs(w: XdrWriter, v: DomainGetInfoArgs): void {
  writeNonnullDomain(w, v.dom);
}
export function readDomainGetInfoArgs(r: XdrReader): DomainGetInfoArgs {
  return {
    dom: readNonnullDomain(r),
  };
}

export type DomainGetInfoRet = {
  readonly state: number;
  readonly maxMem: bigint;
  readonly memory: bigint;
  readonly nrVirtCpu: number;
  readonly cpuTime: bigint;
};
export function writeDomainGetInfoRet(w: XdrWriter, v: DomainGetInfoRet): void {
  w.uint8(v.state, 'DomainGetInfoRet.state');
  w.uint64(v.maxMem, 'DomainGetInfoRet.maxMem');
  w.uint64(v.memory, 'DomainGetInfoRet.memory');
  w.uint16(v.nrVirtCpu, 'DomainGetInfoRet.nrVirtCpu');
  w.uint64(v.cpuTime, 'DomainGetInfoRet.cpuTime');
}
export function readDomainGetInfoRet(r: XdrReader): DomainGetInfoRet {
  return {
    state: r.uint8('DomainGetInfoRet.state'),
    maxMem: r.uint64('DomainGetInfoRet.maxMem'),
    memory: r.uint64('DomainGetInfoRet.memory'),
    nrVirtCpu: r.uint16('DomainGetInfoRet.nrVirtCpu'),
    cpuTime: r.uint64('DomainGetInfoRet.cpuTime'),
  };
}

export type DomainSaveArgs = {
  readonly dom: NonnullDomain;
  readonly to: string;
};
export function writeDomainSaveArgs(w: XdrWriter, v: DomainSaveArgs): void {
  writeNonnullDomain(w, v.dom);
  w.string(v.to, 4194304, 'DomainSaveArgs.to');
}
export function readDomainSaveArgs(r: XdrReader): DomainSaveArgs {
  return {
    dom: readNonnullDomain(r),
    to: r.string(4194304, 'DomainSaveArgs.to'),
  };
}

export type DomainSaveFlagsArgs = {
  readonly dom: NonnullDomain;
  readonly to: string;
  readonly dxml: string | null;
  readonly flags: number;
};
export function writeDomainSaveFlagsArgs(w: XdrWriter, v: DomainSaveFlagsArgs): void {
  writeNonnullDomain(w, v.dom);
  w.string(v.to, 4194304, 'DomainSaveFlagsArgs.to');
  w.optional(v.dxml, 'DomainSaveFlagsArgs.dxml', (one) => w.string(one, 4194304, 'DomainSaveFlagsArgs.dxml'));
  w.uint32(v.flags, 'DomainSaveFlagsArgs.flags');
}
export function readDomainSaveFlagsArgs(r: XdrReader): DomainSaveFlagsArgs {
  return {
    dom: readNonnullDomain(r),
    to: r.string(4194304, 'DomainSaveFlagsArgs.to'),
    dxml: r.optional('DomainSaveFlagsArgs.dxml', () => r.string(4194304, 'DomainSaveFlagsArgs.dxml')),
    flags: r.uint32('DomainSaveFlagsArgs.flags'),
  };
}

export type DomainSaveParamsArgs = {
  readonly dom: NonnullDomain;
  readonly params: readonly TypedParam[];
  readonly flags: number;
};
export function writeDomainSaveParamsArgs(w: XdrWriter, v: DomainSaveParamsArgs): void {
  writeNonnullDomain(w, v.dom);
  w.array(v.params, 64, 'DomainSaveParamsArgs.params', (one) => writeTypedParam(w, one));
  w.uint32(v.flags, 'DomainSaveParamsArgs.flags');
}
export function readDomainSaveParamsArgs(r: XdrReader): DomainSaveParamsArgs {
  return {
    dom: readNonnullDomain(r),
    params: r.array(64, 12, 'DomainSaveParamsArgs.params', () => readTypedParam(r)),
    flags: r.uint32('DomainSaveParamsArgs.flags'),
  };
}

export type DomainRestoreArgs = {
  readonly from: string;
};
export function writeDomainRestoreArgs(w: XdrWriter, v: DomainRestoreArgs): void {
  w.string(v.from, 4194304, 'DomainRestoreArgs.from');
}
export function readDomainRestoreArgs(r: XdrReader): DomainRestoreArgs {
  return {
    from: r.string(4194304, 'DomainRestoreArgs.from'),
  };
}

export type DomainRestoreFlagsArgs = {
  readonly from: string;
  readonly dxml: string | null;
  readonly flags: number;
};
export function writeDomainRestoreFlagsArgs(w: XdrWriter, v: DomainRestoreFlagsArgs): void {
  w.string(v.from, 4194304, 'DomainRestoreFlagsArgs.from');
  w.optional(v.dxml, 'DomainRestoreFlagsArgs.dxml', (one) => w.string(one, 4194304, 'DomainRestoreFlagsArgs.dxml'));
  w.uint32(v.flags, 'DomainRestoreFlagsArgs.flags');
}
export function readDomainRestoreFlagsArgs(r: XdrReader): DomainRestoreFlagsArgs {
  return {
    from: r.string(4194304, 'DomainRestoreFlagsArgs.from'),
    dxml: r.optional('DomainRestoreFlagsArgs.dxml', () => r.string(4194304, 'DomainRestoreFlagsArgs.dxml')),
    flags: r.uint32('DomainRestoreFlagsArgs.flags'),
  };
}

export type DomainRestoreParamsArgs = {
  readonly params: readonly TypedParam[];
  readonly flags: number;
};
export function writeDomainRestoreParamsArgs(w: XdrWriter, v: DomainRestoreParamsArgs): void {
  w.array(v.params, 64, 'DomainRestoreParamsArgs.params', (one) => writeTypedParam(w, one));
  w.uint32(v.flags, 'DomainRestoreParamsArgs.flags');
}
export function readDomainRestoreParamsArgs(r: XdrReader): DomainRestoreParamsArgs {
  return {
    params: r.array(64, 12, 'DomainRestoreParamsArgs.params', () => readTypedParam(r)),
    flags: r.uint32('DomainRestoreParamsArgs.flags'),
  };
}

export type DomainSaveImageGetXmlDescArgs = {
  readonly file: string;
  readonly flags: number;
};
export function writeDomainSaveImageGetXmlDescArgs(w: XdrWriter, v: DomainSaveImageGetXmlDescArgs): void {
  w.string(v.file, 4194304, 'DomainSaveImageGetXmlDescArgs.file');
  w.uint32(v.flags, 'DomainSaveImageGetXmlDescArgs.flags');
}
export function readDomainSaveImageGetXmlDescArgs(r: XdrReader): DomainSaveImageGetXmlDescArgs {
  return {
    file: r.string(4194304, 'DomainSaveImageGetXmlDescArgs.file'),
    flags: r.uint32('DomainSaveImageGetXmlDescArgs.flags'),
  };
}

export type DomainSaveImageGetXmlDescRet = {
  readonly xml: string;
};
export function writeDomainSaveImageGetXmlDescRet(w: XdrWriter, v: DomainSaveImageGetXmlDescRet): void {
  w.string(v.xml, 4194304, 'DomainSaveImageGetXmlDescRet.xml');
}
export function readDomainSaveImageGetXmlDescRet(r: XdrReader): DomainSaveImageGetXmlDescRet {
  return {
    xml: r.string(4194304, 'DomainSaveImageGetXmlDescRet.xml'),
  };
}

export type DomainSaveImageDefineXmlArgs = {
  readonly file: string;
  readonly dxml: string;
  readonly flags: number;
};
export function writeDomainSaveImageDefineXmlArgs(w: XdrWriter, v: DomainSaveImageDefineXmlArgs): void {
  w.string(v.file, 4194304, 'DomainSaveImageDefineXmlArgs.file');
  w.string(v.dxml, 4194304, 'DomainSaveImageDefineXmlArgs.dxml');
  w.uint32(v.flags, 'DomainSaveImageDefineXmlArgs.flags');
}
export function readDomainSaveImageDefineXmlArgs(r: XdrReader): DomainSaveImageDefineXmlArgs {
  return {
    file: r.string(4194304, 'DomainSaveImageDefineXmlArgs.file'),
    dxml: r.string(4194304, 'DomainSaveImageDefineXmlArgs.dxml'),
    flags: r.uint32('DomainSaveImageDefineXmlArgs.flags'),
  };
}

export type DomainCoreDumpArgs = {
  readonly dom: NonnullDomain;
  readonly to: string;
  readonly flags: number;
};
export function writeDomainCoreDumpArgs(w: XdrWriter, v: DomainCoreDumpArgs): void {
  writeNonnullDomain(w, v.dom);
  w.string(v.to, 4194304, 'DomainCoreDumpArgs.to');
  w.uint32(v.flags, 'DomainCoreDumpArgs.flags');
}
export function readDomainCoreDumpArgs(r: XdrReader): DomainCoreDumpArgs {
  return {
    dom: readNonnullDomain(r),
    to: r.string(4194304, 'DomainCoreDumpArgs.to'),
    flags: r.uint32('DomainCoreDumpArgs.flags'),
  };
}

export type DomainCoreDumpWithFormatArgs = {
  readonly dom: NonnullDomain;
  readonly to: string;
  readonly dumpformat: number;
  readonly flags: number;
};
export function writeDomainCoreDumpWithFormatArgs(w: XdrWriter, v: DomainCoreDumpWithFormatArgs): void {
  writeNonnullDomain(w, v.dom);
  w.string(v.to, 4194304, 'DomainCoreDumpWithFormatArgs.to');
  w.uint32(v.dumpformat, 'DomainCoreDumpWithFormatArgs.dumpformat');
  w.uint32(v.flags, 'DomainCoreDumpWithFormatArgs.flags');
}
export function readDomainCoreDumpWithFormatArgs(r: XdrReader): DomainCoreDumpWithFormatArgs {
  return {
    dom: readNonnullDomain(r),
    to: r.string(4194304, 'DomainCoreDumpWithFormatArgs.to'),
    dumpformat: r.uint32('DomainCoreDumpWithFormatArgs.dumpformat'),
    flags: r.uint32('DomainCoreDumpWithFormatArgs.flags'),
  };
}

export type DomainScreenshotArgs = {
  readonly dom: NonnullDomain;
  readonly screen: number;
  readonly flags: number;
};
export function writeDomainScreenshotArgs(w: XdrWriter, v: DomainScreenshotArgs): void {
  writeNonnullDomain(w, v.dom);
  w.uint32(v.screen, 'DomainScreenshotArgs.screen');
  w.uint32(v.flags, 'DomainScreenshotArgs.flags');
}
export function readDomainScreenshotArgs(r: XdrReader): DomainScreenshotArgs {
  return {
    dom: readNonnullDomain(r),
    screen: r.uint32('DomainScreenshotArgs.screen'),
    flags: r.uint32('DomainScreenshotArgs.flags'),
  };
}

export type DomainScreenshotRet = {
  readonly mime: string | null;
};
export function writeDomainScreenshotRet(w: XdrWriter, v: DomainScreenshotRet): void {
  w.optional(v.mime, 'DomainScreenshotRet.mime', (one) => w.string(one, 4194304, 'DomainScreenshotRet.mime'));
}
export function readDomainScreenshotRet(r: XdrReader): DomainScreenshotRet {
  return {
    mime: r.optional('DomainScreenshotRet.mime', () => r.string(4194304, 'DomainScreenshotRet.mime')),
  };
}

export type DomainGetXmlDescArgs = {
  readonly dom: NonnullDomain;
  readonly flags: number;
};
export function writeDomainGetXmlDescArgs(w: XdrWriter, v: DomainGetXmlDescArgs): void {
  writeNonnullDomain(w, v.dom);
  w.uint32(v.flags, 'DomainGetXmlDescArgs.flags');
}
export function readDomainGetXmlDescArgs(r: XdrReader): DomainGetXmlDescArgs {
  return {
    dom: readNonnullDomain(r),
    flags: r.uint32('DomainGetXmlDescArgs.flags'),
  };
}

export type DomainGetXmlDescRet = {
  readonly xml: string;
};
export function writeDomainGetXmlDescRet(w: XdrWriter, v: DomainGetXmlDescRet): void {
  w.string(v.xml, 4194304, 'DomainGetXmlDescRet.xml');
}
export function readDomainGetXmlDescRet(r: XdrReader): DomainGetXmlDescRet {
  return {
    xml: r.string(4194304, 'DomainGetXmlDescRet.xml'),
  };
}

export type DomainMigratePrepareArgs = {
  readonly uriIn: string | null;
  readonly flags: bigint;
  readonly dname: string | null;
  readonly resource: bigint;
};
export function writeDomainMigratePrepareArgs(w: XdrWriter, v: DomainMigratePrepareArgs): void {
  w.optional(v.uriIn, 'DomainMigratePrepareArgs.uriIn', (one) => w.string(one, 4194304, 'DomainMigratePrepareArgs.uriIn'));
  w.uint64(v.flags, 'DomainMigratePrepareArgs.flags');
  w.optional(v.dname, 'DomainMigratePrepareArgs.dname', (one) => w.string(one, 4194304, 'DomainMigratePrepareArgs.dname'));
  w.uint64(v.resource, 'DomainMigratePrepareArgs.resource');
}
export function readDomainMigratePrepareArgs(r: XdrReader): DomainMigratePrepareArgs {
  return {
    uriIn: r.optional('DomainMigratePrepareArgs.uriIn', () => r.string(4194304, 'DomainMigratePrepareArgs.uriIn')),
    flags: r.uint64('DomainMigratePrepareArgs.flags'),
    dname: r.optional('DomainMigratePrepareArgs.dname', () => r.string(4194304, 'DomainMigratePrepareArgs.dname')),
    resource: r.uint64('DomainMigratePrepareArgs.resource'),
  };
}

export type DomainMigratePrepareRet = {
  readonly cookie: Uint8Array;
  readonly uriOut: string | null;
};
export function writeDomainMigratePrepareRet(w: XdrWriter, v: DomainMigratePrepareRet): void {
  w.opaque(v.cookie, 4194304, 'DomainMigratePrepareRet.cookie');
  w.optional(v.uriOut, 'DomainMigratePrepareRet.uriOut', (one) => w.string(one, 4194304, 'DomainMigratePrepareRet.uriOut'));
}
export function readDomainMigratePrepareRet(r: XdrReader): DomainMigratePrepareRet {
  return {
    cookie: r.opaque(4194304, 'DomainMigratePrepareRet.cookie'),
    uriOut: r.optional('DomainMigratePrepareRet.uriOut', () => r.string(4194304, 'DomainMigratePrepareRet.uriOut')),
  };
}

export type DomainMigratePerformArgs = {
  readonly dom: NonnullDomain;
  readonly cookie: Uint8Array;
  readonly uri: string;
  readonly flags: bigint;
  readonly dname: string | null;
  readonly resource: bigint;
};
export function writeDomainMigratePerformArgs(w: XdrWriter, v: DomainMigratePerformArgs): void {
  writeNonnullDomain(w, v.dom);
  w.opaque(v.cookie, 4194304, 'DomainMigratePerformArgs.cookie');
  w.string(v.uri, 4194304, 'DomainMigratePerformArgs.uri');
  w.uint64(v.flags, 'DomainMigratePerformArgs.flags');
  w.optional(v.dname, 'DomainMigratePerformArgs.dname', (one) => w.string(one, 4194304, 'DomainMigratePerformArgs.dname'));
  w.uint64(v.resource, 'DomainMigratePerformArgs.resource');
}
export function readDomainMigratePerformArgs(r: XdrReader): DomainMigratePerformArgs {
  return {
    dom: readNonnullDomain(r),
    cookie: r.opaque(4194304, 'DomainMigratePerformArgs.cookie'),
    uri: r.string(4194304, 'DomainMigratePerformArgs.uri'),
    flags: r.uint64('DomainMigratePerformArgs.flags'),
    dname: r.optional('DomainMigratePerformArgs.dname', () => r.string(4194304, 'DomainMigratePerformArgs.dname')),
    resource: r.uint64('DomainMigratePerformArgs.resource'),
  };
}

export type DomainMigrateFinishArgs = {
  readonly dname: string;
  readonly cookie: Uint8Array;
  readonly uri: string;
  readonly flags: bigint;
};
export function writeDomainMigrateFinishArgs(w: XdrWriter, v: DomainMigrateFinishArgs): void {
  w.string(v.dname, 4194304, 'DomainMigrateFinishArgs.dname');
  w.opaque(v.cookie, 4194304, 'DomainMigrateFinishArgs.cookie');
  w.string(v.uri, 4194304, 'DomainMigrateFinishArgs.uri');
  w.uint64(v.flags, 'DomainMigrateFinishArgs.flags');
}
export function readDomainMigrateFinishArgs(r: XdrReader): DomainMigrateFinishArgs {
  return {
    dname: r.string(4194304, 'DomainMigrateFinishArgs.dname'),
    cookie: r.opaque(4194304, 'DomainMigrateFinishArgs.cookie'),
    uri: r.string(4194304, 'DomainMigrateFinishArgs.uri'),
    flags: r.uint64('DomainMigrateFinishArgs.flags'),
  };
}

export type DomainMigrateFinishRet = {
  readonly ddom: NonnullDomain;
};
export function writeDomainMigrateFinishRet(w: XdrWriter, v: DomainMigrateFinishRet): void {
  writeNonnullDomain(w, v.ddom);
}
export function readDomainMigrateFinishRet(r: XdrReader): DomainMigrateFinishRet {
  return {
    ddom: readNonnullDomain(r),
  };
}

export type DomainMigratePrepare2Args = {
  readonly uriIn: string | null;
  readonly flags: bigint;
  readonly dname: string | null;
  readonly resource: bigint;
  readonly domXml: string;
};
export function writeDomainMigratePrepare2Args(w: XdrWriter, v: DomainMigratePrepare2Args): void {
  w.optional(v.uriIn, 'DomainMigratePrepare2Args.uriIn', (one) => w.string(one, 4194304, 'DomainMigratePrepare2Args.uriIn'));
  w.uint64(v.flags, 'DomainMigratePrepare2Args.flags');
  w.optional(v.dname, 'DomainMigratePrepare2Args.dname', (one) => w.string(one, 4194304, 'DomainMigratePrepare2Args.dname'));
  w.uint64(v.resource, 'DomainMigratePrepare2Args.resource');
  w.string(v.domXml, 4194304, 'DomainMigratePrepare2Args.domXml');
}
export function readDomainMigratePrepare2Args(r: XdrReader): DomainMigratePrepare2Args {
  return {
    uriIn: r.optional('DomainMigratePrepare2Args.uriIn', () => r.string(4194304, 'DomainMigratePrepare2Args.uriIn')),
    flags: r.uint64('DomainMigratePrepare2Args.flags'),
    dname: r.optional('DomainMigratePrepare2Args.dname', () => r.string(4194304, 'DomainMigratePrepare2Args.dname')),
    resource: r.uint64('DomainMigratePrepare2Args.resource'),
    domXml: r.string(4194304, 'DomainMigratePrepare2Args.domXml'),
  };
}

export type DomainMigratePrepare2Ret = {
  readonly cookie: Uint8Array;
  readonly uriOut: string | null;
};
export function writeDomainMigratePrepare2Ret(w: XdrWriter, v: DomainMigratePrepare2Ret): void {
  w.opaque(v.cookie, 4194304, 'DomainMigratePrepare2Ret.cookie');
  w.optional(v.uriOut, 'DomainMigratePrepare2Ret.uriOut', (one) => w.string(one, 4194304, 'DomainMigratePrepare2Ret.uriOut'));
}
export function readDomainMigratePrepare2Ret(r: XdrReader): DomainMigratePrepare2Ret {
  return {
    cookie: r.opaque(4194304, 'DomainMigratePrepare2Ret.cookie'),
    uriOut: r.optional('DomainMigratePrepare2Ret.uriOut', () => r.string(4194304, 'DomainMigratePrepare2Ret.uriOut')),
  };
}

export type DomainMigrateFinish2Args = {
  readonly dname: string;
  readonly cookie: Uint8Array;
  readonly uri: string;
  readonly flags: bigint;
  readonly retcode: number;
};
export function writeDomainMigrateFinish2Args(w: XdrWriter, v: DomainMigrateFinish2Args): void {
  w.string(v.dname, 4194304, 'DomainMigrateFinish2Args.dname');
  w.opaque(v.cookie, 4194304, 'DomainMigrateFinish2Args.cookie');
  w.string(v.uri, 4194304, 'DomainMigrateFinish2Args.uri');
  w.uint64(v.flags, 'DomainMigrateFinish2Args.flags');
  w.int32(v.retcode, 'DomainMigrateFinish2Args.retcode');
}
export function readDomainMigrateFinish2Args(r: XdrReader): DomainMigrateFinish2Args {
  return {
    dname: r.string(4194304, 'DomainMigrateFinish2Args.dname'),
    cookie: r.opaque(4194304, 'DomainMigrateFinish2Args.cookie'),
    uri: r.string(4194304, 'DomainMigrateFinish2Args.uri'),
    flags: r.uint64('DomainMigrateFinish2Args.flags'),
    retcode: r.int32('DomainMigrateFinish2Args.retcode'),
  };
}

export type DomainMigrateFinish2Ret = {
  readonly ddom: NonnullDomain;
};
export function writeDomainMigrateFinish2Ret(w: XdrWriter, v: DomainMigrateFinish2Ret): void {
  writeNonnullDomain(w, v.ddom);
}
export function readDomainMigrateFinish2Ret(r: XdrReader): DomainMigrateFinish2Ret {
  return {
    ddom: readNonnullDomain(r),
  };
}

export type ConnectListDefinedDomainsArgs = {
  readonly maxnames: number;
};
export function writeConnectListDefinedDomainsArgs(w: XdrWriter, v: ConnectListDefinedDomainsArgs): void {
  w.int32(v.maxnames, 'ConnectListDefinedDomainsArgs.maxnames');
}
export function readConnectListDefinedDomainsArgs(r: XdrReader): ConnectListDefinedDomainsArgs {
  return {
    maxnames: r.int32('ConnectListDefinedDomainsArgs.maxnames'),
  };
}

export type ConnectListDefinedDomainsRet = {
  readonly names: readonly string[];
};
export function writeConnectListDefinedDomainsRet(w: XdrWriter, v: ConnectListDefinedDomainsRet): void {
  w.array(v.names, 16384, 'ConnectListDefinedDomainsRet.names', (one) => w.string(one, 4194304, 'ConnectListDefinedDomainsRet.names'));
}
export function readConnectListDefinedDomainsRet(r: XdrReader): ConnectListDefinedDomainsRet {
  return {
    names: r.array(16384, 4, 'ConnectListDefinedDomainsRet.names', () => r.string(4194304, 'ConnectListDefinedDomainsRet.names')),
  };
}

export type ConnectNumOfDefinedDomainsRet = {
  readonly num: number;
};
export function writeConnectNumOfDefinedDomainsRet(w: XdrWriter, v: ConnectNumOfDefinedDomainsRet): void {
  w.int32(v.num, 'ConnectNumOfDefinedDomainsRet.num');
}
export function readConnectNumOfDefinedDomainsRet(r: XdrReader): ConnectNumOfDefinedDomainsRet {
  return {
    num: r.int32('ConnectNumOfDefinedDomainsRet.num'),
  };
}

export type DomainCreateArgs = {
  readonly dom: NonnullDomain;
};
export function writeDomainCreateArgs(w: XdrWriter, v: DomainCreateArgs): void {
  writeNonnullDomain(w, v.dom);
}
export function readDomainCreateArgs(r: XdrReader): DomainCreateArgs {
  return {
    dom: readNonnullDomain(r),
  };
}

export type DomainCreateWithFlagsArgs = {
  readonly dom: NonnullDomain;
  readonly flags: number;
};
export function writeDomainCreateWithFlagsArgs(w: XdrWriter, v: DomainCreateWithFlagsArgs): void {
  writeNonnullDomain(w, v.dom);
  w.uint32(v.flags, 'DomainCreateWithFlagsArgs.flags');
}
export function readDomainCreateWithFlagsArgs(r: XdrReader): DomainCreateWithFlagsArgs {
  return {
    dom: readNonnullDomain(r),
    flags: r.uint32('DomainCreateWithFlagsArgs.flags'),
  };
}

export type DomainCreateWithFlagsRet = {
  readonly dom: NonnullDomain;
};
export function writeDomainCreateWithFlagsRet(w: XdrWriter, v: DomainCreateWithFlagsRet): void {
  writeNonnullDomain(w, v.dom);
}
export function readDomainCreateWithFlagsRet(r: XdrReader): DomainCreateWithFlagsRet {
  return {
    dom: readNonnullDomain(r),
  };
}

export type DomainCreateWithFilesArgs = {
  readonly dom: NonnullDomain;
  readonly flags: number;
};
export function writeDomainCreateWithFilesArgs(w: XdrWriter, v: DomainCreateWithFilesArgs): void {
  writeNonnullDomain(w, v.dom);
  w.uint32(v.flags, 'DomainCreateWithFilesArgs.flags');
}
export function readDomainCreateWithFilesArgs(r: XdrReader): DomainCreateWithFilesArgs {
  return {
    dom: readNonnullDomain(r),
    flags: r.uint32('DomainCreateWithFilesArgs.flags'),
  };
}

export type DomainCreateWithFilesRet = {
  readonly dom: NonnullDomain;
};
export function writeDomainCreateWithFilesRet(w: XdrWriter, v: DomainCreateWithFilesRet): void {
  writeNonnullDomain(w, v.dom);
}
export function readDomainCreateWithFilesRet(r: XdrReader): DomainCreateWithFilesRet {
  return {
    dom: readNonnullDomain(r),
  };
}

export type DomainDefineXmlArgs = {
  readonly xml: string;
};
export function writeDomainDefineXmlArgs(w: XdrWriter, v: DomainDefineXmlArgs): void {
  w.string(v.xml, 4194304, 'DomainDefineXmlArgs.xml');
}
export function readDomainDefineXmlArgs(r: XdrReader): DomainDefineXmlArgs {
  return {
    xml: r.string(4194304, 'DomainDefineXmlArgs.xml'),
  };
}

export type DomainDefineXmlRet = {
  readonly dom: NonnullDomain;
};
export function writeDomainDefineXmlRet(w: XdrWriter, v: DomainDefineXmlRet): void {
  writeNonnullDomain(w, v.dom);
}
export function readDomainDefineXmlRet(r: XdrReader): DomainDefineXmlRet {
  return {
    dom: readNonnullDomain(r),
  };
}

export type DomainDefineXmlFlagsArgs = {
  readonly xml: string;
  readonly flags: number;
};
export function writeDomainDefineXmlFlagsArgs(w: XdrWriter, v: DomainDefineXmlFlagsArgs): void {
  w.string(v.xml, 4194304, 'DomainDefineXmlFlagsArgs.xml');
  w.uint32(v.flags, 'DomainDefineXmlFlagsArgs.flags');
}
export function readDomainDefineXmlFlagsArgs(r: XdrReader): DomainDefineXmlFlagsArgs {
  return {
    xml: r.string(4194304, 'DomainDefineXmlFlagsArgs.xml'),
    flags: r.uint32('DomainDefineXmlFlagsArgs.flags'),
  };
}

export type DomainDefineXmlFlagsRet = {
  readonly dom: NonnullDomain;
};
export function writeDomainDefineXmlFlagsRet(w: XdrWriter, v: DomainDefineXmlFlagsRet): void {
  writeNonnullDomain(w, v.dom);
}
export function readDomainDefineXmlFlagsRet(r: XdrReader): DomainDefineXmlFlagsRet {
  return {
    dom: readNonnullDomain(r),
  };
}

export type DomainUndefineArgs = {
  readonly dom: NonnullDomain;
};
export function writeDomainUndefineArgs(w: XdrWriter, v: DomainUndefineArgs): void {
  writeNonnullDomain(w, v.dom);
}
export function readDomainUndefineArgs(r: XdrReader): DomainUndefineArgs {
  return {
    dom: readNonnullDomain(r),
  };
}

export type DomainUndefineFlagsArgs = {
  readonly dom: NonnullDomain;
  readonly flags: number;
};
export function writeDomainUndefineFlagsArgs(w: XdrWriter, v: DomainUndefineFlagsArgs): void {
  writeNonnullDomain(w, v.dom);
  w.uint32(v.flags, 'DomainUndefineFlagsArgs.flags');
}
export function readDomainUndefineFlagsArgs(r: XdrReader): DomainUndefineFlagsArgs {
  return {
    dom: readNonnullDomain(r),
    flags: r.uint32('DomainUndefineFlagsArgs.flags'),
  };
}

export type DomainInjectNmiArgs = {
  readonly dom: NonnullDomain;
  readonly flags: number;
};
export function writeDomainInjectNmiArgs(w: XdrWriter, v: DomainInjectNmiArgs): void {
  writeNonnullDomain(w, v.dom);
  w.uint32(v.flags, 'DomainInjectNmiArgs.flags');
}
export function readDomainInjectNmiArgs(r: XdrReader): DomainInjectNmiArgs {
  return {
    dom: readNonnullDomain(r),
    flags: r.uint32('DomainInjectNmiArgs.flags'),
  };
}

export type DomainSendKeyArgs = {
  readonly dom: NonnullDomain;
  readonly codeset: number;
  readonly holdtime: number;
  readonly keycodes: readonly number[];
  readonly flags: number;
};
export function writeDomainSendKeyArgs(w: XdrWriter, v: DomainSendKeyArgs): void {
  writeNonnullDomain(w, v.dom);
  w.uint32(v.codeset, 'DomainSendKeyArgs.codeset');
  w.uint32(v.holdtime, 'DomainSendKeyArgs.holdtime');
  w.array(v.keycodes, 16, 'DomainSendKeyArgs.keycodes', (one) => w.uint32(one, 'DomainSendKeyArgs.keycodes'));
  w.uint32(v.flags, 'DomainSendKeyArgs.flags');
}
export function readDomainSendKeyArgs(r: XdrReader): DomainSendKeyArgs {
  return {
    dom: readNonnullDomain(r),
    codeset: r.uint32('DomainSendKeyArgs.codeset'),
    holdtime: r.uint32('DomainSendKeyArgs.holdtime'),
    keycodes: r.array(16, 4, 'DomainSendKeyArgs.keycodes', () => r.uint32('DomainSendKeyArgs.keycodes')),
    flags: r.uint32('DomainSendKeyArgs.flags'),
  };
}

export type DomainSendProcessSignalArgs = {
  readonly dom: NonnullDomain;
  readonly pidValue: bigint;
  readonly signum: number;
  readonly flags: number;
};
export function writeDomainSendProcessSignalArgs(w: XdrWriter, v: DomainSendProcessSignalArgs): void {
  writeNonnullDomain(w, v.dom);
  w.int64(v.pidValue, 'DomainSendProcessSignalArgs.pidValue');
  w.uint32(v.signum, 'DomainSendProcessSignalArgs.signum');
  w.uint32(v.flags, 'DomainSendProcessSignalArgs.flags');
}
export function readDomainSendProcessSignalArgs(r: XdrReader): DomainSendProcessSignalArgs {
  return {
    dom: readNonnullDomain(r),
    pidValue: r.int64('DomainSendProcessSignalArgs.pidValue'),
    signum: r.uint32('DomainSendProcessSignalArgs.signum'),
    flags: r.uint32('DomainSendProcessSignalArgs.flags'),
  };
}

export type DomainSetVcpusArgs = {
  readonly dom: NonnullDomain;
  readonly nvcpus: number;
};
export function writeDomainSetVcpusArgs(w: XdrWriter, v: DomainSetVcpusArgs): void {
  writeNonnullDomain(w, v.dom);
  w.uint32(v.nvcpus, 'DomainSetVcpusArgs.nvcpus');
}
export function readDomainSetVcpusArgs(r: XdrReader): DomainSetVcpusArgs {
  return {
    dom: readNonnullDomain(r),
    nvcpus: r.uint32('DomainSetVcpusArgs.nvcpus'),
  };
}

export type DomainSetVcpusFlagsArgs = {
  readonly dom: NonnullDomain;
  readonly nvcpus: number;
  readonly flags: number;
};
export function writeDomainSetVcpusFlagsArgs(w: XdrWriter, v: DomainSetVcpusFlagsArgs): void {
  writeNonnullDomain(w, v.dom);
  w.uint32(v.nvcpus, 'DomainSetVcpusFlagsArgs.nvcpus');
  w.uint32(v.flags, 'DomainSetVcpusFlagsArgs.flags');
}
export function readDomainSetVcpusFlagsArgs(r: XdrReader): DomainSetVcpusFlagsArgs {
  return {
    dom: readNonnullDomain(r),
    nvcpus: r.uint32('DomainSetVcpusFlagsArgs.nvcpus'),
    flags: r.uint32('DomainSetVcpusFlagsArgs.flags'),
  };
}

export type DomainGetVcpusFlagsArgs = {
  readonly dom: NonnullDomain;
  readonly flags: number;
};
export function writeDomainGetVcpusFlagsArgs(w: XdrWriter, v: DomainGetVcpusFlagsArgs): void {
  writeNonnullDomain(w, v.dom);
  w.uint32(v.flags, 'DomainGetVcpusFlagsArgs.flags');
}
export function readDomainGetVcpusFlagsArgs(r: XdrReader): DomainGetVcpusFlagsArgs {
  return {
    dom: readNonnullDomain(r),
    flags: r.uint32('DomainGetVcpusFlagsArgs.flags'),
  };
}

export type DomainGetVcpusFlagsRet = {
  readonly num: number;
};
export function writeDomainGetVcpusFlagsRet(w: XdrWriter, v: DomainGetVcpusFlagsRet): void {
  w.int32(v.num, 'DomainGetVcpusFlagsRet.num');
}
export function readDomainGetVcpusFlagsRet(r: XdrReader): DomainGetVcpusFlagsRet {
  return {
    num: r.int32('DomainGetVcpusFlagsRet.num'),
  };
}

export type DomainPinVcpuArgs = {
  readonly dom: NonnullDomain;
  readonly vcpu: number;
  readonly cpumap: Uint8Array;
};
export function writeDomainPinVcpuArgs(w: XdrWriter, v: DomainPinVcpuArgs): void {
  writeNonnullDomain(w, v.dom);
  w.uint32(v.vcpu, 'DomainPinVcpuArgs.vcpu');
  w.opaque(v.cpumap, 2048, 'DomainPinVcpuArgs.cpumap');
}
export function readDomainPinVcpuArgs(r: XdrReader): DomainPinVcpuArgs {
  return {
    dom: readNonnullDomain(r),
    vcpu: r.uint32('DomainPinVcpuArgs.vcpu'),
    cpumap: r.opaque(2048, 'DomainPinVcpuArgs.cpumap'),
  };
}

export type DomainPinVcpuFlagsArgs = {
  readonly dom: NonnullDomain;
  readonly vcpu: number;
  readonly cpumap: Uint8Array;
  readonly flags: number;
};
export function writeDomainPinVcpuFlagsArgs(w: XdrWriter, v: DomainPinVcpuFlagsArgs): void {
  writeNonnullDomain(w, v.dom);
  w.uint32(v.vcpu, 'DomainPinVcpuFlagsArgs.vcpu');
  w.opaque(v.cpumap, 2048, 'DomainPinVcpuFlagsArgs.cpumap');
  w.uint32(v.flags, 'DomainPinVcpuFlagsArgs.flags');
}
export function readDomainPinVcpuFlagsArgs(r: XdrReader): DomainPinVcpuFlagsArgs {
  return {
    dom: readNonnullDomain(r),
    vcpu: r.uint32('DomainPinVcpuFlagsArgs.vcpu'),
    cpumap: r.opaque(2048, 'DomainPinVcpuFlagsArgs.cpumap'),
    flags: r.uint32('DomainPinVcpuFlagsArgs.flags'),
  };
}

export type DomainGetVcpuPinInfoArgs = {
  readonly dom: NonnullDomain;
  readonly ncpumaps: number;
  readonly maplen: number;
  readonly flags: number;
};
export function writeDomainGetVcpuPinInfoArgs(w: XdrWriter, v: DomainGetVcpuPinInfoArgs): void {
  writeNonnullDomain(w, v.dom);
  w.int32(v.ncpumaps, 'DomainGetVcpuPinInfoArgs.ncpumaps');
  w.int32(v.maplen, 'DomainGetVcpuPinInfoArgs.maplen');
  w.uint32(v.flags, 'DomainGetVcpuPinInfoArgs.flags');
}
export function readDomainGetVcpuPinInfoArgs(r: XdrReader): DomainGetVcpuPinInfoArgs {
  return {
    dom: readNonnullDomain(r),
    ncpumaps: r.int32('DomainGetVcpuPinInfoArgs.ncpumaps'),
    maplen: r.int32('DomainGetVcpuPinInfoArgs.maplen'),
    flags: r.uint32('DomainGetVcpuPinInfoArgs.flags'),
  };
}

export type DomainGetVcpuPinInfoRet = {
  readonly cpumaps: Uint8Array;
  readonly num: number;
};
export function writeDomainGetVcpuPinInfoRet(w: XdrWriter, v: DomainGetVcpuPinInfoRet): void {
  w.opaque(v.cpumaps, 8388608, 'DomainGetVcpuPinInfoRet.cpumaps');
  w.int32(v.num, 'DomainGetVcpuPinInfoRet.num');
}
export function readDomainGetVcpuPinInfoRet(r: XdrReader): DomainGetVcpuPinInfoRet {
  return {
    cpumaps: r.opaque(8388608, 'DomainGetVcpuPinInfoRet.cpumaps'),
    num: r.int32('DomainGetVcpuPinInfoRet.num'),
  };
}

export type DomainPinEmulatorArgs = {
  readonly dom: NonnullDomain;
  readonly cpumap: Uint8Array;
  readonly flags: number;
};
export function writeDomainPinEmulatorArgs(w: XdrWriter, v: DomainPinEmulatorArgs): void {
  writeNonnullDomain(w, v.dom);
  w.opaque(v.cpumap, 2048, 'DomainPinEmulatorArgs.cpumap');
  w.uint32(v.flags, 'DomainPinEmulatorArgs.flags');
}
export function readDomainPinEmulatorArgs(r: XdrReader): DomainPinEmulatorArgs {
  return {
    dom: readNonnullDomain(r),
    cpumap: r.opaque(2048, 'DomainPinEmulatorArgs.cpumap'),
    flags: r.uint32('DomainPinEmulatorArgs.flags'),
  };
}

export type DomainGetEmulatorPinInfoArgs = {
  readonly dom: NonnullDomain;
  readonly maplen: number;
  readonly flags: number;
};
export function writeDomainGetEmulatorPinInfoArgs(w: XdrWriter, v: DomainGetEmulatorPinInfoArgs): void {
  writeNonnullDomain(w, v.dom);
  w.int32(v.maplen, 'DomainGetEmulatorPinInfoArgs.maplen');
  w.uint32(v.flags, 'DomainGetEmulatorPinInfoArgs.flags');
}
export function readDomainGetEmulatorPinInfoArgs(r: XdrReader): DomainGetEmulatorPinInfoArgs {
  return {
    dom: readNonnullDomain(r),
    maplen: r.int32('DomainGetEmulatorPinInfoArgs.maplen'),
    flags: r.uint32('DomainGetEmulatorPinInfoArgs.flags'),
  };
}

export type DomainGetEmulatorPinInfoRet = {
  readonly cpumaps: Uint8Array;
  readonly ret: number;
};
export function writeDomainGetEmulatorPinInfoRet(w: XdrWriter, v: DomainGetEmulatorPinInfoRet): void {
  w.opaque(v.cpumaps, 8388608, 'DomainGetEmulatorPinInfoRet.cpumaps');
  w.int32(v.ret, 'DomainGetEmulatorPinInfoRet.ret');
}
export function readDomainGetEmulatorPinInfoRet(r: XdrReader): DomainGetEmulatorPinInfoRet {
  return {
    cpumaps: r.opaque(8388608, 'DomainGetEmulatorPinInfoRet.cpumaps'),
    ret: r.int32('DomainGetEmulatorPinInfoRet.ret'),
  };
}

export type DomainGetVcpusArgs = {
  readonly dom: NonnullDomain;
  readonly maxinfo: number;
  readonly maplen: number;
};
export function writeDomainGetVcpusArgs(w: XdrWriter, v: DomainGetVcpusArgs): void {
  writeNonnullDomain(w, v.dom);
  w.int32(v.maxinfo, 'DomainGetVcpusArgs.maxinfo');
  w.int32(v.maplen, 'DomainGetVcpusArgs.maplen');
}
export function readDomainGetVcpusArgs(r: XdrReader): DomainGetVcpusArgs {
  return {
    dom: readNonnullDomain(r),
    maxinfo: r.int32('DomainGetVcpusArgs.maxinfo'),
    maplen: r.int32('DomainGetVcpusArgs.maplen'),
  };
}

export type DomainGetVcpusRet = {
  readonly info: readonly VcpuInfo[];
  readonly cpumaps: Uint8Array;
};
export function writeDomainGetVcpusRet(w: XdrWriter, v: DomainGetVcpusRet): void {
  w.array(v.info, 16384, 'DomainGetVcpusRet.info', (one) => writeVcpuInfo(w, one));
  w.opaque(v.cpumaps, 8388608, 'DomainGetVcpusRet.cpumaps');
}
export function readDomainGetVcpusRet(r: XdrReader): DomainGetVcpusRet {
  return {
    info: r.array(16384, 20, 'DomainGetVcpusRet.info', () => readVcpuInfo(r)),
    cpumaps: r.opaque(8388608, 'DomainGetVcpusRet.cpumaps'),
  };
}

export type DomainGetMaxVcpusArgs = {
  readonly dom: NonnullDomain;
};
export function writeDomainGetMaxVcpusArgs(w: XdrWriter, v: DomainGetMaxVcpusArgs): void {
  writeNonnullDomain(w, v.dom);
}
export function readDomainGetMaxVcpusArgs(r: XdrReader): DomainGetMaxVcpusArgs {
  return {
    dom: readNonnullDomain(r),
  };
}

export type DomainGetMaxVcpusRet = {
  readonly num: number;
};
export function writeDomainGetMaxVcpusRet(w: XdrWriter, v: DomainGetMaxVcpusRet): void {
  w.int32(v.num, 'DomainGetMaxVcpusRet.num');
}
export function readDomainGetMaxVcpusRet(r: XdrReader): DomainGetMaxVcpusRet {
  return {
    num: r.int32('DomainGetMaxVcpusRet.num'),
  };
}

export type DomainIothreadInfo = {
  readonly iothreadId: number;
  readonly cpumap: Uint8Array;
};
export function writeDomainIothreadInfo(w: XdrWriter, v: DomainIothreadInfo): void {
  w.uint32(v.iothreadId, 'DomainIothreadInfo.iothreadId');
  w.opaque(v.cpumap, 2048, 'DomainIothreadInfo.cpumap');
}
export function readDomainIothreadInfo(r: XdrReader): DomainIothreadInfo {
  return {
    iothreadId: r.uint32('DomainIothreadInfo.iothreadId'),
    cpumap: r.opaque(2048, 'DomainIothreadInfo.cpumap'),
  };
}

export type DomainGetIothreadInfoArgs = {
  readonly dom: NonnullDomain;
  readonly flags: number;
};
export function writeDomainGetIothreadInfoArgs(w: XdrWriter, v: DomainGetIothreadInfoArgs): void {
  writeNonnullDomain(w, v.dom);
  w.uint32(v.flags, 'DomainGetIothreadInfoArgs.flags');
}
export function readDomainGetIothreadInfoArgs(r: XdrReader): DomainGetIothreadInfoArgs {
  return {
    dom: readNonnullDomain(r),
    flags: r.uint32('DomainGetIothreadInfoArgs.flags'),
  };
}

export type DomainGetIothreadInfoRet = {
  readonly info: readonly DomainIothreadInfo[];
  readonly ret: number;
};
export function writeDomainGetIothreadInfoRet(w: XdrWriter, v: DomainGetIothreadInfoRet): void {
  w.array(v.info, 16384, 'DomainGetIothreadInfoRet.info', (one) => writeDomainIothreadInfo(w, one));
  w.uint32(v.ret, 'DomainGetIothreadInfoRet.ret');
}
export function readDomainGetIothreadInfoRet(r: XdrReader): DomainGetIothreadInfoRet {
  return {
    info: r.array(16384, 8, 'DomainGetIothreadInfoRet.info', () => readDomainIothreadInfo(r)),
    ret: r.uint32('DomainGetIothreadInfoRet.ret'),
  };
}

export type DomainPinIothreadArgs = {
  readonly dom: NonnullDomain;
  readonly iothreadsId: number;
  readonly cpumap: Uint8Array;
  readonly flags: number;
};
export function writeDomainPinIothreadArgs(w: XdrWriter, v: DomainPinIothreadArgs): void {
  writeNonnullDomain(w, v.dom);
  w.uint32(v.iothreadsId, 'DomainPinIothreadArgs.iothreadsId');
  w.opaque(v.cpumap, 2048, 'DomainPinIothreadArgs.cpumap');
  w.uint32(v.flags, 'DomainPinIothreadArgs.flags');
}
export function readDomainPinIothreadArgs(r: XdrReader): DomainPinIothreadArgs {
  return {
    dom: readNonnullDomain(r),
    iothreadsId: r.uint32('DomainPinIothreadArgs.iothreadsId'),
    cpumap: r.opaque(2048, 'DomainPinIothreadArgs.cpumap'),
    flags: r.uint32('DomainPinIothreadArgs.flags'),
  };
}

export type DomainAddIothreadArgs = {
  readonly dom: NonnullDomain;
  readonly iothreadId: number;
  readonly flags: number;
};
export function writeDomainAddIothreadArgs(w: XdrWriter, v: DomainAddIothreadArgs): void {
  writeNonnullDomain(w, v.dom);
  w.uint32(v.iothreadId, 'DomainAddIothreadArgs.iothreadId');
  w.uint32(v.flags, 'DomainAddIothreadArgs.flags');
}
export function readDomainAddIothreadArgs(r: XdrReader): DomainAddIothreadArgs {
  return {
    dom: readNonnullDomain(r),
    iothreadId: r.uint32('DomainAddIothreadArgs.iothreadId'),
    flags: r.uint32('DomainAddIothreadArgs.flags'),
  };
}

export type DomainDelIothreadArgs = {
  readonly dom: NonnullDomain;
  readonly iothreadId: number;
  readonly flags: number;
};
export function writeDomainDelIothreadArgs(w: XdrWriter, v: DomainDelIothreadArgs): void {
  writeNonnullDomain(w, v.dom);
  w.uint32(v.iothreadId, 'DomainDelIothreadArgs.iothreadId');
  w.uint32(v.flags, 'DomainDelIothreadArgs.flags');
}
export function readDomainDelIothreadArgs(r: XdrReader): DomainDelIothreadArgs {
  return {
    dom: readNonnullDomain(r),
    iothreadId: r.uint32('DomainDelIothreadArgs.iothreadId'),
    flags: r.uint32('DomainDelIothreadArgs.flags'),
  };
}

export type DomainSetIothreadParamsArgs = {
  readonly dom: NonnullDomain;
  readonly iothreadId: number;
  readonly params: readonly TypedParam[];
  readonly flags: number;
};
export function writeDomainSetIothreadParamsArgs(w: XdrWriter, v: DomainSetIothreadParamsArgs): void {
  writeNonnullDomain(w, v.dom);
  w.uint32(v.iothreadId, 'DomainSetIothreadParamsArgs.iothreadId');
  w.array(v.params, 64, 'DomainSetIothreadParamsArgs.params', (one) => writeTypedParam(w, one));
  w.uint32(v.flags, 'DomainSetIothreadParamsArgs.flags');
}
export function readDomainSetIothreadParamsArgs(r: XdrReader): DomainSetIothreadParamsArgs {
  return {
    dom: readNonnullDomain(r),
    iothreadId: r.uint32('DomainSetIothreadParamsArgs.iothreadId'),
    params: r.array(64, 12, 'DomainSetIothreadParamsArgs.params', () => readTypedParam(r)),
    flags: r.uint32('DomainSetIothreadParamsArgs.flags'),
  };
}

export type DomainGetSecurityLabelArgs = {
  readonly dom: NonnullDomain;
};
export function writeDomainGetSecurityLabelArgs(w: XdrWriter, v: DomainGetSecurityLabelArgs): void {
  writeNonnullDomain(w, v.dom);
}
export function readDomainGetSecurityLabelArgs(r: XdrReader): DomainGetSecurityLabelArgs {
  return {
    dom: readNonnullDomain(r),
  };
}

export type DomainGetSecurityLabelRet = {
  readonly label: Uint8Array;
  readonly enforcing: number;
};
export function writeDomainGetSecurityLabelRet(w: XdrWriter, v: DomainGetSecurityLabelRet): void {
  w.chars(v.label, 4097, 'DomainGetSecurityLabelRet.label');
  w.int32(v.enforcing, 'DomainGetSecurityLabelRet.enforcing');
}
export function readDomainGetSecurityLabelRet(r: XdrReader): DomainGetSecurityLabelRet {
  return {
    label: r.chars(4097, 'DomainGetSecurityLabelRet.label'),
    enforcing: r.int32('DomainGetSecurityLabelRet.enforcing'),
  };
}

export type DomainGetSecurityLabelListArgs = {
  readonly dom: NonnullDomain;
};
export function writeDomainGetSecurityLabelListArgs(w: XdrWriter, v: DomainGetSecurityLabelListArgs): void {
  writeNonnullDomain(w, v.dom);
}
export function readDomainGetSecurityLabelListArgs(r: XdrReader): DomainGetSecurityLabelListArgs {
  return {
    dom: readNonnullDomain(r),
  };
}

export type DomainGetSecurityLabelListRet = {
  readonly labels: readonly DomainGetSecurityLabelRet[];
  readonly ret: number;
};
export function writeDomainGetSecurityLabelListRet(w: XdrWriter, v: DomainGetSecurityLabelListRet): void {
  w.array(v.labels, 64, 'DomainGetSecurityLabelListRet.labels', (one) => writeDomainGetSecurityLabelRet(w, one));
  w.int32(v.ret, 'DomainGetSecurityLabelListRet.ret');
}
export function readDomainGetSecurityLabelListRet(r: XdrReader): DomainGetSecurityLabelListRet {
  return {
    labels: r.array(64, 8, 'DomainGetSecurityLabelListRet.labels', () => readDomainGetSecurityLabelRet(r)),
    ret: r.int32('DomainGetSecurityLabelListRet.ret'),
  };
}

export type NodeGetSecurityModelRet = {
  readonly model: Uint8Array;
  readonly doi: Uint8Array;
};
export function writeNodeGetSecurityModelRet(w: XdrWriter, v: NodeGetSecurityModelRet): void {
  w.chars(v.model, 257, 'NodeGetSecurityModelRet.model');
  w.chars(v.doi, 257, 'NodeGetSecurityModelRet.doi');
}
export function readNodeGetSecurityModelRet(r: XdrReader): NodeGetSecurityModelRet {
  return {
    model: r.chars(257, 'NodeGetSecurityModelRet.model'),
    doi: r.chars(257, 'NodeGetSecurityModelRet.doi'),
  };
}

export type DomainAttachDeviceArgs = {
  readonly dom: NonnullDomain;
  readonly xml: string;
};
export function writeDomainAttachDeviceArgs(w: XdrWriter, v: DomainAttachDeviceArgs): void {
  writeNonnullDomain(w, v.dom);
  w.string(v.xml, 4194304, 'DomainAttachDeviceArgs.xml');
}
export function readDomainAttachDeviceArgs(r: XdrReader): DomainAttachDeviceArgs {
  return {
    dom: readNonnullDomain(r),
    xml: r.string(4194304, 'DomainAttachDeviceArgs.xml'),
  };
}

export type DomainAttachDeviceFlagsArgs = {
  readonly dom: NonnullDomain;
  readonly xml: string;
  readonly flags: number;
};
export function writeDomainAttachDeviceFlagsArgs(w: XdrWriter, v: DomainAttachDeviceFlagsArgs): void {
  writeNonnullDomain(w, v.dom);
  w.string(v.xml, 4194304, 'DomainAttachDeviceFlagsArgs.xml');
  w.uint32(v.flags, 'DomainAttachDeviceFlagsArgs.flags');
}
export function readDomainAttachDeviceFlagsArgs(r: XdrReader): DomainAttachDeviceFlagsArgs {
  return {
    dom: readNonnullDomain(r),
    xml: r.string(4194304, 'DomainAttachDeviceFlagsArgs.xml'),
    flags: r.uint32('DomainAttachDeviceFlagsArgs.flags'),
  };
}

export type DomainDetachDeviceArgs = {
  readonly dom: NonnullDomain;
  readonly xml: string;
};
export function writeDomainDetachDeviceArgs(w: XdrWriter, v: DomainDetachDeviceArgs): void {
  writeNonnullDomain(w, v.dom);
  w.string(v.xml, 4194304, 'DomainDetachDeviceArgs.xml');
}
export function readDomainDetachDeviceArgs(r: XdrReader): DomainDetachDeviceArgs {
  return {
    dom: readNonnullDomain(r),
    xml: r.string(4194304, 'DomainDetachDeviceArgs.xml'),
  };
}

export type DomainDetachDeviceFlagsArgs = {
  readonly dom: NonnullDomain;
  readonly xml: string;
  readonly flags: number;
};
export function writeDomainDetachDeviceFlagsArgs(w: XdrWriter, v: DomainDetachDeviceFlagsArgs): void {
  writeNonnullDomain(w, v.dom);
  w.string(v.xml, 4194304, 'DomainDetachDeviceFlagsArgs.xml');
  w.uint32(v.flags, 'DomainDetachDeviceFlagsArgs.flags');
}
export function readDomainDetachDeviceFlagsArgs(r: XdrReader): DomainDetachDeviceFlagsArgs {
  return {
    dom: readNonnullDomain(r),
    xml: r.string(4194304, 'DomainDetachDeviceFlagsArgs.xml'),
    flags: r.uint32('DomainDetachDeviceFlagsArgs.flags'),
  };
}

export type DomainUpdateDeviceFlagsArgs = {
  readonly dom: NonnullDomain;
  readonly xml: string;
  readonly flags: number;
};
export function writeDomainUpdateDeviceFlagsArgs(w: XdrWriter, v: DomainUpdateDeviceFlagsArgs): void {
  writeNonnullDomain(w, v.dom);
  w.string(v.xml, 4194304, 'DomainUpdateDeviceFlagsArgs.xml');
  w.uint32(v.flags, 'DomainUpdateDeviceFlagsArgs.flags');
}
export function readDomainUpdateDeviceFlagsArgs(r: XdrReader): DomainUpdateDeviceFlagsArgs {
  return {
    dom: readNonnullDomain(r),
    xml: r.string(4194304, 'DomainUpdateDeviceFlagsArgs.xml'),
    flags: r.uint32('DomainUpdateDeviceFlagsArgs.flags'),
  };
}

export type DomainDetachDeviceAliasArgs = {
  readonly dom: NonnullDomain;
  readonly alias: string;
  readonly flags: number;
};
export function writeDomainDetachDeviceAliasArgs(w: XdrWriter, v: DomainDetachDeviceAliasArgs): void {
  writeNonnullDomain(w, v.dom);
  w.string(v.alias, 4194304, 'DomainDetachDeviceAliasArgs.alias');
  w.uint32(v.flags, 'DomainDetachDeviceAliasArgs.flags');
}
export function readDomainDetachDeviceAliasArgs(r: XdrReader): DomainDetachDeviceAliasArgs {
  return {
    dom: readNonnullDomain(r),
    alias: r.string(4194304, 'DomainDetachDeviceAliasArgs.alias'),
    flags: r.uint32('DomainDetachDeviceAliasArgs.flags'),
  };
}

export type DomainGetAutostartArgs = {
  readonly dom: NonnullDomain;
};
export function writeDomainGetAutostartArgs(w: XdrWriter, v: DomainGetAutostartArgs): void {
  writeNonnullDomain(w, v.dom);
}
export function readDomainGetAutostartArgs(r: XdrReader): DomainGetAutostartArgs {
  return {
    dom: readNonnullDomain(r),
  };
}

export type DomainGetAutostartRet = {
  readonly autostart: number;
};
export function writeDomainGetAutostartRet(w: XdrWriter, v: DomainGetAutostartRet): void {
  w.int32(v.autostart, 'DomainGetAutostartRet.autostart');
}
export function readDomainGetAutostartRet(r: XdrReader): DomainGetAutostartRet {
  return {
    autostart: r.int32('DomainGetAutostartRet.autostart'),
  };
}

export type DomainSetAutostartArgs = {
  readonly dom: NonnullDomain;
  readonly autostart: number;
};
export function writeDomainSetAutostartArgs(w: XdrWriter, v: DomainSetAutostartArgs): void {
  writeNonnullDomain(w, v.dom);
  w.int32(v.autostart, 'DomainSetAutostartArgs.autostart');
}
export function readDomainSetAutostartArgs(r: XdrReader): DomainSetAutostartArgs {
  return {
    dom: readNonnullDomain(r),
    autostart: r.int32('DomainSetAutostartArgs.autostart'),
  };
}

export type DomainSetMetadataArgs = {
  readonly dom: NonnullDomain;
  readonly type: number;
  readonly metadata: string | null;
  readonly key: string | null;
  readonly uri: string | null;
  readonly flags: number;
};
export function writeDomainSetMetadataArgs(w: XdrWriter, v: DomainSetMetadataArgs): void {
  writeNonnullDomain(w, v.dom);
  w.int32(v.type, 'DomainSetMetadataArgs.type');
  w.optional(v.metadata, 'DomainSetMetadataArgs.metadata', (one) => w.string(one, 4194304, 'DomainSetMetadataArgs.metadata'));
  w.optional(v.key, 'DomainSetMetadataArgs.key', (one) => w.string(one, 4194304, 'DomainSetMetadataArgs.key'));
  w.optional(v.uri, 'DomainSetMetadataArgs.uri', (one) => w.string(one, 4194304, 'DomainSetMetadataArgs.uri'));
  w.uint32(v.flags, 'DomainSetMetadataArgs.flags');
}
export function readDomainSetMetadataArgs(r: XdrReader): DomainSetMetadataArgs {
  return {
    dom: readNonnullDomain(r),
    type: r.int32('DomainSetMetadataArgs.type'),
    metadata: r.optional('DomainSetMetadataArgs.metadata', () => r.string(4194304, 'DomainSetMetadataArgs.metadata')),
    key: r.optional('DomainSetMetadataArgs.key', () => r.string(4194304, 'DomainSetMetadataArgs.key')),
    uri: r.optional('DomainSetMetadataArgs.uri', () => r.string(4194304, 'DomainSetMetadataArgs.uri')),
    flags: r.uint32('DomainSetMetadataArgs.flags'),
  };
}

export type DomainGetMetadataArgs = {
  readonly dom: NonnullDomain;
  readonly type: number;
  readonly uri: string | null;
  readonly flags: number;
};
export function writeDomainGetMetadataArgs(w: XdrWriter, v: DomainGetMetadataArgs): void {
  writeNonnullDomain(w, v.dom);
  w.int32(v.type, 'DomainGetMetadataArgs.type');
  w.optional(v.uri, 'DomainGetMetadataArgs.uri', (one) => w.string(one, 4194304, 'DomainGetMetadataArgs.uri'));
  w.uint32(v.flags, 'DomainGetMetadataArgs.flags');
}
export function readDomainGetMetadataArgs(r: XdrReader): DomainGetMetadataArgs {
  return {
    dom: readNonnullDomain(r),
    type: r.int32('DomainGetMetadataArgs.type'),
    uri: r.optional('DomainGetMetadataArgs.uri', () => r.string(4194304, 'DomainGetMetadataArgs.uri')),
    flags: r.uint32('DomainGetMetadataArgs.flags'),
  };
}

export type DomainGetMetadataRet = {
  readonly metadata: string;
};
export function writeDomainGetMetadataRet(w: XdrWriter, v: DomainGetMetadataRet): void {
  w.string(v.metadata, 4194304, 'DomainGetMetadataRet.metadata');
}
export function readDomainGetMetadataRet(r: XdrReader): DomainGetMetadataRet {
  return {
    metadata: r.string(4194304, 'DomainGetMetadataRet.metadata'),
  };
}

export type DomainBlockJobAbortArgs = {
  readonly dom: NonnullDomain;
  readonly path: string;
  readonly flags: number;
};
export function writeDomainBlockJobAbortArgs(w: XdrWriter, v: DomainBlockJobAbortArgs): void {
  writeNonnullDomain(w, v.dom);
  w.string(v.path, 4194304, 'DomainBlockJobAbortArgs.path');
  w.uint32(v.flags, 'DomainBlockJobAbortArgs.flags');
}
export function readDomainBlockJobAbortArgs(r: XdrReader): DomainBlockJobAbortArgs {
  return {
    dom: readNonnullDomain(r),
    path: r.string(4194304, 'DomainBlockJobAbortArgs.path'),
    flags: r.uint32('DomainBlockJobAbortArgs.flags'),
  };
}

export type DomainGetBlockJobInfoArgs = {
  readonly dom: NonnullDomain;
  readonly path: string;
  readonly flags: number;
};
export function writeDomainGetBlockJobInfoArgs(w: XdrWriter, v: DomainGetBlockJobInfoArgs): void {
  writeNonnullDomain(w, v.dom);
  w.string(v.path, 4194304, 'DomainGetBlockJobInfoArgs.path');
  w.uint32(v.flags, 'DomainGetBlockJobInfoArgs.flags');
}
export function readDomainGetBlockJobInfoArgs(r: XdrReader): DomainGetBlockJobInfoArgs {
  return {
    dom: readNonnullDomain(r),
    path: r.string(4194304, 'DomainGetBlockJobInfoArgs.path'),
    flags: r.uint32('DomainGetBlockJobInfoArgs.flags'),
  };
}

export type DomainGetBlockJobInfoRet = {
  readonly found: number;
  readonly type: number;
  readonly bandwidth: bigint;
  readonly cur: bigint;
  readonly end: bigint;
};
export function writeDomainGetBlockJobInfoRet(w: XdrWriter, v: DomainGetBlockJobInfoRet): void {
  w.int32(v.found, 'DomainGetBlockJobInfoRet.found');
  w.int32(v.type, 'DomainGetBlockJobInfoRet.type');
  w.uint64(v.bandwidth, 'DomainGetBlockJobInfoRet.bandwidth');
  w.uint64(v.cur, 'DomainGetBlockJobInfoRet.cur');
  w.uint64(v.end, 'DomainGetBlockJobInfoRet.end');
}
export function readDomainGetBlockJobInfoRet(r: XdrReader): DomainGetBlockJobInfoRet {
  return {
    found: r.int32('DomainGetBlockJobInfoRet.found'),
    type: r.int32('DomainGetBlockJobInfoRet.type'),
    bandwidth: r.uint64('DomainGetBlockJobInfoRet.bandwidth'),
    cur: r.uint64('DomainGetBlockJobInfoRet.cur'),
    end: r.uint64('DomainGetBlockJobInfoRet.end'),
  };
}

export type DomainBlockJobSetSpeedArgs = {
  readonly dom: NonnullDomain;
  readonly path: string;
  readonly bandwidth: bigint;
  readonly flags: number;
};
export function writeDomainBlockJobSetSpeedArgs(w: XdrWriter, v: DomainBlockJobSetSpeedArgs): void {
  writeNonnullDomain(w, v.dom);
  w.string(v.path, 4194304, 'DomainBlockJobSetSpeedArgs.path');
  w.uint64(v.bandwidth, 'DomainBlockJobSetSpeedArgs.bandwidth');
  w.uint32(v.flags, 'DomainBlockJobSetSpeedArgs.flags');
}
export function readDomainBlockJobSetSpeedArgs(r: XdrReader): DomainBlockJobSetSpeedArgs {
  return {
    dom: readNonnullDomain(r),
    path: r.string(4194304, 'DomainBlockJobSetSpeedArgs.path'),
    bandwidth: r.uint64('DomainBlockJobSetSpeedArgs.bandwidth'),
    flags: r.uint32('DomainBlockJobSetSpeedArgs.flags'),
  };
}

export type DomainBlockPullArgs = {
  readonly dom: NonnullDomain;
  readonly path: string;
  readonly bandwidth: bigint;
  readonly flags: number;
};
export function writeDomainBlockPullArgs(w: XdrWriter, v: DomainBlockPullArgs): void {
  writeNonnullDomain(w, v.dom);
  w.string(v.path, 4194304, 'DomainBlockPullArgs.path');
  w.uint64(v.bandwidth, 'DomainBlockPullArgs.bandwidth');
  w.uint32(v.flags, 'DomainBlockPullArgs.flags');
}
export function readDomainBlockPullArgs(r: XdrReader): DomainBlockPullArgs {
  return {
    dom: readNonnullDomain(r),
    path: r.string(4194304, 'DomainBlockPullArgs.path'),
    bandwidth: r.uint64('DomainBlockPullArgs.bandwidth'),
    flags: r.uint32('DomainBlockPullArgs.flags'),
  };
}

export type DomainBlockRebaseArgs = {
  readonly dom: NonnullDomain;
  readonly path: string;
  readonly base: string | null;
  readonly bandwidth: bigint;
  readonly flags: number;
};
export function writeDomainBlockRebaseArgs(w: XdrWriter, v: DomainBlockRebaseArgs): void {
  writeNonnullDomain(w, v.dom);
  w.string(v.path, 4194304, 'DomainBlockRebaseArgs.path');
  w.optional(v.base, 'DomainBlockRebaseArgs.base', (one) => w.string(one, 4194304, 'DomainBlockRebaseArgs.base'));
  w.uint64(v.bandwidth, 'DomainBlockRebaseArgs.bandwidth');
  w.uint32(v.flags, 'DomainBlockRebaseArgs.flags');
}
export function readDomainBlockRebaseArgs(r: XdrReader): DomainBlockRebaseArgs {
  return {
    dom: readNonnullDomain(r),
    path: r.string(4194304, 'DomainBlockRebaseArgs.path'),
    base: r.optional('DomainBlockRebaseArgs.base', () => r.string(4194304, 'DomainBlockRebaseArgs.base')),
    bandwidth: r.uint64('DomainBlockRebaseArgs.bandwidth'),
    flags: r.uint32('DomainBlockRebaseArgs.flags'),
  };
}

export type DomainBlockCopyArgs = {
  readonly dom: NonnullDomain;
  readonly path: string;
  readonly destxml: string;
  readonly params: readonly TypedParam[];
  readonly flags: number;
};
export function writeDomainBlockCopyArgs(w: XdrWriter, v: DomainBlockCopyArgs): void {
  writeNonnullDomain(w, v.dom);
  w.string(v.path, 4194304, 'DomainBlockCopyArgs.path');
  w.string(v.destxml, 4194304, 'DomainBlockCopyArgs.destxml');
  w.array(v.params, 16, 'DomainBlockCopyArgs.params', (one) => writeTypedParam(w, one));
  w.uint32(v.flags, 'DomainBlockCopyArgs.flags');
}
export function readDomainBlockCopyArgs(r: XdrReader): DomainBlockCopyArgs {
  return {
    dom: readNonnullDomain(r),
    path: r.string(4194304, 'DomainBlockCopyArgs.path'),
    destxml: r.string(4194304, 'DomainBlockCopyArgs.destxml'),
    params: r.array(16, 12, 'DomainBlockCopyArgs.params', () => readTypedParam(r)),
    flags: r.uint32('DomainBlockCopyArgs.flags'),
  };
}

export type DomainBlockCommitArgs = {
  readonly dom: NonnullDomain;
  readonly disk: string;
  readonly base: string | null;
  readonly top: string | null;
  readonly bandwidth: bigint;
  readonly flags: number;
};
export function writeDomainBlockCommitArgs(w: XdrWriter, v: DomainBlockCommitArgs): void {
  writeNonnullDomain(w, v.dom);
  w.string(v.disk, 4194304, 'DomainBlockCommitArgs.disk');
  w.optional(v.base, 'DomainBlockCommitArgs.base', (one) => w.string(one, 4194304, 'DomainBlockCommitArgs.base'));
  w.optional(v.top, 'DomainBlockCommitArgs.top', (one) => w.string(one, 4194304, 'DomainBlockCommitArgs.top'));
  w.uint64(v.bandwidth, 'DomainBlockCommitArgs.bandwidth');
  w.uint32(v.flags, 'DomainBlockCommitArgs.flags');
}
export function readDomainBlockCommitArgs(r: XdrReader): DomainBlockCommitArgs {
  return {
    dom: readNonnullDomain(r),
    disk: r.string(4194304, 'DomainBlockCommitArgs.disk'),
    base: r.optional('DomainBlockCommitArgs.base', () => r.string(4194304, 'DomainBlockCommitArgs.base')),
    top: r.optional('DomainBlockCommitArgs.top', () => r.string(4194304, 'DomainBlockCommitArgs.top')),
    bandwidth: r.uint64('DomainBlockCommitArgs.bandwidth'),
    flags: r.uint32('DomainBlockCommitArgs.flags'),
  };
}

export type DomainSetBlockIoTuneArgs = {
  readonly dom: NonnullDomain;
  readonly disk: string;
  readonly params: readonly TypedParam[];
  readonly flags: number;
};
export function writeDomainSetBlockIoTuneArgs(w: XdrWriter, v: DomainSetBlockIoTuneArgs): void {
  writeNonnullDomain(w, v.dom);
  w.string(v.disk, 4194304, 'DomainSetBlockIoTuneArgs.disk');
  w.array(v.params, 32, 'DomainSetBlockIoTuneArgs.params', (one) => writeTypedParam(w, one));
  w.uint32(v.flags, 'DomainSetBlockIoTuneArgs.flags');
}
export function readDomainSetBlockIoTuneArgs(r: XdrReader): DomainSetBlockIoTuneArgs {
  return {
    dom: readNonnullDomain(r),
    disk: r.string(4194304, 'DomainSetBlockIoTuneArgs.disk'),
    params: r.array(32, 12, 'DomainSetBlockIoTuneArgs.params', () => readTypedParam(r)),
    flags: r.uint32('DomainSetBlockIoTuneArgs.flags'),
  };
}

export type DomainGetBlockIoTuneArgs = {
  readonly dom: NonnullDomain;
  readonly disk: string | null;
  readonly nparams: number;
  readonly flags: number;
};
export function writeDomainGetBlockIoTuneArgs(w: XdrWriter, v: DomainGetBlockIoTuneArgs): void {
  writeNonnullDomain(w, v.dom);
  w.optional(v.disk, 'DomainGetBlockIoTuneArgs.disk', (one) => w.string(one, 4194304, 'DomainGetBlockIoTuneArgs.disk'));
  w.int32(v.nparams, 'DomainGetBlockIoTuneArgs.nparams');
  w.uint32(v.flags, 'DomainGetBlockIoTuneArgs.flags');
}
export function readDomainGetBlockIoTuneArgs(r: XdrReader): DomainGetBlockIoTuneArgs {
  return {
    dom: readNonnullDomain(r),
    disk: r.optional('DomainGetBlockIoTuneArgs.disk', () => r.string(4194304, 'DomainGetBlockIoTuneArgs.disk')),
    nparams: r.int32('DomainGetBlockIoTuneArgs.nparams'),
    flags: r.uint32('DomainGetBlockIoTuneArgs.flags'),
  };
}

export type DomainGetBlockIoTuneRet = {
  readonly params: readonly TypedParam[];
  readonly nparams: number;
};
export function writeDomainGetBlockIoTuneRet(w: XdrWriter, v: DomainGetBlockIoTuneRet): void {
  w.array(v.params, 32, 'DomainGetBlockIoTuneRet.params', (one) => writeTypedParam(w, one));
  w.int32(v.nparams, 'DomainGetBlockIoTuneRet.nparams');
}
export function readDomainGetBlockIoTuneRet(r: XdrReader): DomainGetBlockIoTuneRet {
  return {
    params: r.array(32, 12, 'DomainGetBlockIoTuneRet.params', () => readTypedParam(r)),
    nparams: r.int32('DomainGetBlockIoTuneRet.nparams'),
  };
}

export type DomainGetCpuStatsArgs = {
  readonly dom: NonnullDomain;
  readonly nparams: number;
  readonly startCpu: number;
  readonly ncpus: number;
  readonly flags: number;
};
export function writeDomainGetCpuStatsArgs(w: XdrWriter, v: DomainGetCpuStatsArgs): void {
  writeNonnullDomain(w, v.dom);
  w.uint32(v.nparams, 'DomainGetCpuStatsArgs.nparams');
  w.int32(v.startCpu, 'DomainGetCpuStatsArgs.startCpu');
  w.uint32(v.ncpus, 'DomainGetCpuStatsArgs.ncpus');
  w.uint32(v.flags, 'DomainGetCpuStatsArgs.flags');
}
export function readDomainGetCpuStatsArgs(r: XdrReader): DomainGetCpuStatsArgs {
  return {
    dom: readNonnullDomain(r),
    nparams: r.uint32('DomainGetCpuStatsArgs.nparams'),
    startCpu: r.int32('DomainGetCpuStatsArgs.startCpu'),
    ncpus: r.uint32('DomainGetCpuStatsArgs.ncpus'),
    flags: r.uint32('DomainGetCpuStatsArgs.flags'),
  };
}

export type DomainGetCpuStatsRet = {
  readonly params: readonly TypedParam[];
  readonly nparams: number;
};
export function writeDomainGetCpuStatsRet(w: XdrWriter, v: DomainGetCpuStatsRet): void {
  w.array(v.params, 2048, 'DomainGetCpuStatsRet.params', (one) => writeTypedParam(w, one));
  w.int32(v.nparams, 'DomainGetCpuStatsRet.nparams');
}
export function readDomainGetCpuStatsRet(r: XdrReader): DomainGetCpuStatsRet {
  return {
    params: r.array(2048, 12, 'DomainGetCpuStatsRet.params', () => readTypedParam(r)),
    nparams: r.int32('DomainGetCpuStatsRet.nparams'),
  };
}

export type DomainGetHostnameArgs = {
  readonly dom: NonnullDomain;
  readonly flags: number;
};
export function writeDomainGetHostnameArgs(w: XdrWriter, v: DomainGetHostnameArgs): void {
  writeNonnullDomain(w, v.dom);
  w.uint32(v.flags, 'DomainGetHostnameArgs.flags');
}
export function readDomainGetHostnameArgs(r: XdrReader): DomainGetHostnameArgs {
  return {
    dom: readNonnullDomain(r),
    flags: r.uint32('DomainGetHostnameArgs.flags'),
  };
}

export type DomainGetHostnameRet = {
  readonly hostname: string;
};
export function writeDomainGetHostnameRet(w: XdrWriter, v: DomainGetHostnameRet): void {
  w.string(v.hostname, 4194304, 'DomainGetHostnameRet.hostname');
}
export function readDomainGetHostnameRet(r: XdrReader): DomainGetHostnameRet {
  return {
    hostname: r.string(4194304, 'DomainGetHostnameRet.hostname'),
  };
}

export type ConnectNumOfNetworksRet = {
  readonly num: number;
};
export function writeConnectNumOfNetworksRet(w: XdrWriter, v: ConnectNumOfNetworksRet): void {
  w.int32(v.num, 'ConnectNumOfNetworksRet.num');
}
export function readConnectNumOfNetworksRet(r: XdrReader): ConnectNumOfNetworksRet {
  return {
    num: r.int32('ConnectNumOfNetworksRet.num'),
  };
}

export type ConnectListNetworksArgs = {
  readonly maxnames: number;
};
export function writeConnectListNetworksArgs(w: XdrWriter, v: ConnectListNetworksArgs): void {
  w.int32(v.maxnames, 'ConnectListNetworksArgs.maxnames');
}
export function readConnectListNetworksArgs(r: XdrReader): ConnectListNetworksArgs {
  return {
    maxnames: r.int32('ConnectListNetworksArgs.maxnames'),
  };
}

export type ConnectListNetworksRet = {
  readonly names: readonly string[];
};
export function writeConnectListNetworksRet(w: XdrWriter, v: ConnectListNetworksRet): void {
  w.array(v.names, 16384, 'ConnectListNetworksRet.names', (one) => w.string(one, 4194304, 'ConnectListNetworksRet.names'));
}
export function readConnectListNetworksRet(r: XdrReader): ConnectListNetworksRet {
  return {
    names: r.array(16384, 4, 'ConnectListNetworksRet.names', () => r.string(4194304, 'ConnectListNetworksRet.names')),
  };
}

export type ConnectNumOfDefinedNetworksRet = {
  readonly num: number;
};
export function writeConnectNumOfDefinedNetworksRet(w: XdrWriter, v: ConnectNumOfDefinedNetworksRet): void {
  w.int32(v.num, 'ConnectNumOfDefinedNetworksRet.num');
}
export function readConnectNumOfDefinedNetworksRet(r: XdrReader): ConnectNumOfDefinedNetworksRet {
  return {
    num: r.int32('ConnectNumOfDefinedNetworksRet.num'),
  };
}

export type ConnectListDefinedNetworksArgs = {
  readonly maxnames: number;
};
export function writeConnectListDefinedNetworksArgs(w: XdrWriter, v: ConnectListDefinedNetworksArgs): void {
  w.int32(v.maxnames, 'ConnectListDefinedNetworksArgs.maxnames');
}
export function readConnectListDefinedNetworksArgs(r: XdrReader): ConnectListDefinedNetworksArgs {
  return {
    maxnames: r.int32('ConnectListDefinedNetworksArgs.maxnames'),
  };
}

export type ConnectListDefinedNetworksRet = {
  readonly names: readonly string[];
};
export function writeConnectListDefinedNetworksRet(w: XdrWriter, v: ConnectListDefinedNetworksRet): void {
  w.array(v.names, 16384, 'ConnectListDefinedNetworksRet.names', (one) => w.string(one, 4194304, 'ConnectListDefinedNetworksRet.names'));
}
export function readConnectListDefinedNetworksRet(r: XdrReader): ConnectListDefinedNetworksRet {
  return {
    names: r.array(16384, 4, 'ConnectListDefinedNetworksRet.names', () => r.string(4194304, 'ConnectListDefinedNetworksRet.names')),
  };
}

export type NetworkLookupByUuidArgs = {
  readonly uuid: Uint8Array;
};
export function writeNetworkLookupByUuidArgs(w: XdrWriter, v: NetworkLookupByUuidArgs): void {
  w.fixedOpaque(v.uuid, 16, 'NetworkLookupByUuidArgs.uuid');
}
export function readNetworkLookupByUuidArgs(r: XdrReader): NetworkLookupByUuidArgs {
  return {
    uuid: r.fixedOpaque(16, 'NetworkLookupByUuidArgs.uuid'),
  };
}

export type NetworkLookupByUuidRet = {
  readonly net: NonnullNetwork;
};
export function writeNetworkLookupByUuidRet(w: XdrWriter, v: NetworkLookupByUuidRet): void {
  writeNonnullNetwork(w, v.net);
}
export function readNetworkLookupByUuidRet(r: XdrReader): NetworkLookupByUuidRet {
  return {
    net: readNonnullNetwork(r),
  };
}

export type NetworkLookupByNameArgs = {
  readonly name: string;
};
export function writeNetworkLookupByNameArgs(w: XdrWriter, v: NetworkLookupByNameArgs): void {
  w.string(v.name, 4194304, 'NetworkLookupByNameArgs.name');
}
export function readNetworkLookupByNameArgs(r: XdrReader): NetworkLookupByNameArgs {
  return {
    name: r.string(4194304, 'NetworkLookupByNameArgs.name'),
  };
}

export type NetworkLookupByNameRet = {
  readonly net: NonnullNetwork;
};
export function writeNetworkLookupByNameRet(w: XdrWriter, v: NetworkLookupByNameRet): void {
  writeNonnullNetwork(w, v.net);
}
export function readNetworkLookupByNameRet(r: XdrReader): NetworkLookupByNameRet {
  return {
    net: readNonnullNetwork(r),
  };
}

export type NetworkCreateXmlArgs = {
  readonly xml: string;
};
export function writeNetworkCreateXmlArgs(w: XdrWriter, v: NetworkCreateXmlArgs): void {
  w.string(v.xml, 4194304, 'NetworkCreateXmlArgs.xml');
}
export function readNetworkCreateXmlArgs(r: XdrReader): NetworkCreateXmlArgs {
  return {
    xml: r.string(4194304, 'NetworkCreateXmlArgs.xml'),
  };
}

export type NetworkCreateXmlRet = {
  readonly net: NonnullNetwork;
};
export function writeNetworkCreateXmlRet(w: XdrWriter, v: NetworkCreateXmlRet): void {
  writeNonnullNetwork(w, v.net);
}
export function readNetworkCreateXmlRet(r: XdrReader): NetworkCreateXmlRet {
  return {
    net: readNonnullNetwork(r),
  };
}

export type NetworkCreateXmlFlagsArgs = {
  readonly xml: string;
  readonly flags: number;
};
export function writeNetworkCreateXmlFlagsArgs(w: XdrWriter, v: NetworkCreateXmlFlagsArgs): void {
  w.string(v.xml, 4194304, 'NetworkCreateXmlFlagsArgs.xml');
  w.uint32(v.flags, 'NetworkCreateXmlFlagsArgs.flags');
}
export function readNetworkCreateXmlFlagsArgs(r: XdrReader): NetworkCreateXmlFlagsArgs {
  return {
    xml: r.string(4194304, 'NetworkCreateXmlFlagsArgs.xml'),
    flags: r.uint32('NetworkCreateXmlFlagsArgs.flags'),
  };
}

export type NetworkCreateXmlFlagsRet = {
  readonly net: NonnullNetwork;
};
export function writeNetworkCreateXmlFlagsRet(w: XdrWriter, v: NetworkCreateXmlFlagsRet): void {
  writeNonnullNetwork(w, v.net);
}
export function readNetworkCreateXmlFlagsRet(r: XdrReader): NetworkCreateXmlFlagsRet {
  return {
    net: readNonnullNetwork(r),
  };
}

export type NetworkDefineXmlArgs = {
  readonly xml: string;
};
export function writeNetworkDefineXmlArgs(w: XdrWriter, v: NetworkDefineXmlArgs): void {
  w.string(v.xml, 4194304, 'NetworkDefineXmlArgs.xml');
}
export function readNetworkDefineXmlArgs(r: XdrReader): NetworkDefineXmlArgs {
  return {
    xml: r.string(4194304, 'NetworkDefineXmlArgs.xml'),
  };
}

export type NetworkDefineXmlRet = {
  readonly net: NonnullNetwork;
};
export function writeNetworkDefineXmlRet(w: XdrWriter, v: NetworkDefineXmlRet): void {
  writeNonnullNetwork(w, v.net);
}
export function readNetworkDefineXmlRet(r: XdrReader): NetworkDefineXmlRet {
  return {
    net: readNonnullNetwork(r),
  };
}

export type NetworkDefineXmlFlagsArgs = {
  readonly xml: string;
  readonly flags: number;
};
export function writeNetworkDefineXmlFlagsArgs(w: XdrWriter, v: NetworkDefineXmlFlagsArgs): void {
  w.string(v.xml, 4194304, 'NetworkDefineXmlFlagsArgs.xml');
  w.uint32(v.flags, 'NetworkDefineXmlFlagsArgs.flags');
}
export function readNetworkDefineXmlFlagsArgs(r: XdrReader): NetworkDefineXmlFlagsArgs {
  return {
    xml: r.string(4194304, 'NetworkDefineXmlFlagsArgs.xml'),
    flags: r.uint32('NetworkDefineXmlFlagsArgs.flags'),
  };
}

export type NetworkDefineXmlFlagsRet = {
  readonly net: NonnullNetwork;
};
export function writeNetworkDefineXmlFlagsRet(w: XdrWriter, v: NetworkDefineXmlFlagsRet): void {
  writeNonnullNetwork(w, v.net);
}
export function readNetworkDefineXmlFlagsRet(r: XdrReader): NetworkDefineXmlFlagsRet {
  return {
    net: readNonnullNetwork(r),
  };
}

export type NetworkUndefineArgs = {
  readonly net: NonnullNetwork;
};
export function writeNetworkUndefineArgs(w: XdrWriter, v: NetworkUndefineArgs): void {
  writeNonnullNetwork(w, v.net);
}
export function readNetworkUndefineArgs(r: XdrReader): NetworkUndefineArgs {
  return {
    net: readNonnullNetwork(r),
  };
}

export type NetworkUpdateArgs = {
  readonly net: NonnullNetwork;
  readonly command: number;
  readonly section: number;
  readonly parentIndex: number;
  readonly xml: string;
  readonly flags: number;
};
export function writeNetworkUpdateArgs(w: XdrWriter, v: NetworkUpdateArgs): void {
  writeNonnullNetwork(w, v.net);
  w.uint32(v.command, 'NetworkUpdateArgs.command');
  w.uint32(v.section, 'NetworkUpdateArgs.section');
  w.int32(v.parentIndex, 'NetworkUpdateArgs.parentIndex');
  w.string(v.xml, 4194304, 'NetworkUpdateArgs.xml');
  w.uint32(v.flags, 'NetworkUpdateArgs.flags');
}
export function readNetworkUpdateArgs(r: XdrReader): NetworkUpdateArgs {
  return {
    net: readNonnullNetwork(r),
    command: r.uint32('NetworkUpdateArgs.command'),
    section: r.uint32('NetworkUpdateArgs.section'),
    parentIndex: r.int32('NetworkUpdateArgs.parentIndex'),
    xml: r.string(4194304, 'NetworkUpdateArgs.xml'),
    flags: r.uint32('NetworkUpdateArgs.flags'),
  };
}

export type NetworkCreateArgs = {
  readonly net: NonnullNetwork;
};
export function writeNetworkCreateArgs(w: XdrWriter, v: NetworkCreateArgs): void {
  writeNonnullNetwork(w, v.net);
}
export function readNetworkCreateArgs(r: XdrReader): NetworkCreateArgs {
  return {
    net: readNonnullNetwork(r),
  };
}

export type NetworkDestroyArgs = {
  readonly net: NonnullNetwork;
};
export function writeNetworkDestroyArgs(w: XdrWriter, v: NetworkDestroyArgs): void {
  writeNonnullNetwork(w, v.net);
}
export function readNetworkDestroyArgs(r: XdrReader): NetworkDestroyArgs {
  return {
    net: readNonnullNetwork(r),
  };
}

export type NetworkGetXmlDescArgs = {
  readonly net: NonnullNetwork;
  readonly flags: number;
};
export function writeNetworkGetXmlDescArgs(w: XdrWriter, v: NetworkGetXmlDescArgs): void {
  writeNonnullNetwork(w, v.net);
  w.uint32(v.flags, 'NetworkGetXmlDescArgs.flags');
}
export function readNetworkGetXmlDescArgs(r: XdrReader): NetworkGetXmlDescArgs {
  return {
    net: readNonnullNetwork(r),
    flags: r.uint32('NetworkGetXmlDescArgs.flags'),
  };
}

export type NetworkGetXmlDescRet = {
  readonly xml: string;
};
export function writeNetworkGetXmlDescRet(w: XdrWriter, v: NetworkGetXmlDescRet): void {
  w.string(v.xml, 4194304, 'NetworkGetXmlDescRet.xml');
}
export function readNetworkGetXmlDescRet(r: XdrReader): NetworkGetXmlDescRet {
  return {
    xml: r.string(4194304, 'NetworkGetXmlDescRet.xml'),
  };
}

export type NetworkGetBridgeNameArgs = {
  readonly net: NonnullNetwork;
};
export function writeNetworkGetBridgeNameArgs(w: XdrWriter, v: NetworkGetBridgeNameArgs): void {
  writeNonnullNetwork(w, v.net);
}
export function readNetworkGetBridgeNameArgs(r: XdrReader): NetworkGetBridgeNameArgs {
  return {
    net: readNonnullNetwork(r),
  };
}

export type NetworkGetBridgeNameRet = {
  readonly name: string;
};
export function writeNetworkGetBridgeNameRet(w: XdrWriter, v: NetworkGetBridgeNameRet): void {
  w.string(v.name, 4194304, 'NetworkGetBridgeNameRet.name');
}
export function readNetworkGetBridgeNameRet(r: XdrReader): NetworkGetBridgeNameRet {
  return {
    name: r.string(4194304, 'NetworkGetBridgeNameRet.name'),
  };
}

export type NetworkGetAutostartArgs = {
  readonly net: NonnullNetwork;
};
export function writeNetworkGetAutostartArgs(w: XdrWriter, v: NetworkGetAutostartArgs): void {
  writeNonnullNetwork(w, v.net);
}
export function readNetworkGetAutostartArgs(r: XdrReader): NetworkGetAutostartArgs {
  return {
    net: readNonnullNetwork(r),
  };
}

export type NetworkGetAutostartRet = {
  readonly autostart: number;
};
export function writeNetworkGetAutostartRet(w: XdrWriter, v: NetworkGetAutostartRet): void {
  w.int32(v.autostart, 'NetworkGetAutostartRet.autostart');
}
export function readNetworkGetAutostartRet(r: XdrReader): NetworkGetAutostartRet {
  return {
    autostart: r.int32('NetworkGetAutostartRet.autostart'),
  };
}

export type NetworkSetAutostartArgs = {
  readonly net: NonnullNetwork;
  readonly autostart: number;
};
export function writeNetworkSetAutostartArgs(w: XdrWriter, v: NetworkSetAutostartArgs): void {
  writeNonnullNetwork(w, v.net);
  w.int32(v.autostart, 'NetworkSetAutostartArgs.autostart');
}
export function readNetworkSetAutostartArgs(r: XdrReader): NetworkSetAutostartArgs {
  return {
    net: readNonnullNetwork(r),
    autostart: r.int32('NetworkSetAutostartArgs.autostart'),
  };
}

export type ConnectNumOfNwfiltersRet = {
  readonly num: number;
};
export function writeConnectNumOfNwfiltersRet(w: XdrWriter, v: ConnectNumOfNwfiltersRet): void {
  w.int32(v.num, 'ConnectNumOfNwfiltersRet.num');
}
export function readConnectNumOfNwfiltersRet(r: XdrReader): ConnectNumOfNwfiltersRet {
  return {
    num: r.int32('ConnectNumOfNwfiltersRet.num'),
  };
}

export type ConnectListNwfiltersArgs = {
  readonly maxnames: number;
};
export function writeConnectListNwfiltersArgs(w: XdrWriter, v: ConnectListNwfiltersArgs): void {
  w.int32(v.maxnames, 'ConnectListNwfiltersArgs.maxnames');
}
export function readConnectListNwfiltersArgs(r: XdrReader): ConnectListNwfiltersArgs {
  return {
    maxnames: r.int32('ConnectListNwfiltersArgs.maxnames'),
  };
}

export type ConnectListNwfiltersRet = {
  readonly names: readonly string[];
};
export function writeConnectListNwfiltersRet(w: XdrWriter, v: ConnectListNwfiltersRet): void {
  w.array(v.names, 16384, 'ConnectListNwfiltersRet.names', (one) => w.string(one, 4194304, 'ConnectListNwfiltersRet.names'));
}
export function readConnectListNwfiltersRet(r: XdrReader): ConnectListNwfiltersRet {
  return {
    names: r.array(16384, 4, 'ConnectListNwfiltersRet.names', () => r.string(4194304, 'ConnectListNwfiltersRet.names')),
  };
}

export type NwfilterLookupByUuidArgs = {
  readonly uuid: Uint8Array;
};
export function writeNwfilterLookupByUuidArgs(w: XdrWriter, v: NwfilterLookupByUuidArgs): void {
  w.fixedOpaque(v.uuid, 16, 'NwfilterLookupByUuidArgs.uuid');
}
export function readNwfilterLookupByUuidArgs(r: XdrReader): NwfilterLookupByUuidArgs {
  return {
    uuid: r.fixedOpaque(16, 'NwfilterLookupByUuidArgs.uuid'),
  };
}

export type NwfilterLookupByUuidRet = {
  readonly nwfilter: NonnullNwfilter;
};
export function writeNwfilterLookupByUuidRet(w: XdrWriter, v: NwfilterLookupByUuidRet): void {
  writeNonnullNwfilter(w, v.nwfilter);
}
export function readNwfilterLookupByUuidRet(r: XdrReader): NwfilterLookupByUuidRet {
  return {
    nwfilter: readNonnullNwfilter(r),
  };
}

export type NwfilterLookupByNameArgs = {
  readonly name: string;
};
export function writeNwfilterLookupByNameArgs(w: XdrWriter, v: NwfilterLookupByNameArgs): void {
  w.string(v.name, 4194304, 'NwfilterLookupByNameArgs.name');
}
export function readNwfilterLookupByNameArgs(r: XdrReader): NwfilterLookupByNameArgs {
  return {
    name: r.string(4194304, 'NwfilterLookupByNameArgs.name'),
  };
}

export type NwfilterLookupByNameRet = {
  readonly nwfilter: NonnullNwfilter;
};
export function writeNwfilterLookupByNameRet(w: XdrWriter, v: NwfilterLookupByNameRet): void {
  writeNonnullNwfilter(w, v.nwfilter);
}
export function readNwfilterLookupByNameRet(r: XdrReader): NwfilterLookupByNameRet {
  return {
    nwfilter: readNonnullNwfilter(r),
  };
}

export type NwfilterDefineXmlArgs = {
  readonly xml: string;
};
export function writeNwfilterDefineXmlArgs(w: XdrWriter, v: NwfilterDefineXmlArgs): void {
  w.string(v.xml, 4194304, 'NwfilterDefineXmlArgs.xml');
}
export function readNwfilterDefineXmlArgs(r: XdrReader): NwfilterDefineXmlArgs {
  return {
    xml: r.string(4194304, 'NwfilterDefineXmlArgs.xml'),
  };
}

export type NwfilterDefineXmlRet = {
  readonly nwfilter: NonnullNwfilter;
};
export function writeNwfilterDefineXmlRet(w: XdrWriter, v: NwfilterDefineXmlRet): void {
  writeNonnullNwfilter(w, v.nwfilter);
}
export function readNwfilterDefineXmlRet(r: XdrReader): NwfilterDefineXmlRet {
  return {
    nwfilter: readNonnullNwfilter(r),
  };
}

export type NwfilterDefineXmlFlagsArgs = {
  readonly xml: string;
  readonly flags: number;
};
export function writeNwfilterDefineXmlFlagsArgs(w: XdrWriter, v: NwfilterDefineXmlFlagsArgs): void {
  w.string(v.xml, 4194304, 'NwfilterDefineXmlFlagsArgs.xml');
  w.uint32(v.flags, 'NwfilterDefineXmlFlagsArgs.flags');
}
export function readNwfilterDefineXmlFlagsArgs(r: XdrReader): NwfilterDefineXmlFlagsArgs {
  return {
    xml: r.string(4194304, 'NwfilterDefineXmlFlagsArgs.xml'),
    flags: r.uint32('NwfilterDefineXmlFlagsArgs.flags'),
  };
}

export type NwfilterDefineXmlFlagsRet = {
  readonly nwfilter: NonnullNwfilter;
};
export function writeNwfilterDefineXmlFlagsRet(w: XdrWriter, v: NwfilterDefineXmlFlagsRet): void {
  writeNonnullNwfilter(w, v.nwfilter);
}
export function readNwfilterDefineXmlFlagsRet(r: XdrReader): NwfilterDefineXmlFlagsRet {
  return {
    nwfilter: readNonnullNwfilter(r),
  };
}

export type NwfilterUndefineArgs = {
  readonly nwfilter: NonnullNwfilter;
};
export function writeNwfilterUndefineArgs(w: XdrWriter, v: NwfilterUndefineArgs): void {
  writeNonnullNwfilter(w, v.nwfilter);
}
export function readNwfilterUndefineArgs(r: XdrReader): NwfilterUndefineArgs {
  return {
    nwfilter: readNonnullNwfilter(r),
  };
}

export type NwfilterGetXmlDescArgs = {
  readonly nwfilter: NonnullNwfilter;
  readonly flags: number;
};
export function writeNwfilterGetXmlDescArgs(w: XdrWriter, v: NwfilterGetXmlDescArgs): void {
  writeNonnullNwfilter(w, v.nwfilter);
  w.uint32(v.flags, 'NwfilterGetXmlDescArgs.flags');
}
export function readNwfilterGetXmlDescArgs(r: XdrReader): NwfilterGetXmlDescArgs {
  return {
    nwfilter: readNonnullNwfilter(r),
    flags: r.uint32('NwfilterGetXmlDescArgs.flags'),
  };
}

export type NwfilterGetXmlDescRet = {
  readonly xml: string;
};
export function writeNwfilterGetXmlDescRet(w: XdrWriter, v: NwfilterGetXmlDescRet): void {
  w.string(v.xml, 4194304, 'NwfilterGetXmlDescRet.xml');
}
export function readNwfilterGetXmlDescRet(r: XdrReader): NwfilterGetXmlDescRet {
  return {
    xml: r.string(4194304, 'NwfilterGetXmlDescRet.xml'),
  };
}

export type ConnectNumOfInterfacesRet = {
  readonly num: number;
};
export function writeConnectNumOfInterfacesRet(w: XdrWriter, v: ConnectNumOfInterfacesRet): void {
  w.int32(v.num, 'ConnectNumOfInterfacesRet.num');
}
export function readConnectNumOfInterfacesRet(r: XdrReader): ConnectNumOfInterfacesRet {
  return {
    num: r.int32('ConnectNumOfInterfacesRet.num'),
  };
}

export type ConnectListInterfacesArgs = {
  readonly maxnames: number;
};
export function writeConnectListInterfacesArgs(w: XdrWriter, v: ConnectListInterfacesArgs): void {
  w.int32(v.maxnames, 'ConnectListInterfacesArgs.maxnames');
}
export function readConnectListInterfacesArgs(r: XdrReader): ConnectListInterfacesArgs {
  return {
    maxnames: r.int32('ConnectListInterfacesArgs.maxnames'),
  };
}

export type ConnectListInterfacesRet = {
  readonly names: readonly string[];
};
export function writeConnectListInterfacesRet(w: XdrWriter, v: ConnectListInterfacesRet): void {
  w.array(v.names, 16384, 'ConnectListInterfacesRet.names', (one) => w.string(one, 4194304, 'ConnectListInterfacesRet.names'));
}
export function readConnectListInterfacesRet(r: XdrReader): ConnectListInterfacesRet {
  return {
    names: r.array(16384, 4, 'ConnectListInterfacesRet.names', () => r.string(4194304, 'ConnectListInterfacesRet.names')),
  };
}

export type ConnectNumOfDefinedInterfacesRet = {
  readonly num: number;
};
export function writeConnectNumOfDefinedInterfacesRet(w: XdrWriter, v: ConnectNumOfDefinedInterfacesRet): void {
  w.int32(v.num, 'ConnectNumOfDefinedInterfacesRet.num');
}
export function readConnectNumOfDefinedInterfacesRet(r: XdrReader): ConnectNumOfDefinedInterfacesRet {
  return {
    num: r.int32('ConnectNumOfDefinedInterfacesRet.num'),
  };
}

export type ConnectListDefinedInterfacesArgs = {
  readonly maxnames: number;
};
export function writeConnectListDefinedInterfacesArgs(w: XdrWriter, v: ConnectListDefinedInterfacesArgs): void {
  w.int32(v.maxnames, 'ConnectListDefinedInterfacesArgs.maxnames');
}
export function readConnectListDefinedInterfacesArgs(r: XdrReader): ConnectListDefinedInterfacesArgs {
  return {
    maxnames: r.int32('ConnectListDefinedInterfacesArgs.maxnames'),
  };
}

export type ConnectListDefinedInterfacesRet = {
  readonly names: readonly string[];
};
export function writeConnectListDefinedInterfacesRet(w: XdrWriter, v: ConnectListDefinedInterfacesRet): void {
  w.array(v.names, 16384, 'ConnectListDefinedInterfacesRet.names', (one) => w.string(one, 4194304, 'ConnectListDefinedInterfacesRet.names'));
}
export function readConnectListDefinedInterfacesRet(r: XdrReader): ConnectListDefinedInterfacesRet {
  return {
    names: r.array(16384, 4, 'ConnectListDefinedInterfacesRet.names', () => r.string(4194304, 'ConnectListDefinedInterfacesRet.names')),
  };
}

export type InterfaceLookupByNameArgs = {
  readonly name: string;
};
export function writeInterfaceLookupByNameArgs(w: XdrWriter, v: InterfaceLookupByNameArgs): void {
  w.string(v.name, 4194304, 'InterfaceLookupByNameArgs.name');
}
export function readInterfaceLookupByNameArgs(r: XdrReader): InterfaceLookupByNameArgs {
  return {
    name: r.string(4194304, 'InterfaceLookupByNameArgs.name'),
  };
}

export type InterfaceLookupByNameRet = {
  readonly iface: NonnullInterface;
};
export function writeInterfaceLookupByNameRet(w: XdrWriter, v: InterfaceLookupByNameRet): void {
  writeNonnullInterface(w, v.iface);
}
export function readInterfaceLookupByNameRet(r: XdrReader): InterfaceLookupByNameRet {
  return {
    iface: readNonnullInterface(r),
  };
}

export type InterfaceLookupByMacStringArgs = {
  readonly mac: string;
};
export function writeInterfaceLookupByMacStringArgs(w: XdrWriter, v: InterfaceLookupByMacStringArgs): void {
  w.string(v.mac, 4194304, 'InterfaceLookupByMacStringArgs.mac');
}
export function readInterfaceLookupByMacStringArgs(r: XdrReader): InterfaceLookupByMacStringArgs {
  return {
    mac: r.string(4194304, 'InterfaceLookupByMacStringArgs.mac'),
  };
}

export type InterfaceLookupByMacStringRet = {
  readonly iface: NonnullInterface;
};
export function writeInterfaceLookupByMacStringRet(w: XdrWriter, v: InterfaceLookupByMacStringRet): void {
  writeNonnullInterface(w, v.iface);
}
export function readInterfaceLookupByMacStringRet(r: XdrReader): InterfaceLookupByMacStringRet {
  return {
    iface: readNonnullInterface(r),
  };
}

export type InterfaceGetXmlDescArgs = {
  readonly iface: NonnullInterface;
  readonly flags: number;
};
export function writeInterfaceGetXmlDescArgs(w: XdrWriter, v: InterfaceGetXmlDescArgs): void {
  writeNonnullInterface(w, v.iface);
  w.uint32(v.flags, 'InterfaceGetXmlDescArgs.flags');
}
export function readInterfaceGetXmlDescArgs(r: XdrReader): InterfaceGetXmlDescArgs {
  return {
    iface: readNonnullInterface(r),
    flags: r.uint32('InterfaceGetXmlDescArgs.flags'),
  };
}

export type InterfaceGetXmlDescRet = {
  readonly xml: string;
};
export function writeInterfaceGetXmlDescRet(w: XdrWriter, v: InterfaceGetXmlDescRet): void {
  w.string(v.xml, 4194304, 'InterfaceGetXmlDescRet.xml');
}
export function readInterfaceGetXmlDescRet(r: XdrReader): InterfaceGetXmlDescRet {
  return {
    xml: r.string(4194304, 'InterfaceGetXmlDescRet.xml'),
  };
}

export type InterfaceDefineXmlArgs = {
  readonly xml: string;
  readonly flags: number;
};
export function writeInterfaceDefineXmlArgs(w: XdrWriter, v: InterfaceDefineXmlArgs): void {
  w.string(v.xml, 4194304, 'InterfaceDefineXmlArgs.xml');
  w.uint32(v.flags, 'InterfaceDefineXmlArgs.flags');
}
export function readInterfaceDefineXmlArgs(r: XdrReader): InterfaceDefineXmlArgs {
  return {
    xml: r.string(4194304, 'InterfaceDefineXmlArgs.xml'),
    flags: r.uint32('InterfaceDefineXmlArgs.flags'),
  };
}

export type InterfaceDefineXmlRet = {
  readonly iface: NonnullInterface;
};
export function writeInterfaceDefineXmlRet(w: XdrWriter, v: InterfaceDefineXmlRet): void {
  writeNonnullInterface(w, v.iface);
}
export function readInterfaceDefineXmlRet(r: XdrReader): InterfaceDefineXmlRet {
  return {
    iface: readNonnullInterface(r),
  };
}

export type InterfaceUndefineArgs = {
  readonly iface: NonnullInterface;
};
export function writeInterfaceUndefineArgs(w: XdrWriter, v: InterfaceUndefineArgs): void {
  writeNonnullInterface(w, v.iface);
}
export function readInterfaceUndefineArgs(r: XdrReader): InterfaceUndefineArgs {
  return {
    iface: readNonnullInterface(r),
  };
}

export type InterfaceCreateArgs = {
  readonly iface: NonnullInterface;
  readonly flags: number;
};
export function writeInterfaceCreateArgs(w: XdrWriter, v: InterfaceCreateArgs): void {
  writeNonnullInterface(w, v.iface);
  w.uint32(v.flags, 'InterfaceCreateArgs.flags');
}
export function readInterfaceCreateArgs(r: XdrReader): InterfaceCreateArgs {
  return {
    iface: readNonnullInterface(r),
    flags: r.uint32('InterfaceCreateArgs.flags'),
  };
}

export type InterfaceDestroyArgs = {
  readonly iface: NonnullInterface;
  readonly flags: number;
};
export function writeInterfaceDestroyArgs(w: XdrWriter, v: InterfaceDestroyArgs): void {
  writeNonnullInterface(w, v.iface);
  w.uint32(v.flags, 'InterfaceDestroyArgs.flags');
}
export function readInterfaceDestroyArgs(r: XdrReader): InterfaceDestroyArgs {
  return {
    iface: readNonnullInterface(r),
    flags: r.uint32('InterfaceDestroyArgs.flags'),
  };
}

export type InterfaceChangeBeginArgs = {
  readonly flags: number;
};
export function writeInterfaceChangeBeginArgs(w: XdrWriter, v: InterfaceChangeBeginArgs): void {
  w.uint32(v.flags, 'InterfaceChangeBeginArgs.flags');
}
export function readInterfaceChangeBeginArgs(r: XdrReader): InterfaceChangeBeginArgs {
  return {
    flags: r.uint32('InterfaceChangeBeginArgs.flags'),
  };
}

export type InterfaceChangeCommitArgs = {
  readonly flags: number;
};
export function writeInterfaceChangeCommitArgs(w: XdrWriter, v: InterfaceChangeCommitArgs): void {
  w.uint32(v.flags, 'InterfaceChangeCommitArgs.flags');
}
export function readInterfaceChangeCommitArgs(r: XdrReader): InterfaceChangeCommitArgs {
  return {
    flags: r.uint32('InterfaceChangeCommitArgs.flags'),
  };
}

export type InterfaceChangeRollbackArgs = {
  readonly flags: number;
};
export function writeInterfaceChangeRollbackArgs(w: XdrWriter, v: InterfaceChangeRollbackArgs): void {
  w.uint32(v.flags, 'InterfaceChangeRollbackArgs.flags');
}
export function readInterfaceChangeRollbackArgs(r: XdrReader): InterfaceChangeRollbackArgs {
  return {
    flags: r.uint32('InterfaceChangeRollbackArgs.flags'),
  };
}

export type AuthListRet = {
  readonly types: readonly number[];
};
export function writeAuthListRet(w: XdrWriter, v: AuthListRet): void {
  w.array(v.types, 20, 'AuthListRet.types', (one) => w.int32(one, 'AuthListRet.types'));
}
export function readAuthListRet(r: XdrReader): AuthListRet {
  return {
    types: r.array(20, 4, 'AuthListRet.types', () => r.int32('AuthListRet.types')),
  };
}

export type AuthSaslInitRet = {
  readonly mechlist: string;
};
export function writeAuthSaslInitRet(w: XdrWriter, v: AuthSaslInitRet): void {
  w.string(v.mechlist, 4194304, 'AuthSaslInitRet.mechlist');
}
export function readAuthSaslInitRet(r: XdrReader): AuthSaslInitRet {
  return {
    mechlist: r.string(4194304, 'AuthSaslInitRet.mechlist'),
  };
}

export type AuthSaslStartArgs = {
  readonly mech: string;
  readonly nil: number;
  readonly data: Uint8Array;
};
export function writeAuthSaslStartArgs(w: XdrWriter, v: AuthSaslStartArgs): void {
  w.string(v.mech, 4194304, 'AuthSaslStartArgs.mech');
  w.int32(v.nil, 'AuthSaslStartArgs.nil');
  w.chars(v.data, 65536, 'AuthSaslStartArgs.data');
}
export function readAuthSaslStartArgs(r: XdrReader): AuthSaslStartArgs {
  return {
    mech: r.string(4194304, 'AuthSaslStartArgs.mech'),
    nil: r.int32('AuthSaslStartArgs.nil'),
    data: r.chars(65536, 'AuthSaslStartArgs.data'),
  };
}

export type AuthSaslStartRet = {
  readonly complete: number;
  readonly nil: number;
  readonly data: Uint8Array;
};
export function writeAuthSaslStartRet(w: XdrWriter, v: AuthSaslStartRet): void {
  w.int32(v.complete, 'AuthSaslStartRet.complete');
  w.int32(v.nil, 'AuthSaslStartRet.nil');
  w.chars(v.data, 65536, 'AuthSaslStartRet.data');
}
export function readAuthSaslStartRet(r: XdrReader): AuthSaslStartRet {
  return {
    complete: r.int32('AuthSaslStartRet.complete'),
    nil: r.int32('AuthSaslStartRet.nil'),
    data: r.chars(65536, 'AuthSaslStartRet.data'),
  };
}

export type AuthSaslStepArgs = {
  readonly nil: number;
  readonly data: Uint8Array;
};
export function writeAuthSaslStepArgs(w: XdrWriter, v: AuthSaslStepArgs): void {
  w.int32(v.nil, 'AuthSaslStepArgs.nil');
  w.chars(v.data, 65536, 'AuthSaslStepArgs.data');
}
export function readAuthSaslStepArgs(r: XdrReader): AuthSaslStepArgs {
  return {
    nil: r.int32('AuthSaslStepArgs.nil'),
    data: r.chars(65536, 'AuthSaslStepArgs.data'),
  };
}

export type AuthSaslStepRet = {
  readonly complete: number;
  readonly nil: number;
  readonly data: Uint8Array;
};
export function writeAuthSaslStepRet(w: XdrWriter, v: AuthSaslStepRet): void {
  w.int32(v.complete, 'AuthSaslStepRet.complete');
  w.int32(v.nil, 'AuthSaslStepRet.nil');
  w.chars(v.data, 65536, 'AuthSaslStepRet.data');
}
export function readAuthSaslStepRet(r: XdrReader): AuthSaslStepRet {
  return {
    complete: r.int32('AuthSaslStepRet.complete'),
    nil: r.int32('AuthSaslStepRet.nil'),
    data: r.chars(65536, 'AuthSaslStepRet.data'),
  };
}

export type AuthPolkitRet = {
  readonly complete: number;
};
export function writeAuthPolkitRet(w: XdrWriter, v: AuthPolkitRet): void {
  w.int32(v.complete, 'AuthPolkitRet.complete');
}
export function readAuthPolkitRet(r: XdrReader): AuthPolkitRet {
  return {
    complete: r.int32('AuthPolkitRet.complete'),
  };
}

export type ConnectNumOfStoragePoolsRet = {
  readonly num: number;
};
export function writeConnectNumOfStoragePoolsRet(w: XdrWriter, v: ConnectNumOfStoragePoolsRet): void {
  w.int32(v.num, 'ConnectNumOfStoragePoolsRet.num');
}
export function readConnectNumOfStoragePoolsRet(r: XdrReader): ConnectNumOfStoragePoolsRet {
  return {
    num: r.int32('ConnectNumOfStoragePoolsRet.num'),
  };
}

export type ConnectListStoragePoolsArgs = {
  readonly maxnames: number;
};
export function writeConnectListStoragePoolsArgs(w: XdrWriter, v: ConnectListStoragePoolsArgs): void {
  w.int32(v.maxnames, 'ConnectListStoragePoolsArgs.maxnames');
}
export function readConnectListStoragePoolsArgs(r: XdrReader): ConnectListStoragePoolsArgs {
  return {
    maxnames: r.int32('ConnectListStoragePoolsArgs.maxnames'),
  };
}

export type ConnectListStoragePoolsRet = {
  readonly names: readonly string[];
};
export function writeConnectListStoragePoolsRet(w: XdrWriter, v: ConnectListStoragePoolsRet): void {
  w.array(v.names, 16384, 'ConnectListStoragePoolsRet.names', (one) => w.string(one, 4194304, 'ConnectListStoragePoolsRet.names'));
}
export function readConnectListStoragePoolsRet(r: XdrReader): ConnectListStoragePoolsRet {
  return {
    names: r.array(16384, 4, 'ConnectListStoragePoolsRet.names', () => r.string(4194304, 'ConnectListStoragePoolsRet.names')),
  };
}

export type ConnectNumOfDefinedStoragePoolsRet = {
  readonly num: number;
};
export function writeConnectNumOfDefinedStoragePoolsRet(w: XdrWriter, v: ConnectNumOfDefinedStoragePoolsRet): void {
  w.int32(v.num, 'ConnectNumOfDefinedStoragePoolsRet.num');
}
export function readConnectNumOfDefinedStoragePoolsRet(r: XdrReader): ConnectNumOfDefinedStoragePoolsRet {
  return {
    num: r.int32('ConnectNumOfDefinedStoragePoolsRet.num'),
  };
}

export type ConnectListDefinedStoragePoolsArgs = {
  readonly maxnames: number;
};
export function writeConnectListDefinedStoragePoolsArgs(w: XdrWriter, v: ConnectListDefinedStoragePoolsArgs): void {
  w.int32(v.maxnames, 'ConnectListDefinedStoragePoolsArgs.maxnames');
}
export function readConnectListDefinedStoragePoolsArgs(r: XdrReader): ConnectListDefinedStoragePoolsArgs {
  return {
    maxnames: r.int32('ConnectListDefinedStoragePoolsArgs.maxnames'),
  };
}

export type ConnectListDefinedStoragePoolsRet = {
  readonly names: readonly string[];
};
export function writeConnectListDefinedStoragePoolsRet(w: XdrWriter, v: ConnectListDefinedStoragePoolsRet): void {
  w.array(v.names, 16384, 'ConnectListDefinedStoragePoolsRet.names', (one) => w.string(one, 4194304, 'ConnectListDefinedStoragePoolsRet.names'));
}
export function readConnectListDefinedStoragePoolsRet(r: XdrReader): ConnectListDefinedStoragePoolsRet {
  return {
    names: r.array(16384, 4, 'ConnectListDefinedStoragePoolsRet.names', () => r.string(4194304, 'ConnectListDefinedStoragePoolsRet.names')),
  };
}

export type ConnectFindStoragePoolSourcesArgs = {
  readonly type: string;
  readonly srcSpec: string | null;
  readonly flags: number;
};
export function writeConnectFindStoragePoolSourcesArgs(w: XdrWriter, v: ConnectFindStoragePoolSourcesArgs): void {
  w.string(v.type, 4194304, 'ConnectFindStoragePoolSourcesArgs.type');
  w.optional(v.srcSpec, 'ConnectFindStoragePoolSourcesArgs.srcSpec', (one) => w.string(one, 4194304, 'ConnectFindStoragePoolSourcesArgs.srcSpec'));
  w.uint32(v.flags, 'ConnectFindStoragePoolSourcesArgs.flags');
}
export function readConnectFindStoragePoolSourcesArgs(r: XdrReader): ConnectFindStoragePoolSourcesArgs {
  return {
    type: r.string(4194304, 'ConnectFindStoragePoolSourcesArgs.type'),
    srcSpec: r.optional('ConnectFindStoragePoolSourcesArgs.srcSpec', () => r.string(4194304, 'ConnectFindStoragePoolSourcesArgs.srcSpec')),
    flags: r.uint32('ConnectFindStoragePoolSourcesArgs.flags'),
  };
}

export type ConnectFindStoragePoolSourcesRet = {
  readonly xml: string;
};
export function writeConnectFindStoragePoolSourcesRet(w: XdrWriter, v: ConnectFindStoragePoolSourcesRet): void {
  w.string(v.xml, 4194304, 'ConnectFindStoragePoolSourcesRet.xml');
}
export function readConnectFindStoragePoolSourcesRet(r: XdrReader): ConnectFindStoragePoolSourcesRet {
  return {
    xml: r.string(4194304, 'ConnectFindStoragePoolSourcesRet.xml'),
  };
}

export type StoragePoolLookupByUuidArgs = {
  readonly uuid: Uint8Array;
};
export function writeStoragePoolLookupByUuidArgs(w: XdrWriter, v: StoragePoolLookupByUuidArgs): void {
  w.fixedOpaque(v.uuid, 16, 'StoragePoolLookupByUuidArgs.uuid');
}
export function readStoragePoolLookupByUuidArgs(r: XdrReader): StoragePoolLookupByUuidArgs {
  return {
    uuid: r.fixedOpaque(16, 'StoragePoolLookupByUuidArgs.uuid'),
  };
}

export type StoragePoolLookupByUuidRet = {
  readonly pool: NonnullStoragePool;
};
export function writeStoragePoolLookupByUuidRet(w: XdrWriter, v: StoragePoolLookupByUuidRet): void {
  writeNonnullStoragePool(w, v.pool);
}
export function readStoragePoolLookupByUuidRet(r: XdrReader): StoragePoolLookupByUuidRet {
  return {
    pool: readNonnullStoragePool(r),
  };
}

export type StoragePoolLookupByNameArgs = {
  readonly name: string;
};
export function writeStoragePoolLookupByNameArgs(w: XdrWriter, v: StoragePoolLookupByNameArgs): void {
  w.string(v.name, 4194304, 'StoragePoolLookupByNameArgs.name');
}
export function readStoragePoolLookupByNameArgs(r: XdrReader): StoragePoolLookupByNameArgs {
  return {
    name: r.string(4194304, 'StoragePoolLookupByNameArgs.name'),
  };
}

export type StoragePoolLookupByNameRet = {
  readonly pool: NonnullStoragePool;
};
export function writeStoragePoolLookupByNameRet(w: XdrWriter, v: StoragePoolLookupByNameRet): void {
  writeNonnullStoragePool(w, v.pool);
}
export function readStoragePoolLookupByNameRet(r: XdrReader): StoragePoolLookupByNameRet {
  return {
    pool: readNonnullStoragePool(r),
  };
}

export type StoragePoolLookupByVolumeArgs = {
  readonly vol: NonnullStorageVol;
};
export function writeStoragePoolLookupByVolumeArgs(w: XdrWriter, v: StoragePoolLookupByVolumeArgs): void {
  writeNonnullStorageVol(w, v.vol);
}
export function readStoragePoolLookupByVolumeArgs(r: XdrReader): StoragePoolLookupByVolumeArgs {
  return {
    vol: readNonnullStorageVol(r),
  };
}

export type StoragePoolLookupByVolumeRet = {
  readonly pool: NonnullStoragePool;
};
export function writeStoragePoolLookupByVolumeRet(w: XdrWriter, v: StoragePoolLookupByVolumeRet): void {
  writeNonnullStoragePool(w, v.pool);
}
export function readStoragePoolLookupByVolumeRet(r: XdrReader): StoragePoolLookupByVolumeRet {
  return {
    pool: readNonnullStoragePool(r),
  };
}

export type StoragePoolLookupByTargetPathArgs = {
  readonly path: string;
};
export function writeStoragePoolLookupByTargetPathArgs(w: XdrWriter, v: StoragePoolLookupByTargetPathArgs): void {
  w.string(v.path, 4194304, 'StoragePoolLookupByTargetPathArgs.path');
}
export function readStoragePoolLookupByTargetPathArgs(r: XdrReader): StoragePoolLookupByTargetPathArgs {
  return {
    path: r.string(4194304, 'StoragePoolLookupByTargetPathArgs.path'),
  };
}

export type StoragePoolLookupByTargetPathRet = {
  readonly pool: NonnullStoragePool;
};
export function writeStoragePoolLookupByTargetPathRet(w: XdrWriter, v: StoragePoolLookupByTargetPathRet): void {
  writeNonnullStoragePool(w, v.pool);
}
export function readStoragePoolLookupByTargetPathRet(r: XdrReader): StoragePoolLookupByTargetPathRet {
  return {
    pool: readNonnullStoragePool(r),
  };
}

export type StoragePoolCreateXmlArgs = {
  readonly xml: string;
  readonly flags: number;
};
export function writeStoragePoolCreateXmlArgs(w: XdrWriter, v: StoragePoolCreateXmlArgs): void {
  w.string(v.xml, 4194304, 'StoragePoolCreateXmlArgs.xml');
  w.uint32(v.flags, 'StoragePoolCreateXmlArgs.flags');
}
export function readStoragePoolCreateXmlArgs(r: XdrReader): StoragePoolCreateXmlArgs {
  return {
    xml: r.string(4194304, 'StoragePoolCreateXmlArgs.xml'),
    flags: r.uint32('StoragePoolCreateXmlArgs.flags'),
  };
}

export type StoragePoolCreateXmlRet = {
  readonly pool: NonnullStoragePool;
};
export function writeStoragePoolCreateXmlRet(w: XdrWriter, v: StoragePoolCreateXmlRet): void {
  writeNonnullStoragePool(w, v.pool);
}
export function readStoragePoolCreateXmlRet(r: XdrReader): StoragePoolCreateXmlRet {
  return {
    pool: readNonnullStoragePool(r),
  };
}

export type StoragePoolDefineXmlArgs = {
  readonly xml: string;
  readonly flags: number;
};
export function writeStoragePoolDefineXmlArgs(w: XdrWriter, v: StoragePoolDefineXmlArgs): void {
  w.string(v.xml, 4194304, 'StoragePoolDefineXmlArgs.xml');
  w.uint32(v.flags, 'StoragePoolDefineXmlArgs.flags');
}
export function readStoragePoolDefineXmlArgs(r: XdrReader): StoragePoolDefineXmlArgs {
  return {
    xml: r.string(4194304, 'StoragePoolDefineXmlArgs.xml'),
    flags: r.uint32('StoragePoolDefineXmlArgs.flags'),
  };
}

export type StoragePoolDefineXmlRet = {
  readonly pool: NonnullStoragePool;
};
export function writeStoragePoolDefineXmlRet(w: XdrWriter, v: StoragePoolDefineXmlRet): void {
  writeNonnullStoragePool(w, v.pool);
}
export function readStoragePoolDefineXmlRet(r: XdrReader): StoragePoolDefineXmlRet {
  return {
    pool: readNonnullStoragePool(r),
  };
}

export type StoragePoolBuildArgs = {
  readonly pool: NonnullStoragePool;
  readonly flags: number;
};
export function writeStoragePoolBuildArgs(w: XdrWriter, v: StoragePoolBuildArgs): void {
  writeNonnullStoragePool(w, v.pool);
  w.uint32(v.flags, 'StoragePoolBuildArgs.flags');
}
export function readStoragePoolBuildArgs(r: XdrReader): StoragePoolBuildArgs {
  return {
    pool: readNonnullStoragePool(r),
    flags: r.uint32('StoragePoolBuildArgs.flags'),
  };
}

export type StoragePoolUndefineArgs = {
  readonly pool: NonnullStoragePool;
};
export function writeStoragePoolUndefineArgs(w: XdrWriter, v: StoragePoolUndefineArgs): void {
  writeNonnullStoragePool(w, v.pool);
}
export function readStoragePoolUndefineArgs(r: XdrReader): StoragePoolUndefineArgs {
  return {
    pool: readNonnullStoragePool(r),
  };
}

export type StoragePoolCreateArgs = {
  readonly pool: NonnullStoragePool;
  readonly flags: number;
};
export function writeStoragePoolCreateArgs(w: XdrWriter, v: StoragePoolCreateArgs): void {
  writeNonnullStoragePool(w, v.pool);
  w.uint32(v.flags, 'StoragePoolCreateArgs.flags');
}
export function readStoragePoolCreateArgs(r: XdrReader): StoragePoolCreateArgs {
  return {
    pool: readNonnullStoragePool(r),
    flags: r.uint32('StoragePoolCreateArgs.flags'),
  };
}

export type StoragePoolDestroyArgs = {
  readonly pool: NonnullStoragePool;
};
export function writeStoragePoolDestroyArgs(w: XdrWriter, v: StoragePoolDestroyArgs): void {
  writeNonnullStoragePool(w, v.pool);
}
export function readStoragePoolDestroyArgs(r: XdrReader): StoragePoolDestroyArgs {
  return {
    pool: readNonnullStoragePool(r),
  };
}

export type StoragePoolDeleteArgs = {
  readonly pool: NonnullStoragePool;
  readonly flags: number;
};
export function writeStoragePoolDeleteArgs(w: XdrWriter, v: StoragePoolDeleteArgs): void {
  writeNonnullStoragePool(w, v.pool);
  w.uint32(v.flags, 'StoragePoolDeleteArgs.flags');
}
export function readStoragePoolDeleteArgs(r: XdrReader): StoragePoolDeleteArgs {
  return {
    pool: readNonnullStoragePool(r),
    flags: r.uint32('StoragePoolDeleteArgs.flags'),
  };
}

export type StoragePoolRefreshArgs = {
  readonly pool: NonnullStoragePool;
  readonly flags: number;
};
export function writeStoragePoolRefreshArgs(w: XdrWriter, v: StoragePoolRefreshArgs): void {
  writeNonnullStoragePool(w, v.pool);
  w.uint32(v.flags, 'StoragePoolRefreshArgs.flags');
}
export function readStoragePoolRefreshArgs(r: XdrReader): StoragePoolRefreshArgs {
  return {
    pool: readNonnullStoragePool(r),
    flags: r.uint32('StoragePoolRefreshArgs.flags'),
  };
}

export type StoragePoolGetXmlDescArgs = {
  readonly pool: NonnullStoragePool;
  readonly flags: number;
};
export function writeStoragePoolGetXmlDescArgs(w: XdrWriter, v: StoragePoolGetXmlDescArgs): void {
  writeNonnullStoragePool(w, v.pool);
  w.uint32(v.flags, 'StoragePoolGetXmlDescArgs.flags');
}
export function readStoragePoolGetXmlDescArgs(r: XdrReader): StoragePoolGetXmlDescArgs {
  return {
    pool: readNonnullStoragePool(r),
    flags: r.uint32('StoragePoolGetXmlDescArgs.flags'),
  };
}

export type StoragePoolGetXmlDescRet = {
  readonly xml: string;
};
export function writeStoragePoolGetXmlDescRet(w: XdrWriter, v: StoragePoolGetXmlDescRet): void {
  w.string(v.xml, 4194304, 'StoragePoolGetXmlDescRet.xml');
}
export function readStoragePoolGetXmlDescRet(r: XdrReader): StoragePoolGetXmlDescRet {
  return {
    xml: r.string(4194304, 'StoragePoolGetXmlDescRet.xml'),
  };
}

export type StoragePoolGetInfoArgs = {
  readonly pool: NonnullStoragePool;
};
export function writeStoragePoolGetInfoArgs(w: XdrWriter, v: StoragePoolGetInfoArgs): void {
  writeNonnullStoragePool(w, v.pool);
}
export function readStoragePoolGetInfoArgs(r: XdrReader): StoragePoolGetInfoArgs {
  return {
    pool: readNonnullStoragePool(r),
  };
}

export type StoragePoolGetInfoRet = {
  readonly state: number;
  readonly capacity: bigint;
  readonly allocation: bigint;
  readonly available: bigint;
};
export function writeStoragePoolGetInfoRet(w: XdrWriter, v: StoragePoolGetInfoRet): void {
  w.uint8(v.state, 'StoragePoolGetInfoRet.state');
  w.uint64(v.capacity, 'StoragePoolGetInfoRet.capacity');
  w.uint64(v.allocation, 'StoragePoolGetInfoRet.allocation');
  w.uint64(v.available, 'StoragePoolGetInfoRet.available');
}
export function readStoragePoolGetInfoRet(r: XdrReader): StoragePoolGetInfoRet {
  return {
    state: r.uint8('StoragePoolGetInfoRet.state'),
    capacity: r.uint64('StoragePoolGetInfoRet.capacity'),
    allocation: r.uint64('StoragePoolGetInfoRet.allocation'),
    available: r.uint64('StoragePoolGetInfoRet.available'),
  };
}

export type StoragePoolGetAutostartArgs = {
  readonly pool: NonnullStoragePool;
};
export function writeStoragePoolGetAutostartArgs(w: XdrWriter, v: StoragePoolGetAutostartArgs): void {
  writeNonnullStoragePool(w, v.pool);
}
export function readStoragePoolGetAutostartArgs(r: XdrReader): StoragePoolGetAutostartArgs {
  return {
    pool: readNonnullStoragePool(r),
  };
}

export type StoragePoolGetAutostartRet = {
  readonly autostart: number;
};
export function writeStoragePoolGetAutostartRet(w: XdrWriter, v: StoragePoolGetAutostartRet): void {
  w.int32(v.autostart, 'StoragePoolGetAutostartRet.autostart');
}
export function readStoragePoolGetAutostartRet(r: XdrReader): StoragePoolGetAutostartRet {
  return {
    autostart: r.int32('StoragePoolGetAutostartRet.autostart'),
  };
}

export type StoragePoolSetAutostartArgs = {
  readonly pool: NonnullStoragePool;
  readonly autostart: number;
};
export function writeStoragePoolSetAutostartArgs(w: XdrWriter, v: StoragePoolSetAutostartArgs): void {
  writeNonnullStoragePool(w, v.pool);
  w.int32(v.autostart, 'StoragePoolSetAutostartArgs.autostart');
}
export function readStoragePoolSetAutostartArgs(r: XdrReader): StoragePoolSetAutostartArgs {
  return {
    pool: readNonnullStoragePool(r),
    autostart: r.int32('StoragePoolSetAutostartArgs.autostart'),
  };
}

export type StoragePoolNumOfVolumesArgs = {
  readonly pool: NonnullStoragePool;
};
export function writeStoragePoolNumOfVolumesArgs(w: XdrWriter, v: StoragePoolNumOfVolumesArgs): void {
  writeNonnullStoragePool(w, v.pool);
}
export function readStoragePoolNumOfVolumesArgs(r: XdrReader): StoragePoolNumOfVolumesArgs {
  return {
    pool: readNonnullStoragePool(r),
  };
}

export type StoragePoolNumOfVolumesRet = {
  readonly num: number;
};
export function writeStoragePoolNumOfVolumesRet(w: XdrWriter, v: StoragePoolNumOfVolumesRet): void {
  w.int32(v.num, 'StoragePoolNumOfVolumesRet.num');
}
export function readStoragePoolNumOfVolumesRet(r: XdrReader): StoragePoolNumOfVolumesRet {
  return {
    num: r.int32('StoragePoolNumOfVolumesRet.num'),
  };
}

export type StoragePoolListVolumesArgs = {
  readonly pool: NonnullStoragePool;
  readonly maxnames: number;
};
export function writeStoragePoolListVolumesArgs(w: XdrWriter, v: StoragePoolListVolumesArgs): void {
  writeNonnullStoragePool(w, v.pool);
  w.int32(v.maxnames, 'StoragePoolListVolumesArgs.maxnames');
}
export function readStoragePoolListVolumesArgs(r: XdrReader): StoragePoolListVolumesArgs {
  return {
    pool: readNonnullStoragePool(r),
    maxnames: r.int32('StoragePoolListVolumesArgs.maxnames'),
  };
}

export type StoragePoolListVolumesRet = {
  readonly names: readonly string[];
};
export function writeStoragePoolListVolumesRet(w: XdrWriter, v: StoragePoolListVolumesRet): void {
  w.array(v.names, 16384, 'StoragePoolListVolumesRet.names', (one) => w.string(one, 4194304, 'StoragePoolListVolumesRet.names'));
}
export function readStoragePoolListVolumesRet(r: XdrReader): StoragePoolListVolumesRet {
  return {
    names: r.array(16384, 4, 'StoragePoolListVolumesRet.names', () => r.string(4194304, 'StoragePoolListVolumesRet.names')),
  };
}

export type StorageVolLookupByNameArgs = {
  readonly pool: NonnullStoragePool;
  readonly name: string;
};
export function writeStorageVolLookupByNameArgs(w: XdrWriter, v: StorageVolLookupByNameArgs): void {
  writeNonnullStoragePool(w, v.pool);
  w.string(v.name, 4194304, 'StorageVolLookupByNameArgs.name');
}
export function readStorageVolLookupByNameArgs(r: XdrReader): StorageVolLookupByNameArgs {
  return {
    pool: readNonnullStoragePool(r),
    name: r.string(4194304, 'StorageVolLookupByNameArgs.name'),
  };
}

export type StorageVolLookupByNameRet = {
  readonly vol: NonnullStorageVol;
};
export function writeStorageVolLookupByNameRet(w: XdrWriter, v: StorageVolLookupByNameRet): void {
  writeNonnullStorageVol(w, v.vol);
}
export function readStorageVolLookupByNameRet(r: XdrReader): StorageVolLookupByNameRet {
  return {
    vol: readNonnullStorageVol(r),
  };
}

export type StorageVolLookupByKeyArgs = {
  readonly key: string;
};
export function writeStorageVolLookupByKeyArgs(w: XdrWriter, v: StorageVolLookupByKeyArgs): void {
  w.string(v.key, 4194304, 'StorageVolLookupByKeyArgs.key');
}
export function readStorageVolLookupByKeyArgs(r: XdrReader): StorageVolLookupByKeyArgs {
  return {
    key: r.string(4194304, 'StorageVolLookupByKeyArgs.key'),
  };
}

export type StorageVolLookupByKeyRet = {
  readonly vol: NonnullStorageVol;
};
export function writeStorageVolLookupByKeyRet(w: XdrWriter, v: StorageVolLookupByKeyRet): void {
  writeNonnullStorageVol(w, v.vol);
}
export function readStorageVolLookupByKeyRet(r: XdrReader): StorageVolLookupByKeyRet {
  return {
    vol: readNonnullStorageVol(r),
  };
}

export type StorageVolLookupByPathArgs = {
  readonly path: string;
};
export function writeStorageVolLookupByPathArgs(w: XdrWriter, v: StorageVolLookupByPathArgs): void {
  w.string(v.path, 4194304, 'StorageVolLookupByPathArgs.path');
}
export function readStorageVolLookupByPathArgs(r: XdrReader): StorageVolLookupByPathArgs {
  return {
    path: r.string(4194304, 'StorageVolLookupByPathArgs.path'),
  };
}

export type StorageVolLookupByPathRet = {
  readonly vol: NonnullStorageVol;
};
export function writeStorageVolLookupByPathRet(w: XdrWriter, v: StorageVolLookupByPathRet): void {
  writeNonnullStorageVol(w, v.vol);
}
export function readStorageVolLookupByPathRet(r: XdrReader): StorageVolLookupByPathRet {
  return {
    vol: readNonnullStorageVol(r),
  };
}

export type StorageVolCreateXmlArgs = {
  readonly pool: NonnullStoragePool;
  readonly xml: string;
  readonly flags: number;
};
export function writeStorageVolCreateXmlArgs(w: XdrWriter, v: StorageVolCreateXmlArgs): void {
  writeNonnullStoragePool(w, v.pool);
  w.string(v.xml, 4194304, 'StorageVolCreateXmlArgs.xml');
  w.uint32(v.flags, 'StorageVolCreateXmlArgs.flags');
}
export function readStorageVolCreateXmlArgs(r: XdrReader): StorageVolCreateXmlArgs {
  return {
    pool: readNonnullStoragePool(r),
    xml: r.string(4194304, 'StorageVolCreateXmlArgs.xml'),
    flags: r.uint32('StorageVolCreateXmlArgs.flags'),
  };
}

export type StorageVolCreateXmlRet = {
  readonly vol: NonnullStorageVol;
};
export function writeStorageVolCreateXmlRet(w: XdrWriter, v: StorageVolCreateXmlRet): void {
  writeNonnullStorageVol(w, v.vol);
}
export function readStorageVolCreateXmlRet(r: XdrReader): StorageVolCreateXmlRet {
  return {
    vol: readNonnullStorageVol(r),
  };
}

export type StorageVolCreateXmlFromArgs = {
  readonly pool: NonnullStoragePool;
  readonly xml: string;
  readonly clonevol: NonnullStorageVol;
  readonly flags: number;
};
export function writeStorageVolCreateXmlFromArgs(w: XdrWriter, v: StorageVolCreateXmlFromArgs): void {
  writeNonnullStoragePool(w, v.pool);
  w.string(v.xml, 4194304, 'StorageVolCreateXmlFromArgs.xml');
  writeNonnullStorageVol(w, v.clonevol);
  w.uint32(v.flags, 'StorageVolCreateXmlFromArgs.flags');
}
export function readStorageVolCreateXmlFromArgs(r: XdrReader): StorageVolCreateXmlFromArgs {
  return {
    pool: readNonnullStoragePool(r),
    xml: r.string(4194304, 'StorageVolCreateXmlFromArgs.xml'),
    clonevol: readNonnullStorageVol(r),
    flags: r.uint32('StorageVolCreateXmlFromArgs.flags'),
  };
}

export type StorageVolCreateXmlFromRet = {
  readonly vol: NonnullStorageVol;
};
export function writeStorageVolCreateXmlFromRet(w: XdrWriter, v: StorageVolCreateXmlFromRet): void {
  writeNonnullStorageVol(w, v.vol);
}
export function readStorageVolCreateXmlFromRet(r: XdrReader): StorageVolCreateXmlFromRet {
  return {
    vol: readNonnullStorageVol(r),
  };
}

export type StorageVolDeleteArgs = {
  readonly vol: NonnullStorageVol;
  readonly flags: number;
};
export function writeStorageVolDeleteArgs(w: XdrWriter, v: StorageVolDeleteArgs): void {
  writeNonnullStorageVol(w, v.vol);
  w.uint32(v.flags, 'StorageVolDeleteArgs.flags');
}
export function readStorageVolDeleteArgs(r: XdrReader): StorageVolDeleteArgs {
  return {
    vol: readNonnullStorageVol(r),
    flags: r.uint32('StorageVolDeleteArgs.flags'),
  };
}

export type StorageVolWipeArgs = {
  readonly vol: NonnullStorageVol;
  readonly flags: number;
};
export function writeStorageVolWipeArgs(w: XdrWriter, v: StorageVolWipeArgs): void {
  writeNonnullStorageVol(w, v.vol);
  w.uint32(v.flags, 'StorageVolWipeArgs.flags');
}
export function readStorageVolWipeArgs(r: XdrReader): StorageVolWipeArgs {
  return {
    vol: readNonnullStorageVol(r),
    flags: r.uint32('StorageVolWipeArgs.flags'),
  };
}

export type StorageVolWipePatternArgs = {
  readonly vol: NonnullStorageVol;
  readonly algorithm: number;
  readonly flags: number;
};
export function writeStorageVolWipePatternArgs(w: XdrWriter, v: StorageVolWipePatternArgs): void {
  writeNonnullStorageVol(w, v.vol);
  w.uint32(v.algorithm, 'StorageVolWipePatternArgs.algorithm');
  w.uint32(v.flags, 'StorageVolWipePatternArgs.flags');
}
export function readStorageVolWipePatternArgs(r: XdrReader): StorageVolWipePatternArgs {
  return {
    vol: readNonnullStorageVol(r),
    algorithm: r.uint32('StorageVolWipePatternArgs.algorithm'),
    flags: r.uint32('StorageVolWipePatternArgs.flags'),
  };
}

export type StorageVolGetXmlDescArgs = {
  readonly vol: NonnullStorageVol;
  readonly flags: number;
};
export function writeStorageVolGetXmlDescArgs(w: XdrWriter, v: StorageVolGetXmlDescArgs): void {
  writeNonnullStorageVol(w, v.vol);
  w.uint32(v.flags, 'StorageVolGetXmlDescArgs.flags');
}
export function readStorageVolGetXmlDescArgs(r: XdrReader): StorageVolGetXmlDescArgs {
  return {
    vol: readNonnullStorageVol(r),
    flags: r.uint32('StorageVolGetXmlDescArgs.flags'),
  };
}

export type StorageVolGetXmlDescRet = {
  readonly xml: string;
};
export function writeStorageVolGetXmlDescRet(w: XdrWriter, v: StorageVolGetXmlDescRet): void {
  w.string(v.xml, 4194304, 'StorageVolGetXmlDescRet.xml');
}
export function readStorageVolGetXmlDescRet(r: XdrReader): StorageVolGetXmlDescRet {
  return {
    xml: r.string(4194304, 'StorageVolGetXmlDescRet.xml'),
  };
}

export type StorageVolGetInfoArgs = {
  readonly vol: NonnullStorageVol;
};
export function writeStorageVolGetInfoArgs(w: XdrWriter, v: StorageVolGetInfoArgs): void {
  writeNonnullStorageVol(w, v.vol);
}
export function readStorageVolGetInfoArgs(r: XdrReader): StorageVolGetInfoArgs {
  return {
    vol: readNonnullStorageVol(r),
  };
}

export type StorageVolGetInfoRet = {
  readonly type: number;
  readonly capacity: bigint;
  readonly allocation: bigint;
};
export function writeStorageVolGetInfoRet(w: XdrWriter, v: StorageVolGetInfoRet): void {
  w.int32(v.type, 'StorageVolGetInfoRet.type');
  w.uint64(v.capacity, 'StorageVolGetInfoRet.capacity');
  w.uint64(v.allocation, 'StorageVolGetInfoRet.allocation');
}
export function readStorageVolGetInfoRet(r: XdrReader): StorageVolGetInfoRet {
  return {
    type: r.int32('StorageVolGetInfoRet.type'),
    capacity: r.uint64('StorageVolGetInfoRet.capacity'),
    allocation: r.uint64('StorageVolGetInfoRet.allocation'),
  };
}

export type StorageVolGetInfoFlagsArgs = {
  readonly vol: NonnullStorageVol;
  readonly flags: number;
};
export function writeStorageVolGetInfoFlagsArgs(w: XdrWriter, v: StorageVolGetInfoFlagsArgs): void {
  writeNonnullStorageVol(w, v.vol);
  w.uint32(v.flags, 'StorageVolGetInfoFlagsArgs.flags');
}
export function readStorageVolGetInfoFlagsArgs(r: XdrReader): StorageVolGetInfoFlagsArgs {
  return {
    vol: readNonnullStorageVol(r),
    flags: r.uint32('StorageVolGetInfoFlagsArgs.flags'),
  };
}

export type StorageVolGetInfoFlagsRet = {
  readonly type: number;
  readonly capacity: bigint;
  readonly allocation: bigint;
};
export function writeStorageVolGetInfoFlagsRet(w: XdrWriter, v: StorageVolGetInfoFlagsRet): void {
  w.int32(v.type, 'StorageVolGetInfoFlagsRet.type');
  w.uint64(v.capacity, 'StorageVolGetInfoFlagsRet.capacity');
  w.uint64(v.allocation, 'StorageVolGetInfoFlagsRet.allocation');
}
export function readStorageVolGetInfoFlagsRet(r: XdrReader): StorageVolGetInfoFlagsRet {
  return {
    type: r.int32('StorageVolGetInfoFlagsRet.type'),
    capacity: r.uint64('StorageVolGetInfoFlagsRet.capacity'),
    allocation: r.uint64('StorageVolGetInfoFlagsRet.allocation'),
  };
}

export type StorageVolGetPathArgs = {
  readonly vol: NonnullStorageVol;
};
export function writeStorageVolGetPathArgs(w: XdrWriter, v: StorageVolGetPathArgs): void {
  writeNonnullStorageVol(w, v.vol);
}
export function readStorageVolGetPathArgs(r: XdrReader): StorageVolGetPathArgs {
  return {
    vol: readNonnullStorageVol(r),
  };
}

export type StorageVolGetPathRet = {
  readonly name: string;
};
export function writeStorageVolGetPathRet(w: XdrWriter, v: StorageVolGetPathRet): void {
  w.string(v.name, 4194304, 'StorageVolGetPathRet.name');
}
export function readStorageVolGetPathRet(r: XdrReader): StorageVolGetPathRet {
  return {
    name: r.string(4194304, 'StorageVolGetPathRet.name'),
  };
}

export type StorageVolResizeArgs = {
  readonly vol: NonnullStorageVol;
  readonly capacity: bigint;
  readonly flags: number;
};
export function writeStorageVolResizeArgs(w: XdrWriter, v: StorageVolResizeArgs): void {
  writeNonnullStorageVol(w, v.vol);
  w.uint64(v.capacity, 'StorageVolResizeArgs.capacity');
  w.uint32(v.flags, 'StorageVolResizeArgs.flags');
}
export function readStorageVolResizeArgs(r: XdrReader): StorageVolResizeArgs {
  return {
    vol: readNonnullStorageVol(r),
    capacity: r.uint64('StorageVolResizeArgs.capacity'),
    flags: r.uint32('StorageVolResizeArgs.flags'),
  };
}

export type NodeNumOfDevicesArgs = {
  readonly cap: string | null;
  readonly flags: number;
};
export function writeNodeNumOfDevicesArgs(w: XdrWriter, v: NodeNumOfDevicesArgs): void {
  w.optional(v.cap, 'NodeNumOfDevicesArgs.cap', (one) => w.string(one, 4194304, 'NodeNumOfDevicesArgs.cap'));
  w.uint32(v.flags, 'NodeNumOfDevicesArgs.flags');
}
export function readNodeNumOfDevicesArgs(r: XdrReader): NodeNumOfDevicesArgs {
  return {
    cap: r.optional('NodeNumOfDevicesArgs.cap', () => r.string(4194304, 'NodeNumOfDevicesArgs.cap')),
    flags: r.uint32('NodeNumOfDevicesArgs.flags'),
  };
}

export type NodeNumOfDevicesRet = {
  readonly num: number;
};
export function writeNodeNumOfDevicesRet(w: XdrWriter, v: NodeNumOfDevicesRet): void {
  w.int32(v.num, 'NodeNumOfDevicesRet.num');
}
export function readNodeNumOfDevicesRet(r: XdrReader): NodeNumOfDevicesRet {
  return {
    num: r.int32('NodeNumOfDevicesRet.num'),
  };
}

export type NodeListDevicesArgs = {
  readonly cap: string | null;
  readonly maxnames: number;
  readonly flags: number;
};
export function writeNodeListDevicesArgs(w: XdrWriter, v: NodeListDevicesArgs): void {
  w.optional(v.cap, 'NodeListDevicesArgs.cap', (one) => w.string(one, 4194304, 'NodeListDevicesArgs.cap'));
  w.int32(v.maxnames, 'NodeListDevicesArgs.maxnames');
  w.uint32(v.flags, 'NodeListDevicesArgs.flags');
}
export function readNodeListDevicesArgs(r: XdrReader): NodeListDevicesArgs {
  return {
    cap: r.optional('NodeListDevicesArgs.cap', () => r.string(4194304, 'NodeListDevicesArgs.cap')),
    maxnames: r.int32('NodeListDevicesArgs.maxnames'),
    flags: r.uint32('NodeListDevicesArgs.flags'),
  };
}

export type NodeListDevicesRet = {
  readonly names: readonly string[];
};
export function writeNodeListDevicesRet(w: XdrWriter, v: NodeListDevicesRet): void {
  w.array(v.names, 65536, 'NodeListDevicesRet.names', (one) => w.string(one, 4194304, 'NodeListDevicesRet.names'));
}
export function readNodeListDevicesRet(r: XdrReader): NodeListDevicesRet {
  return {
    names: r.array(65536, 4, 'NodeListDevicesRet.names', () => r.string(4194304, 'NodeListDevicesRet.names')),
  };
}

export type NodeDeviceLookupByNameArgs = {
  readonly name: string;
};
export function writeNodeDeviceLookupByNameArgs(w: XdrWriter, v: NodeDeviceLookupByNameArgs): void {
  w.string(v.name, 4194304, 'NodeDeviceLookupByNameArgs.name');
}
export function readNodeDeviceLookupByNameArgs(r: XdrReader): NodeDeviceLookupByNameArgs {
  return {
    name: r.string(4194304, 'NodeDeviceLookupByNameArgs.name'),
  };
}

export type NodeDeviceLookupByNameRet = {
  readonly dev: NonnullNodeDevice;
};
export function writeNodeDeviceLookupByNameRet(w: XdrWriter, v: NodeDeviceLookupByNameRet): void {
  writeNonnullNodeDevice(w, v.dev);
}
export function readNodeDeviceLookupByNameRet(r: XdrReader): NodeDeviceLookupByNameRet {
  return {
    dev: readNonnullNodeDevice(r),
  };
}

export type NodeDeviceLookupScsiHostByWwnArgs = {
  readonly wwnn: string;
  readonly wwpn: string;
  readonly flags: number;
};
export function writeNodeDeviceLookupScsiHostByWwnArgs(w: XdrWriter, v: NodeDeviceLookupScsiHostByWwnArgs): void {
  w.string(v.wwnn, 4194304, 'NodeDeviceLookupScsiHostByWwnArgs.wwnn');
  w.string(v.wwpn, 4194304, 'NodeDeviceLookupScsiHostByWwnArgs.wwpn');
  w.uint32(v.flags, 'NodeDeviceLookupScsiHostByWwnArgs.flags');
}
export function readNodeDeviceLookupScsiHostByWwnArgs(r: XdrReader): NodeDeviceLookupScsiHostByWwnArgs {
  return {
    wwnn: r.string(4194304, 'NodeDeviceLookupScsiHostByWwnArgs.wwnn'),
    wwpn: r.string(4194304, 'NodeDeviceLookupScsiHostByWwnArgs.wwpn'),
    flags: r.uint32('NodeDeviceLookupScsiHostByWwnArgs.flags'),
  };
}

export type NodeDeviceLookupScsiHostByWwnRet = {
  readonly dev: NonnullNodeDevice;
};
export function writeNodeDeviceLookupScsiHostByWwnRet(w: XdrWriter, v: NodeDeviceLookupScsiHostByWwnRet): void {
  writeNonnullNodeDevice(w, v.dev);
}
export function readNodeDeviceLookupScsiHostByWwnRet(r: XdrReader): NodeDeviceLookupScsiHostByWwnRet {
  return {
    dev: readNonnullNodeDevice(r),
  };
}

export type NodeDeviceGetXmlDescArgs = {
  readonly name: string;
  readonly flags: number;
};
export function writeNodeDeviceGetXmlDescArgs(w: XdrWriter, v: NodeDeviceGetXmlDescArgs): void {
  w.string(v.name, 4194304, 'NodeDeviceGetXmlDescArgs.name');
  w.uint32(v.flags, 'NodeDeviceGetXmlDescArgs.flags');
}
export function readNodeDeviceGetXmlDescArgs(r: XdrReader): NodeDeviceGetXmlDescArgs {
  return {
    name: r.string(4194304, 'NodeDeviceGetXmlDescArgs.name'),
    flags: r.uint32('NodeDeviceGetXmlDescArgs.flags'),
  };
}

export type NodeDeviceGetXmlDescRet = {
  readonly xml: string;
};
export function writeNodeDeviceGetXmlDescRet(w: XdrWriter, v: NodeDeviceGetXmlDescRet): void {
  w.string(v.xml, 4194304, 'NodeDeviceGetXmlDescRet.xml');
}
export function readNodeDeviceGetXmlDescRet(r: XdrReader): NodeDeviceGetXmlDescRet {
  return {
    xml: r.string(4194304, 'NodeDeviceGetXmlDescRet.xml'),
  };
}

export type NodeDeviceGetParentArgs = {
  readonly name: string;
};
export function writeNodeDeviceGetParentArgs(w: XdrWriter, v: NodeDeviceGetParentArgs): void {
  w.string(v.name, 4194304, 'NodeDeviceGetParentArgs.name');
}
export function readNodeDeviceGetParentArgs(r: XdrReader): NodeDeviceGetParentArgs {
  return {
    name: r.string(4194304, 'NodeDeviceGetParentArgs.name'),
  };
}

export type NodeDeviceGetParentRet = {
  readonly parentName: string | null;
};
export function writeNodeDeviceGetParentRet(w: XdrWriter, v: NodeDeviceGetParentRet): void {
  w.optional(v.parentName, 'NodeDeviceGetParentRet.parentName', (one) => w.string(one, 4194304, 'NodeDeviceGetParentRet.parentName'));
}
export function readNodeDeviceGetParentRet(r: XdrReader): NodeDeviceGetParentRet {
  return {
    parentName: r.optional('NodeDeviceGetParentRet.parentName', () => r.string(4194304, 'NodeDeviceGetParentRet.parentName')),
  };
}

export type NodeDeviceNumOfCapsArgs = {
  readonly name: string;
};
export function writeNodeDeviceNumOfCapsArgs(w: XdrWriter, v: NodeDeviceNumOfCapsArgs): void {
  w.string(v.name, 4194304, 'NodeDeviceNumOfCapsArgs.name');
}
export function readNodeDeviceNumOfCapsArgs(r: XdrReader): NodeDeviceNumOfCapsArgs {
  return {
    name: r.string(4194304, 'NodeDeviceNumOfCapsArgs.name'),
  };
}

export type NodeDeviceNumOfCapsRet = {
  readonly num: number;
};
export function writeNodeDeviceNumOfCapsRet(w: XdrWriter, v: NodeDeviceNumOfCapsRet): void {
  w.int32(v.num, 'NodeDeviceNumOfCapsRet.num');
}
export function readNodeDeviceNumOfCapsRet(r: XdrReader): NodeDeviceNumOfCapsRet {
  return {
    num: r.int32('NodeDeviceNumOfCapsRet.num'),
  };
}

export type NodeDeviceListCapsArgs = {
  readonly name: string;
  readonly maxnames: number;
};
export function writeNodeDeviceListCapsArgs(w: XdrWriter, v: NodeDeviceListCapsArgs): void {
  w.string(v.name, 4194304, 'NodeDeviceListCapsArgs.name');
  w.int32(v.maxnames, 'NodeDeviceListCapsArgs.maxnames');
}
export function readNodeDeviceListCapsArgs(r: XdrReader): NodeDeviceListCapsArgs {
  return {
    name: r.string(4194304, 'NodeDeviceListCapsArgs.name'),
    maxnames: r.int32('NodeDeviceListCapsArgs.maxnames'),
  };
}

export type NodeDeviceListCapsRet = {
  readonly names: readonly string[];
};
export function writeNodeDeviceListCapsRet(w: XdrWriter, v: NodeDeviceListCapsRet): void {
  w.array(v.names, 65536, 'NodeDeviceListCapsRet.names', (one) => w.string(one, 4194304, 'NodeDeviceListCapsRet.names'));
}
export function readNodeDeviceListCapsRet(r: XdrReader): NodeDeviceListCapsRet {
  return {
    names: r.array(65536, 4, 'NodeDeviceListCapsRet.names', () => r.string(4194304, 'NodeDeviceListCapsRet.names')),
  };
}

export type NodeDeviceDettachArgs = {
  readonly name: string;
};
export function writeNodeDeviceDettachArgs(w: XdrWriter, v: NodeDeviceDettachArgs): void {
  w.string(v.name, 4194304, 'NodeDeviceDettachArgs.name');
}
export function readNodeDeviceDettachArgs(r: XdrReader): NodeDeviceDettachArgs {
  return {
    name: r.string(4194304, 'NodeDeviceDettachArgs.name'),
  };
}

export type NodeDeviceDetachFlagsArgs = {
  readonly name: string;
  readonly driverName: string | null;
  readonly flags: number;
};
export function writeNodeDeviceDetachFlagsArgs(w: XdrWriter, v: NodeDeviceDetachFlagsArgs): void {
  w.string(v.name, 4194304, 'NodeDeviceDetachFlagsArgs.name');
  w.optional(v.driverName, 'NodeDeviceDetachFlagsArgs.driverName', (one) => w.string(one, 4194304, 'NodeDeviceDetachFlagsArgs.driverName'));
  w.uint32(v.flags, 'NodeDeviceDetachFlagsArgs.flags');
}
export function readNodeDeviceDetachFlagsArgs(r: XdrReader): NodeDeviceDetachFlagsArgs {
  return {
    name: r.string(4194304, 'NodeDeviceDetachFlagsArgs.name'),
    driverName: r.optional('NodeDeviceDetachFlagsArgs.driverName', () => r.string(4194304, 'NodeDeviceDetachFlagsArgs.driverName')),
    flags: r.uint32('NodeDeviceDetachFlagsArgs.flags'),
  };
}

export type NodeDeviceReAttachArgs = {
  readonly name: string;
};
export function writeNodeDeviceReAttachArgs(w: XdrWriter, v: NodeDeviceReAttachArgs): void {
  w.string(v.name, 4194304, 'NodeDeviceReAttachArgs.name');
}
export function readNodeDeviceReAttachArgs(r: XdrReader): NodeDeviceReAttachArgs {
  return {
    name: r.string(4194304, 'NodeDeviceReAttachArgs.name'),
  };
}

export type NodeDeviceResetArgs = {
  readonly name: string;
};
export function writeNodeDeviceResetArgs(w: XdrWriter, v: NodeDeviceResetArgs): void {
  w.string(v.name, 4194304, 'NodeDeviceResetArgs.name');
}
export function readNodeDeviceResetArgs(r: XdrReader): NodeDeviceResetArgs {
  return {
    name: r.string(4194304, 'NodeDeviceResetArgs.name'),
  };
}

export type NodeDeviceCreateXmlArgs = {
  readonly xmlDesc: string;
  readonly flags: number;
};
export function writeNodeDeviceCreateXmlArgs(w: XdrWriter, v: NodeDeviceCreateXmlArgs): void {
  w.string(v.xmlDesc, 4194304, 'NodeDeviceCreateXmlArgs.xmlDesc');
  w.uint32(v.flags, 'NodeDeviceCreateXmlArgs.flags');
}
export function readNodeDeviceCreateXmlArgs(r: XdrReader): NodeDeviceCreateXmlArgs {
  return {
    xmlDesc: r.string(4194304, 'NodeDeviceCreateXmlArgs.xmlDesc'),
    flags: r.uint32('NodeDeviceCreateXmlArgs.flags'),
  };
}

export type NodeDeviceCreateXmlRet = {
  readonly dev: NonnullNodeDevice;
};
export function writeNodeDeviceCreateXmlRet(w: XdrWriter, v: NodeDeviceCreateXmlRet): void {
  writeNonnullNodeDevice(w, v.dev);
}
export function readNodeDeviceCreateXmlRet(r: XdrReader): NodeDeviceCreateXmlRet {
  return {
    dev: readNonnullNodeDevice(r),
  };
}

export type NodeDeviceDestroyArgs = {
  readonly name: string;
};
export function writeNodeDeviceDestroyArgs(w: XdrWriter, v: NodeDeviceDestroyArgs): void {
  w.string(v.name, 4194304, 'NodeDeviceDestroyArgs.name');
}
export function readNodeDeviceDestroyArgs(r: XdrReader): NodeDeviceDestroyArgs {
  return {
    name: r.string(4194304, 'NodeDeviceDestroyArgs.name'),
  };
}

export type NodeDeviceDefineXmlArgs = {
  readonly xmlDesc: string;
  readonly flags: number;
};
export function writeNodeDeviceDefineXmlArgs(w: XdrWriter, v: NodeDeviceDefineXmlArgs): void {
  w.string(v.xmlDesc, 4194304, 'NodeDeviceDefineXmlArgs.xmlDesc');
  w.uint32(v.flags, 'NodeDeviceDefineXmlArgs.flags');
}
export function readNodeDeviceDefineXmlArgs(r: XdrReader): NodeDeviceDefineXmlArgs {
  return {
    xmlDesc: r.string(4194304, 'NodeDeviceDefineXmlArgs.xmlDesc'),
    flags: r.uint32('NodeDeviceDefineXmlArgs.flags'),
  };
}

export type NodeDeviceDefineXmlRet = {
  readonly dev: NonnullNodeDevice;
};
export function writeNodeDeviceDefineXmlRet(w: XdrWriter, v: NodeDeviceDefineXmlRet): void {
  writeNonnullNodeDevice(w, v.dev);
}
export function readNodeDeviceDefineXmlRet(r: XdrReader): NodeDeviceDefineXmlRet {
  return {
    dev: readNonnullNodeDevice(r),
  };
}

export type NodeDeviceUndefineArgs = {
  readonly name: string;
  readonly flags: number;
};
export function writeNodeDeviceUndefineArgs(w: XdrWriter, v: NodeDeviceUndefineArgs): void {
  w.string(v.name, 4194304, 'NodeDeviceUndefineArgs.name');
  w.uint32(v.flags, 'NodeDeviceUndefineArgs.flags');
}
export function readNodeDeviceUndefineArgs(r: XdrReader): NodeDeviceUndefineArgs {
  return {
    name: r.string(4194304, 'NodeDeviceUndefineArgs.name'),
    flags: r.uint32('NodeDeviceUndefineArgs.flags'),
  };
}

export type NodeDeviceCreateArgs = {
  readonly name: string;
  readonly flags: number;
};
export function writeNodeDeviceCreateArgs(w: XdrWriter, v: NodeDeviceCreateArgs): void {
  w.string(v.name, 4194304, 'NodeDeviceCreateArgs.name');
  w.uint32(v.flags, 'NodeDeviceCreateArgs.flags');
}
export function readNodeDeviceCreateArgs(r: XdrReader): NodeDeviceCreateArgs {
  return {
    name: r.string(4194304, 'NodeDeviceCreateArgs.name'),
    flags: r.uint32('NodeDeviceCreateArgs.flags'),
  };
}

export type NodeDeviceGetAutostartArgs = {
  readonly name: string;
};
export function writeNodeDeviceGetAutostartArgs(w: XdrWriter, v: NodeDeviceGetAutostartArgs): void {
  w.string(v.name, 4194304, 'NodeDeviceGetAutostartArgs.name');
}
export function readNodeDeviceGetAutostartArgs(r: XdrReader): NodeDeviceGetAutostartArgs {
  return {
    name: r.string(4194304, 'NodeDeviceGetAutostartArgs.name'),
  };
}

export type NodeDeviceGetAutostartRet = {
  readonly autostart: number;
};
export function writeNodeDeviceGetAutostartRet(w: XdrWriter, v: NodeDeviceGetAutostartRet): void {
  w.int32(v.autostart, 'NodeDeviceGetAutostartRet.autostart');
}
export function readNodeDeviceGetAutostartRet(r: XdrReader): NodeDeviceGetAutostartRet {
  return {
    autostart: r.int32('NodeDeviceGetAutostartRet.autostart'),
  };
}

export type NodeDeviceSetAutostartArgs = {
  readonly name: string;
  readonly autostart: number;
};
export function writeNodeDeviceSetAutostartArgs(w: XdrWriter, v: NodeDeviceSetAutostartArgs): void {
  w.string(v.name, 4194304, 'NodeDeviceSetAutostartArgs.name');
  w.int32(v.autostart, 'NodeDeviceSetAutostartArgs.autostart');
}
export function readNodeDeviceSetAutostartArgs(r: XdrReader): NodeDeviceSetAutostartArgs {
  return {
    name: r.string(4194304, 'NodeDeviceSetAutostartArgs.name'),
    autostart: r.int32('NodeDeviceSetAutostartArgs.autostart'),
  };
}

export type NodeDeviceIsPersistentArgs = {
  readonly name: string;
};
export function writeNodeDeviceIsPersistentArgs(w: XdrWriter, v: NodeDeviceIsPersistentArgs): void {
  w.string(v.name, 4194304, 'NodeDeviceIsPersistentArgs.name');
}
export function readNodeDeviceIsPersistentArgs(r: XdrReader): NodeDeviceIsPersistentArgs {
  return {
    name: r.string(4194304, 'NodeDeviceIsPersistentArgs.name'),
  };
}

export type NodeDeviceIsPersistentRet = {
  readonly persistent: number;
};
export function writeNodeDeviceIsPersistentRet(w: XdrWriter, v: NodeDeviceIsPersistentRet): void {
  w.int32(v.persistent, 'NodeDeviceIsPersistentRet.persistent');
}
export function readNodeDeviceIsPersistentRet(r: XdrReader): NodeDeviceIsPersistentRet {
  return {
    persistent: r.int32('NodeDeviceIsPersistentRet.persistent'),
  };
}

export type NodeDeviceIsActiveArgs = {
  readonly name: string;
};
export function writeNodeDeviceIsActiveArgs(w: XdrWriter, v: NodeDeviceIsActiveArgs): void {
  w.string(v.name, 4194304, 'NodeDeviceIsActiveArgs.name');
}
export function readNodeDeviceIsActiveArgs(r: XdrReader): NodeDeviceIsActiveArgs {
  return {
    name: r.string(4194304, 'NodeDeviceIsActiveArgs.name'),
  };
}

export type NodeDeviceIsActiveRet = {
  readonly active: number;
};
export function writeNodeDeviceIsActiveRet(w: XdrWriter, v: NodeDeviceIsActiveRet): void {
  w.int32(v.active, 'NodeDeviceIsActiveRet.active');
}
export function readNodeDeviceIsActiveRet(r: XdrReader): NodeDeviceIsActiveRet {
  return {
    active: r.int32('NodeDeviceIsActiveRet.active'),
  };
}

export type ConnectDomainEventRegisterRet = {
  readonly cbRegistered: number;
};
export function writeConnectDomainEventRegisterRet(w: XdrWriter, v: ConnectDomainEventRegisterRet): void {
  w.int32(v.cbRegistered, 'ConnectDomainEventRegisterRet.cbRegistered');
}
export function readConnectDomainEventRegisterRet(r: XdrReader): ConnectDomainEventRegisterRet {
  return {
    cbRegistered: r.int32('ConnectDomainEventRegisterRet.cbRegistered'),
  };
}

export type ConnectDomainEventDeregisterRet = {
  readonly cbRegistered: number;
};
export function writeConnectDomainEventDeregisterRet(w: XdrWriter, v: ConnectDomainEventDeregisterRet): void {
  w.int32(v.cbRegistered, 'ConnectDomainEventDeregisterRet.cbRegistered');
}
export function readConnectDomainEventDeregisterRet(r: XdrReader): ConnectDomainEventDeregisterRet {
  return {
    cbRegistered: r.int32('ConnectDomainEventDeregisterRet.cbRegistered'),
  };
}

export type DomainEventLifecycleMsg = {
  readonly dom: NonnullDomain;
  readonly event: number;
  readonly detail: number;
};
export function writeDomainEventLifecycleMsg(w: XdrWriter, v: DomainEventLifecycleMsg): void {
  writeNonnullDomain(w, v.dom);
  w.int32(v.event, 'DomainEventLifecycleMsg.event');
  w.int32(v.detail, 'DomainEventLifecycleMsg.detail');
}
export function readDomainEventLifecycleMsg(r: XdrReader): DomainEventLifecycleMsg {
  return {
    dom: readNonnullDomain(r),
    event: r.int32('DomainEventLifecycleMsg.event'),
    detail: r.int32('DomainEventLifecycleMsg.detail'),
  };
}

export type DomainEventCallbackLifecycleMsg = {
  readonly callbackId: number;
  readonly msg: DomainEventLifecycleMsg;
};
export function writeDomainEventCallbackLifecycleMsg(w: XdrWriter, v: DomainEventCallbackLifecycleMsg): void {
  w.int32(v.callbackId, 'DomainEventCallbackLifecycleMsg.callbackId');
  writeDomainEventLifecycleMsg(w, v.msg);
}
export function readDomainEventCallbackLifecycleMsg(r: XdrReader): DomainEventCallbackLifecycleMsg {
  return {
    callbackId: r.int32('DomainEventCallbackLifecycleMsg.callbackId'),
    msg: readDomainEventLifecycleMsg(r),
  };
}

export type ConnectDomainXmlFromNativeArgs = {
  readonly nativeFormat: string;
  readonly nativeConfig: string;
  readonly flags: number;
};
export function writeConnectDomainXmlFromNativeArgs(w: XdrWriter, v: ConnectDomainXmlFromNativeArgs): void {
  w.string(v.nativeFormat, 4194304, 'ConnectDomainXmlFromNativeArgs.nativeFormat');
  w.string(v.nativeConfig, 4194304, 'ConnectDomainXmlFromNativeArgs.nativeConfig');
  w.uint32(v.flags, 'ConnectDomainXmlFromNativeArgs.flags');
}
export function readConnectDomainXmlFromNativeArgs(r: XdrReader): ConnectDomainXmlFromNativeArgs {
  return {
    nativeFormat: r.string(4194304, 'ConnectDomainXmlFromNativeArgs.nativeFormat'),
    nativeConfig: r.string(4194304, 'ConnectDomainXmlFromNativeArgs.nativeConfig'),
    flags: r.uint32('ConnectDomainXmlFromNativeArgs.flags'),
  };
}

export type ConnectDomainXmlFromNativeRet = {
  readonly domainXml: string;
};
export function writeConnectDomainXmlFromNativeRet(w: XdrWriter, v: ConnectDomainXmlFromNativeRet): void {
  w.string(v.domainXml, 4194304, 'ConnectDomainXmlFromNativeRet.domainXml');
}
export function readConnectDomainXmlFromNativeRet(r: XdrReader): ConnectDomainXmlFromNativeRet {
  return {
    domainXml: r.string(4194304, 'ConnectDomainXmlFromNativeRet.domainXml'),
  };
}

export type ConnectDomainXmlToNativeArgs = {
  readonly nativeFormat: string;
  readonly domainXml: string;
  readonly flags: number;
};
export function writeConnectDomainXmlToNativeArgs(w: XdrWriter, v: ConnectDomainXmlToNativeArgs): void {
  w.string(v.nativeFormat, 4194304, 'ConnectDomainXmlToNativeArgs.nativeFormat');
  w.string(v.domainXml, 4194304, 'ConnectDomainXmlToNativeArgs.domainXml');
  w.uint32(v.flags, 'ConnectDomainXmlToNativeArgs.flags');
}
export function readConnectDomainXmlToNativeArgs(r: XdrReader): ConnectDomainXmlToNativeArgs {
  return {
    nativeFormat: r.string(4194304, 'ConnectDomainXmlToNativeArgs.nativeFormat'),
    domainXml: r.string(4194304, 'ConnectDomainXmlToNativeArgs.domainXml'),
    flags: r.uint32('ConnectDomainXmlToNativeArgs.flags'),
  };
}

export type ConnectDomainXmlToNativeRet = {
  readonly nativeConfig: string;
};
export function writeConnectDomainXmlToNativeRet(w: XdrWriter, v: ConnectDomainXmlToNativeRet): void {
  w.string(v.nativeConfig, 4194304, 'ConnectDomainXmlToNativeRet.nativeConfig');
}
export function readConnectDomainXmlToNativeRet(r: XdrReader): ConnectDomainXmlToNativeRet {
  return {
    nativeConfig: r.string(4194304, 'ConnectDomainXmlToNativeRet.nativeConfig'),
  };
}

export type ConnectNumOfSecretsRet = {
  readonly num: number;
};
export function writeConnectNumOfSecretsRet(w: XdrWriter, v: ConnectNumOfSecretsRet): void {
  w.int32(v.num, 'ConnectNumOfSecretsRet.num');
}
export function readConnectNumOfSecretsRet(r: XdrReader): ConnectNumOfSecretsRet {
  return {
    num: r.int32('ConnectNumOfSecretsRet.num'),
  };
}

export type ConnectListSecretsArgs = {
  readonly maxuuids: number;
};
export function writeConnectListSecretsArgs(w: XdrWriter, v: ConnectListSecretsArgs): void {
  w.int32(v.maxuuids, 'ConnectListSecretsArgs.maxuuids');
}
export function readConnectListSecretsArgs(r: XdrReader): ConnectListSecretsArgs {
  return {
    maxuuids: r.int32('ConnectListSecretsArgs.maxuuids'),
  };
}

export type ConnectListSecretsRet = {
  readonly uuids: readonly string[];
};
export function writeConnectListSecretsRet(w: XdrWriter, v: ConnectListSecretsRet): void {
  w.array(v.uuids, 16384, 'ConnectListSecretsRet.uuids', (one) => w.string(one, 4194304, 'ConnectListSecretsRet.uuids'));
}
export function readConnectListSecretsRet(r: XdrReader): ConnectListSecretsRet {
  return {
    uuids: r.array(16384, 4, 'ConnectListSecretsRet.uuids', () => r.string(4194304, 'ConnectListSecretsRet.uuids')),
  };
}

export type SecretLookupByUuidArgs = {
  readonly uuid: Uint8Array;
};
export function writeSecretLookupByUuidArgs(w: XdrWriter, v: SecretLookupByUuidArgs): void {
  w.fixedOpaque(v.uuid, 16, 'SecretLookupByUuidArgs.uuid');
}
export function readSecretLookupByUuidArgs(r: XdrReader): SecretLookupByUuidArgs {
  return {
    uuid: r.fixedOpaque(16, 'SecretLookupByUuidArgs.uuid'),
  };
}

export type SecretLookupByUuidRet = {
  readonly secret: NonnullSecret;
};
export function writeSecretLookupByUuidRet(w: XdrWriter, v: SecretLookupByUuidRet): void {
  writeNonnullSecret(w, v.secret);
}
export function readSecretLookupByUuidRet(r: XdrReader): SecretLookupByUuidRet {
  return {
    secret: readNonnullSecret(r),
  };
}

export type SecretDefineXmlArgs = {
  readonly xml: string;
  readonly flags: number;
};
export function writeSecretDefineXmlArgs(w: XdrWriter, v: SecretDefineXmlArgs): void {
  w.string(v.xml, 4194304, 'SecretDefineXmlArgs.xml');
  w.uint32(v.flags, 'SecretDefineXmlArgs.flags');
}
export function readSecretDefineXmlArgs(r: XdrReader): SecretDefineXmlArgs {
  return {
    xml: r.string(4194304, 'SecretDefineXmlArgs.xml'),
    flags: r.uint32('SecretDefineXmlArgs.flags'),
  };
}

export type SecretDefineXmlRet = {
  readonly secret: NonnullSecret;
};
export function writeSecretDefineXmlRet(w: XdrWriter, v: SecretDefineXmlRet): void {
  writeNonnullSecret(w, v.secret);
}
export function readSecretDefineXmlRet(r: XdrReader): SecretDefineXmlRet {
  return {
    secret: readNonnullSecret(r),
  };
}

export type SecretGetXmlDescArgs = {
  readonly secret: NonnullSecret;
  readonly flags: number;
};
export function writeSecretGetXmlDescArgs(w: XdrWriter, v: SecretGetXmlDescArgs): void {
  writeNonnullSecret(w, v.secret);
  w.uint32(v.flags, 'SecretGetXmlDescArgs.flags');
}
export function readSecretGetXmlDescArgs(r: XdrReader): SecretGetXmlDescArgs {
  return {
    secret: readNonnullSecret(r),
    flags: r.uint32('SecretGetXmlDescArgs.flags'),
  };
}

export type SecretGetXmlDescRet = {
  readonly xml: string;
};
export function writeSecretGetXmlDescRet(w: XdrWriter, v: SecretGetXmlDescRet): void {
  w.string(v.xml, 4194304, 'SecretGetXmlDescRet.xml');
}
export function readSecretGetXmlDescRet(r: XdrReader): SecretGetXmlDescRet {
  return {
    xml: r.string(4194304, 'SecretGetXmlDescRet.xml'),
  };
}

export type SecretSetValueArgs = {
  readonly secret: NonnullSecret;
  readonly value: Uint8Array;
  readonly flags: number;
};
export function writeSecretSetValueArgs(w: XdrWriter, v: SecretSetValueArgs): void {
  writeNonnullSecret(w, v.secret);
  w.opaque(v.value, 65536, 'SecretSetValueArgs.value');
  w.uint32(v.flags, 'SecretSetValueArgs.flags');
}
export function readSecretSetValueArgs(r: XdrReader): SecretSetValueArgs {
  return {
    secret: readNonnullSecret(r),
    value: r.opaque(65536, 'SecretSetValueArgs.value'),
    flags: r.uint32('SecretSetValueArgs.flags'),
  };
}

export type SecretGetValueArgs = {
  readonly secret: NonnullSecret;
  readonly flags: number;
};
export function writeSecretGetValueArgs(w: XdrWriter, v: SecretGetValueArgs): void {
  writeNonnullSecret(w, v.secret);
  w.uint32(v.flags, 'SecretGetValueArgs.flags');
}
export function readSecretGetValueArgs(r: XdrReader): SecretGetValueArgs {
  return {
    secret: readNonnullSecret(r),
    flags: r.uint32('SecretGetValueArgs.flags'),
  };
}

export type SecretGetValueRet = {
  readonly value: Uint8Array;
};
export function writeSecretGetValueRet(w: XdrWriter, v: SecretGetValueRet): void {
  w.opaque(v.value, 65536, 'SecretGetValueRet.value');
}
export function readSecretGetValueRet(r: XdrReader): SecretGetValueRet {
  return {
    value: r.opaque(65536, 'SecretGetValueRet.value'),
  };
}

export type SecretUndefineArgs = {
  readonly secret: NonnullSecret;
};
export function writeSecretUndefineArgs(w: XdrWriter, v: SecretUndefineArgs): void {
  writeNonnullSecret(w, v.secret);
}
export function readSecretUndefineArgs(r: XdrReader): SecretUndefineArgs {
  return {
    secret: readNonnullSecret(r),
  };
}

export type SecretLookupByUsageArgs = {
  readonly usageType: number;
  readonly usageId: string;
};
export function writeSecretLookupByUsageArgs(w: XdrWriter, v: SecretLookupByUsageArgs): void {
  w.int32(v.usageType, 'SecretLookupByUsageArgs.usageType');
  w.string(v.usageId, 4194304, 'SecretLookupByUsageArgs.usageId');
}
export function readSecretLookupByUsageArgs(r: XdrReader): SecretLookupByUsageArgs {
  return {
    usageType: r.int32('SecretLookupByUsageArgs.usageType'),
    usageId: r.string(4194304, 'SecretLookupByUsageArgs.usageId'),
  };
}

export type SecretLookupByUsageRet = {
  readonly secret: NonnullSecret;
};
export function writeSecretLookupByUsageRet(w: XdrWriter, v: SecretLookupByUsageRet): void {
  writeNonnullSecret(w, v.secret);
}
export function readSecretLookupByUsageRet(r: XdrReader): SecretLookupByUsageRet {
  return {
    secret: readNonnullSecret(r),
  };
}

export type DomainMigratePrepareTunnelArgs = {
  readonly flags: bigint;
  readonly dname: string | null;
  readonly resource: bigint;
  readonly domXml: string;
};
export function writeDomainMigratePrepareTunnelArgs(w: XdrWriter, v: DomainMigratePrepareTunnelArgs): void {
  w.uint64(v.flags, 'DomainMigratePrepareTunnelArgs.flags');
  w.optional(v.dname, 'DomainMigratePrepareTunnelArgs.dname', (one) => w.string(one, 4194304, 'DomainMigratePrepareTunnelArgs.dname'));
  w.uint64(v.resource, 'DomainMigratePrepareTunnelArgs.resource');
  w.string(v.domXml, 4194304, 'DomainMigratePrepareTunnelArgs.domXml');
}
export function readDomainMigratePrepareTunnelArgs(r: XdrReader): DomainMigratePrepareTunnelArgs {
  return {
    flags: r.uint64('DomainMigratePrepareTunnelArgs.flags'),
    dname: r.optional('DomainMigratePrepareTunnelArgs.dname', () => r.string(4194304, 'DomainMigratePrepareTunnelArgs.dname')),
    resource: r.uint64('DomainMigratePrepareTunnelArgs.resource'),
    domXml: r.string(4194304, 'DomainMigratePrepareTunnelArgs.domXml'),
  };
}

export type ConnectIsSecureRet = {
  readonly secure: number;
};
export function writeConnectIsSecureRet(w: XdrWriter, v: ConnectIsSecureRet): void {
  w.int32(v.secure, 'ConnectIsSecureRet.secure');
}
export function readConnectIsSecureRet(r: XdrReader): ConnectIsSecureRet {
  return {
    secure: r.int32('ConnectIsSecureRet.secure'),
  };
}

export type DomainIsActiveArgs = {
  readonly dom: NonnullDomain;
};
export function writeDomainIsActiveArgs(w: XdrWriter, v: DomainIsActiveArgs): void {
  writeNonnullDomain(w, v.dom);
}
export function readDomainIsActiveArgs(r: XdrReader): DomainIsActiveArgs {
  return {
    dom: readNonnullDomain(r),
  };
}

export type DomainIsActiveRet = {
  readonly active: number;
};
export function writeDomainIsActiveRet(w: XdrWriter, v: DomainIsActiveRet): void {
  w.int32(v.active, 'DomainIsActiveRet.active');
}
export function readDomainIsActiveRet(r: XdrReader): DomainIsActiveRet {
  return {
    active: r.int32('DomainIsActiveRet.active'),
  };
}

export type DomainIsPersistentArgs = {
  readonly dom: NonnullDomain;
};
export function writeDomainIsPersistentArgs(w: XdrWriter, v: DomainIsPersistentArgs): void {
  writeNonnullDomain(w, v.dom);
}
export function readDomainIsPersistentArgs(r: XdrReader): DomainIsPersistentArgs {
  return {
    dom: readNonnullDomain(r),
  };
}

export type DomainIsPersistentRet = {
  readonly persistent: number;
};
export function writeDomainIsPersistentRet(w: XdrWriter, v: DomainIsPersistentRet): void {
  w.int32(v.persistent, 'DomainIsPersistentRet.persistent');
}
export function readDomainIsPersistentRet(r: XdrReader): DomainIsPersistentRet {
  return {
    persistent: r.int32('DomainIsPersistentRet.persistent'),
  };
}

export type DomainIsUpdatedArgs = {
  readonly dom: NonnullDomain;
};
export function writeDomainIsUpdatedArgs(w: XdrWriter, v: DomainIsUpdatedArgs): void {
  writeNonnullDomain(w, v.dom);
}
export function readDomainIsUpdatedArgs(r: XdrReader): DomainIsUpdatedArgs {
  return {
    dom: readNonnullDomain(r),
  };
}

export type DomainIsUpdatedRet = {
  readonly updated: number;
};
export function writeDomainIsUpdatedRet(w: XdrWriter, v: DomainIsUpdatedRet): void {
  w.int32(v.updated, 'DomainIsUpdatedRet.updated');
}
export function readDomainIsUpdatedRet(r: XdrReader): DomainIsUpdatedRet {
  return {
    updated: r.int32('DomainIsUpdatedRet.updated'),
  };
}

export type NetworkIsActiveArgs = {
  readonly net: NonnullNetwork;
};
export function writeNetworkIsActiveArgs(w: XdrWriter, v: NetworkIsActiveArgs): void {
  writeNonnullNetwork(w, v.net);
}
export function readNetworkIsActiveArgs(r: XdrReader): NetworkIsActiveArgs {
  return {
    net: readNonnullNetwork(r),
  };
}

export type NetworkIsActiveRet = {
  readonly active: number;
};
export function writeNetworkIsActiveRet(w: XdrWriter, v: NetworkIsActiveRet): void {
  w.int32(v.active, 'NetworkIsActiveRet.active');
}
export function readNetworkIsActiveRet(r: XdrReader): NetworkIsActiveRet {
  return {
    active: r.int32('NetworkIsActiveRet.active'),
  };
}

export type NetworkIsPersistentArgs = {
  readonly net: NonnullNetwork;
};
export function writeNetworkIsPersistentArgs(w: XdrWriter, v: NetworkIsPersistentArgs): void {
  writeNonnullNetwork(w, v.net);
}
export function readNetworkIsPersistentArgs(r: XdrReader): NetworkIsPersistentArgs {
  return {
    net: readNonnullNetwork(r),
  };
}

export type NetworkIsPersistentRet = {
  readonly persistent: number;
};
export function writeNetworkIsPersistentRet(w: XdrWriter, v: NetworkIsPersistentRet): void {
  w.int32(v.persistent, 'NetworkIsPersistentRet.persistent');
}
export function readNetworkIsPersistentRet(r: XdrReader): NetworkIsPersistentRet {
  return {
    persistent: r.int32('NetworkIsPersistentRet.persistent'),
  };
}

export type StoragePoolIsActiveArgs = {
  readonly pool: NonnullStoragePool;
};
export function writeStoragePoolIsActiveArgs(w: XdrWriter, v: StoragePoolIsActiveArgs): void {
  writeNonnullStoragePool(w, v.pool);
}
export function readStoragePoolIsActiveArgs(r: XdrReader): StoragePoolIsActiveArgs {
  return {
    pool: readNonnullStoragePool(r),
  };
}

export type StoragePoolIsActiveRet = {
  readonly active: number;
};
export function writeStoragePoolIsActiveRet(w: XdrWriter, v: StoragePoolIsActiveRet): void {
  w.int32(v.active, 'StoragePoolIsActiveRet.active');
}
export function readStoragePoolIsActiveRet(r: XdrReader): StoragePoolIsActiveRet {
  return {
    active: r.int32('StoragePoolIsActiveRet.active'),
  };
}

export type StoragePoolIsPersistentArgs = {
  readonly pool: NonnullStoragePool;
};
export function writeStoragePoolIsPersistentArgs(w: XdrWriter, v: StoragePoolIsPersistentArgs): void {
  writeNonnullStoragePool(w, v.pool);
}
export function readStoragePoolIsPersistentArgs(r: XdrReader): StoragePoolIsPersistentArgs {
  return {
    pool: readNonnullStoragePool(r),
  };
}

export type StoragePoolIsPersistentRet = {
  readonly persistent: number;
};
export function writeStoragePoolIsPersistentRet(w: XdrWriter, v: StoragePoolIsPersistentRet): void {
  w.int32(v.persistent, 'StoragePoolIsPersistentRet.persistent');
}
export function readStoragePoolIsPersistentRet(r: XdrReader): StoragePoolIsPersistentRet {
  return {
    persistent: r.int32('StoragePoolIsPersistentRet.persistent'),
  };
}

export type InterfaceIsActiveArgs = {
  readonly iface: NonnullInterface;
};
export function writeInterfaceIsActiveArgs(w: XdrWriter, v: InterfaceIsActiveArgs): void {
  writeNonnullInterface(w, v.iface);
}
export function readInterfaceIsActiveArgs(r: XdrReader): InterfaceIsActiveArgs {
  return {
    iface: readNonnullInterface(r),
  };
}

export type InterfaceIsActiveRet = {
  readonly active: number;
};
export function writeInterfaceIsActiveRet(w: XdrWriter, v: InterfaceIsActiveRet): void {
  w.int32(v.active, 'InterfaceIsActiveRet.active');
}
export function readInterfaceIsActiveRet(r: XdrReader): InterfaceIsActiveRet {
  return {
    active: r.int32('InterfaceIsActiveRet.active'),
  };
}

export type ConnectCompareCpuArgs = {
  readonly xml: string;
  readonly flags: number;
};
export function writeConnectCompareCpuArgs(w: XdrWriter, v: ConnectCompareCpuArgs): void {
  w.string(v.xml, 4194304, 'ConnectCompareCpuArgs.xml');
  w.uint32(v.flags, 'ConnectCompareCpuArgs.flags');
}
export function readConnectCompareCpuArgs(r: XdrReader): ConnectCompareCpuArgs {
  return {
    xml: r.string(4194304, 'ConnectCompareCpuArgs.xml'),
    flags: r.uint32('ConnectCompareCpuArgs.flags'),
  };
}

export type ConnectCompareCpuRet = {
  readonly result: number;
};
export function writeConnectCompareCpuRet(w: XdrWriter, v: ConnectCompareCpuRet): void {
  w.int32(v.result, 'ConnectCompareCpuRet.result');
}
export function readConnectCompareCpuRet(r: XdrReader): ConnectCompareCpuRet {
  return {
    result: r.int32('ConnectCompareCpuRet.result'),
  };
}

export type ConnectBaselineCpuArgs = {
  readonly xmlCpUs: readonly string[];
  readonly flags: number;
};
export function writeConnectBaselineCpuArgs(w: XdrWriter, v: ConnectBaselineCpuArgs): void {
  w.array(v.xmlCpUs, 256, 'ConnectBaselineCpuArgs.xmlCpUs', (one) => w.string(one, 4194304, 'ConnectBaselineCpuArgs.xmlCpUs'));
  w.uint32(v.flags, 'ConnectBaselineCpuArgs.flags');
}
export function readConnectBaselineCpuArgs(r: XdrReader): ConnectBaselineCpuArgs {
  return {
    xmlCpUs: r.array(256, 4, 'ConnectBaselineCpuArgs.xmlCpUs', () => r.string(4194304, 'ConnectBaselineCpuArgs.xmlCpUs')),
    flags: r.uint32('ConnectBaselineCpuArgs.flags'),
  };
}

export type ConnectBaselineCpuRet = {
  readonly cpu: string;
};
export function writeConnectBaselineCpuRet(w: XdrWriter, v: ConnectBaselineCpuRet): void {
  w.string(v.cpu, 4194304, 'ConnectBaselineCpuRet.cpu');
}
export function readConnectBaselineCpuRet(r: XdrReader): ConnectBaselineCpuRet {
  return {
    cpu: r.string(4194304, 'ConnectBaselineCpuRet.cpu'),
  };
}

export type DomainGetJobInfoArgs = {
  readonly dom: NonnullDomain;
};
export function writeDomainGetJobInfoArgs(w: XdrWriter, v: DomainGetJobInfoArgs): void {
  writeNonnullDomain(w, v.dom);
}
export function readDomainGetJobInfoArgs(r: XdrReader): DomainGetJobInfoArgs {
  return {
    dom: readNonnullDomain(r),
  };
}

export type DomainGetJobInfoRet = {
  readonly type: number;
  readonly timeElapsed: bigint;
  readonly timeRemaining: bigint;
  readonly dataTotal: bigint;
  readonly dataProcessed: bigint;
  readonly dataRemaining: bigint;
  readonly memTotal: bigint;
  readonly memProcessed: bigint;
  readonly memRemaining: bigint;
  readonly fileTotal: bigint;
  readonly fileProcessed: bigint;
  readonly fileRemaining: bigint;
};
export function writeDomainGetJobInfoRet(w: XdrWriter, v: DomainGetJobInfoRet): void {
  w.int32(v.type, 'DomainGetJobInfoRet.type');
  w.uint64(v.timeElapsed, 'DomainGetJobInfoRet.timeElapsed');
  w.uint64(v.timeRemaining, 'DomainGetJobInfoRet.timeRemaining');
  w.uint64(v.dataTotal, 'DomainGetJobInfoRet.dataTotal');
  w.uint64(v.dataProcessed, 'DomainGetJobInfoRet.dataProcessed');
  w.uint64(v.dataRemaining, 'DomainGetJobInfoRet.dataRemaining');
  w.uint64(v.memTotal, 'DomainGetJobInfoRet.memTotal');
  w.uint64(v.memProcessed, 'DomainGetJobInfoRet.memProcessed');
  w.uint64(v.memRemaining, 'DomainGetJobInfoRet.memRemaining');
  w.uint64(v.fileTotal, 'DomainGetJobInfoRet.fileTotal');
  w.uint64(v.fileProcessed, 'DomainGetJobInfoRet.fileProcessed');
  w.uint64(v.fileRemaining, 'DomainGetJobInfoRet.fileRemaining');
}
export function readDomainGetJobInfoRet(r: XdrReader): DomainGetJobInfoRet {
  return {
    type: r.int32('DomainGetJobInfoRet.type'),
    timeElapsed: r.uint64('DomainGetJobInfoRet.timeElapsed'),
    timeRemaining: r.uint64('DomainGetJobInfoRet.timeRemaining'),
    dataTotal: r.uint64('DomainGetJobInfoRet.dataTotal'),
    dataProcessed: r.uint64('DomainGetJobInfoRet.dataProcessed'),
    dataRemaining: r.uint64('DomainGetJobInfoRet.dataRemaining'),
    memTotal: r.uint64('DomainGetJobInfoRet.memTotal'),
    memProcessed: r.uint64('DomainGetJobInfoRet.memProcessed'),
    memRemaining: r.uint64('DomainGetJobInfoRet.memRemaining'),
    fileTotal: r.uint64('DomainGetJobInfoRet.fileTotal'),
    fileProcessed: r.uint64('DomainGetJobInfoRet.fileProcessed'),
    fileRemaining: r.uint64('DomainGetJobInfoRet.fileRemaining'),
  };
}

export type DomainGetJobStatsArgs = {
  readonly dom: NonnullDomain;
  readonly flags: number;
};
export function writeDomainGetJobStatsArgs(w: XdrWriter, v: DomainGetJobStatsArgs): void {
  writeNonnullDomain(w, v.dom);
  w.uint32(v.flags, 'DomainGetJobStatsArgs.flags');
}
export function readDomainGetJobStatsArgs(r: XdrReader): DomainGetJobStatsArgs {
  return {
    dom: readNonnullDomain(r),
    flags: r.uint32('DomainGetJobStatsArgs.flags'),
  };
}

export type DomainGetJobStatsRet = {
  readonly type: number;
  readonly params: readonly TypedParam[];
};
export function writeDomainGetJobStatsRet(w: XdrWriter, v: DomainGetJobStatsRet): void {
  w.int32(v.type, 'DomainGetJobStatsRet.type');
  w.array(v.params, 64, 'DomainGetJobStatsRet.params', (one) => writeTypedParam(w, one));
}
export function readDomainGetJobStatsRet(r: XdrReader): DomainGetJobStatsRet {
  return {
    type: r.int32('DomainGetJobStatsRet.type'),
    params: r.array(64, 12, 'DomainGetJobStatsRet.params', () => readTypedParam(r)),
  };
}

export type DomainAbortJobArgs = {
  readonly dom: NonnullDomain;
};
export function writeDomainAbortJobArgs(w: XdrWriter, v: DomainAbortJobArgs): void {
  writeNonnullDomain(w, v.dom);
}
export function readDomainAbortJobArgs(r: XdrReader): DomainAbortJobArgs {
  return {
    dom: readNonnullDomain(r),
  };
}

export type DomainAbortJobFlagsArgs = {
  readonly dom: NonnullDomain;
  readonly flags: number;
};
export function writeDomainAbortJobFlagsArgs(w: XdrWriter, v: DomainAbortJobFlagsArgs): void {
  writeNonnullDomain(w, v.dom);
  w.uint32(v.flags, 'DomainAbortJobFlagsArgs.flags');
}
export function readDomainAbortJobFlagsArgs(r: XdrReader): DomainAbortJobFlagsArgs {
  return {
    dom: readNonnullDomain(r),
    flags: r.uint32('DomainAbortJobFlagsArgs.flags'),
  };
}

export type DomainMigrateGetMaxDowntimeArgs = {
  readonly dom: NonnullDomain;
  readonly flags: number;
};
export function writeDomainMigrateGetMaxDowntimeArgs(w: XdrWriter, v: DomainMigrateGetMaxDowntimeArgs): void {
  writeNonnullDomain(w, v.dom);
  w.uint32(v.flags, 'DomainMigrateGetMaxDowntimeArgs.flags');
}
export function readDomainMigrateGetMaxDowntimeArgs(r: XdrReader): DomainMigrateGetMaxDowntimeArgs {
  return {
    dom: readNonnullDomain(r),
    flags: r.uint32('DomainMigrateGetMaxDowntimeArgs.flags'),
  };
}

export type DomainMigrateGetMaxDowntimeRet = {
  readonly downtime: bigint;
};
export function writeDomainMigrateGetMaxDowntimeRet(w: XdrWriter, v: DomainMigrateGetMaxDowntimeRet): void {
  w.uint64(v.downtime, 'DomainMigrateGetMaxDowntimeRet.downtime');
}
export function readDomainMigrateGetMaxDowntimeRet(r: XdrReader): DomainMigrateGetMaxDowntimeRet {
  return {
    downtime: r.uint64('DomainMigrateGetMaxDowntimeRet.downtime'),
  };
}

export type DomainMigrateSetMaxDowntimeArgs = {
  readonly dom: NonnullDomain;
  readonly downtime: bigint;
  readonly flags: number;
};
export function writeDomainMigrateSetMaxDowntimeArgs(w: XdrWriter, v: DomainMigrateSetMaxDowntimeArgs): void {
  writeNonnullDomain(w, v.dom);
  w.uint64(v.downtime, 'DomainMigrateSetMaxDowntimeArgs.downtime');
  w.uint32(v.flags, 'DomainMigrateSetMaxDowntimeArgs.flags');
}
export function readDomainMigrateSetMaxDowntimeArgs(r: XdrReader): DomainMigrateSetMaxDowntimeArgs {
  return {
    dom: readNonnullDomain(r),
    downtime: r.uint64('DomainMigrateSetMaxDowntimeArgs.downtime'),
    flags: r.uint32('DomainMigrateSetMaxDowntimeArgs.flags'),
  };
}

export type DomainMigrateGetCompressionCacheArgs = {
  readonly dom: NonnullDomain;
  readonly flags: number;
};
export function writeDomainMigrateGetCompressionCacheArgs(w: XdrWriter, v: DomainMigrateGetCompressionCacheArgs): void {
  writeNonnullDomain(w, v.dom);
  w.uint32(v.flags, 'DomainMigrateGetCompressionCacheArgs.flags');
}
export function readDomainMigrateGetCompressionCacheArgs(r: XdrReader): DomainMigrateGetCompressionCacheArgs {
  return {
    dom: readNonnullDomain(r),
    flags: r.uint32('DomainMigrateGetCompressionCacheArgs.flags'),
  };
}

export type DomainMigrateGetCompressionCacheRet = {
  readonly cacheSize: bigint;
};
export function writeDomainMigrateGetCompressionCacheRet(w: XdrWriter, v: DomainMigrateGetCompressionCacheRet): void {
  w.uint64(v.cacheSize, 'DomainMigrateGetCompressionCacheRet.cacheSize');
}
export function readDomainMigrateGetCompressionCacheRet(r: XdrReader): DomainMigrateGetCompressionCacheRet {
  return {
    cacheSize: r.uint64('DomainMigrateGetCompressionCacheRet.cacheSize'),
  };
}

export type DomainMigrateSetCompressionCacheArgs = {
  readonly dom: NonnullDomain;
  readonly cacheSize: bigint;
  readonly flags: number;
};
export function writeDomainMigrateSetCompressionCacheArgs(w: XdrWriter, v: DomainMigrateSetCompressionCacheArgs): void {
  writeNonnullDomain(w, v.dom);
  w.uint64(v.cacheSize, 'DomainMigrateSetCompressionCacheArgs.cacheSize');
  w.uint32(v.flags, 'DomainMigrateSetCompressionCacheArgs.flags');
}
export function readDomainMigrateSetCompressionCacheArgs(r: XdrReader): DomainMigrateSetCompressionCacheArgs {
  return {
    dom: readNonnullDomain(r),
    cacheSize: r.uint64('DomainMigrateSetCompressionCacheArgs.cacheSize'),
    flags: r.uint32('DomainMigrateSetCompressionCacheArgs.flags'),
  };
}

export type DomainMigrateSetMaxSpeedArgs = {
  readonly dom: NonnullDomain;
  readonly bandwidth: bigint;
  readonly flags: number;
};
export function writeDomainMigrateSetMaxSpeedArgs(w: XdrWriter, v: DomainMigrateSetMaxSpeedArgs): void {
  writeNonnullDomain(w, v.dom);
  w.uint64(v.bandwidth, 'DomainMigrateSetMaxSpeedArgs.bandwidth');
  w.uint32(v.flags, 'DomainMigrateSetMaxSpeedArgs.flags');
}
export function readDomainMigrateSetMaxSpeedArgs(r: XdrReader): DomainMigrateSetMaxSpeedArgs {
  return {
    dom: readNonnullDomain(r),
    bandwidth: r.uint64('DomainMigrateSetMaxSpeedArgs.bandwidth'),
    flags: r.uint32('DomainMigrateSetMaxSpeedArgs.flags'),
  };
}

export type DomainMigrateGetMaxSpeedArgs = {
  readonly dom: NonnullDomain;
  readonly flags: number;
};
export function writeDomainMigrateGetMaxSpeedArgs(w: XdrWriter, v: DomainMigrateGetMaxSpeedArgs): void {
  writeNonnullDomain(w, v.dom);
  w.uint32(v.flags, 'DomainMigrateGetMaxSpeedArgs.flags');
}
export function readDomainMigrateGetMaxSpeedArgs(r: XdrReader): DomainMigrateGetMaxSpeedArgs {
  return {
    dom: readNonnullDomain(r),
    flags: r.uint32('DomainMigrateGetMaxSpeedArgs.flags'),
  };
}

export type DomainMigrateGetMaxSpeedRet = {
  readonly bandwidth: bigint;
};
export function writeDomainMigrateGetMaxSpeedRet(w: XdrWriter, v: DomainMigrateGetMaxSpeedRet): void {
  w.uint64(v.bandwidth, 'DomainMigrateGetMaxSpeedRet.bandwidth');
}
export function readDomainMigrateGetMaxSpeedRet(r: XdrReader): DomainMigrateGetMaxSpeedRet {
  return {
    bandwidth: r.uint64('DomainMigrateGetMaxSpeedRet.bandwidth'),
  };
}

export type ConnectDomainEventRegisterAnyArgs = {
  readonly eventId: number;
};
export function writeConnectDomainEventRegisterAnyArgs(w: XdrWriter, v: ConnectDomainEventRegisterAnyArgs): void {
  w.int32(v.eventId, 'ConnectDomainEventRegisterAnyArgs.eventId');
}
export function readConnectDomainEventRegisterAnyArgs(r: XdrReader): ConnectDomainEventRegisterAnyArgs {
  return {
    eventId: r.int32('ConnectDomainEventRegisterAnyArgs.eventId'),
  };
}

export type ConnectDomainEventDeregisterAnyArgs = {
  readonly eventId: number;
};
export function writeConnectDomainEventDeregisterAnyArgs(w: XdrWriter, v: ConnectDomainEventDeregisterAnyArgs): void {
  w.int32(v.eventId, 'ConnectDomainEventDeregisterAnyArgs.eventId');
}
export function readConnectDomainEventDeregisterAnyArgs(r: XdrReader): ConnectDomainEventDeregisterAnyArgs {
  return {
    eventId: r.int32('ConnectDomainEventDeregisterAnyArgs.eventId'),
  };
}

export type ConnectDomainEventCallbackRegisterAnyArgs = {
  readonly eventId: number;
  readonly dom: NonnullDomain | null;
};
export function writeConnectDomainEventCallbackRegisterAnyArgs(w: XdrWriter, v: ConnectDomainEventCallbackRegisterAnyArgs): void {
  w.int32(v.eventId, 'ConnectDomainEventCallbackRegisterAnyArgs.eventId');
  w.optional(v.dom, 'ConnectDomainEventCallbackRegisterAnyArgs.dom', (one) => writeNonnullDomain(w, one));
}
export function readConnectDomainEventCallbackRegisterAnyArgs(r: XdrReader): ConnectDomainEventCallbackRegisterAnyArgs {
  return {
    eventId: r.int32('ConnectDomainEventCallbackRegisterAnyArgs.eventId'),
    dom: r.optional('ConnectDomainEventCallbackRegisterAnyArgs.dom', () => readNonnullDomain(r)),
  };
}

export type ConnectDomainEventCallbackRegisterAnyRet = {
  readonly callbackId: number;
};
export function writeConnectDomainEventCallbackRegisterAnyRet(w: XdrWriter, v: ConnectDomainEventCallbackRegisterAnyRet): void {
  w.int32(v.callbackId, 'ConnectDomainEventCallbackRegisterAnyRet.callbackId');
}
export function readConnectDomainEventCallbackRegisterAnyRet(r: XdrReader): ConnectDomainEventCallbackRegisterAnyRet {
  return {
    callbackId: r.int32('ConnectDomainEventCallbackRegisterAnyRet.callbackId'),
  };
}

export type ConnectDomainEventCallbackDeregisterAnyArgs = {
  readonly callbackId: number;
};
export function writeConnectDomainEventCallbackDeregisterAnyArgs(w: XdrWriter, v: ConnectDomainEventCallbackDeregisterAnyArgs): void {
  w.int32(v.callbackId, 'ConnectDomainEventCallbackDeregisterAnyArgs.callbackId');
}
export function readConnectDomainEventCallbackDeregisterAnyArgs(r: XdrReader): ConnectDomainEventCallbackDeregisterAnyArgs {
  return {
    callbackId: r.int32('ConnectDomainEventCallbackDeregisterAnyArgs.callbackId'),
  };
}

export type DomainEventRebootMsg = {
  readonly dom: NonnullDomain;
};
export function writeDomainEventRebootMsg(w: XdrWriter, v: DomainEventRebootMsg): void {
  writeNonnullDomain(w, v.dom);
}
export function readDomainEventRebootMsg(r: XdrReader): DomainEventRebootMsg {
  return {
    dom: readNonnullDomain(r),
  };
}

export type DomainEventCallbackRebootMsg = {
  readonly callbackId: number;
  readonly msg: DomainEventRebootMsg;
};
export function writeDomainEventCallbackRebootMsg(w: XdrWriter, v: DomainEventCallbackRebootMsg): void {
  w.int32(v.callbackId, 'DomainEventCallbackRebootMsg.callbackId');
  writeDomainEventRebootMsg(w, v.msg);
}
export function readDomainEventCallbackRebootMsg(r: XdrReader): DomainEventCallbackRebootMsg {
  return {
    callbackId: r.int32('DomainEventCallbackRebootMsg.callbackId'),
    msg: readDomainEventRebootMsg(r),
  };
}

export type DomainEventRtcChangeMsg = {
  readonly dom: NonnullDomain;
  readonly offset: bigint;
};
export function writeDomainEventRtcChangeMsg(w: XdrWriter, v: DomainEventRtcChangeMsg): void {
  writeNonnullDomain(w, v.dom);
  w.int64(v.offset, 'DomainEventRtcChangeMsg.offset');
}
export function readDomainEventRtcChangeMsg(r: XdrReader): DomainEventRtcChangeMsg {
  return {
    dom: readNonnullDomain(r),
    offset: r.int64('DomainEventRtcChangeMsg.offset'),
  };
}

export type DomainEventCallbackRtcChangeMsg = {
  readonly callbackId: number;
  readonly msg: DomainEventRtcChangeMsg;
};
export function writeDomainEventCallbackRtcChangeMsg(w: XdrWriter, v: DomainEventCallbackRtcChangeMsg): void {
  w.int32(v.callbackId, 'DomainEventCallbackRtcChangeMsg.callbackId');
  writeDomainEventRtcChangeMsg(w, v.msg);
}
export function readDomainEventCallbackRtcChangeMsg(r: XdrReader): DomainEventCallbackRtcChangeMsg {
  return {
    callbackId: r.int32('DomainEventCallbackRtcChangeMsg.callbackId'),
    msg: readDomainEventRtcChangeMsg(r),
  };
}

export type DomainEventWatchdogMsg = {
  readonly dom: NonnullDomain;
  readonly action: number;
};
export function writeDomainEventWatchdogMsg(w: XdrWriter, v: DomainEventWatchdogMsg): void {
  writeNonnullDomain(w, v.dom);
  w.int32(v.action, 'DomainEventWatchdogMsg.action');
}
export function readDomainEventWatchdogMsg(r: XdrReader): DomainEventWatchdogMsg {
  return {
    dom: readNonnullDomain(r),
    action: r.int32('DomainEventWatchdogMsg.action'),
  };
}

export type DomainEventCallbackWatchdogMsg = {
  readonly callbackId: number;
  readonly msg: DomainEventWatchdogMsg;
};
export function writeDomainEventCallbackWatchdogMsg(w: XdrWriter, v: DomainEventCallbackWatchdogMsg): void {
  w.int32(v.callbackId, 'DomainEventCallbackWatchdogMsg.callbackId');
  writeDomainEventWatchdogMsg(w, v.msg);
}
export function readDomainEventCallbackWatchdogMsg(r: XdrReader): DomainEventCallbackWatchdogMsg {
  return {
    callbackId: r.int32('DomainEventCallbackWatchdogMsg.callbackId'),
    msg: readDomainEventWatchdogMsg(r),
  };
}

export type DomainEventIoErrorMsg = {
  readonly dom: NonnullDomain;
  readonly srcPath: string;
  readonly devAlias: string;
  readonly action: number;
};
export function writeDomainEventIoErrorMsg(w: XdrWriter, v: DomainEventIoErrorMsg): void {
  writeNonnullDomain(w, v.dom);
  w.string(v.srcPath, 4194304, 'DomainEventIoErrorMsg.srcPath');
  w.string(v.devAlias, 4194304, 'DomainEventIoErrorMsg.devAlias');
  w.int32(v.action, 'DomainEventIoErrorMsg.action');
}
export function readDomainEventIoErrorMsg(r: XdrReader): DomainEventIoErrorMsg {
  return {
    dom: readNonnullDomain(r),
    srcPath: r.string(4194304, 'DomainEventIoErrorMsg.srcPath'),
    devAlias: r.string(4194304, 'DomainEventIoErrorMsg.devAlias'),
    action: r.int32('DomainEventIoErrorMsg.action'),
  };
}

export type DomainEventCallbackIoErrorMsg = {
  readonly callbackId: number;
  readonly msg: DomainEventIoErrorMsg;
};
export function writeDomainEventCallbackIoErrorMsg(w: XdrWriter, v: DomainEventCallbackIoErrorMsg): void {
  w.int32(v.callbackId, 'DomainEventCallbackIoErrorMsg.callbackId');
  writeDomainEventIoErrorMsg(w, v.msg);
}
export function readDomainEventCallbackIoErrorMsg(r: XdrReader): DomainEventCallbackIoErrorMsg {
  return {
    callbackId: r.int32('DomainEventCallbackIoErrorMsg.callbackId'),
    msg: readDomainEventIoErrorMsg(r),
  };
}

export type DomainEventIoErrorReasonMsg = {
  readonly dom: NonnullDomain;
  readonly srcPath: string;
  readonly devAlias: string;
  readonly action: number;
  readonly reason: string;
};
export function writeDomainEventIoErrorReasonMsg(w: XdrWriter, v: DomainEventIoErrorReasonMsg): void {
  writeNonnullDomain(w, v.dom);
  w.string(v.srcPath, 4194304, 'DomainEventIoErrorReasonMsg.srcPath');
  w.string(v.devAlias, 4194304, 'DomainEventIoErrorReasonMsg.devAlias');
  w.int32(v.action, 'DomainEventIoErrorReasonMsg.action');
  w.string(v.reason, 4194304, 'DomainEventIoErrorReasonMsg.reason');
}
export function readDomainEventIoErrorReasonMsg(r: XdrReader): DomainEventIoErrorReasonMsg {
  return {
    dom: readNonnullDomain(r),
    srcPath: r.string(4194304, 'DomainEventIoErrorReasonMsg.srcPath'),
    devAlias: r.string(4194304, 'DomainEventIoErrorReasonMsg.devAlias'),
    action: r.int32('DomainEventIoErrorReasonMsg.action'),
    reason: r.string(4194304, 'DomainEventIoErrorReasonMsg.reason'),
  };
}

export type DomainEventCallbackIoErrorReasonMsg = {
  readonly callbackId: number;
  readonly msg: DomainEventIoErrorReasonMsg;
};
export function writeDomainEventCallbackIoErrorReasonMsg(w: XdrWriter, v: DomainEventCallbackIoErrorReasonMsg): void {
  w.int32(v.callbackId, 'DomainEventCallbackIoErrorReasonMsg.callbackId');
  writeDomainEventIoErrorReasonMsg(w, v.msg);
}
export function readDomainEventCallbackIoErrorReasonMsg(r: XdrReader): DomainEventCallbackIoErrorReasonMsg {
  return {
    callbackId: r.int32('DomainEventCallbackIoErrorReasonMsg.callbackId'),
    msg: readDomainEventIoErrorReasonMsg(r),
  };
}

export type DomainEventGraphicsAddress = {
  readonly family: number;
  readonly node: string;
  readonly service: string;
};
export function writeDomainEventGraphicsAddress(w: XdrWriter, v: DomainEventGraphicsAddress): void {
  w.int32(v.family, 'DomainEventGraphicsAddress.family');
  w.string(v.node, 4194304, 'DomainEventGraphicsAddress.node');
  w.string(v.service, 4194304, 'DomainEventGraphicsAddress.service');
}
export function readDomainEventGraphicsAddress(r: XdrReader): DomainEventGraphicsAddress {
  return {
    family: r.int32('DomainEventGraphicsAddress.family'),
    node: r.string(4194304, 'DomainEventGraphicsAddress.node'),
    service: r.string(4194304, 'DomainEventGraphicsAddress.service'),
  };
}

export type DomainEventGraphicsIdentity = {
  readonly type: string;
  readonly name: string;
};
export function writeDomainEventGraphicsIdentity(w: XdrWriter, v: DomainEventGraphicsIdentity): void {
  w.string(v.type, 4194304, 'DomainEventGraphicsIdentity.type');
  w.string(v.name, 4194304, 'DomainEventGraphicsIdentity.name');
}
export function readDomainEventGraphicsIdentity(r: XdrReader): DomainEventGraphicsIdentity {
  return {
    type: r.string(4194304, 'DomainEventGraphicsIdentity.type'),
    name: r.string(4194304, 'DomainEventGraphicsIdentity.name'),
  };
}

export type DomainEventGraphicsMsg = {
  readonly dom: NonnullDomain;
  readonly phase: number;
  readonly local: DomainEventGraphicsAddress;
  readonly remote: DomainEventGraphicsAddress;
  readonly authScheme: string;
  readonly subject: readonly DomainEventGraphicsIdentity[];
};
export function writeDomainEventGraphicsMsg(w: XdrWriter, v: DomainEventGraphicsMsg): void {
  writeNonnullDomain(w, v.dom);
  w.int32(v.phase, 'DomainEventGraphicsMsg.phase');
  writeDomainEventGraphicsAddress(w, v.local);
  writeDomainEventGraphicsAddress(w, v.remote);
  w.string(v.authScheme, 4194304, 'DomainEventGraphicsMsg.authScheme');
  w.array(v.subject, 20, 'DomainEventGraphicsMsg.subject', (one) => writeDomainEventGraphicsIdentity(w, one));
}
export function readDomainEventGraphicsMsg(r: XdrReader): DomainEventGraphicsMsg {
  return {
    dom: readNonnullDomain(r),
    phase: r.int32('DomainEventGraphicsMsg.phase'),
    local: readDomainEventGraphicsAddress(r),
    remote: readDomainEventGraphicsAddress(r),
    authScheme: r.string(4194304, 'DomainEventGraphicsMsg.authScheme'),
    subject: r.array(20, 8, 'DomainEventGraphicsMsg.subject', () => readDomainEventGraphicsIdentity(r)),
  };
}

export type DomainEventCallbackGraphicsMsg = {
  readonly callbackId: number;
  readonly msg: DomainEventGraphicsMsg;
};
export function writeDomainEventCallbackGraphicsMsg(w: XdrWriter, v: DomainEventCallbackGraphicsMsg): void {
  w.int32(v.callbackId, 'DomainEventCallbackGraphicsMsg.callbackId');
  writeDomainEventGraphicsMsg(w, v.msg);
}
export function readDomainEventCallbackGraphicsMsg(r: XdrReader): DomainEventCallbackGraphicsMsg {
  return {
    callbackId: r.int32('DomainEventCallbackGraphicsMsg.callbackId'),
    msg: readDomainEventGraphicsMsg(r),
  };
}

export type DomainEventBlockJobMsg = {
  readonly dom: NonnullDomain;
  readonly path: string;
  readonly type: number;
  readonly status: number;
};
export function writeDomainEventBlockJobMsg(w: XdrWriter, v: DomainEventBlockJobMsg): void {
  writeNonnullDomain(w, v.dom);
  w.string(v.path, 4194304, 'DomainEventBlockJobMsg.path');
  w.int32(v.type, 'DomainEventBlockJobMsg.type');
  w.int32(v.status, 'DomainEventBlockJobMsg.status');
}
export function readDomainEventBlockJobMsg(r: XdrReader): DomainEventBlockJobMsg {
  return {
    dom: readNonnullDomain(r),
    path: r.string(4194304, 'DomainEventBlockJobMsg.path'),
    type: r.int32('DomainEventBlockJobMsg.type'),
    status: r.int32('DomainEventBlockJobMsg.status'),
  };
}

export type DomainEventCallbackBlockJobMsg = {
  readonly callbackId: number;
  readonly msg: DomainEventBlockJobMsg;
};
export function writeDomainEventCallbackBlockJobMsg(w: XdrWriter, v: DomainEventCallbackBlockJobMsg): void {
  w.int32(v.callbackId, 'DomainEventCallbackBlockJobMsg.callbackId');
  writeDomainEventBlockJobMsg(w, v.msg);
}
export function readDomainEventCallbackBlockJobMsg(r: XdrReader): DomainEventCallbackBlockJobMsg {
  return {
    callbackId: r.int32('DomainEventCallbackBlockJobMsg.callbackId'),
    msg: readDomainEventBlockJobMsg(r),
  };
}

export type DomainEventDiskChangeMsg = {
  readonly dom: NonnullDomain;
  readonly oldSrcPath: string | null;
  readonly newSrcPath: string | null;
  readonly devAlias: string;
  readonly reason: number;
};
export function writeDomainEventDiskChangeMsg(w: XdrWriter, v: DomainEventDiskChangeMsg): void {
  writeNonnullDomain(w, v.dom);
  w.optional(v.oldSrcPath, 'DomainEventDiskChangeMsg.oldSrcPath', (one) => w.string(one, 4194304, 'DomainEventDiskChangeMsg.oldSrcPath'));
  w.optional(v.newSrcPath, 'DomainEventDiskChangeMsg.newSrcPath', (one) => w.string(one, 4194304, 'DomainEventDiskChangeMsg.newSrcPath'));
  w.string(v.devAlias, 4194304, 'DomainEventDiskChangeMsg.devAlias');
  w.int32(v.reason, 'DomainEventDiskChangeMsg.reason');
}
export function readDomainEventDiskChangeMsg(r: XdrReader): DomainEventDiskChangeMsg {
  return {
    dom: readNonnullDomain(r),
    oldSrcPath: r.optional('DomainEventDiskChangeMsg.oldSrcPath', () => r.string(4194304, 'DomainEventDiskChangeMsg.oldSrcPath')),
    newSrcPath: r.optional('DomainEventDiskChangeMsg.newSrcPath', () => r.string(4194304, 'DomainEventDiskChangeMsg.newSrcPath')),
    devAlias: r.string(4194304, 'DomainEventDiskChangeMsg.devAlias'),
    reason: r.int32('DomainEventDiskChangeMsg.reason'),
  };
}

export type DomainEventCallbackDiskChangeMsg = {
  readonly callbackId: number;
  readonly msg: DomainEventDiskChangeMsg;
};
export function writeDomainEventCallbackDiskChangeMsg(w: XdrWriter, v: DomainEventCallbackDiskChangeMsg): void {
  w.int32(v.callbackId, 'DomainEventCallbackDiskChangeMsg.callbackId');
  writeDomainEventDiskChangeMsg(w, v.msg);
}
export function readDomainEventCallbackDiskChangeMsg(r: XdrReader): DomainEventCallbackDiskChangeMsg {
  return {
    callbackId: r.int32('DomainEventCallbackDiskChangeMsg.callbackId'),
    msg: readDomainEventDiskChangeMsg(r),
  };
}

export type DomainEventTrayChangeMsg = {
  readonly dom: NonnullDomain;
  readonly devAlias: string;
  readonly reason: number;
};
export function writeDomainEventTrayChangeMsg(w: XdrWriter, v: DomainEventTrayChangeMsg): void {
  writeNonnullDomain(w, v.dom);
  w.string(v.devAlias, 4194304, 'DomainEventTrayChangeMsg.devAlias');
  w.int32(v.reason, 'DomainEventTrayChangeMsg.reason');
}
export function readDomainEventTrayChangeMsg(r: XdrReader): DomainEventTrayChangeMsg {
  return {
    dom: readNonnullDomain(r),
    devAlias: r.string(4194304, 'DomainEventTrayChangeMsg.devAlias'),
    reason: r.int32('DomainEventTrayChangeMsg.reason'),
  };
}

export type DomainEventCallbackTrayChangeMsg = {
  readonly callbackId: number;
  readonly msg: DomainEventTrayChangeMsg;
};
export function writeDomainEventCallbackTrayChangeMsg(w: XdrWriter, v: DomainEventCallbackTrayChangeMsg): void {
  w.int32(v.callbackId, 'DomainEventCallbackTrayChangeMsg.callbackId');
  writeDomainEventTrayChangeMsg(w, v.msg);
}
export function readDomainEventCallbackTrayChangeMsg(r: XdrReader): DomainEventCallbackTrayChangeMsg {
  return {
    callbackId: r.int32('DomainEventCallbackTrayChangeMsg.callbackId'),
    msg: readDomainEventTrayChangeMsg(r),
  };
}

export type DomainEventPmwakeupMsg = {
  readonly dom: NonnullDomain;
};
export function writeDomainEventPmwakeupMsg(w: XdrWriter, v: DomainEventPmwakeupMsg): void {
  writeNonnullDomain(w, v.dom);
}
export function readDomainEventPmwakeupMsg(r: XdrReader): DomainEventPmwakeupMsg {
  return {
    dom: readNonnullDomain(r),
  };
}

export type DomainEventCallbackPmwakeupMsg = {
  readonly callbackId: number;
  readonly reason: number;
  readonly msg: DomainEventPmwakeupMsg;
};
export function writeDomainEventCallbackPmwakeupMsg(w: XdrWriter, v: DomainEventCallbackPmwakeupMsg): void {
  w.int32(v.callbackId, 'DomainEventCallbackPmwakeupMsg.callbackId');
  w.int32(v.reason, 'DomainEventCallbackPmwakeupMsg.reason');
  writeDomainEventPmwakeupMsg(w, v.msg);
}
export function readDomainEventCallbackPmwakeupMsg(r: XdrReader): DomainEventCallbackPmwakeupMsg {
  return {
    callbackId: r.int32('DomainEventCallbackPmwakeupMsg.callbackId'),
    reason: r.int32('DomainEventCallbackPmwakeupMsg.reason'),
    msg: readDomainEventPmwakeupMsg(r),
  };
}

export type DomainEventPmsuspendMsg = {
  readonly dom: NonnullDomain;
};
export function writeDomainEventPmsuspendMsg(w: XdrWriter, v: DomainEventPmsuspendMsg): void {
  writeNonnullDomain(w, v.dom);
}
export function readDomainEventPmsuspendMsg(r: XdrReader): DomainEventPmsuspendMsg {
  return {
    dom: readNonnullDomain(r),
  };
}

export type DomainEventCallbackPmsuspendMsg = {
  readonly callbackId: number;
  readonly reason: number;
  readonly msg: DomainEventPmsuspendMsg;
};
export function writeDomainEventCallbackPmsuspendMsg(w: XdrWriter, v: DomainEventCallbackPmsuspendMsg): void {
  w.int32(v.callbackId, 'DomainEventCallbackPmsuspendMsg.callbackId');
  w.int32(v.reason, 'DomainEventCallbackPmsuspendMsg.reason');
  writeDomainEventPmsuspendMsg(w, v.msg);
}
export function readDomainEventCallbackPmsuspendMsg(r: XdrReader): DomainEventCallbackPmsuspendMsg {
  return {
    callbackId: r.int32('DomainEventCallbackPmsuspendMsg.callbackId'),
    reason: r.int32('DomainEventCallbackPmsuspendMsg.reason'),
    msg: readDomainEventPmsuspendMsg(r),
  };
}

export type DomainEventBalloonChangeMsg = {
  readonly dom: NonnullDomain;
  readonly actual: bigint;
};
export function writeDomainEventBalloonChangeMsg(w: XdrWriter, v: DomainEventBalloonChangeMsg): void {
  writeNonnullDomain(w, v.dom);
  w.uint64(v.actual, 'DomainEventBalloonChangeMsg.actual');
}
export function readDomainEventBalloonChangeMsg(r: XdrReader): DomainEventBalloonChangeMsg {
  return {
    dom: readNonnullDomain(r),
    actual: r.uint64('DomainEventBalloonChangeMsg.actual'),
  };
}

export type DomainEventCallbackBalloonChangeMsg = {
  readonly callbackId: number;
  readonly msg: DomainEventBalloonChangeMsg;
};
export function writeDomainEventCallbackBalloonChangeMsg(w: XdrWriter, v: DomainEventCallbackBalloonChangeMsg): void {
  w.int32(v.callbackId, 'DomainEventCallbackBalloonChangeMsg.callbackId');
  writeDomainEventBalloonChangeMsg(w, v.msg);
}
export function readDomainEventCallbackBalloonChangeMsg(r: XdrReader): DomainEventCallbackBalloonChangeMsg {
  return {
    callbackId: r.int32('DomainEventCallbackBalloonChangeMsg.callbackId'),
    msg: readDomainEventBalloonChangeMsg(r),
  };
}

export type DomainEventPmsuspendDiskMsg = {
  readonly dom: NonnullDomain;
};
export function writeDomainEventPmsuspendDiskMsg(w: XdrWriter, v: DomainEventPmsuspendDiskMsg): void {
  writeNonnullDomain(w, v.dom);
}
export function readDomainEventPmsuspendDiskMsg(r: XdrReader): DomainEventPmsuspendDiskMsg {
  return {
    dom: readNonnullDomain(r),
  };
}

export type DomainEventCallbackPmsuspendDiskMsg = {
  readonly callbackId: number;
  readonly reason: number;
  readonly msg: DomainEventPmsuspendDiskMsg;
};
export function writeDomainEventCallbackPmsuspendDiskMsg(w: XdrWriter, v: DomainEventCallbackPmsuspendDiskMsg): void {
  w.int32(v.callbackId, 'DomainEventCallbackPmsuspendDiskMsg.callbackId');
  w.int32(v.reason, 'DomainEventCallbackPmsuspendDiskMsg.reason');
  writeDomainEventPmsuspendDiskMsg(w, v.msg);
}
export function readDomainEventCallbackPmsuspendDiskMsg(r: XdrReader): DomainEventCallbackPmsuspendDiskMsg {
  return {
    callbackId: r.int32('DomainEventCallbackPmsuspendDiskMsg.callbackId'),
    reason: r.int32('DomainEventCallbackPmsuspendDiskMsg.reason'),
    msg: readDomainEventPmsuspendDiskMsg(r),
  };
}

export type DomainManagedSaveArgs = {
  readonly dom: NonnullDomain;
  readonly flags: number;
};
export function writeDomainManagedSaveArgs(w: XdrWriter, v: DomainManagedSaveArgs): void {
  writeNonnullDomain(w, v.dom);
  w.uint32(v.flags, 'DomainManagedSaveArgs.flags');
}
export function readDomainManagedSaveArgs(r: XdrReader): DomainManagedSaveArgs {
  return {
    dom: readNonnullDomain(r),
    flags: r.uint32('DomainManagedSaveArgs.flags'),
  };
}

export type DomainHasManagedSaveImageArgs = {
  readonly dom: NonnullDomain;
  readonly flags: number;
};
export function writeDomainHasManagedSaveImageArgs(w: XdrWriter, v: DomainHasManagedSaveImageArgs): void {
  writeNonnullDomain(w, v.dom);
  w.uint32(v.flags, 'DomainHasManagedSaveImageArgs.flags');
}
export function readDomainHasManagedSaveImageArgs(r: XdrReader): DomainHasManagedSaveImageArgs {
  return {
    dom: readNonnullDomain(r),
    flags: r.uint32('DomainHasManagedSaveImageArgs.flags'),
  };
}

export type DomainHasManagedSaveImageRet = {
  readonly result: number;
};
export function writeDomainHasManagedSaveImageRet(w: XdrWriter, v: DomainHasManagedSaveImageRet): void {
  w.int32(v.result, 'DomainHasManagedSaveImageRet.result');
}
export function readDomainHasManagedSaveImageRet(r: XdrReader): DomainHasManagedSaveImageRet {
  return {
    result: r.int32('DomainHasManagedSaveImageRet.result'),
  };
}

export type DomainManagedSaveRemoveArgs = {
  readonly dom: NonnullDomain;
  readonly flags: number;
};
export function writeDomainManagedSaveRemoveArgs(w: XdrWriter, v: DomainManagedSaveRemoveArgs): void {
  writeNonnullDomain(w, v.dom);
  w.uint32(v.flags, 'DomainManagedSaveRemoveArgs.flags');
}
export function readDomainManagedSaveRemoveArgs(r: XdrReader): DomainManagedSaveRemoveArgs {
  return {
    dom: readNonnullDomain(r),
    flags: r.uint32('DomainManagedSaveRemoveArgs.flags'),
  };
}

export type DomainManagedSaveGetXmlDescArgs = {
  readonly dom: NonnullDomain;
  readonly flags: number;
};
export function writeDomainManagedSaveGetXmlDescArgs(w: XdrWriter, v: DomainManagedSaveGetXmlDescArgs): void {
  writeNonnullDomain(w, v.dom);
  w.uint32(v.flags, 'DomainManagedSaveGetXmlDescArgs.flags');
}
export function readDomainManagedSaveGetXmlDescArgs(r: XdrReader): DomainManagedSaveGetXmlDescArgs {
  return {
    dom: readNonnullDomain(r),
    flags: r.uint32('DomainManagedSaveGetXmlDescArgs.flags'),
  };
}

export type DomainManagedSaveGetXmlDescRet = {
  readonly xml: string;
};
export function writeDomainManagedSaveGetXmlDescRet(w: XdrWriter, v: DomainManagedSaveGetXmlDescRet): void {
  w.string(v.xml, 4194304, 'DomainManagedSaveGetXmlDescRet.xml');
}
export function readDomainManagedSaveGetXmlDescRet(r: XdrReader): DomainManagedSaveGetXmlDescRet {
  return {
    xml: r.string(4194304, 'DomainManagedSaveGetXmlDescRet.xml'),
  };
}

export type DomainManagedSaveDefineXmlArgs = {
  readonly dom: NonnullDomain;
  readonly dxml: string | null;
  readonly flags: number;
};
export function writeDomainManagedSaveDefineXmlArgs(w: XdrWriter, v: DomainManagedSaveDefineXmlArgs): void {
  writeNonnullDomain(w, v.dom);
  w.optional(v.dxml, 'DomainManagedSaveDefineXmlArgs.dxml', (one) => w.string(one, 4194304, 'DomainManagedSaveDefineXmlArgs.dxml'));
  w.uint32(v.flags, 'DomainManagedSaveDefineXmlArgs.flags');
}
export function readDomainManagedSaveDefineXmlArgs(r: XdrReader): DomainManagedSaveDefineXmlArgs {
  return {
    dom: readNonnullDomain(r),
    dxml: r.optional('DomainManagedSaveDefineXmlArgs.dxml', () => r.string(4194304, 'DomainManagedSaveDefineXmlArgs.dxml')),
    flags: r.uint32('DomainManagedSaveDefineXmlArgs.flags'),
  };
}

export type DomainSnapshotCreateXmlArgs = {
  readonly dom: NonnullDomain;
  readonly xmlDesc: string;
  readonly flags: number;
};
export function writeDomainSnapshotCreateXmlArgs(w: XdrWriter, v: DomainSnapshotCreateXmlArgs): void {
  writeNonnullDomain(w, v.dom);
  w.string(v.xmlDesc, 4194304, 'DomainSnapshotCreateXmlArgs.xmlDesc');
  w.uint32(v.flags, 'DomainSnapshotCreateXmlArgs.flags');
}
export function readDomainSnapshotCreateXmlArgs(r: XdrReader): DomainSnapshotCreateXmlArgs {
  return {
    dom: readNonnullDomain(r),
    xmlDesc: r.string(4194304, 'DomainSnapshotCreateXmlArgs.xmlDesc'),
    flags: r.uint32('DomainSnapshotCreateXmlArgs.flags'),
  };
}

export type DomainSnapshotCreateXmlRet = {
  readonly snap: NonnullDomainSnapshot;
};
export function writeDomainSnapshotCreateXmlRet(w: XdrWriter, v: DomainSnapshotCreateXmlRet): void {
  writeNonnullDomainSnapshot(w, v.snap);
}
export function readDomainSnapshotCreateXmlRet(r: XdrReader): DomainSnapshotCreateXmlRet {
  return {
    snap: readNonnullDomainSnapshot(r),
  };
}

export type DomainSnapshotGetXmlDescArgs = {
  readonly snap: NonnullDomainSnapshot;
  readonly flags: number;
};
export function writeDomainSnapshotGetXmlDescArgs(w: XdrWriter, v: DomainSnapshotGetXmlDescArgs): void {
  writeNonnullDomainSnapshot(w, v.snap);
  w.uint32(v.flags, 'DomainSnapshotGetXmlDescArgs.flags');
}
export function readDomainSnapshotGetXmlDescArgs(r: XdrReader): DomainSnapshotGetXmlDescArgs {
  return {
    snap: readNonnullDomainSnapshot(r),
    flags: r.uint32('DomainSnapshotGetXmlDescArgs.flags'),
  };
}

export type DomainSnapshotGetXmlDescRet = {
  readonly xml: string;
};
export function writeDomainSnapshotGetXmlDescRet(w: XdrWriter, v: DomainSnapshotGetXmlDescRet): void {
  w.string(v.xml, 4194304, 'DomainSnapshotGetXmlDescRet.xml');
}
export function readDomainSnapshotGetXmlDescRet(r: XdrReader): DomainSnapshotGetXmlDescRet {
  return {
    xml: r.string(4194304, 'DomainSnapshotGetXmlDescRet.xml'),
  };
}

export type DomainSnapshotNumArgs = {
  readonly dom: NonnullDomain;
  readonly flags: number;
};
export function writeDomainSnapshotNumArgs(w: XdrWriter, v: DomainSnapshotNumArgs): void {
  writeNonnullDomain(w, v.dom);
  w.uint32(v.flags, 'DomainSnapshotNumArgs.flags');
}
export function readDomainSnapshotNumArgs(r: XdrReader): DomainSnapshotNumArgs {
  return {
    dom: readNonnullDomain(r),
    flags: r.uint32('DomainSnapshotNumArgs.flags'),
  };
}

export type DomainSnapshotNumRet = {
  readonly num: number;
};
export function writeDomainSnapshotNumRet(w: XdrWriter, v: DomainSnapshotNumRet): void {
  w.int32(v.num, 'DomainSnapshotNumRet.num');
}
export function readDomainSnapshotNumRet(r: XdrReader): DomainSnapshotNumRet {
  return {
    num: r.int32('DomainSnapshotNumRet.num'),
  };
}

export type DomainSnapshotListNamesArgs = {
  readonly dom: NonnullDomain;
  readonly maxnames: number;
  readonly flags: number;
};
export function writeDomainSnapshotListNamesArgs(w: XdrWriter, v: DomainSnapshotListNamesArgs): void {
  writeNonnullDomain(w, v.dom);
  w.int32(v.maxnames, 'DomainSnapshotListNamesArgs.maxnames');
  w.uint32(v.flags, 'DomainSnapshotListNamesArgs.flags');
}
export function readDomainSnapshotListNamesArgs(r: XdrReader): DomainSnapshotListNamesArgs {
  return {
    dom: readNonnullDomain(r),
    maxnames: r.int32('DomainSnapshotListNamesArgs.maxnames'),
    flags: r.uint32('DomainSnapshotListNamesArgs.flags'),
  };
}

export type DomainSnapshotListNamesRet = {
  readonly names: readonly string[];
};
export function writeDomainSnapshotListNamesRet(w: XdrWriter, v: DomainSnapshotListNamesRet): void {
  w.array(v.names, 16384, 'DomainSnapshotListNamesRet.names', (one) => w.string(one, 4194304, 'DomainSnapshotListNamesRet.names'));
}
export function readDomainSnapshotListNamesRet(r: XdrReader): DomainSnapshotListNamesRet {
  return {
    names: r.array(16384, 4, 'DomainSnapshotListNamesRet.names', () => r.string(4194304, 'DomainSnapshotListNamesRet.names')),
  };
}

export type DomainListAllSnapshotsArgs = {
  readonly dom: NonnullDomain;
  readonly needResults: number;
  readonly flags: number;
};
export function writeDomainListAllSnapshotsArgs(w: XdrWriter, v: DomainListAllSnapshotsArgs): void {
  writeNonnullDomain(w, v.dom);
  w.int32(v.needResults, 'DomainListAllSnapshotsArgs.needResults');
  w.uint32(v.flags, 'DomainListAllSnapshotsArgs.flags');
}
export function readDomainListAllSnapshotsArgs(r: XdrReader): DomainListAllSnapshotsArgs {
  return {
    dom: readNonnullDomain(r),
    needResults: r.int32('DomainListAllSnapshotsArgs.needResults'),
    flags: r.uint32('DomainListAllSnapshotsArgs.flags'),
  };
}

export type DomainListAllSnapshotsRet = {
  readonly snapshots: readonly NonnullDomainSnapshot[];
  readonly ret: number;
};
export function writeDomainListAllSnapshotsRet(w: XdrWriter, v: DomainListAllSnapshotsRet): void {
  w.array(v.snapshots, 16384, 'DomainListAllSnapshotsRet.snapshots', (one) => writeNonnullDomainSnapshot(w, one));
  w.int32(v.ret, 'DomainListAllSnapshotsRet.ret');
}
export function readDomainListAllSnapshotsRet(r: XdrReader): DomainListAllSnapshotsRet {
  return {
    snapshots: r.array(16384, 28, 'DomainListAllSnapshotsRet.snapshots', () => readNonnullDomainSnapshot(r)),
    ret: r.int32('DomainListAllSnapshotsRet.ret'),
  };
}

export type DomainSnapshotNumChildrenArgs = {
  readonly snap: NonnullDomainSnapshot;
  readonly flags: number;
};
export function writeDomainSnapshotNumChildrenArgs(w: XdrWriter, v: DomainSnapshotNumChildrenArgs): void {
  writeNonnullDomainSnapshot(w, v.snap);
  w.uint32(v.flags, 'DomainSnapshotNumChildrenArgs.flags');
}
export function readDomainSnapshotNumChildrenArgs(r: XdrReader): DomainSnapshotNumChildrenArgs {
  return {
    snap: readNonnullDomainSnapshot(r),
    flags: r.uint32('DomainSnapshotNumChildrenArgs.flags'),
  };
}

export type DomainSnapshotNumChildrenRet = {
  readonly num: number;
};
export function writeDomainSnapshotNumChildrenRet(w: XdrWriter, v: DomainSnapshotNumChildrenRet): void {
  w.int32(v.num, 'DomainSnapshotNumChildrenRet.num');
}
export function readDomainSnapshotNumChildrenRet(r: XdrReader): DomainSnapshotNumChildrenRet {
  return {
    num: r.int32('DomainSnapshotNumChildrenRet.num'),
  };
}

export type DomainSnapshotListChildrenNamesArgs = {
  readonly snap: NonnullDomainSnapshot;
  readonly maxnames: number;
  readonly flags: number;
};
export function writeDomainSnapshotListChildrenNamesArgs(w: XdrWriter, v: DomainSnapshotListChildrenNamesArgs): void {
  writeNonnullDomainSnapshot(w, v.snap);
  w.int32(v.maxnames, 'DomainSnapshotListChildrenNamesArgs.maxnames');
  w.uint32(v.flags, 'DomainSnapshotListChildrenNamesArgs.flags');
}
export function readDomainSnapshotListChildrenNamesArgs(r: XdrReader): DomainSnapshotListChildrenNamesArgs {
  return {
    snap: readNonnullDomainSnapshot(r),
    maxnames: r.int32('DomainSnapshotListChildrenNamesArgs.maxnames'),
    flags: r.uint32('DomainSnapshotListChildrenNamesArgs.flags'),
  };
}

export type DomainSnapshotListChildrenNamesRet = {
  readonly names: readonly string[];
};
export function writeDomainSnapshotListChildrenNamesRet(w: XdrWriter, v: DomainSnapshotListChildrenNamesRet): void {
  w.array(v.names, 16384, 'DomainSnapshotListChildrenNamesRet.names', (one) => w.string(one, 4194304, 'DomainSnapshotListChildrenNamesRet.names'));
}
export function readDomainSnapshotListChildrenNamesRet(r: XdrReader): DomainSnapshotListChildrenNamesRet {
  return {
    names: r.array(16384, 4, 'DomainSnapshotListChildrenNamesRet.names', () => r.string(4194304, 'DomainSnapshotListChildrenNamesRet.names')),
  };
}

export type DomainSnapshotListAllChildrenArgs = {
  readonly snapshot: NonnullDomainSnapshot;
  readonly needResults: number;
  readonly flags: number;
};
export function writeDomainSnapshotListAllChildrenArgs(w: XdrWriter, v: DomainSnapshotListAllChildrenArgs): void {
  writeNonnullDomainSnapshot(w, v.snapshot);
  w.int32(v.needResults, 'DomainSnapshotListAllChildrenArgs.needResults');
  w.uint32(v.flags, 'DomainSnapshotListAllChildrenArgs.flags');
}
export function readDomainSnapshotListAllChildrenArgs(r: XdrReader): DomainSnapshotListAllChildrenArgs {
  return {
    snapshot: readNonnullDomainSnapshot(r),
    needResults: r.int32('DomainSnapshotListAllChildrenArgs.needResults'),
    flags: r.uint32('DomainSnapshotListAllChildrenArgs.flags'),
  };
}

export type DomainSnapshotListAllChildrenRet = {
  readonly snapshots: readonly NonnullDomainSnapshot[];
  readonly ret: number;
};
export function writeDomainSnapshotListAllChildrenRet(w: XdrWriter, v: DomainSnapshotListAllChildrenRet): void {
  w.array(v.snapshots, 16384, 'DomainSnapshotListAllChildrenRet.snapshots', (one) => writeNonnullDomainSnapshot(w, one));
  w.int32(v.ret, 'DomainSnapshotListAllChildrenRet.ret');
}
export function readDomainSnapshotListAllChildrenRet(r: XdrReader): DomainSnapshotListAllChildrenRet {
  return {
    snapshots: r.array(16384, 28, 'DomainSnapshotListAllChildrenRet.snapshots', () => readNonnullDomainSnapshot(r)),
    ret: r.int32('DomainSnapshotListAllChildrenRet.ret'),
  };
}

export type DomainSnapshotLookupByNameArgs = {
  readonly dom: NonnullDomain;
  readonly name: string;
  readonly flags: number;
};
export function writeDomainSnapshotLookupByNameArgs(w: XdrWriter, v: DomainSnapshotLookupByNameArgs): void {
  writeNonnullDomain(w, v.dom);
  w.string(v.name, 4194304, 'DomainSnapshotLookupByNameArgs.name');
  w.uint32(v.flags, 'DomainSnapshotLookupByNameArgs.flags');
}
export function readDomainSnapshotLookupByNameArgs(r: XdrReader): DomainSnapshotLookupByNameArgs {
  return {
    dom: readNonnullDomain(r),
    name: r.string(4194304, 'DomainSnapshotLookupByNameArgs.name'),
    flags: r.uint32('DomainSnapshotLookupByNameArgs.flags'),
  };
}

export type DomainSnapshotLookupByNameRet = {
  readonly snap: NonnullDomainSnapshot;
};
export function writeDomainSnapshotLookupByNameRet(w: XdrWriter, v: DomainSnapshotLookupByNameRet): void {
  writeNonnullDomainSnapshot(w, v.snap);
}
export function readDomainSnapshotLookupByNameRet(r: XdrReader): DomainSnapshotLookupByNameRet {
  return {
    snap: readNonnullDomainSnapshot(r),
  };
}

export type DomainHasCurrentSnapshotArgs = {
  readonly dom: NonnullDomain;
  readonly flags: number;
};
export function writeDomainHasCurrentSnapshotArgs(w: XdrWriter, v: DomainHasCurrentSnapshotArgs): void {
  writeNonnullDomain(w, v.dom);
  w.uint32(v.flags, 'DomainHasCurrentSnapshotArgs.flags');
}
export function readDomainHasCurrentSnapshotArgs(r: XdrReader): DomainHasCurrentSnapshotArgs {
  return {
    dom: readNonnullDomain(r),
    flags: r.uint32('DomainHasCurrentSnapshotArgs.flags'),
  };
}

export type DomainHasCurrentSnapshotRet = {
  readonly result: number;
};
export function writeDomainHasCurrentSnapshotRet(w: XdrWriter, v: DomainHasCurrentSnapshotRet): void {
  w.int32(v.result, 'DomainHasCurrentSnapshotRet.result');
}
export function readDomainHasCurrentSnapshotRet(r: XdrReader): DomainHasCurrentSnapshotRet {
  return {
    result: r.int32('DomainHasCurrentSnapshotRet.result'),
  };
}

export type DomainSnapshotGetParentArgs = {
  readonly snap: NonnullDomainSnapshot;
  readonly flags: number;
};
export function writeDomainSnapshotGetParentArgs(w: XdrWriter, v: DomainSnapshotGetParentArgs): void {
  writeNonnullDomainSnapshot(w, v.snap);
  w.uint32(v.flags, 'DomainSnapshotGetParentArgs.flags');
}
export function readDomainSnapshotGetParentArgs(r: XdrReader): DomainSnapshotGetParentArgs {
  return {
    snap: readNonnullDomainSnapshot(r),
    flags: r.uint32('DomainSnapshotGetParentArgs.flags'),
  };
}

export type DomainSnapshotGetParentRet = {
  readonly snap: NonnullDomainSnapshot;
};
export function writeDomainSnapshotGetParentRet(w: XdrWriter, v: DomainSnapshotGetParentRet): void {
  writeNonnullDomainSnapshot(w, v.snap);
}
export function readDomainSnapshotGetParentRet(r: XdrReader): DomainSnapshotGetParentRet {
  return {
    snap: readNonnullDomainSnapshot(r),
  };
}

export type DomainSnapshotCurrentArgs = {
  readonly dom: NonnullDomain;
  readonly flags: number;
};
export function writeDomainSnapshotCurrentArgs(w: XdrWriter, v: DomainSnapshotCurrentArgs): void {
  writeNonnullDomain(w, v.dom);
  w.uint32(v.flags, 'DomainSnapshotCurrentArgs.flags');
}
export function readDomainSnapshotCurrentArgs(r: XdrReader): DomainSnapshotCurrentArgs {
  return {
    dom: readNonnullDomain(r),
    flags: r.uint32('DomainSnapshotCurrentArgs.flags'),
  };
}

export type DomainSnapshotCurrentRet = {
  readonly snap: NonnullDomainSnapshot;
};
export function writeDomainSnapshotCurrentRet(w: XdrWriter, v: DomainSnapshotCurrentRet): void {
  writeNonnullDomainSnapshot(w, v.snap);
}
export function readDomainSnapshotCurrentRet(r: XdrReader): DomainSnapshotCurrentRet {
  return {
    snap: readNonnullDomainSnapshot(r),
  };
}

export type DomainSnapshotIsCurrentArgs = {
  readonly snap: NonnullDomainSnapshot;
  readonly flags: number;
};
export function writeDomainSnapshotIsCurrentArgs(w: XdrWriter, v: DomainSnapshotIsCurrentArgs): void {
  writeNonnullDomainSnapshot(w, v.snap);
  w.uint32(v.flags, 'DomainSnapshotIsCurrentArgs.flags');
}
export function readDomainSnapshotIsCurrentArgs(r: XdrReader): DomainSnapshotIsCurrentArgs {
  return {
    snap: readNonnullDomainSnapshot(r),
    flags: r.uint32('DomainSnapshotIsCurrentArgs.flags'),
  };
}

export type DomainSnapshotIsCurrentRet = {
  readonly current: number;
};
export function writeDomainSnapshotIsCurrentRet(w: XdrWriter, v: DomainSnapshotIsCurrentRet): void {
  w.int32(v.current, 'DomainSnapshotIsCurrentRet.current');
}
export function readDomainSnapshotIsCurrentRet(r: XdrReader): DomainSnapshotIsCurrentRet {
  return {
    current: r.int32('DomainSnapshotIsCurrentRet.current'),
  };
}

export type DomainSnapshotHasMetadataArgs = {
  readonly snap: NonnullDomainSnapshot;
  readonly flags: number;
};
export function writeDomainSnapshotHasMetadataArgs(w: XdrWriter, v: DomainSnapshotHasMetadataArgs): void {
  writeNonnullDomainSnapshot(w, v.snap);
  w.uint32(v.flags, 'DomainSnapshotHasMetadataArgs.flags');
}
export function readDomainSnapshotHasMetadataArgs(r: XdrReader): DomainSnapshotHasMetadataArgs {
  return {
    snap: readNonnullDomainSnapshot(r),
    flags: r.uint32('DomainSnapshotHasMetadataArgs.flags'),
  };
}

export type DomainSnapshotHasMetadataRet = {
  readonly metadata: number;
};
export function writeDomainSnapshotHasMetadataRet(w: XdrWriter, v: DomainSnapshotHasMetadataRet): void {
  w.int32(v.metadata, 'DomainSnapshotHasMetadataRet.metadata');
}
export function readDomainSnapshotHasMetadataRet(r: XdrReader): DomainSnapshotHasMetadataRet {
  return {
    metadata: r.int32('DomainSnapshotHasMetadataRet.metadata'),
  };
}

export type DomainRevertToSnapshotArgs = {
  readonly snap: NonnullDomainSnapshot;
  readonly flags: number;
};
export function writeDomainRevertToSnapshotArgs(w: XdrWriter, v: DomainRevertToSnapshotArgs): void {
  writeNonnullDomainSnapshot(w, v.snap);
  w.uint32(v.flags, 'DomainRevertToSnapshotArgs.flags');
}
export function readDomainRevertToSnapshotArgs(r: XdrReader): DomainRevertToSnapshotArgs {
  return {
    snap: readNonnullDomainSnapshot(r),
    flags: r.uint32('DomainRevertToSnapshotArgs.flags'),
  };
}

export type DomainSnapshotDeleteArgs = {
  readonly snap: NonnullDomainSnapshot;
  readonly flags: number;
};
export function writeDomainSnapshotDeleteArgs(w: XdrWriter, v: DomainSnapshotDeleteArgs): void {
  writeNonnullDomainSnapshot(w, v.snap);
  w.uint32(v.flags, 'DomainSnapshotDeleteArgs.flags');
}
export function readDomainSnapshotDeleteArgs(r: XdrReader): DomainSnapshotDeleteArgs {
  return {
    snap: readNonnullDomainSnapshot(r),
    flags: r.uint32('DomainSnapshotDeleteArgs.flags'),
  };
}

export type DomainOpenConsoleArgs = {
  readonly dom: NonnullDomain;
  readonly devName: string | null;
  readonly flags: number;
};
export function writeDomainOpenConsoleArgs(w: XdrWriter, v: DomainOpenConsoleArgs): void {
  writeNonnullDomain(w, v.dom);
  w.optional(v.devName, 'DomainOpenConsoleArgs.devName', (one) => w.string(one, 4194304, 'DomainOpenConsoleArgs.devName'));
  w.uint32(v.flags, 'DomainOpenConsoleArgs.flags');
}
export function readDomainOpenConsoleArgs(r: XdrReader): DomainOpenConsoleArgs {
  return {
    dom: readNonnullDomain(r),
    devName: r.optional('DomainOpenConsoleArgs.devName', () => r.string(4194304, 'DomainOpenConsoleArgs.devName')),
    flags: r.uint32('DomainOpenConsoleArgs.flags'),
  };
}

export type DomainOpenChannelArgs = {
  readonly dom: NonnullDomain;
  readonly name: string | null;
  readonly flags: number;
};
export function writeDomainOpenChannelArgs(w: XdrWriter, v: DomainOpenChannelArgs): void {
  writeNonnullDomain(w, v.dom);
  w.optional(v.name, 'DomainOpenChannelArgs.name', (one) => w.string(one, 4194304, 'DomainOpenChannelArgs.name'));
  w.uint32(v.flags, 'DomainOpenChannelArgs.flags');
}
export function readDomainOpenChannelArgs(r: XdrReader): DomainOpenChannelArgs {
  return {
    dom: readNonnullDomain(r),
    name: r.optional('DomainOpenChannelArgs.name', () => r.string(4194304, 'DomainOpenChannelArgs.name')),
    flags: r.uint32('DomainOpenChannelArgs.flags'),
  };
}

export type StorageVolUploadArgs = {
  readonly vol: NonnullStorageVol;
  readonly offset: bigint;
  readonly length: bigint;
  readonly flags: number;
};
export function writeStorageVolUploadArgs(w: XdrWriter, v: StorageVolUploadArgs): void {
  writeNonnullStorageVol(w, v.vol);
  w.uint64(v.offset, 'StorageVolUploadArgs.offset');
  w.uint64(v.length, 'StorageVolUploadArgs.length');
  w.uint32(v.flags, 'StorageVolUploadArgs.flags');
}
export function readStorageVolUploadArgs(r: XdrReader): StorageVolUploadArgs {
  return {
    vol: readNonnullStorageVol(r),
    offset: r.uint64('StorageVolUploadArgs.offset'),
    length: r.uint64('StorageVolUploadArgs.length'),
    flags: r.uint32('StorageVolUploadArgs.flags'),
  };
}

export type StorageVolDownloadArgs = {
  readonly vol: NonnullStorageVol;
  readonly offset: bigint;
  readonly length: bigint;
  readonly flags: number;
};
export function writeStorageVolDownloadArgs(w: XdrWriter, v: StorageVolDownloadArgs): void {
  writeNonnullStorageVol(w, v.vol);
  w.uint64(v.offset, 'StorageVolDownloadArgs.offset');
  w.uint64(v.length, 'StorageVolDownloadArgs.length');
  w.uint32(v.flags, 'StorageVolDownloadArgs.flags');
}
export function readStorageVolDownloadArgs(r: XdrReader): StorageVolDownloadArgs {
  return {
    vol: readNonnullStorageVol(r),
    offset: r.uint64('StorageVolDownloadArgs.offset'),
    length: r.uint64('StorageVolDownloadArgs.length'),
    flags: r.uint32('StorageVolDownloadArgs.flags'),
  };
}

export type DomainGetStateArgs = {
  readonly dom: NonnullDomain;
  readonly flags: number;
};
export function writeDomainGetStateArgs(w: XdrWriter, v: DomainGetStateArgs): void {
  writeNonnullDomain(w, v.dom);
  w.uint32(v.flags, 'DomainGetStateArgs.flags');
}
export function readDomainGetStateArgs(r: XdrReader): DomainGetStateArgs {
  return {
    dom: readNonnullDomain(r),
    flags: r.uint32('DomainGetStateArgs.flags'),
  };
}

export type DomainGetStateRet = {
  readonly state: number;
  readonly reason: number;
};
export function writeDomainGetStateRet(w: XdrWriter, v: DomainGetStateRet): void {
  w.int32(v.state, 'DomainGetStateRet.state');
  w.int32(v.reason, 'DomainGetStateRet.reason');
}
export function readDomainGetStateRet(r: XdrReader): DomainGetStateRet {
  return {
    state: r.int32('DomainGetStateRet.state'),
    reason: r.int32('DomainGetStateRet.reason'),
  };
}

export type DomainMigrateBegin3Args = {
  readonly dom: NonnullDomain;
  readonly xmlin: string | null;
  readonly flags: bigint;
  readonly dname: string | null;
  readonly resource: bigint;
};
export function writeDomainMigrateBegin3Args(w: XdrWriter, v: DomainMigrateBegin3Args): void {
  writeNonnullDomain(w, v.dom);
  w.optional(v.xmlin, 'DomainMigrateBegin3Args.xmlin', (one) => w.string(one, 4194304, 'DomainMigrateBegin3Args.xmlin'));
  w.uint64(v.flags, 'DomainMigrateBegin3Args.flags');
  w.optional(v.dname, 'DomainMigrateBegin3Args.dname', (one) => w.string(one, 4194304, 'DomainMigrateBegin3Args.dname'));
  w.uint64(v.resource, 'DomainMigrateBegin3Args.resource');
}
export function readDomainMigrateBegin3Args(r: XdrReader): DomainMigrateBegin3Args {
  return {
    dom: readNonnullDomain(r),
    xmlin: r.optional('DomainMigrateBegin3Args.xmlin', () => r.string(4194304, 'DomainMigrateBegin3Args.xmlin')),
    flags: r.uint64('DomainMigrateBegin3Args.flags'),
    dname: r.optional('DomainMigrateBegin3Args.dname', () => r.string(4194304, 'DomainMigrateBegin3Args.dname')),
    resource: r.uint64('DomainMigrateBegin3Args.resource'),
  };
}

export type DomainMigrateBegin3Ret = {
  readonly cookieOut: Uint8Array;
  readonly xml: string;
};
export function writeDomainMigrateBegin3Ret(w: XdrWriter, v: DomainMigrateBegin3Ret): void {
  w.opaque(v.cookieOut, 4194304, 'DomainMigrateBegin3Ret.cookieOut');
  w.string(v.xml, 4194304, 'DomainMigrateBegin3Ret.xml');
}
export function readDomainMigrateBegin3Ret(r: XdrReader): DomainMigrateBegin3Ret {
  return {
    cookieOut: r.opaque(4194304, 'DomainMigrateBegin3Ret.cookieOut'),
    xml: r.string(4194304, 'DomainMigrateBegin3Ret.xml'),
  };
}

export type DomainMigratePrepare3Args = {
  readonly cookieIn: Uint8Array;
  readonly uriIn: string | null;
  readonly flags: bigint;
  readonly dname: string | null;
  readonly resource: bigint;
  readonly domXml: string;
};
export function writeDomainMigratePrepare3Args(w: XdrWriter, v: DomainMigratePrepare3Args): void {
  w.opaque(v.cookieIn, 4194304, 'DomainMigratePrepare3Args.cookieIn');
  w.optional(v.uriIn, 'DomainMigratePrepare3Args.uriIn', (one) => w.string(one, 4194304, 'DomainMigratePrepare3Args.uriIn'));
  w.uint64(v.flags, 'DomainMigratePrepare3Args.flags');
  w.optional(v.dname, 'DomainMigratePrepare3Args.dname', (one) => w.string(one, 4194304, 'DomainMigratePrepare3Args.dname'));
  w.uint64(v.resource, 'DomainMigratePrepare3Args.resource');
  w.string(v.domXml, 4194304, 'DomainMigratePrepare3Args.domXml');
}
export function readDomainMigratePrepare3Args(r: XdrReader): DomainMigratePrepare3Args {
  return {
    cookieIn: r.opaque(4194304, 'DomainMigratePrepare3Args.cookieIn'),
    uriIn: r.optional('DomainMigratePrepare3Args.uriIn', () => r.string(4194304, 'DomainMigratePrepare3Args.uriIn')),
    flags: r.uint64('DomainMigratePrepare3Args.flags'),
    dname: r.optional('DomainMigratePrepare3Args.dname', () => r.string(4194304, 'DomainMigratePrepare3Args.dname')),
    resource: r.uint64('DomainMigratePrepare3Args.resource'),
    domXml: r.string(4194304, 'DomainMigratePrepare3Args.domXml'),
  };
}

export type DomainMigratePrepare3Ret = {
  readonly cookieOut: Uint8Array;
  readonly uriOut: string | null;
};
export function writeDomainMigratePrepare3Ret(w: XdrWriter, v: DomainMigratePrepare3Ret): void {
  w.opaque(v.cookieOut, 4194304, 'DomainMigratePrepare3Ret.cookieOut');
  w.optional(v.uriOut, 'DomainMigratePrepare3Ret.uriOut', (one) => w.string(one, 4194304, 'DomainMigratePrepare3Ret.uriOut'));
}
export function readDomainMigratePrepare3Ret(r: XdrReader): DomainMigratePrepare3Ret {
  return {
    cookieOut: r.opaque(4194304, 'DomainMigratePrepare3Ret.cookieOut'),
    uriOut: r.optional('DomainMigratePrepare3Ret.uriOut', () => r.string(4194304, 'DomainMigratePrepare3Ret.uriOut')),
  };
}

export type DomainMigratePrepareTunnel3Args = {
  readonly cookieIn: Uint8Array;
  readonly flags: bigint;
  readonly dname: string | null;
  readonly resource: bigint;
  readonly domXml: string;
};
export function writeDomainMigratePrepareTunnel3Args(w: XdrWriter, v: DomainMigratePrepareTunnel3Args): void {
  w.opaque(v.cookieIn, 4194304, 'DomainMigratePrepareTunnel3Args.cookieIn');
  w.uint64(v.flags, 'DomainMigratePrepareTunnel3Args.flags');
  w.optional(v.dname, 'DomainMigratePrepareTunnel3Args.dname', (one) => w.string(one, 4194304, 'DomainMigratePrepareTunnel3Args.dname'));
  w.uint64(v.resource, 'DomainMigratePrepareTunnel3Args.resource');
  w.string(v.domXml, 4194304, 'DomainMigratePrepareTunnel3Args.domXml');
}
export function readDomainMigratePrepareTunnel3Args(r: XdrReader): DomainMigratePrepareTunnel3Args {
  return {
    cookieIn: r.opaque(4194304, 'DomainMigratePrepareTunnel3Args.cookieIn'),
    flags: r.uint64('DomainMigratePrepareTunnel3Args.flags'),
    dname: r.optional('DomainMigratePrepareTunnel3Args.dname', () => r.string(4194304, 'DomainMigratePrepareTunnel3Args.dname')),
    resource: r.uint64('DomainMigratePrepareTunnel3Args.resource'),
    domXml: r.string(4194304, 'DomainMigratePrepareTunnel3Args.domXml'),
  };
}

export type DomainMigratePrepareTunnel3Ret = {
  readonly cookieOut: Uint8Array;
};
export function writeDomainMigratePrepareTunnel3Ret(w: XdrWriter, v: DomainMigratePrepareTunnel3Ret): void {
  w.opaque(v.cookieOut, 4194304, 'DomainMigratePrepareTunnel3Ret.cookieOut');
}
export function readDomainMigratePrepareTunnel3Ret(r: XdrReader): DomainMigratePrepareTunnel3Ret {
  return {
    cookieOut: r.opaque(4194304, 'DomainMigratePrepareTunnel3Ret.cookieOut'),
  };
}

export type DomainMigratePerform3Args = {
  readonly dom: NonnullDomain;
  readonly xmlin: string | null;
  readonly cookieIn: Uint8Array;
  readonly dconnuri: string | null;
  readonly uri: string | null;
  readonly flags: bigint;
  readonly dname: string | null;
  readonly resource: bigint;
};
export function writeDomainMigratePerform3Args(w: XdrWriter, v: DomainMigratePerform3Args): void {
  writeNonnullDomain(w, v.dom);
  w.optional(v.xmlin, 'DomainMigratePerform3Args.xmlin', (one) => w.string(one, 4194304, 'DomainMigratePerform3Args.xmlin'));
  w.opaque(v.cookieIn, 4194304, 'DomainMigratePerform3Args.cookieIn');
  w.optional(v.dconnuri, 'DomainMigratePerform3Args.dconnuri', (one) => w.string(one, 4194304, 'DomainMigratePerform3Args.dconnuri'));
  w.optional(v.uri, 'DomainMigratePerform3Args.uri', (one) => w.string(one, 4194304, 'DomainMigratePerform3Args.uri'));
  w.uint64(v.flags, 'DomainMigratePerform3Args.flags');
  w.optional(v.dname, 'DomainMigratePerform3Args.dname', (one) => w.string(one, 4194304, 'DomainMigratePerform3Args.dname'));
  w.uint64(v.resource, 'DomainMigratePerform3Args.resource');
}
export function readDomainMigratePerform3Args(r: XdrReader): DomainMigratePerform3Args {
  return {
    dom: readNonnullDomain(r),
    xmlin: r.optional('DomainMigratePerform3Args.xmlin', () => r.string(4194304, 'DomainMigratePerform3Args.xmlin')),
    cookieIn: r.opaque(4194304, 'DomainMigratePerform3Args.cookieIn'),
    dconnuri: r.optional('DomainMigratePerform3Args.dconnuri', () => r.string(4194304, 'DomainMigratePerform3Args.dconnuri')),
    uri: r.optional('DomainMigratePerform3Args.uri', () => r.string(4194304, 'DomainMigratePerform3Args.uri')),
    flags: r.uint64('DomainMigratePerform3Args.flags'),
    dname: r.optional('DomainMigratePerform3Args.dname', () => r.string(4194304, 'DomainMigratePerform3Args.dname')),
    resource: r.uint64('DomainMigratePerform3Args.resource'),
  };
}

export type DomainMigratePerform3Ret = {
  readonly cookieOut: Uint8Array;
};
export function writeDomainMigratePerform3Ret(w: XdrWriter, v: DomainMigratePerform3Ret): void {
  w.opaque(v.cookieOut, 4194304, 'DomainMigratePerform3Ret.cookieOut');
}
export function readDomainMigratePerform3Ret(r: XdrReader): DomainMigratePerform3Ret {
  return {
    cookieOut: r.opaque(4194304, 'DomainMigratePerform3Ret.cookieOut'),
  };
}

export type DomainMigrateFinish3Args = {
  readonly dname: string;
  readonly cookieIn: Uint8Array;
  readonly dconnuri: string | null;
  readonly uri: string | null;
  readonly flags: bigint;
  readonly cancelled: number;
};
export function writeDomainMigrateFinish3Args(w: XdrWriter, v: DomainMigrateFinish3Args): void {
  w.string(v.dname, 4194304, 'DomainMigrateFinish3Args.dname');
  w.opaque(v.cookieIn, 4194304, 'DomainMigrateFinish3Args.cookieIn');
  w.optional(v.dconnuri, 'DomainMigrateFinish3Args.dconnuri', (one) => w.string(one, 4194304, 'DomainMigrateFinish3Args.dconnuri'));
  w.optional(v.uri, 'DomainMigrateFinish3Args.uri', (one) => w.string(one, 4194304, 'DomainMigrateFinish3Args.uri'));
  w.uint64(v.flags, 'DomainMigrateFinish3Args.flags');
  w.int32(v.cancelled, 'DomainMigrateFinish3Args.cancelled');
}
export function readDomainMigrateFinish3Args(r: XdrReader): DomainMigrateFinish3Args {
  return {
    dname: r.string(4194304, 'DomainMigrateFinish3Args.dname'),
    cookieIn: r.opaque(4194304, 'DomainMigrateFinish3Args.cookieIn'),
    dconnuri: r.optional('DomainMigrateFinish3Args.dconnuri', () => r.string(4194304, 'DomainMigrateFinish3Args.dconnuri')),
    uri: r.optional('DomainMigrateFinish3Args.uri', () => r.string(4194304, 'DomainMigrateFinish3Args.uri')),
    flags: r.uint64('DomainMigrateFinish3Args.flags'),
    cancelled: r.int32('DomainMigrateFinish3Args.cancelled'),
  };
}

export type DomainMigrateFinish3Ret = {
  readonly dom: NonnullDomain;
  readonly cookieOut: Uint8Array;
};
export function writeDomainMigrateFinish3Ret(w: XdrWriter, v: DomainMigrateFinish3Ret): void {
  writeNonnullDomain(w, v.dom);
  w.opaque(v.cookieOut, 4194304, 'DomainMigrateFinish3Ret.cookieOut');
}
export function readDomainMigrateFinish3Ret(r: XdrReader): DomainMigrateFinish3Ret {
  return {
    dom: readNonnullDomain(r),
    cookieOut: r.opaque(4194304, 'DomainMigrateFinish3Ret.cookieOut'),
  };
}

export type DomainMigrateConfirm3Args = {
  readonly dom: NonnullDomain;
  readonly cookieIn: Uint8Array;
  readonly flags: bigint;
  readonly cancelled: number;
};
export function writeDomainMigrateConfirm3Args(w: XdrWriter, v: DomainMigrateConfirm3Args): void {
  writeNonnullDomain(w, v.dom);
  w.opaque(v.cookieIn, 4194304, 'DomainMigrateConfirm3Args.cookieIn');
  w.uint64(v.flags, 'DomainMigrateConfirm3Args.flags');
  w.int32(v.cancelled, 'DomainMigrateConfirm3Args.cancelled');
}
export function readDomainMigrateConfirm3Args(r: XdrReader): DomainMigrateConfirm3Args {
  return {
    dom: readNonnullDomain(r),
    cookieIn: r.opaque(4194304, 'DomainMigrateConfirm3Args.cookieIn'),
    flags: r.uint64('DomainMigrateConfirm3Args.flags'),
    cancelled: r.int32('DomainMigrateConfirm3Args.cancelled'),
  };
}

export type DomainEventControlErrorMsg = {
  readonly dom: NonnullDomain;
};
export function writeDomainEventControlErrorMsg(w: XdrWriter, v: DomainEventControlErrorMsg): void {
  writeNonnullDomain(w, v.dom);
}
export function readDomainEventControlErrorMsg(r: XdrReader): DomainEventControlErrorMsg {
  return {
    dom: readNonnullDomain(r),
  };
}

export type DomainEventCallbackControlErrorMsg = {
  readonly callbackId: number;
  readonly msg: DomainEventControlErrorMsg;
};
export function writeDomainEventCallbackControlErrorMsg(w: XdrWriter, v: DomainEventCallbackControlErrorMsg): void {
  w.int32(v.callbackId, 'DomainEventCallbackControlErrorMsg.callbackId');
  writeDomainEventControlErrorMsg(w, v.msg);
}
export function readDomainEventCallbackControlErrorMsg(r: XdrReader): DomainEventCallbackControlErrorMsg {
  return {
    callbackId: r.int32('DomainEventCallbackControlErrorMsg.callbackId'),
    msg: readDomainEventControlErrorMsg(r),
  };
}

export type DomainGetControlInfoArgs = {
  readonly dom: NonnullDomain;
  readonly flags: number;
};
export function writeDomainGetControlInfoArgs(w: XdrWriter, v: DomainGetControlInfoArgs): void {
  writeNonnullDomain(w, v.dom);
  w.uint32(v.flags, 'DomainGetControlInfoArgs.flags');
}
export function readDomainGetControlInfoArgs(r: XdrReader): DomainGetControlInfoArgs {
  return {
    dom: readNonnullDomain(r),
    flags: r.uint32('DomainGetControlInfoArgs.flags'),
  };
}

export type DomainGetControlInfoRet = {
  readonly state: number;
  readonly details: number;
  readonly stateTime: bigint;
};
export function writeDomainGetControlInfoRet(w: XdrWriter, v: DomainGetControlInfoRet): void {
  w.uint32(v.state, 'DomainGetControlInfoRet.state');
  w.uint32(v.details, 'DomainGetControlInfoRet.details');
  w.uint64(v.stateTime, 'DomainGetControlInfoRet.stateTime');
}
export function readDomainGetControlInfoRet(r: XdrReader): DomainGetControlInfoRet {
  return {
    state: r.uint32('DomainGetControlInfoRet.state'),
    details: r.uint32('DomainGetControlInfoRet.details'),
    stateTime: r.uint64('DomainGetControlInfoRet.stateTime'),
  };
}

export type DomainOpenGraphicsArgs = {
  readonly dom: NonnullDomain;
  readonly idx: number;
  readonly flags: number;
};
export function writeDomainOpenGraphicsArgs(w: XdrWriter, v: DomainOpenGraphicsArgs): void {
  writeNonnullDomain(w, v.dom);
  w.uint32(v.idx, 'DomainOpenGraphicsArgs.idx');
  w.uint32(v.flags, 'DomainOpenGraphicsArgs.flags');
}
export function readDomainOpenGraphicsArgs(r: XdrReader): DomainOpenGraphicsArgs {
  return {
    dom: readNonnullDomain(r),
    idx: r.uint32('DomainOpenGraphicsArgs.idx'),
    flags: r.uint32('DomainOpenGraphicsArgs.flags'),
  };
}

export type DomainOpenGraphicsFdArgs = {
  readonly dom: NonnullDomain;
  readonly idx: number;
  readonly flags: number;
};
export function writeDomainOpenGraphicsFdArgs(w: XdrWriter, v: DomainOpenGraphicsFdArgs): void {
  writeNonnullDomain(w, v.dom);
  w.uint32(v.idx, 'DomainOpenGraphicsFdArgs.idx');
  w.uint32(v.flags, 'DomainOpenGraphicsFdArgs.flags');
}
export function readDomainOpenGraphicsFdArgs(r: XdrReader): DomainOpenGraphicsFdArgs {
  return {
    dom: readNonnullDomain(r),
    idx: r.uint32('DomainOpenGraphicsFdArgs.idx'),
    flags: r.uint32('DomainOpenGraphicsFdArgs.flags'),
  };
}

export type NodeSuspendForDurationArgs = {
  readonly target: number;
  readonly duration: bigint;
  readonly flags: number;
};
export function writeNodeSuspendForDurationArgs(w: XdrWriter, v: NodeSuspendForDurationArgs): void {
  w.uint32(v.target, 'NodeSuspendForDurationArgs.target');
  w.uint64(v.duration, 'NodeSuspendForDurationArgs.duration');
  w.uint32(v.flags, 'NodeSuspendForDurationArgs.flags');
}
export function readNodeSuspendForDurationArgs(r: XdrReader): NodeSuspendForDurationArgs {
  return {
    target: r.uint32('NodeSuspendForDurationArgs.target'),
    duration: r.uint64('NodeSuspendForDurationArgs.duration'),
    flags: r.uint32('NodeSuspendForDurationArgs.flags'),
  };
}

export type DomainShutdownFlagsArgs = {
  readonly dom: NonnullDomain;
  readonly flags: number;
};
export function writeDomainShutdownFlagsArgs(w: XdrWriter, v: DomainShutdownFlagsArgs): void {
  writeNonnullDomain(w, v.dom);
  w.uint32(v.flags, 'DomainShutdownFlagsArgs.flags');
}
export function readDomainShutdownFlagsArgs(r: XdrReader): DomainShutdownFlagsArgs {
  return {
    dom: readNonnullDomain(r),
    flags: r.uint32('DomainShutdownFlagsArgs.flags'),
  };
}

export type DomainGetDiskErrorsArgs = {
  readonly dom: NonnullDomain;
  readonly maxerrors: number;
  readonly flags: number;
};
export function writeDomainGetDiskErrorsArgs(w: XdrWriter, v: DomainGetDiskErrorsArgs): void {
  writeNonnullDomain(w, v.dom);
  w.uint32(v.maxerrors, 'DomainGetDiskErrorsArgs.maxerrors');
  w.uint32(v.flags, 'DomainGetDiskErrorsArgs.flags');
}
export function readDomainGetDiskErrorsArgs(r: XdrReader): DomainGetDiskErrorsArgs {
  return {
    dom: readNonnullDomain(r),
    maxerrors: r.uint32('DomainGetDiskErrorsArgs.maxerrors'),
    flags: r.uint32('DomainGetDiskErrorsArgs.flags'),
  };
}

export type DomainGetDiskErrorsRet = {
  readonly errors: readonly DomainDiskError[];
  readonly nerrors: number;
};
export function writeDomainGetDiskErrorsRet(w: XdrWriter, v: DomainGetDiskErrorsRet): void {
  w.array(v.errors, 256, 'DomainGetDiskErrorsRet.errors', (one) => writeDomainDiskError(w, one));
  w.int32(v.nerrors, 'DomainGetDiskErrorsRet.nerrors');
}
export function readDomainGetDiskErrorsRet(r: XdrReader): DomainGetDiskErrorsRet {
  return {
    errors: r.array(256, 8, 'DomainGetDiskErrorsRet.errors', () => readDomainDiskError(r)),
    nerrors: r.int32('DomainGetDiskErrorsRet.nerrors'),
  };
}

export type ConnectListAllDomainsArgs = {
  readonly needResults: number;
  readonly flags: number;
};
export function writeConnectListAllDomainsArgs(w: XdrWriter, v: ConnectListAllDomainsArgs): void {
  w.int32(v.needResults, 'ConnectListAllDomainsArgs.needResults');
  w.uint32(v.flags, 'ConnectListAllDomainsArgs.flags');
}
export function readConnectListAllDomainsArgs(r: XdrReader): ConnectListAllDomainsArgs {
  return {
    needResults: r.int32('ConnectListAllDomainsArgs.needResults'),
    flags: r.uint32('ConnectListAllDomainsArgs.flags'),
  };
}

export type ConnectListAllDomainsRet = {
  readonly domains: readonly NonnullDomain[];
  readonly ret: number;
};
export function writeConnectListAllDomainsRet(w: XdrWriter, v: ConnectListAllDomainsRet): void {
  w.array(v.domains, 16384, 'ConnectListAllDomainsRet.domains', (one) => writeNonnullDomain(w, one));
  w.uint32(v.ret, 'ConnectListAllDomainsRet.ret');
}
export function readConnectListAllDomainsRet(r: XdrReader): ConnectListAllDomainsRet {
  return {
    domains: r.array(16384, 24, 'ConnectListAllDomainsRet.domains', () => readNonnullDomain(r)),
    ret: r.uint32('ConnectListAllDomainsRet.ret'),
  };
}

export type ConnectListAllStoragePoolsArgs = {
  readonly needResults: number;
  readonly flags: number;
};
export function writeConnectListAllStoragePoolsArgs(w: XdrWriter, v: ConnectListAllStoragePoolsArgs): void {
  w.int32(v.needResults, 'ConnectListAllStoragePoolsArgs.needResults');
  w.uint32(v.flags, 'ConnectListAllStoragePoolsArgs.flags');
}
export function readConnectListAllStoragePoolsArgs(r: XdrReader): ConnectListAllStoragePoolsArgs {
  return {
    needResults: r.int32('ConnectListAllStoragePoolsArgs.needResults'),
    flags: r.uint32('ConnectListAllStoragePoolsArgs.flags'),
  };
}

export type ConnectListAllStoragePoolsRet = {
  readonly pools: readonly NonnullStoragePool[];
  readonly ret: number;
};
export function writeConnectListAllStoragePoolsRet(w: XdrWriter, v: ConnectListAllStoragePoolsRet): void {
  w.array(v.pools, 16384, 'ConnectListAllStoragePoolsRet.pools', (one) => writeNonnullStoragePool(w, one));
  w.uint32(v.ret, 'ConnectListAllStoragePoolsRet.ret');
}
export function readConnectListAllStoragePoolsRet(r: XdrReader): ConnectListAllStoragePoolsRet {
  return {
    pools: r.array(16384, 20, 'ConnectListAllStoragePoolsRet.pools', () => readNonnullStoragePool(r)),
    ret: r.uint32('ConnectListAllStoragePoolsRet.ret'),
  };
}

export type StoragePoolListAllVolumesArgs = {
  readonly pool: NonnullStoragePool;
  readonly needResults: number;
  readonly flags: number;
};
export function writeStoragePoolListAllVolumesArgs(w: XdrWriter, v: StoragePoolListAllVolumesArgs): void {
  writeNonnullStoragePool(w, v.pool);
  w.int32(v.needResults, 'StoragePoolListAllVolumesArgs.needResults');
  w.uint32(v.flags, 'StoragePoolListAllVolumesArgs.flags');
}
export function readStoragePoolListAllVolumesArgs(r: XdrReader): StoragePoolListAllVolumesArgs {
  return {
    pool: readNonnullStoragePool(r),
    needResults: r.int32('StoragePoolListAllVolumesArgs.needResults'),
    flags: r.uint32('StoragePoolListAllVolumesArgs.flags'),
  };
}

export type StoragePoolListAllVolumesRet = {
  readonly vols: readonly NonnullStorageVol[];
  readonly ret: number;
};
export function writeStoragePoolListAllVolumesRet(w: XdrWriter, v: StoragePoolListAllVolumesRet): void {
  w.array(v.vols, 16384, 'StoragePoolListAllVolumesRet.vols', (one) => writeNonnullStorageVol(w, one));
  w.uint32(v.ret, 'StoragePoolListAllVolumesRet.ret');
}
export function readStoragePoolListAllVolumesRet(r: XdrReader): StoragePoolListAllVolumesRet {
  return {
    vols: r.array(16384, 12, 'StoragePoolListAllVolumesRet.vols', () => readNonnullStorageVol(r)),
    ret: r.uint32('StoragePoolListAllVolumesRet.ret'),
  };
}

export type ConnectListAllNetworksArgs = {
  readonly needResults: number;
  readonly flags: number;
};
export function writeConnectListAllNetworksArgs(w: XdrWriter, v: ConnectListAllNetworksArgs): void {
  w.int32(v.needResults, 'ConnectListAllNetworksArgs.needResults');
  w.uint32(v.flags, 'ConnectListAllNetworksArgs.flags');
}
export function readConnectListAllNetworksArgs(r: XdrReader): ConnectListAllNetworksArgs {
  return {
    needResults: r.int32('ConnectListAllNetworksArgs.needResults'),
    flags: r.uint32('ConnectListAllNetworksArgs.flags'),
  };
}

export type ConnectListAllNetworksRet = {
  readonly nets: readonly NonnullNetwork[];
  readonly ret: number;
};
export function writeConnectListAllNetworksRet(w: XdrWriter, v: ConnectListAllNetworksRet): void {
  w.array(v.nets, 16384, 'ConnectListAllNetworksRet.nets', (one) => writeNonnullNetwork(w, one));
  w.uint32(v.ret, 'ConnectListAllNetworksRet.ret');
}
export function readConnectListAllNetworksRet(r: XdrReader): ConnectListAllNetworksRet {
  return {
    nets: r.array(16384, 20, 'ConnectListAllNetworksRet.nets', () => readNonnullNetwork(r)),
    ret: r.uint32('ConnectListAllNetworksRet.ret'),
  };
}

export type ConnectListAllInterfacesArgs = {
  readonly needResults: number;
  readonly flags: number;
};
export function writeConnectListAllInterfacesArgs(w: XdrWriter, v: ConnectListAllInterfacesArgs): void {
  w.int32(v.needResults, 'ConnectListAllInterfacesArgs.needResults');
  w.uint32(v.flags, 'ConnectListAllInterfacesArgs.flags');
}
export function readConnectListAllInterfacesArgs(r: XdrReader): ConnectListAllInterfacesArgs {
  return {
    needResults: r.int32('ConnectListAllInterfacesArgs.needResults'),
    flags: r.uint32('ConnectListAllInterfacesArgs.flags'),
  };
}

export type ConnectListAllInterfacesRet = {
  readonly ifaces: readonly NonnullInterface[];
  readonly ret: number;
};
export function writeConnectListAllInterfacesRet(w: XdrWriter, v: ConnectListAllInterfacesRet): void {
  w.array(v.ifaces, 16384, 'ConnectListAllInterfacesRet.ifaces', (one) => writeNonnullInterface(w, one));
  w.uint32(v.ret, 'ConnectListAllInterfacesRet.ret');
}
export function readConnectListAllInterfacesRet(r: XdrReader): ConnectListAllInterfacesRet {
  return {
    ifaces: r.array(16384, 8, 'ConnectListAllInterfacesRet.ifaces', () => readNonnullInterface(r)),
    ret: r.uint32('ConnectListAllInterfacesRet.ret'),
  };
}

export type ConnectListAllNodeDevicesArgs = {
  readonly needResults: number;
  readonly flags: number;
};
export function writeConnectListAllNodeDevicesArgs(w: XdrWriter, v: ConnectListAllNodeDevicesArgs): void {
  w.int32(v.needResults, 'ConnectListAllNodeDevicesArgs.needResults');
  w.uint32(v.flags, 'ConnectListAllNodeDevicesArgs.flags');
}
export function readConnectListAllNodeDevicesArgs(r: XdrReader): ConnectListAllNodeDevicesArgs {
  return {
    needResults: r.int32('ConnectListAllNodeDevicesArgs.needResults'),
    flags: r.uint32('ConnectListAllNodeDevicesArgs.flags'),
  };
}

export type ConnectListAllNodeDevicesRet = {
  readonly devices: readonly NonnullNodeDevice[];
  readonly ret: number;
};
export function writeConnectListAllNodeDevicesRet(w: XdrWriter, v: ConnectListAllNodeDevicesRet): void {
  w.array(v.devices, 65536, 'ConnectListAllNodeDevicesRet.devices', (one) => writeNonnullNodeDevice(w, one));
  w.uint32(v.ret, 'ConnectListAllNodeDevicesRet.ret');
}
export function readConnectListAllNodeDevicesRet(r: XdrReader): ConnectListAllNodeDevicesRet {
  return {
    devices: r.array(65536, 4, 'ConnectListAllNodeDevicesRet.devices', () => readNonnullNodeDevice(r)),
    ret: r.uint32('ConnectListAllNodeDevicesRet.ret'),
  };
}

export type ConnectListAllNwfiltersArgs = {
  readonly needResults: number;
  readonly flags: number;
};
export function writeConnectListAllNwfiltersArgs(w: XdrWriter, v: ConnectListAllNwfiltersArgs): void {
  w.int32(v.needResults, 'ConnectListAllNwfiltersArgs.needResults');
  w.uint32(v.flags, 'ConnectListAllNwfiltersArgs.flags');
}
export function readConnectListAllNwfiltersArgs(r: XdrReader): ConnectListAllNwfiltersArgs {
  return {
    needResults: r.int32('ConnectListAllNwfiltersArgs.needResults'),
    flags: r.uint32('ConnectListAllNwfiltersArgs.flags'),
  };
}

export type ConnectListAllNwfiltersRet = {
  readonly filters: readonly NonnullNwfilter[];
  readonly ret: number;
};
export function writeConnectListAllNwfiltersRet(w: XdrWriter, v: ConnectListAllNwfiltersRet): void {
  w.array(v.filters, 16384, 'ConnectListAllNwfiltersRet.filters', (one) => writeNonnullNwfilter(w, one));
  w.uint32(v.ret, 'ConnectListAllNwfiltersRet.ret');
}
export function readConnectListAllNwfiltersRet(r: XdrReader): ConnectListAllNwfiltersRet {
  return {
    filters: r.array(16384, 20, 'ConnectListAllNwfiltersRet.filters', () => readNonnullNwfilter(r)),
    ret: r.uint32('ConnectListAllNwfiltersRet.ret'),
  };
}

export type ConnectListAllSecretsArgs = {
  readonly needResults: number;
  readonly flags: number;
};
export function writeConnectListAllSecretsArgs(w: XdrWriter, v: ConnectListAllSecretsArgs): void {
  w.int32(v.needResults, 'ConnectListAllSecretsArgs.needResults');
  w.uint32(v.flags, 'ConnectListAllSecretsArgs.flags');
}
export function readConnectListAllSecretsArgs(r: XdrReader): ConnectListAllSecretsArgs {
  return {
    needResults: r.int32('ConnectListAllSecretsArgs.needResults'),
    flags: r.uint32('ConnectListAllSecretsArgs.flags'),
  };
}

export type ConnectListAllSecretsRet = {
  readonly secrets: readonly NonnullSecret[];
  readonly ret: number;
};
export function writeConnectListAllSecretsRet(w: XdrWriter, v: ConnectListAllSecretsRet): void {
  w.array(v.secrets, 16384, 'ConnectListAllSecretsRet.secrets', (one) => writeNonnullSecret(w, one));
  w.uint32(v.ret, 'ConnectListAllSecretsRet.ret');
}
export function readConnectListAllSecretsRet(r: XdrReader): ConnectListAllSecretsRet {
  return {
    secrets: r.array(16384, 24, 'ConnectListAllSecretsRet.secrets', () => readNonnullSecret(r)),
    ret: r.uint32('ConnectListAllSecretsRet.ret'),
  };
}

export type NodeSetMemoryParametersArgs = {
  readonly params: readonly TypedParam[];
  readonly flags: number;
};
export function writeNodeSetMemoryParametersArgs(w: XdrWriter, v: NodeSetMemoryParametersArgs): void {
  w.array(v.params, 64, 'NodeSetMemoryParametersArgs.params', (one) => writeTypedParam(w, one));
  w.uint32(v.flags, 'NodeSetMemoryParametersArgs.flags');
}
export function readNodeSetMemoryParametersArgs(r: XdrReader): NodeSetMemoryParametersArgs {
  return {
    params: r.array(64, 12, 'NodeSetMemoryParametersArgs.params', () => readTypedParam(r)),
    flags: r.uint32('NodeSetMemoryParametersArgs.flags'),
  };
}

export type NodeGetMemoryParametersArgs = {
  readonly nparams: number;
  readonly flags: number;
};
export function writeNodeGetMemoryParametersArgs(w: XdrWriter, v: NodeGetMemoryParametersArgs): void {
  w.int32(v.nparams, 'NodeGetMemoryParametersArgs.nparams');
  w.uint32(v.flags, 'NodeGetMemoryParametersArgs.flags');
}
export function readNodeGetMemoryParametersArgs(r: XdrReader): NodeGetMemoryParametersArgs {
  return {
    nparams: r.int32('NodeGetMemoryParametersArgs.nparams'),
    flags: r.uint32('NodeGetMemoryParametersArgs.flags'),
  };
}

export type NodeGetMemoryParametersRet = {
  readonly params: readonly TypedParam[];
  readonly nparams: number;
};
export function writeNodeGetMemoryParametersRet(w: XdrWriter, v: NodeGetMemoryParametersRet): void {
  w.array(v.params, 64, 'NodeGetMemoryParametersRet.params', (one) => writeTypedParam(w, one));
  w.int32(v.nparams, 'NodeGetMemoryParametersRet.nparams');
}
export function readNodeGetMemoryParametersRet(r: XdrReader): NodeGetMemoryParametersRet {
  return {
    params: r.array(64, 12, 'NodeGetMemoryParametersRet.params', () => readTypedParam(r)),
    nparams: r.int32('NodeGetMemoryParametersRet.nparams'),
  };
}

export type NodeGetCpuMapArgs = {
  readonly needMap: number;
  readonly needOnline: number;
  readonly flags: number;
};
export function writeNodeGetCpuMapArgs(w: XdrWriter, v: NodeGetCpuMapArgs): void {
  w.int32(v.needMap, 'NodeGetCpuMapArgs.needMap');
  w.int32(v.needOnline, 'NodeGetCpuMapArgs.needOnline');
  w.uint32(v.flags, 'NodeGetCpuMapArgs.flags');
}
export function readNodeGetCpuMapArgs(r: XdrReader): NodeGetCpuMapArgs {
  return {
    needMap: r.int32('NodeGetCpuMapArgs.needMap'),
    needOnline: r.int32('NodeGetCpuMapArgs.needOnline'),
    flags: r.uint32('NodeGetCpuMapArgs.flags'),
  };
}

export type NodeGetCpuMapRet = {
  readonly cpumap: Uint8Array;
  readonly online: number;
  readonly ret: number;
};
export function writeNodeGetCpuMapRet(w: XdrWriter, v: NodeGetCpuMapRet): void {
  w.opaque(v.cpumap, 2048, 'NodeGetCpuMapRet.cpumap');
  w.uint32(v.online, 'NodeGetCpuMapRet.online');
  w.int32(v.ret, 'NodeGetCpuMapRet.ret');
}
export function readNodeGetCpuMapRet(r: XdrReader): NodeGetCpuMapRet {
  return {
    cpumap: r.opaque(2048, 'NodeGetCpuMapRet.cpumap'),
    online: r.uint32('NodeGetCpuMapRet.online'),
    ret: r.int32('NodeGetCpuMapRet.ret'),
  };
}

export type DomainFstrimArgs = {
  readonly dom: NonnullDomain;
  readonly mountPoint: string | null;
  readonly minimum: bigint;
  readonly flags: number;
};
export function writeDomainFstrimArgs(w: XdrWriter, v: DomainFstrimArgs): void {
  writeNonnullDomain(w, v.dom);
  w.optional(v.mountPoint, 'DomainFstrimArgs.mountPoint', (one) => w.string(one, 4194304, 'DomainFstrimArgs.mountPoint'));
  w.uint64(v.minimum, 'DomainFstrimArgs.minimum');
  w.uint32(v.flags, 'DomainFstrimArgs.flags');
}
export function readDomainFstrimArgs(r: XdrReader): DomainFstrimArgs {
  return {
    dom: readNonnullDomain(r),
    mountPoint: r.optional('DomainFstrimArgs.mountPoint', () => r.string(4194304, 'DomainFstrimArgs.mountPoint')),
    minimum: r.uint64('DomainFstrimArgs.minimum'),
    flags: r.uint32('DomainFstrimArgs.flags'),
  };
}

export type DomainGetTimeArgs = {
  readonly dom: NonnullDomain;
  readonly flags: number;
};
export function writeDomainGetTimeArgs(w: XdrWriter, v: DomainGetTimeArgs): void {
  writeNonnullDomain(w, v.dom);
  w.uint32(v.flags, 'DomainGetTimeArgs.flags');
}
export function readDomainGetTimeArgs(r: XdrReader): DomainGetTimeArgs {
  return {
    dom: readNonnullDomain(r),
    flags: r.uint32('DomainGetTimeArgs.flags'),
  };
}

export type DomainGetTimeRet = {
  readonly seconds: bigint;
  readonly nseconds: number;
};
export function writeDomainGetTimeRet(w: XdrWriter, v: DomainGetTimeRet): void {
  w.int64(v.seconds, 'DomainGetTimeRet.seconds');
  w.uint32(v.nseconds, 'DomainGetTimeRet.nseconds');
}
export function readDomainGetTimeRet(r: XdrReader): DomainGetTimeRet {
  return {
    seconds: r.int64('DomainGetTimeRet.seconds'),
    nseconds: r.uint32('DomainGetTimeRet.nseconds'),
  };
}

export type DomainSetTimeArgs = {
  readonly dom: NonnullDomain;
  readonly seconds: bigint;
  readonly nseconds: number;
  readonly flags: number;
};
export function writeDomainSetTimeArgs(w: XdrWriter, v: DomainSetTimeArgs): void {
  writeNonnullDomain(w, v.dom);
  w.int64(v.seconds, 'DomainSetTimeArgs.seconds');
  w.uint32(v.nseconds, 'DomainSetTimeArgs.nseconds');
  w.uint32(v.flags, 'DomainSetTimeArgs.flags');
}
export function readDomainSetTimeArgs(r: XdrReader): DomainSetTimeArgs {
  return {
    dom: readNonnullDomain(r),
    seconds: r.int64('DomainSetTimeArgs.seconds'),
    nseconds: r.uint32('DomainSetTimeArgs.nseconds'),
    flags: r.uint32('DomainSetTimeArgs.flags'),
  };
}

export type DomainMigrateBegin3ParamsArgs = {
  readonly dom: NonnullDomain;
  readonly params: readonly TypedParam[];
  readonly flags: number;
};
export function writeDomainMigrateBegin3ParamsArgs(w: XdrWriter, v: DomainMigrateBegin3ParamsArgs): void {
  writeNonnullDomain(w, v.dom);
  w.array(v.params, 64, 'DomainMigrateBegin3ParamsArgs.params', (one) => writeTypedParam(w, one));
  w.uint32(v.flags, 'DomainMigrateBegin3ParamsArgs.flags');
}
export function readDomainMigrateBegin3ParamsArgs(r: XdrReader): DomainMigrateBegin3ParamsArgs {
  return {
    dom: readNonnullDomain(r),
    params: r.array(64, 12, 'DomainMigrateBegin3ParamsArgs.params', () => readTypedParam(r)),
    flags: r.uint32('DomainMigrateBegin3ParamsArgs.flags'),
  };
}

export type DomainMigrateBegin3ParamsRet = {
  readonly cookieOut: Uint8Array;
  readonly xml: string;
};
export function writeDomainMigrateBegin3ParamsRet(w: XdrWriter, v: DomainMigrateBegin3ParamsRet): void {
  w.opaque(v.cookieOut, 4194304, 'DomainMigrateBegin3ParamsRet.cookieOut');
  w.string(v.xml, 4194304, 'DomainMigrateBegin3ParamsRet.xml');
}
export function readDomainMigrateBegin3ParamsRet(r: XdrReader): DomainMigrateBegin3ParamsRet {
  return {
    cookieOut: r.opaque(4194304, 'DomainMigrateBegin3ParamsRet.cookieOut'),
    xml: r.string(4194304, 'DomainMigrateBegin3ParamsRet.xml'),
  };
}

export type DomainMigratePrepare3ParamsArgs = {
  readonly params: readonly TypedParam[];
  readonly cookieIn: Uint8Array;
  readonly flags: number;
};
export function writeDomainMigratePrepare3ParamsArgs(w: XdrWriter, v: DomainMigratePrepare3ParamsArgs): void {
  w.array(v.params, 64, 'DomainMigratePrepare3ParamsArgs.params', (one) => writeTypedParam(w, one));
  w.opaque(v.cookieIn, 4194304, 'DomainMigratePrepare3ParamsArgs.cookieIn');
  w.uint32(v.flags, 'DomainMigratePrepare3ParamsArgs.flags');
}
export function readDomainMigratePrepare3ParamsArgs(r: XdrReader): DomainMigratePrepare3ParamsArgs {
  return {
    params: r.array(64, 12, 'DomainMigratePrepare3ParamsArgs.params', () => readTypedParam(r)),
    cookieIn: r.opaque(4194304, 'DomainMigratePrepare3ParamsArgs.cookieIn'),
    flags: r.uint32('DomainMigratePrepare3ParamsArgs.flags'),
  };
}

export type DomainMigratePrepare3ParamsRet = {
  readonly cookieOut: Uint8Array;
  readonly uriOut: string | null;
};
export function writeDomainMigratePrepare3ParamsRet(w: XdrWriter, v: DomainMigratePrepare3ParamsRet): void {
  w.opaque(v.cookieOut, 4194304, 'DomainMigratePrepare3ParamsRet.cookieOut');
  w.optional(v.uriOut, 'DomainMigratePrepare3ParamsRet.uriOut', (one) => w.string(one, 4194304, 'DomainMigratePrepare3ParamsRet.uriOut'));
}
export function readDomainMigratePrepare3ParamsRet(r: XdrReader): DomainMigratePrepare3ParamsRet {
  return {
    cookieOut: r.opaque(4194304, 'DomainMigratePrepare3ParamsRet.cookieOut'),
    uriOut: r.optional('DomainMigratePrepare3ParamsRet.uriOut', () => r.string(4194304, 'DomainMigratePrepare3ParamsRet.uriOut')),
  };
}

export type DomainMigratePrepareTunnel3ParamsArgs = {
  readonly params: readonly TypedParam[];
  readonly cookieIn: Uint8Array;
  readonly flags: number;
};
export function writeDomainMigratePrepareTunnel3ParamsArgs(w: XdrWriter, v: DomainMigratePrepareTunnel3ParamsArgs): void {
  w.array(v.params, 64, 'DomainMigratePrepareTunnel3ParamsArgs.params', (one) => writeTypedParam(w, one));
  w.opaque(v.cookieIn, 4194304, 'DomainMigratePrepareTunnel3ParamsArgs.cookieIn');
  w.uint32(v.flags, 'DomainMigratePrepareTunnel3ParamsArgs.flags');
}
export function readDomainMigratePrepareTunnel3ParamsArgs(r: XdrReader): DomainMigratePrepareTunnel3ParamsArgs {
  return {
    params: r.array(64, 12, 'DomainMigratePrepareTunnel3ParamsArgs.params', () => readTypedParam(r)),
    cookieIn: r.opaque(4194304, 'DomainMigratePrepareTunnel3ParamsArgs.cookieIn'),
    flags: r.uint32('DomainMigratePrepareTunnel3ParamsArgs.flags'),
  };
}

export type DomainMigratePrepareTunnel3ParamsRet = {
  readonly cookieOut: Uint8Array;
};
export function writeDomainMigratePrepareTunnel3ParamsRet(w: XdrWriter, v: DomainMigratePrepareTunnel3ParamsRet): void {
  w.opaque(v.cookieOut, 4194304, 'DomainMigratePrepareTunnel3ParamsRet.cookieOut');
}
export function readDomainMigratePrepareTunnel3ParamsRet(r: XdrReader): DomainMigratePrepareTunnel3ParamsRet {
  return {
    cookieOut: r.opaque(4194304, 'DomainMigratePrepareTunnel3ParamsRet.cookieOut'),
  };
}

export type DomainMigratePerform3ParamsArgs = {
  readonly dom: NonnullDomain;
  readonly dconnuri: string | null;
  readonly params: readonly TypedParam[];
  readonly cookieIn: Uint8Array;
  readonly flags: number;
};
export function writeDomainMigratePerform3ParamsArgs(w: XdrWriter, v: DomainMigratePerform3ParamsArgs): void {
  writeNonnullDomain(w, v.dom);
  w.optional(v.dconnuri, 'DomainMigratePerform3ParamsArgs.dconnuri', (one) => w.string(one, 4194304, 'DomainMigratePerform3ParamsArgs.dconnuri'));
  w.array(v.params, 64, 'DomainMigratePerform3ParamsArgs.params', (one) => writeTypedParam(w, one));
  w.opaque(v.cookieIn, 4194304, 'DomainMigratePerform3ParamsArgs.cookieIn');
  w.uint32(v.flags, 'DomainMigratePerform3ParamsArgs.flags');
}
export function readDomainMigratePerform3ParamsArgs(r: XdrReader): DomainMigratePerform3ParamsArgs {
  return {
    dom: readNonnullDomain(r),
    dconnuri: r.optional('DomainMigratePerform3ParamsArgs.dconnuri', () => r.string(4194304, 'DomainMigratePerform3ParamsArgs.dconnuri')),
    params: r.array(64, 12, 'DomainMigratePerform3ParamsArgs.params', () => readTypedParam(r)),
    cookieIn: r.opaque(4194304, 'DomainMigratePerform3ParamsArgs.cookieIn'),
    flags: r.uint32('DomainMigratePerform3ParamsArgs.flags'),
  };
}

export type DomainMigratePerform3ParamsRet = {
  readonly cookieOut: Uint8Array;
};
export function writeDomainMigratePerform3ParamsRet(w: XdrWriter, v: DomainMigratePerform3ParamsRet): void {
  w.opaque(v.cookieOut, 4194304, 'DomainMigratePerform3ParamsRet.cookieOut');
}
export function readDomainMigratePerform3ParamsRet(r: XdrReader): DomainMigratePerform3ParamsRet {
  return {
    cookieOut: r.opaque(4194304, 'DomainMigratePerform3ParamsRet.cookieOut'),
  };
}

export type DomainMigrateFinish3ParamsArgs = {
  readonly params: readonly TypedParam[];
  readonly cookieIn: Uint8Array;
  readonly flags: number;
  readonly cancelled: number;
};
export function writeDomainMigrateFinish3ParamsArgs(w: XdrWriter, v: DomainMigrateFinish3ParamsArgs): void {
  w.array(v.params, 64, 'DomainMigrateFinish3ParamsArgs.params', (one) => writeTypedParam(w, one));
  w.opaque(v.cookieIn, 4194304, 'DomainMigrateFinish3ParamsArgs.cookieIn');
  w.uint32(v.flags, 'DomainMigrateFinish3ParamsArgs.flags');
  w.int32(v.cancelled, 'DomainMigrateFinish3ParamsArgs.cancelled');
}
export function readDomainMigrateFinish3ParamsArgs(r: XdrReader): DomainMigrateFinish3ParamsArgs {
  return {
    params: r.array(64, 12, 'DomainMigrateFinish3ParamsArgs.params', () => readTypedParam(r)),
    cookieIn: r.opaque(4194304, 'DomainMigrateFinish3ParamsArgs.cookieIn'),
    flags: r.uint32('DomainMigrateFinish3ParamsArgs.flags'),
    cancelled: r.int32('DomainMigrateFinish3ParamsArgs.cancelled'),
  };
}

export type DomainMigrateFinish3ParamsRet = {
  readonly dom: NonnullDomain;
  readonly cookieOut: Uint8Array;
};
export function writeDomainMigrateFinish3ParamsRet(w: XdrWriter, v: DomainMigrateFinish3ParamsRet): void {
  writeNonnullDomain(w, v.dom);
  w.opaque(v.cookieOut, 4194304, 'DomainMigrateFinish3ParamsRet.cookieOut');
}
export function readDomainMigrateFinish3ParamsRet(r: XdrReader): DomainMigrateFinish3ParamsRet {
  return {
    dom: readNonnullDomain(r),
    cookieOut: r.opaque(4194304, 'DomainMigrateFinish3ParamsRet.cookieOut'),
  };
}

export type DomainMigrateConfirm3ParamsArgs = {
  readonly dom: NonnullDomain;
  readonly params: readonly TypedParam[];
  readonly cookieIn: Uint8Array;
  readonly flags: number;
  readonly cancelled: number;
};
export function writeDomainMigrateConfirm3ParamsArgs(w: XdrWriter, v: DomainMigrateConfirm3ParamsArgs): void {
  writeNonnullDomain(w, v.dom);
  w.array(v.params, 64, 'DomainMigrateConfirm3ParamsArgs.params', (one) => writeTypedParam(w, one));
  w.opaque(v.cookieIn, 4194304, 'DomainMigrateConfirm3ParamsArgs.cookieIn');
  w.uint32(v.flags, 'DomainMigrateConfirm3ParamsArgs.flags');
  w.int32(v.cancelled, 'DomainMigrateConfirm3ParamsArgs.cancelled');
}
export function readDomainMigrateConfirm3ParamsArgs(r: XdrReader): DomainMigrateConfirm3ParamsArgs {
  return {
    dom: readNonnullDomain(r),
    params: r.array(64, 12, 'DomainMigrateConfirm3ParamsArgs.params', () => readTypedParam(r)),
    cookieIn: r.opaque(4194304, 'DomainMigrateConfirm3ParamsArgs.cookieIn'),
    flags: r.uint32('DomainMigrateConfirm3ParamsArgs.flags'),
    cancelled: r.int32('DomainMigrateConfirm3ParamsArgs.cancelled'),
  };
}

export type DomainEventDeviceRemovedMsg = {
  readonly dom: NonnullDomain;
  readonly devAlias: string;
};
export function writeDomainEventDeviceRemovedMsg(w: XdrWriter, v: DomainEventDeviceRemovedMsg): void {
  writeNonnullDomain(w, v.dom);
  w.string(v.devAlias, 4194304, 'DomainEventDeviceRemovedMsg.devAlias');
}
export function readDomainEventDeviceRemovedMsg(r: XdrReader): DomainEventDeviceRemovedMsg {
  return {
    dom: readNonnullDomain(r),
    devAlias: r.string(4194304, 'DomainEventDeviceRemovedMsg.devAlias'),
  };
}

export type DomainEventCallbackDeviceRemovedMsg = {
  readonly callbackId: number;
  readonly msg: DomainEventDeviceRemovedMsg;
};
export function writeDomainEventCallbackDeviceRemovedMsg(w: XdrWriter, v: DomainEventCallbackDeviceRemovedMsg): void {
  w.int32(v.callbackId, 'DomainEventCallbackDeviceRemovedMsg.callbackId');
  writeDomainEventDeviceRemovedMsg(w, v.msg);
}
export function readDomainEventCallbackDeviceRemovedMsg(r: XdrReader): DomainEventCallbackDeviceRemovedMsg {
  return {
    callbackId: r.int32('DomainEventCallbackDeviceRemovedMsg.callbackId'),
    msg: readDomainEventDeviceRemovedMsg(r),
  };
}

export type DomainEventBlockJob2Msg = {
  readonly callbackId: number;
  readonly dom: NonnullDomain;
  readonly dst: string;
  readonly type: number;
  readonly status: number;
};
export function writeDomainEventBlockJob2Msg(w: XdrWriter, v: DomainEventBlockJob2Msg): void {
  w.int32(v.callbackId, 'DomainEventBlockJob2Msg.callbackId');
  writeNonnullDomain(w, v.dom);
  w.string(v.dst, 4194304, 'DomainEventBlockJob2Msg.dst');
  w.int32(v.type, 'DomainEventBlockJob2Msg.type');
  w.int32(v.status, 'DomainEventBlockJob2Msg.status');
}
export function readDomainEventBlockJob2Msg(r: XdrReader): DomainEventBlockJob2Msg {
  return {
    callbackId: r.int32('DomainEventBlockJob2Msg.callbackId'),
    dom: readNonnullDomain(r),
    dst: r.string(4194304, 'DomainEventBlockJob2Msg.dst'),
    type: r.int32('DomainEventBlockJob2Msg.type'),
    status: r.int32('DomainEventBlockJob2Msg.status'),
  };
}

export type DomainEventBlockThresholdMsg = {
  readonly callbackId: number;
  readonly dom: NonnullDomain;
  readonly dev: string;
  readonly path: string | null;
  readonly threshold: bigint;
  readonly excess: bigint;
};
export function writeDomainEventBlockThresholdMsg(w: XdrWriter, v: DomainEventBlockThresholdMsg): void {
  w.int32(v.callbackId, 'DomainEventBlockThresholdMsg.callbackId');
  writeNonnullDomain(w, v.dom);
  w.string(v.dev, 4194304, 'DomainEventBlockThresholdMsg.dev');
  w.optional(v.path, 'DomainEventBlockThresholdMsg.path', (one) => w.string(one, 4194304, 'DomainEventBlockThresholdMsg.path'));
  w.uint64(v.threshold, 'DomainEventBlockThresholdMsg.threshold');
  w.uint64(v.excess, 'DomainEventBlockThresholdMsg.excess');
}
export function readDomainEventBlockThresholdMsg(r: XdrReader): DomainEventBlockThresholdMsg {
  return {
    callbackId: r.int32('DomainEventBlockThresholdMsg.callbackId'),
    dom: readNonnullDomain(r),
    dev: r.string(4194304, 'DomainEventBlockThresholdMsg.dev'),
    path: r.optional('DomainEventBlockThresholdMsg.path', () => r.string(4194304, 'DomainEventBlockThresholdMsg.path')),
    threshold: r.uint64('DomainEventBlockThresholdMsg.threshold'),
    excess: r.uint64('DomainEventBlockThresholdMsg.excess'),
  };
}

export type DomainEventCallbackTunableMsg = {
  readonly callbackId: number;
  readonly dom: NonnullDomain;
  readonly params: readonly TypedParam[];
};
export function writeDomainEventCallbackTunableMsg(w: XdrWriter, v: DomainEventCallbackTunableMsg): void {
  w.int32(v.callbackId, 'DomainEventCallbackTunableMsg.callbackId');
  writeNonnullDomain(w, v.dom);
  w.array(v.params, 2048, 'DomainEventCallbackTunableMsg.params', (one) => writeTypedParam(w, one));
}
export function readDomainEventCallbackTunableMsg(r: XdrReader): DomainEventCallbackTunableMsg {
  return {
    callbackId: r.int32('DomainEventCallbackTunableMsg.callbackId'),
    dom: readNonnullDomain(r),
    params: r.array(2048, 12, 'DomainEventCallbackTunableMsg.params', () => readTypedParam(r)),
  };
}

export type DomainEventCallbackDeviceAddedMsg = {
  readonly callbackId: number;
  readonly dom: NonnullDomain;
  readonly devAlias: string;
};
export function writeDomainEventCallbackDeviceAddedMsg(w: XdrWriter, v: DomainEventCallbackDeviceAddedMsg): void {
  w.int32(v.callbackId, 'DomainEventCallbackDeviceAddedMsg.callbackId');
  writeNonnullDomain(w, v.dom);
  w.string(v.devAlias, 4194304, 'DomainEventCallbackDeviceAddedMsg.devAlias');
}
export function readDomainEventCallbackDeviceAddedMsg(r: XdrReader): DomainEventCallbackDeviceAddedMsg {
  return {
    callbackId: r.int32('DomainEventCallbackDeviceAddedMsg.callbackId'),
    dom: readNonnullDomain(r),
    devAlias: r.string(4194304, 'DomainEventCallbackDeviceAddedMsg.devAlias'),
  };
}

export type ConnectEventConnectionClosedMsg = {
  readonly reason: number;
};
export function writeConnectEventConnectionClosedMsg(w: XdrWriter, v: ConnectEventConnectionClosedMsg): void {
  w.int32(v.reason, 'ConnectEventConnectionClosedMsg.reason');
}
export function readConnectEventConnectionClosedMsg(r: XdrReader): ConnectEventConnectionClosedMsg {
  return {
    reason: r.int32('ConnectEventConnectionClosedMsg.reason'),
  };
}

export type ConnectGetCpuModelNamesArgs = {
  readonly arch: string;
  readonly needResults: number;
  readonly flags: number;
};
export function writeConnectGetCpuModelNamesArgs(w: XdrWriter, v: ConnectGetCpuModelNamesArgs): void {
  w.string(v.arch, 4194304, 'ConnectGetCpuModelNamesArgs.arch');
  w.int32(v.needResults, 'ConnectGetCpuModelNamesArgs.needResults');
  w.uint32(v.flags, 'ConnectGetCpuModelNamesArgs.flags');
}
export function readConnectGetCpuModelNamesArgs(r: XdrReader): ConnectGetCpuModelNamesArgs {
  return {
    arch: r.string(4194304, 'ConnectGetCpuModelNamesArgs.arch'),
    needResults: r.int32('ConnectGetCpuModelNamesArgs.needResults'),
    flags: r.uint32('ConnectGetCpuModelNamesArgs.flags'),
  };
}

export type ConnectGetCpuModelNamesRet = {
  readonly models: readonly string[];
  readonly ret: number;
};
export function writeConnectGetCpuModelNamesRet(w: XdrWriter, v: ConnectGetCpuModelNamesRet): void {
  w.array(v.models, 8192, 'ConnectGetCpuModelNamesRet.models', (one) => w.string(one, 4194304, 'ConnectGetCpuModelNamesRet.models'));
  w.int32(v.ret, 'ConnectGetCpuModelNamesRet.ret');
}
export function readConnectGetCpuModelNamesRet(r: XdrReader): ConnectGetCpuModelNamesRet {
  return {
    models: r.array(8192, 4, 'ConnectGetCpuModelNamesRet.models', () => r.string(4194304, 'ConnectGetCpuModelNamesRet.models')),
    ret: r.int32('ConnectGetCpuModelNamesRet.ret'),
  };
}

export type ConnectNetworkEventRegisterAnyArgs = {
  readonly eventId: number;
  readonly net: NonnullNetwork | null;
};
export function writeConnectNetworkEventRegisterAnyArgs(w: XdrWriter, v: ConnectNetworkEventRegisterAnyArgs): void {
  w.int32(v.eventId, 'ConnectNetworkEventRegisterAnyArgs.eventId');
  w.optional(v.net, 'ConnectNetworkEventRegisterAnyArgs.net', (one) => writeNonnullNetwork(w, one));
}
export function readConnectNetworkEventRegisterAnyArgs(r: XdrReader): ConnectNetworkEventRegisterAnyArgs {
  return {
    eventId: r.int32('ConnectNetworkEventRegisterAnyArgs.eventId'),
    net: r.optional('ConnectNetworkEventRegisterAnyArgs.net', () => readNonnullNetwork(r)),
  };
}

export type ConnectNetworkEventRegisterAnyRet = {
  readonly callbackId: number;
};
export function writeConnectNetworkEventRegisterAnyRet(w: XdrWriter, v: ConnectNetworkEventRegisterAnyRet): void {
  w.int32(v.callbackId, 'ConnectNetworkEventRegisterAnyRet.callbackId');
}
export function readConnectNetworkEventRegisterAnyRet(r: XdrReader): ConnectNetworkEventRegisterAnyRet {
  return {
    callbackId: r.int32('ConnectNetworkEventRegisterAnyRet.callbackId'),
  };
}

export type ConnectNetworkEventDeregisterAnyArgs = {
  readonly callbackId: number;
};
export function writeConnectNetworkEventDeregisterAnyArgs(w: XdrWriter, v: ConnectNetworkEventDeregisterAnyArgs): void {
  w.int32(v.callbackId, 'ConnectNetworkEventDeregisterAnyArgs.callbackId');
}
export function readConnectNetworkEventDeregisterAnyArgs(r: XdrReader): ConnectNetworkEventDeregisterAnyArgs {
  return {
    callbackId: r.int32('ConnectNetworkEventDeregisterAnyArgs.callbackId'),
  };
}

export type NetworkEventLifecycleMsg = {
  readonly callbackId: number;
  readonly net: NonnullNetwork;
  readonly event: number;
  readonly detail: number;
};
export function writeNetworkEventLifecycleMsg(w: XdrWriter, v: NetworkEventLifecycleMsg): void {
  w.int32(v.callbackId, 'NetworkEventLifecycleMsg.callbackId');
  writeNonnullNetwork(w, v.net);
  w.int32(v.event, 'NetworkEventLifecycleMsg.event');
  w.int32(v.detail, 'NetworkEventLifecycleMsg.detail');
}
export function readNetworkEventLifecycleMsg(r: XdrReader): NetworkEventLifecycleMsg {
  return {
    callbackId: r.int32('NetworkEventLifecycleMsg.callbackId'),
    net: readNonnullNetwork(r),
    event: r.int32('NetworkEventLifecycleMsg.event'),
    detail: r.int32('NetworkEventLifecycleMsg.detail'),
  };
}

export type ConnectStoragePoolEventRegisterAnyArgs = {
  readonly eventId: number;
  readonly pool: NonnullStoragePool | null;
};
export function writeConnectStoragePoolEventRegisterAnyArgs(w: XdrWriter, v: ConnectStoragePoolEventRegisterAnyArgs): void {
  w.int32(v.eventId, 'ConnectStoragePoolEventRegisterAnyArgs.eventId');
  w.optional(v.pool, 'ConnectStoragePoolEventRegisterAnyArgs.pool', (one) => writeNonnullStoragePool(w, one));
}
export function readConnectStoragePoolEventRegisterAnyArgs(r: XdrReader): ConnectStoragePoolEventRegisterAnyArgs {
  return {
    eventId: r.int32('ConnectStoragePoolEventRegisterAnyArgs.eventId'),
    pool: r.optional('ConnectStoragePoolEventRegisterAnyArgs.pool', () => readNonnullStoragePool(r)),
  };
}

export type ConnectStoragePoolEventRegisterAnyRet = {
  readonly callbackId: number;
};
export function writeConnectStoragePoolEventRegisterAnyRet(w: XdrWriter, v: ConnectStoragePoolEventRegisterAnyRet): void {
  w.int32(v.callbackId, 'ConnectStoragePoolEventRegisterAnyRet.callbackId');
}
export function readConnectStoragePoolEventRegisterAnyRet(r: XdrReader): ConnectStoragePoolEventRegisterAnyRet {
  return {
    callbackId: r.int32('ConnectStoragePoolEventRegisterAnyRet.callbackId'),
  };
}

export type ConnectStoragePoolEventDeregisterAnyArgs = {
  readonly callbackId: number;
};
export function writeConnectStoragePoolEventDeregisterAnyArgs(w: XdrWriter, v: ConnectStoragePoolEventDeregisterAnyArgs): void {
  w.int32(v.callbackId, 'ConnectStoragePoolEventDeregisterAnyArgs.callbackId');
}
export function readConnectStoragePoolEventDeregisterAnyArgs(r: XdrReader): ConnectStoragePoolEventDeregisterAnyArgs {
  return {
    callbackId: r.int32('ConnectStoragePoolEventDeregisterAnyArgs.callbackId'),
  };
}

export type StoragePoolEventLifecycleMsg = {
  readonly callbackId: number;
  readonly pool: NonnullStoragePool;
  readonly event: number;
  readonly detail: number;
};
export function writeStoragePoolEventLifecycleMsg(w: XdrWriter, v: StoragePoolEventLifecycleMsg): void {
  w.int32(v.callbackId, 'StoragePoolEventLifecycleMsg.callbackId');
  writeNonnullStoragePool(w, v.pool);
  w.int32(v.event, 'StoragePoolEventLifecycleMsg.event');
  w.int32(v.detail, 'StoragePoolEventLifecycleMsg.detail');
}
export function readStoragePoolEventLifecycleMsg(r: XdrReader): StoragePoolEventLifecycleMsg {
  return {
    callbackId: r.int32('StoragePoolEventLifecycleMsg.callbackId'),
    pool: readNonnullStoragePool(r),
    event: r.int32('StoragePoolEventLifecycleMsg.event'),
    detail: r.int32('StoragePoolEventLifecycleMsg.detail'),
  };
}

export type StoragePoolEventRefreshMsg = {
  readonly callbackId: number;
  readonly pool: NonnullStoragePool;
};
export function writeStoragePoolEventRefreshMsg(w: XdrWriter, v: StoragePoolEventRefreshMsg): void {
  w.int32(v.callbackId, 'StoragePoolEventRefreshMsg.callbackId');
  writeNonnullStoragePool(w, v.pool);
}
export function readStoragePoolEventRefreshMsg(r: XdrReader): StoragePoolEventRefreshMsg {
  return {
    callbackId: r.int32('StoragePoolEventRefreshMsg.callbackId'),
    pool: readNonnullStoragePool(r),
  };
}

export type ConnectNodeDeviceEventRegisterAnyArgs = {
  readonly eventId: number;
  readonly dev: NonnullNodeDevice | null;
};
export function writeConnectNodeDeviceEventRegisterAnyArgs(w: XdrWriter, v: ConnectNodeDeviceEventRegisterAnyArgs): void {
  w.int32(v.eventId, 'ConnectNodeDeviceEventRegisterAnyArgs.eventId');
  w.optional(v.dev, 'ConnectNodeDeviceEventRegisterAnyArgs.dev', (one) => writeNonnullNodeDevice(w, one));
}
export function readConnectNodeDeviceEventRegisterAnyArgs(r: XdrReader): ConnectNodeDeviceEventRegisterAnyArgs {
  return {
    eventId: r.int32('ConnectNodeDeviceEventRegisterAnyArgs.eventId'),
    dev: r.optional('ConnectNodeDeviceEventRegisterAnyArgs.dev', () => readNonnullNodeDevice(r)),
  };
}

export type ConnectNodeDeviceEventRegisterAnyRet = {
  readonly callbackId: number;
};
export function writeConnectNodeDeviceEventRegisterAnyRet(w: XdrWriter, v: ConnectNodeDeviceEventRegisterAnyRet): void {
  w.int32(v.callbackId, 'ConnectNodeDeviceEventRegisterAnyRet.callbackId');
}
export function readConnectNodeDeviceEventRegisterAnyRet(r: XdrReader): ConnectNodeDeviceEventRegisterAnyRet {
  return {
    callbackId: r.int32('ConnectNodeDeviceEventRegisterAnyRet.callbackId'),
  };
}

export type ConnectNodeDeviceEventDeregisterAnyArgs = {
  readonly callbackId: number;
};
export function writeConnectNodeDeviceEventDeregisterAnyArgs(w: XdrWriter, v: ConnectNodeDeviceEventDeregisterAnyArgs): void {
  w.int32(v.callbackId, 'ConnectNodeDeviceEventDeregisterAnyArgs.callbackId');
}
export function readConnectNodeDeviceEventDeregisterAnyArgs(r: XdrReader): ConnectNodeDeviceEventDeregisterAnyArgs {
  return {
    callbackId: r.int32('ConnectNodeDeviceEventDeregisterAnyArgs.callbackId'),
  };
}

export type NodeDeviceEventLifecycleMsg = {
  readonly callbackId: number;
  readonly dev: NonnullNodeDevice;
  readonly event: number;
  readonly detail: number;
};
export function writeNodeDeviceEventLifecycleMsg(w: XdrWriter, v: NodeDeviceEventLifecycleMsg): void {
  w.int32(v.callbackId, 'NodeDeviceEventLifecycleMsg.callbackId');
  writeNonnullNodeDevice(w, v.dev);
  w.int32(v.event, 'NodeDeviceEventLifecycleMsg.event');
  w.int32(v.detail, 'NodeDeviceEventLifecycleMsg.detail');
}
export function readNodeDeviceEventLifecycleMsg(r: XdrReader): NodeDeviceEventLifecycleMsg {
  return {
    callbackId: r.int32('NodeDeviceEventLifecycleMsg.callbackId'),
    dev: readNonnullNodeDevice(r),
    event: r.int32('NodeDeviceEventLifecycleMsg.event'),
    detail: r.int32('NodeDeviceEventLifecycleMsg.detail'),
  };
}

export type NodeDeviceEventUpdateMsg = {
  readonly callbackId: number;
  readonly dev: NonnullNodeDevice;
};
export function writeNodeDeviceEventUpdateMsg(w: XdrWriter, v: NodeDeviceEventUpdateMsg): void {
  w.int32(v.callbackId, 'NodeDeviceEventUpdateMsg.callbackId');
  writeNonnullNodeDevice(w, v.dev);
}
export function readNodeDeviceEventUpdateMsg(r: XdrReader): NodeDeviceEventUpdateMsg {
  return {
    callbackId: r.int32('NodeDeviceEventUpdateMsg.callbackId'),
    dev: readNonnullNodeDevice(r),
  };
}

export type DomainFsfreezeArgs = {
  readonly dom: NonnullDomain;
  readonly mountpoints: readonly string[];
  readonly flags: number;
};
export function writeDomainFsfreezeArgs(w: XdrWriter, v: DomainFsfreezeArgs): void {
  writeNonnullDomain(w, v.dom);
  w.array(v.mountpoints, 256, 'DomainFsfreezeArgs.mountpoints', (one) => w.string(one, 4194304, 'DomainFsfreezeArgs.mountpoints'));
  w.uint32(v.flags, 'DomainFsfreezeArgs.flags');
}
export function readDomainFsfreezeArgs(r: XdrReader): DomainFsfreezeArgs {
  return {
    dom: readNonnullDomain(r),
    mountpoints: r.array(256, 4, 'DomainFsfreezeArgs.mountpoints', () => r.string(4194304, 'DomainFsfreezeArgs.mountpoints')),
    flags: r.uint32('DomainFsfreezeArgs.flags'),
  };
}

export type DomainFsfreezeRet = {
  readonly filesystems: number;
};
export function writeDomainFsfreezeRet(w: XdrWriter, v: DomainFsfreezeRet): void {
  w.int32(v.filesystems, 'DomainFsfreezeRet.filesystems');
}
export function readDomainFsfreezeRet(r: XdrReader): DomainFsfreezeRet {
  return {
    filesystems: r.int32('DomainFsfreezeRet.filesystems'),
  };
}

export type DomainFsthawArgs = {
  readonly dom: NonnullDomain;
  readonly mountpoints: readonly string[];
  readonly flags: number;
};
export function writeDomainFsthawArgs(w: XdrWriter, v: DomainFsthawArgs): void {
  writeNonnullDomain(w, v.dom);
  w.array(v.mountpoints, 256, 'DomainFsthawArgs.mountpoints', (one) => w.string(one, 4194304, 'DomainFsthawArgs.mountpoints'));
  w.uint32(v.flags, 'DomainFsthawArgs.flags');
}
export function readDomainFsthawArgs(r: XdrReader): DomainFsthawArgs {
  return {
    dom: readNonnullDomain(r),
    mountpoints: r.array(256, 4, 'DomainFsthawArgs.mountpoints', () => r.string(4194304, 'DomainFsthawArgs.mountpoints')),
    flags: r.uint32('DomainFsthawArgs.flags'),
  };
}

export type DomainFsthawRet = {
  readonly filesystems: number;
};
export function writeDomainFsthawRet(w: XdrWriter, v: DomainFsthawRet): void {
  w.int32(v.filesystems, 'DomainFsthawRet.filesystems');
}
export function readDomainFsthawRet(r: XdrReader): DomainFsthawRet {
  return {
    filesystems: r.int32('DomainFsthawRet.filesystems'),
  };
}

export type NodeGetFreePagesArgs = {
  readonly pages: readonly number[];
  readonly startCell: number;
  readonly cellCount: number;
  readonly flags: number;
};
export function writeNodeGetFreePagesArgs(w: XdrWriter, v: NodeGetFreePagesArgs): void {
  w.array(v.pages, 1024, 'NodeGetFreePagesArgs.pages', (one) => w.uint32(one, 'NodeGetFreePagesArgs.pages'));
  w.int32(v.startCell, 'NodeGetFreePagesArgs.startCell');
  w.uint32(v.cellCount, 'NodeGetFreePagesArgs.cellCount');
  w.uint32(v.flags, 'NodeGetFreePagesArgs.flags');
}
export function readNodeGetFreePagesArgs(r: XdrReader): NodeGetFreePagesArgs {
  return {
    pages: r.array(1024, 4, 'NodeGetFreePagesArgs.pages', () => r.uint32('NodeGetFreePagesArgs.pages')),
    startCell: r.int32('NodeGetFreePagesArgs.startCell'),
    cellCount: r.uint32('NodeGetFreePagesArgs.cellCount'),
    flags: r.uint32('NodeGetFreePagesArgs.flags'),
  };
}

export type NodeGetFreePagesRet = {
  readonly counts: readonly bigint[];
};
export function writeNodeGetFreePagesRet(w: XdrWriter, v: NodeGetFreePagesRet): void {
  w.array(v.counts, 1024, 'NodeGetFreePagesRet.counts', (one) => w.uint64(one, 'NodeGetFreePagesRet.counts'));
}
export function readNodeGetFreePagesRet(r: XdrReader): NodeGetFreePagesRet {
  return {
    counts: r.array(1024, 8, 'NodeGetFreePagesRet.counts', () => r.uint64('NodeGetFreePagesRet.counts')),
  };
}

export type NodeAllocPagesArgs = {
  readonly pageSizes: readonly number[];
  readonly pageCounts: readonly bigint[];
  readonly startCell: number;
  readonly cellCount: number;
  readonly flags: number;
};
export function writeNodeAllocPagesArgs(w: XdrWriter, v: NodeAllocPagesArgs): void {
  w.array(v.pageSizes, 1024, 'NodeAllocPagesArgs.pageSizes', (one) => w.uint32(one, 'NodeAllocPagesArgs.pageSizes'));
  w.array(v.pageCounts, 1024, 'NodeAllocPagesArgs.pageCounts', (one) => w.uint64(one, 'NodeAllocPagesArgs.pageCounts'));
  w.int32(v.startCell, 'NodeAllocPagesArgs.startCell');
  w.uint32(v.cellCount, 'NodeAllocPagesArgs.cellCount');
  w.uint32(v.flags, 'NodeAllocPagesArgs.flags');
}
export function readNodeAllocPagesArgs(r: XdrReader): NodeAllocPagesArgs {
  return {
    pageSizes: r.array(1024, 4, 'NodeAllocPagesArgs.pageSizes', () => r.uint32('NodeAllocPagesArgs.pageSizes')),
    pageCounts: r.array(1024, 8, 'NodeAllocPagesArgs.pageCounts', () => r.uint64('NodeAllocPagesArgs.pageCounts')),
    startCell: r.int32('NodeAllocPagesArgs.startCell'),
    cellCount: r.uint32('NodeAllocPagesArgs.cellCount'),
    flags: r.uint32('NodeAllocPagesArgs.flags'),
  };
}

export type NodeAllocPagesRet = {
  readonly ret: number;
};
export function writeNodeAllocPagesRet(w: XdrWriter, v: NodeAllocPagesRet): void {
  w.int32(v.ret, 'NodeAllocPagesRet.ret');
}
export function readNodeAllocPagesRet(r: XdrReader): NodeAllocPagesRet {
  return {
    ret: r.int32('NodeAllocPagesRet.ret'),
  };
}

export type NetworkDhcpLease = {
  readonly iface: string;
  readonly expirytime: bigint;
  readonly type: number;
  readonly mac: string | null;
  readonly iaid: string | null;
  readonly ipaddr: string;
  readonly prefix: number;
  readonly hostname: string | null;
  readonly clientid: string | null;
};
export function writeNetworkDhcpLease(w: XdrWriter, v: NetworkDhcpLease): void {
  w.string(v.iface, 4194304, 'NetworkDhcpLease.iface');
  w.int64(v.expirytime, 'NetworkDhcpLease.expirytime');
  w.int32(v.type, 'NetworkDhcpLease.type');
  w.optional(v.mac, 'NetworkDhcpLease.mac', (one) => w.string(one, 4194304, 'NetworkDhcpLease.mac'));
  w.optional(v.iaid, 'NetworkDhcpLease.iaid', (one) => w.string(one, 4194304, 'NetworkDhcpLease.iaid'));
  w.string(v.ipaddr, 4194304, 'NetworkDhcpLease.ipaddr');
  w.uint32(v.prefix, 'NetworkDhcpLease.prefix');
  w.optional(v.hostname, 'NetworkDhcpLease.hostname', (one) => w.string(one, 4194304, 'NetworkDhcpLease.hostname'));
  w.optional(v.clientid, 'NetworkDhcpLease.clientid', (one) => w.string(one, 4194304, 'NetworkDhcpLease.clientid'));
}
export function readNetworkDhcpLease(r: XdrReader): NetworkDhcpLease {
  return {
    iface: r.string(4194304, 'NetworkDhcpLease.iface'),
    expirytime: r.int64('NetworkDhcpLease.expirytime'),
    type: r.int32('NetworkDhcpLease.type'),
    mac: r.optional('NetworkDhcpLease.mac', () => r.string(4194304, 'NetworkDhcpLease.mac')),
    iaid: r.optional('NetworkDhcpLease.iaid', () => r.string(4194304, 'NetworkDhcpLease.iaid')),
    ipaddr: r.string(4194304, 'NetworkDhcpLease.ipaddr'),
    prefix: r.uint32('NetworkDhcpLease.prefix'),
    hostname: r.optional('NetworkDhcpLease.hostname', () => r.string(4194304, 'NetworkDhcpLease.hostname')),
    clientid: r.optional('NetworkDhcpLease.clientid', () => r.string(4194304, 'NetworkDhcpLease.clientid')),
  };
}

export type NetworkGetDhcpLeasesArgs = {
  readonly net: NonnullNetwork;
  readonly mac: string | null;
  readonly needResults: number;
  readonly flags: number;
};
export function writeNetworkGetDhcpLeasesArgs(w: XdrWriter, v: NetworkGetDhcpLeasesArgs): void {
  writeNonnullNetwork(w, v.net);
  w.optional(v.mac, 'NetworkGetDhcpLeasesArgs.mac', (one) => w.string(one, 4194304, 'NetworkGetDhcpLeasesArgs.mac'));
  w.int32(v.needResults, 'NetworkGetDhcpLeasesArgs.needResults');
  w.uint32(v.flags, 'NetworkGetDhcpLeasesArgs.flags');
}
export function readNetworkGetDhcpLeasesArgs(r: XdrReader): NetworkGetDhcpLeasesArgs {
  return {
    net: readNonnullNetwork(r),
    mac: r.optional('NetworkGetDhcpLeasesArgs.mac', () => r.string(4194304, 'NetworkGetDhcpLeasesArgs.mac')),
    needResults: r.int32('NetworkGetDhcpLeasesArgs.needResults'),
    flags: r.uint32('NetworkGetDhcpLeasesArgs.flags'),
  };
}

export type NetworkGetDhcpLeasesRet = {
  readonly leases: readonly NetworkDhcpLease[];
  readonly ret: number;
};
export function writeNetworkGetDhcpLeasesRet(w: XdrWriter, v: NetworkGetDhcpLeasesRet): void {
  w.array(v.leases, 65536, 'NetworkGetDhcpLeasesRet.leases', (one) => writeNetworkDhcpLease(w, one));
  w.uint32(v.ret, 'NetworkGetDhcpLeasesRet.ret');
}
export function readNetworkGetDhcpLeasesRet(r: XdrReader): NetworkGetDhcpLeasesRet {
  return {
    leases: r.array(65536, 40, 'NetworkGetDhcpLeasesRet.leases', () => readNetworkDhcpLease(r)),
    ret: r.uint32('NetworkGetDhcpLeasesRet.ret'),
  };
}

export type DomainStatsRecord = {
  readonly dom: NonnullDomain;
  readonly params: readonly TypedParam[];
};
export function writeDomainStatsRecord(w: XdrWriter, v: DomainStatsRecord): void {
  writeNonnullDomain(w, v.dom);
  w.array(v.params, 262144, 'DomainStatsRecord.params', (one) => writeTypedParam(w, one));
}
export function readDomainStatsRecord(r: XdrReader): DomainStatsRecord {
  return {
    dom: readNonnullDomain(r),
    params: r.array(262144, 12, 'DomainStatsRecord.params', () => readTypedParam(r)),
  };
}

export type ConnectGetAllDomainStatsArgs = {
  readonly doms: readonly NonnullDomain[];
  readonly stats: number;
  readonly flags: number;
};
export function writeConnectGetAllDomainStatsArgs(w: XdrWriter, v: ConnectGetAllDomainStatsArgs): void {
  w.array(v.doms, 16384, 'ConnectGetAllDomainStatsArgs.doms', (one) => writeNonnullDomain(w, one));
  w.uint32(v.stats, 'ConnectGetAllDomainStatsArgs.stats');
  w.uint32(v.flags, 'ConnectGetAllDomainStatsArgs.flags');
}
export function readConnectGetAllDomainStatsArgs(r: XdrReader): ConnectGetAllDomainStatsArgs {
  return {
    doms: r.array(16384, 24, 'ConnectGetAllDomainStatsArgs.doms', () => readNonnullDomain(r)),
    stats: r.uint32('ConnectGetAllDomainStatsArgs.stats'),
    flags: r.uint32('ConnectGetAllDomainStatsArgs.flags'),
  };
}

export type DomainEventCallbackAgentLifecycleMsg = {
  readonly callbackId: number;
  readonly dom: NonnullDomain;
  readonly state: number;
  readonly reason: number;
};
export function writeDomainEventCallbackAgentLifecycleMsg(w: XdrWriter, v: DomainEventCallbackAgentLifecycleMsg): void {
  w.int32(v.callbackId, 'DomainEventCallbackAgentLifecycleMsg.callbackId');
  writeNonnullDomain(w, v.dom);
  w.int32(v.state, 'DomainEventCallbackAgentLifecycleMsg.state');
  w.int32(v.reason, 'DomainEventCallbackAgentLifecycleMsg.reason');
}
export function readDomainEventCallbackAgentLifecycleMsg(r: XdrReader): DomainEventCallbackAgentLifecycleMsg {
  return {
    callbackId: r.int32('DomainEventCallbackAgentLifecycleMsg.callbackId'),
    dom: readNonnullDomain(r),
    state: r.int32('DomainEventCallbackAgentLifecycleMsg.state'),
    reason: r.int32('DomainEventCallbackAgentLifecycleMsg.reason'),
  };
}

export type ConnectGetAllDomainStatsRet = {
  readonly retStats: readonly DomainStatsRecord[];
};
export function writeConnectGetAllDomainStatsRet(w: XdrWriter, v: ConnectGetAllDomainStatsRet): void {
  w.array(v.retStats, 16384, 'ConnectGetAllDomainStatsRet.retStats', (one) => writeDomainStatsRecord(w, one));
}
export function readConnectGetAllDomainStatsRet(r: XdrReader): ConnectGetAllDomainStatsRet {
  return {
    retStats: r.array(16384, 28, 'ConnectGetAllDomainStatsRet.retStats', () => readDomainStatsRecord(r)),
  };
}

export type DomainFsinfo = {
  readonly mountpoint: string;
  readonly name: string;
  readonly fstype: string;
  readonly devAliases: readonly string[];
};
export function writeDomainFsinfo(w: XdrWriter, v: DomainFsinfo): void {
  w.string(v.mountpoint, 4194304, 'DomainFsinfo.mountpoint');
  w.string(v.name, 4194304, 'DomainFsinfo.name');
  w.string(v.fstype, 4194304, 'DomainFsinfo.fstype');
  w.array(v.devAliases, 256, 'DomainFsinfo.devAliases', (one) => w.string(one, 4194304, 'DomainFsinfo.devAliases'));
}
export function readDomainFsinfo(r: XdrReader): DomainFsinfo {
  return {
    mountpoint: r.string(4194304, 'DomainFsinfo.mountpoint'),
    name: r.string(4194304, 'DomainFsinfo.name'),
    fstype: r.string(4194304, 'DomainFsinfo.fstype'),
    devAliases: r.array(256, 4, 'DomainFsinfo.devAliases', () => r.string(4194304, 'DomainFsinfo.devAliases')),
  };
}

export type DomainGetFsinfoArgs = {
  readonly dom: NonnullDomain;
  readonly flags: number;
};
export function writeDomainGetFsinfoArgs(w: XdrWriter, v: DomainGetFsinfoArgs): void {
  writeNonnullDomain(w, v.dom);
  w.uint32(v.flags, 'DomainGetFsinfoArgs.flags');
}
export function readDomainGetFsinfoArgs(r: XdrReader): DomainGetFsinfoArgs {
  return {
    dom: readNonnullDomain(r),
    flags: r.uint32('DomainGetFsinfoArgs.flags'),
  };
}

export type DomainGetFsinfoRet = {
  readonly info: readonly DomainFsinfo[];
  readonly ret: number;
};
export function writeDomainGetFsinfoRet(w: XdrWriter, v: DomainGetFsinfoRet): void {
  w.array(v.info, 256, 'DomainGetFsinfoRet.info', (one) => writeDomainFsinfo(w, one));
  w.uint32(v.ret, 'DomainGetFsinfoRet.ret');
}
export function readDomainGetFsinfoRet(r: XdrReader): DomainGetFsinfoRet {
  return {
    info: r.array(256, 16, 'DomainGetFsinfoRet.info', () => readDomainFsinfo(r)),
    ret: r.uint32('DomainGetFsinfoRet.ret'),
  };
}

export type DomainIpAddr = {
  readonly type: number;
  readonly addr: string;
  readonly prefix: number;
};
export function writeDomainIpAddr(w: XdrWriter, v: DomainIpAddr): void {
  w.int32(v.type, 'DomainIpAddr.type');
  w.string(v.addr, 4194304, 'DomainIpAddr.addr');
  w.uint32(v.prefix, 'DomainIpAddr.prefix');
}
export function readDomainIpAddr(r: XdrReader): DomainIpAddr {
  return {
    type: r.int32('DomainIpAddr.type'),
    addr: r.string(4194304, 'DomainIpAddr.addr'),
    prefix: r.uint32('DomainIpAddr.prefix'),
  };
}

export type DomainInterface = {
  readonly name: string;
  readonly hwaddr: string | null;
  readonly addrs: readonly DomainIpAddr[];
};
export function writeDomainInterface(w: XdrWriter, v: DomainInterface): void {
  w.string(v.name, 4194304, 'DomainInterface.name');
  w.optional(v.hwaddr, 'DomainInterface.hwaddr', (one) => w.string(one, 4194304, 'DomainInterface.hwaddr'));
  w.array(v.addrs, 2048, 'DomainInterface.addrs', (one) => writeDomainIpAddr(w, one));
}
export function readDomainInterface(r: XdrReader): DomainInterface {
  return {
    name: r.string(4194304, 'DomainInterface.name'),
    hwaddr: r.optional('DomainInterface.hwaddr', () => r.string(4194304, 'DomainInterface.hwaddr')),
    addrs: r.array(2048, 12, 'DomainInterface.addrs', () => readDomainIpAddr(r)),
  };
}

export type DomainInterfaceAddressesArgs = {
  readonly dom: NonnullDomain;
  readonly source: number;
  readonly flags: number;
};
export function writeDomainInterfaceAddressesArgs(w: XdrWriter, v: DomainInterfaceAddressesArgs): void {
  writeNonnullDomain(w, v.dom);
  w.uint32(v.source, 'DomainInterfaceAddressesArgs.source');
  w.uint32(v.flags, 'DomainInterfaceAddressesArgs.flags');
}
export function readDomainInterfaceAddressesArgs(r: XdrReader): DomainInterfaceAddressesArgs {
  return {
    dom: readNonnullDomain(r),
    source: r.uint32('DomainInterfaceAddressesArgs.source'),
    flags: r.uint32('DomainInterfaceAddressesArgs.flags'),
  };
}

export type DomainInterfaceAddressesRet = {
  readonly ifaces: readonly DomainInterface[];
};
export function writeDomainInterfaceAddressesRet(w: XdrWriter, v: DomainInterfaceAddressesRet): void {
  w.array(v.ifaces, 2048, 'DomainInterfaceAddressesRet.ifaces', (one) => writeDomainInterface(w, one));
}
export function readDomainInterfaceAddressesRet(r: XdrReader): DomainInterfaceAddressesRet {
  return {
    ifaces: r.array(2048, 12, 'DomainInterfaceAddressesRet.ifaces', () => readDomainInterface(r)),
  };
}

export type DomainSetUserPasswordArgs = {
  readonly dom: NonnullDomain;
  readonly user: string | null;
  readonly password: string | null;
  readonly flags: number;
};
export function writeDomainSetUserPasswordArgs(w: XdrWriter, v: DomainSetUserPasswordArgs): void {
  writeNonnullDomain(w, v.dom);
  w.optional(v.user, 'DomainSetUserPasswordArgs.user', (one) => w.string(one, 4194304, 'DomainSetUserPasswordArgs.user'));
  w.optional(v.password, 'DomainSetUserPasswordArgs.password', (one) => w.string(one, 4194304, 'DomainSetUserPasswordArgs.password'));
  w.uint32(v.flags, 'DomainSetUserPasswordArgs.flags');
}
export function readDomainSetUserPasswordArgs(r: XdrReader): DomainSetUserPasswordArgs {
  return {
    dom: readNonnullDomain(r),
    user: r.optional('DomainSetUserPasswordArgs.user', () => r.string(4194304, 'DomainSetUserPasswordArgs.user')),
    password: r.optional('DomainSetUserPasswordArgs.password', () => r.string(4194304, 'DomainSetUserPasswordArgs.password')),
    flags: r.uint32('DomainSetUserPasswordArgs.flags'),
  };
}

export type DomainRenameArgs = {
  readonly dom: NonnullDomain;
  readonly newName: string | null;
  readonly flags: number;
};
export function writeDomainRenameArgs(w: XdrWriter, v: DomainRenameArgs): void {
  writeNonnullDomain(w, v.dom);
  w.optional(v.newName, 'DomainRenameArgs.newName', (one) => w.string(one, 4194304, 'DomainRenameArgs.newName'));
  w.uint32(v.flags, 'DomainRenameArgs.flags');
}
export function readDomainRenameArgs(r: XdrReader): DomainRenameArgs {
  return {
    dom: readNonnullDomain(r),
    newName: r.optional('DomainRenameArgs.newName', () => r.string(4194304, 'DomainRenameArgs.newName')),
    flags: r.uint32('DomainRenameArgs.flags'),
  };
}

export type DomainRenameRet = {
  readonly retcode: number;
};
export function writeDomainRenameRet(w: XdrWriter, v: DomainRenameRet): void {
  w.int32(v.retcode, 'DomainRenameRet.retcode');
}
export function readDomainRenameRet(r: XdrReader): DomainRenameRet {
  return {
    retcode: r.int32('DomainRenameRet.retcode'),
  };
}

export type DomainEventCallbackMigrationIterationMsg = {
  readonly callbackId: number;
  readonly dom: NonnullDomain;
  readonly iteration: number;
};
export function writeDomainEventCallbackMigrationIterationMsg(w: XdrWriter, v: DomainEventCallbackMigrationIterationMsg): void {
  w.int32(v.callbackId, 'DomainEventCallbackMigrationIterationMsg.callbackId');
  writeNonnullDomain(w, v.dom);
  w.int32(v.iteration, 'DomainEventCallbackMigrationIterationMsg.iteration');
}
export function readDomainEventCallbackMigrationIterationMsg(r: XdrReader): DomainEventCallbackMigrationIterationMsg {
  return {
    callbackId: r.int32('DomainEventCallbackMigrationIterationMsg.callbackId'),
    dom: readNonnullDomain(r),
    iteration: r.int32('DomainEventCallbackMigrationIterationMsg.iteration'),
  };
}

export type DomainEventCallbackJobCompletedMsg = {
  readonly callbackId: number;
  readonly dom: NonnullDomain;
  readonly params: readonly TypedParam[];
};
export function writeDomainEventCallbackJobCompletedMsg(w: XdrWriter, v: DomainEventCallbackJobCompletedMsg): void {
  w.int32(v.callbackId, 'DomainEventCallbackJobCompletedMsg.callbackId');
  writeNonnullDomain(w, v.dom);
  w.array(v.params, 64, 'DomainEventCallbackJobCompletedMsg.params', (one) => writeTypedParam(w, one));
}
export function readDomainEventCallbackJobCompletedMsg(r: XdrReader): DomainEventCallbackJobCompletedMsg {
  return {
    callbackId: r.int32('DomainEventCallbackJobCompletedMsg.callbackId'),
    dom: readNonnullDomain(r),
    params: r.array(64, 12, 'DomainEventCallbackJobCompletedMsg.params', () => readTypedParam(r)),
  };
}

export type DomainMigrateStartPostCopyArgs = {
  readonly dom: NonnullDomain;
  readonly flags: number;
};
export function writeDomainMigrateStartPostCopyArgs(w: XdrWriter, v: DomainMigrateStartPostCopyArgs): void {
  writeNonnullDomain(w, v.dom);
  w.uint32(v.flags, 'DomainMigrateStartPostCopyArgs.flags');
}
export function readDomainMigrateStartPostCopyArgs(r: XdrReader): DomainMigrateStartPostCopyArgs {
  return {
    dom: readNonnullDomain(r),
    flags: r.uint32('DomainMigrateStartPostCopyArgs.flags'),
  };
}

export type DomainEventCallbackDeviceRemovalFailedMsg = {
  readonly callbackId: number;
  readonly dom: NonnullDomain;
  readonly devAlias: string;
};
export function writeDomainEventCallbackDeviceRemovalFailedMsg(w: XdrWriter, v: DomainEventCallbackDeviceRemovalFailedMsg): void {
  w.int32(v.callbackId, 'DomainEventCallbackDeviceRemovalFailedMsg.callbackId');
  writeNonnullDomain(w, v.dom);
  w.string(v.devAlias, 4194304, 'DomainEventCallbackDeviceRemovalFailedMsg.devAlias');
}
export function readDomainEventCallbackDeviceRemovalFailedMsg(r: XdrReader): DomainEventCallbackDeviceRemovalFailedMsg {
  return {
    callbackId: r.int32('DomainEventCallbackDeviceRemovalFailedMsg.callbackId'),
    dom: readNonnullDomain(r),
    devAlias: r.string(4194304, 'DomainEventCallbackDeviceRemovalFailedMsg.devAlias'),
  };
}

export type DomainGetGuestVcpusArgs = {
  readonly dom: NonnullDomain;
  readonly flags: number;
};
export function writeDomainGetGuestVcpusArgs(w: XdrWriter, v: DomainGetGuestVcpusArgs): void {
  writeNonnullDomain(w, v.dom);
  w.uint32(v.flags, 'DomainGetGuestVcpusArgs.flags');
}
export function readDomainGetGuestVcpusArgs(r: XdrReader): DomainGetGuestVcpusArgs {
  return {
    dom: readNonnullDomain(r),
    flags: r.uint32('DomainGetGuestVcpusArgs.flags'),
  };
}

export type DomainGetGuestVcpusRet = {
  readonly params: readonly TypedParam[];
};
export function writeDomainGetGuestVcpusRet(w: XdrWriter, v: DomainGetGuestVcpusRet): void {
  w.array(v.params, 64, 'DomainGetGuestVcpusRet.params', (one) => writeTypedParam(w, one));
}
export function readDomainGetGuestVcpusRet(r: XdrReader): DomainGetGuestVcpusRet {
  return {
    params: r.array(64, 12, 'DomainGetGuestVcpusRet.params', () => readTypedParam(r)),
  };
}

export type DomainSetGuestVcpusArgs = {
  readonly dom: NonnullDomain;
  readonly cpumap: string;
  readonly state: number;
  readonly flags: number;
};
export function writeDomainSetGuestVcpusArgs(w: XdrWriter, v: DomainSetGuestVcpusArgs): void {
  writeNonnullDomain(w, v.dom);
  w.string(v.cpumap, 4194304, 'DomainSetGuestVcpusArgs.cpumap');
  w.int32(v.state, 'DomainSetGuestVcpusArgs.state');
  w.uint32(v.flags, 'DomainSetGuestVcpusArgs.flags');
}
export function readDomainSetGuestVcpusArgs(r: XdrReader): DomainSetGuestVcpusArgs {
  return {
    dom: readNonnullDomain(r),
    cpumap: r.string(4194304, 'DomainSetGuestVcpusArgs.cpumap'),
    state: r.int32('DomainSetGuestVcpusArgs.state'),
    flags: r.uint32('DomainSetGuestVcpusArgs.flags'),
  };
}

export type DomainSetVcpuArgs = {
  readonly dom: NonnullDomain;
  readonly cpumap: string;
  readonly state: number;
  readonly flags: number;
};
export function writeDomainSetVcpuArgs(w: XdrWriter, v: DomainSetVcpuArgs): void {
  writeNonnullDomain(w, v.dom);
  w.string(v.cpumap, 4194304, 'DomainSetVcpuArgs.cpumap');
  w.int32(v.state, 'DomainSetVcpuArgs.state');
  w.uint32(v.flags, 'DomainSetVcpuArgs.flags');
}
export function readDomainSetVcpuArgs(r: XdrReader): DomainSetVcpuArgs {
  return {
    dom: readNonnullDomain(r),
    cpumap: r.string(4194304, 'DomainSetVcpuArgs.cpumap'),
    state: r.int32('DomainSetVcpuArgs.state'),
    flags: r.uint32('DomainSetVcpuArgs.flags'),
  };
}

export type DomainEventCallbackMetadataChangeMsg = {
  readonly callbackId: number;
  readonly dom: NonnullDomain;
  readonly type: number;
  readonly nsuri: string | null;
};
export function writeDomainEventCallbackMetadataChangeMsg(w: XdrWriter, v: DomainEventCallbackMetadataChangeMsg): void {
  w.int32(v.callbackId, 'DomainEventCallbackMetadataChangeMsg.callbackId');
  writeNonnullDomain(w, v.dom);
  w.int32(v.type, 'DomainEventCallbackMetadataChangeMsg.type');
  w.optional(v.nsuri, 'DomainEventCallbackMetadataChangeMsg.nsuri', (one) => w.string(one, 4194304, 'DomainEventCallbackMetadataChangeMsg.nsuri'));
}
export function readDomainEventCallbackMetadataChangeMsg(r: XdrReader): DomainEventCallbackMetadataChangeMsg {
  return {
    callbackId: r.int32('DomainEventCallbackMetadataChangeMsg.callbackId'),
    dom: readNonnullDomain(r),
    type: r.int32('DomainEventCallbackMetadataChangeMsg.type'),
    nsuri: r.optional('DomainEventCallbackMetadataChangeMsg.nsuri', () => r.string(4194304, 'DomainEventCallbackMetadataChangeMsg.nsuri')),
  };
}

export type DomainEventMemoryFailureMsg = {
  readonly callbackId: number;
  readonly dom: NonnullDomain;
  readonly recipient: number;
  readonly action: number;
  readonly flags: number;
};
export function writeDomainEventMemoryFailureMsg(w: XdrWriter, v: DomainEventMemoryFailureMsg): void {
  w.int32(v.callbackId, 'DomainEventMemoryFailureMsg.callbackId');
  writeNonnullDomain(w, v.dom);
  w.int32(v.recipient, 'DomainEventMemoryFailureMsg.recipient');
  w.int32(v.action, 'DomainEventMemoryFailureMsg.action');
  w.uint32(v.flags, 'DomainEventMemoryFailureMsg.flags');
}
export function readDomainEventMemoryFailureMsg(r: XdrReader): DomainEventMemoryFailureMsg {
  return {
    callbackId: r.int32('DomainEventMemoryFailureMsg.callbackId'),
    dom: readNonnullDomain(r),
    recipient: r.int32('DomainEventMemoryFailureMsg.recipient'),
    action: r.int32('DomainEventMemoryFailureMsg.action'),
    flags: r.uint32('DomainEventMemoryFailureMsg.flags'),
  };
}

export type ConnectSecretEventRegisterAnyArgs = {
  readonly eventId: number;
  readonly secret: NonnullSecret | null;
};
export function writeConnectSecretEventRegisterAnyArgs(w: XdrWriter, v: ConnectSecretEventRegisterAnyArgs): void {
  w.int32(v.eventId, 'ConnectSecretEventRegisterAnyArgs.eventId');
  w.optional(v.secret, 'ConnectSecretEventRegisterAnyArgs.secret', (one) => writeNonnullSecret(w, one));
}
export function readConnectSecretEventRegisterAnyArgs(r: XdrReader): ConnectSecretEventRegisterAnyArgs {
  return {
    eventId: r.int32('ConnectSecretEventRegisterAnyArgs.eventId'),
    secret: r.optional('ConnectSecretEventRegisterAnyArgs.secret', () => readNonnullSecret(r)),
  };
}

export type ConnectSecretEventRegisterAnyRet = {
  readonly callbackId: number;
};
export function writeConnectSecretEventRegisterAnyRet(w: XdrWriter, v: ConnectSecretEventRegisterAnyRet): void {
  w.int32(v.callbackId, 'ConnectSecretEventRegisterAnyRet.callbackId');
}
export function readConnectSecretEventRegisterAnyRet(r: XdrReader): ConnectSecretEventRegisterAnyRet {
  return {
    callbackId: r.int32('ConnectSecretEventRegisterAnyRet.callbackId'),
  };
}

export type ConnectSecretEventDeregisterAnyArgs = {
  readonly callbackId: number;
};
export function writeConnectSecretEventDeregisterAnyArgs(w: XdrWriter, v: ConnectSecretEventDeregisterAnyArgs): void {
  w.int32(v.callbackId, 'ConnectSecretEventDeregisterAnyArgs.callbackId');
}
export function readConnectSecretEventDeregisterAnyArgs(r: XdrReader): ConnectSecretEventDeregisterAnyArgs {
  return {
    callbackId: r.int32('ConnectSecretEventDeregisterAnyArgs.callbackId'),
  };
}

export type SecretEventLifecycleMsg = {
  readonly callbackId: number;
  readonly secret: NonnullSecret;
  readonly event: number;
  readonly detail: number;
};
export function writeSecretEventLifecycleMsg(w: XdrWriter, v: SecretEventLifecycleMsg): void {
  w.int32(v.callbackId, 'SecretEventLifecycleMsg.callbackId');
  writeNonnullSecret(w, v.secret);
  w.int32(v.event, 'SecretEventLifecycleMsg.event');
  w.int32(v.detail, 'SecretEventLifecycleMsg.detail');
}
export function readSecretEventLifecycleMsg(r: XdrReader): SecretEventLifecycleMsg {
  return {
    callbackId: r.int32('SecretEventLifecycleMsg.callbackId'),
    secret: readNonnullSecret(r),
    event: r.int32('SecretEventLifecycleMsg.event'),
    detail: r.int32('SecretEventLifecycleMsg.detail'),
  };
}

export type SecretEventValueChangedMsg = {
  readonly callbackId: number;
  readonly secret: NonnullSecret;
};
export function writeSecretEventValueChangedMsg(w: XdrWriter, v: SecretEventValueChangedMsg): void {
  w.int32(v.callbackId, 'SecretEventValueChangedMsg.callbackId');
  writeNonnullSecret(w, v.secret);
}
export function readSecretEventValueChangedMsg(r: XdrReader): SecretEventValueChangedMsg {
  return {
    callbackId: r.int32('SecretEventValueChangedMsg.callbackId'),
    secret: readNonnullSecret(r),
  };
}

export type DomainSetBlockThresholdArgs = {
  readonly dom: NonnullDomain;
  readonly dev: string;
  readonly threshold: bigint;
  readonly flags: number;
};
export function writeDomainSetBlockThresholdArgs(w: XdrWriter, v: DomainSetBlockThresholdArgs): void {
  writeNonnullDomain(w, v.dom);
  w.string(v.dev, 4194304, 'DomainSetBlockThresholdArgs.dev');
  w.uint64(v.threshold, 'DomainSetBlockThresholdArgs.threshold');
  w.uint32(v.flags, 'DomainSetBlockThresholdArgs.flags');
}
export function readDomainSetBlockThresholdArgs(r: XdrReader): DomainSetBlockThresholdArgs {
  return {
    dom: readNonnullDomain(r),
    dev: r.string(4194304, 'DomainSetBlockThresholdArgs.dev'),
    threshold: r.uint64('DomainSetBlockThresholdArgs.threshold'),
    flags: r.uint32('DomainSetBlockThresholdArgs.flags'),
  };
}

export type DomainSetLifecycleActionArgs = {
  readonly dom: NonnullDomain;
  readonly type: number;
  readonly action: number;
  readonly flags: number;
};
export function writeDomainSetLifecycleActionArgs(w: XdrWriter, v: DomainSetLifecycleActionArgs): void {
  writeNonnullDomain(w, v.dom);
  w.uint32(v.type, 'DomainSetLifecycleActionArgs.type');
  w.uint32(v.action, 'DomainSetLifecycleActionArgs.action');
  w.uint32(v.flags, 'DomainSetLifecycleActionArgs.flags');
}
export function readDomainSetLifecycleActionArgs(r: XdrReader): DomainSetLifecycleActionArgs {
  return {
    dom: readNonnullDomain(r),
    type: r.uint32('DomainSetLifecycleActionArgs.type'),
    action: r.uint32('DomainSetLifecycleActionArgs.action'),
    flags: r.uint32('DomainSetLifecycleActionArgs.flags'),
  };
}

export type ConnectCompareHypervisorCpuArgs = {
  readonly emulator: string | null;
  readonly arch: string | null;
  readonly machine: string | null;
  readonly virttype: string | null;
  readonly xmlCpu: string;
  readonly flags: number;
};
export function writeConnectCompareHypervisorCpuArgs(w: XdrWriter, v: ConnectCompareHypervisorCpuArgs): void {
  w.optional(v.emulator, 'ConnectCompareHypervisorCpuArgs.emulator', (one) => w.string(one, 4194304, 'ConnectCompareHypervisorCpuArgs.emulator'));
  w.optional(v.arch, 'ConnectCompareHypervisorCpuArgs.arch', (one) => w.string(one, 4194304, 'ConnectCompareHypervisorCpuArgs.arch'));
  w.optional(v.machine, 'ConnectCompareHypervisorCpuArgs.machine', (one) => w.string(one, 4194304, 'ConnectCompareHypervisorCpuArgs.machine'));
  w.optional(v.virttype, 'ConnectCompareHypervisorCpuArgs.virttype', (one) => w.string(one, 4194304, 'ConnectCompareHypervisorCpuArgs.virttype'));
  w.string(v.xmlCpu, 4194304, 'ConnectCompareHypervisorCpuArgs.xmlCpu');
  w.uint32(v.flags, 'ConnectCompareHypervisorCpuArgs.flags');
}
export function readConnectCompareHypervisorCpuArgs(r: XdrReader): ConnectCompareHypervisorCpuArgs {
  return {
    emulator: r.optional('ConnectCompareHypervisorCpuArgs.emulator', () => r.string(4194304, 'ConnectCompareHypervisorCpuArgs.emulator')),
    arch: r.optional('ConnectCompareHypervisorCpuArgs.arch', () => r.string(4194304, 'ConnectCompareHypervisorCpuArgs.arch')),
    machine: r.optional('ConnectCompareHypervisorCpuArgs.machine', () => r.string(4194304, 'ConnectCompareHypervisorCpuArgs.machine')),
    virttype: r.optional('ConnectCompareHypervisorCpuArgs.virttype', () => r.string(4194304, 'ConnectCompareHypervisorCpuArgs.virttype')),
    xmlCpu: r.string(4194304, 'ConnectCompareHypervisorCpuArgs.xmlCpu'),
    flags: r.uint32('ConnectCompareHypervisorCpuArgs.flags'),
  };
}

export type ConnectCompareHypervisorCpuRet = {
  readonly result: number;
};
export function writeConnectCompareHypervisorCpuRet(w: XdrWriter, v: ConnectCompareHypervisorCpuRet): void {
  w.int32(v.result, 'ConnectCompareHypervisorCpuRet.result');
}
export function readConnectCompareHypervisorCpuRet(r: XdrReader): ConnectCompareHypervisorCpuRet {
  return {
    result: r.int32('ConnectCompareHypervisorCpuRet.result'),
  };
}

export type ConnectBaselineHypervisorCpuArgs = {
  readonly emulator: string | null;
  readonly arch: string | null;
  readonly machine: string | null;
  readonly virttype: string | null;
  readonly xmlCpUs: readonly string[];
  readonly flags: number;
};
export function writeConnectBaselineHypervisorCpuArgs(w: XdrWriter, v: ConnectBaselineHypervisorCpuArgs): void {
  w.optional(v.emulator, 'ConnectBaselineHypervisorCpuArgs.emulator', (one) => w.string(one, 4194304, 'ConnectBaselineHypervisorCpuArgs.emulator'));
  w.optional(v.arch, 'ConnectBaselineHypervisorCpuArgs.arch', (one) => w.string(one, 4194304, 'ConnectBaselineHypervisorCpuArgs.arch'));
  w.optional(v.machine, 'ConnectBaselineHypervisorCpuArgs.machine', (one) => w.string(one, 4194304, 'ConnectBaselineHypervisorCpuArgs.machine'));
  w.optional(v.virttype, 'ConnectBaselineHypervisorCpuArgs.virttype', (one) => w.string(one, 4194304, 'ConnectBaselineHypervisorCpuArgs.virttype'));
  w.array(v.xmlCpUs, 256, 'ConnectBaselineHypervisorCpuArgs.xmlCpUs', (one) => w.string(one, 4194304, 'ConnectBaselineHypervisorCpuArgs.xmlCpUs'));
  w.uint32(v.flags, 'ConnectBaselineHypervisorCpuArgs.flags');
}
export function readConnectBaselineHypervisorCpuArgs(r: XdrReader): ConnectBaselineHypervisorCpuArgs {
  return {
    emulator: r.optional('ConnectBaselineHypervisorCpuArgs.emulator', () => r.string(4194304, 'ConnectBaselineHypervisorCpuArgs.emulator')),
    arch: r.optional('ConnectBaselineHypervisorCpuArgs.arch', () => r.string(4194304, 'ConnectBaselineHypervisorCpuArgs.arch')),
    machine: r.optional('ConnectBaselineHypervisorCpuArgs.machine', () => r.string(4194304, 'ConnectBaselineHypervisorCpuArgs.machine')),
    virttype: r.optional('ConnectBaselineHypervisorCpuArgs.virttype', () => r.string(4194304, 'ConnectBaselineHypervisorCpuArgs.virttype')),
    xmlCpUs: r.array(256, 4, 'ConnectBaselineHypervisorCpuArgs.xmlCpUs', () => r.string(4194304, 'ConnectBaselineHypervisorCpuArgs.xmlCpUs')),
    flags: r.uint32('ConnectBaselineHypervisorCpuArgs.flags'),
  };
}

export type ConnectBaselineHypervisorCpuRet = {
  readonly cpu: string;
};
export function writeConnectBaselineHypervisorCpuRet(w: XdrWriter, v: ConnectBaselineHypervisorCpuRet): void {
  w.string(v.cpu, 4194304, 'ConnectBaselineHypervisorCpuRet.cpu');
}
export function readConnectBaselineHypervisorCpuRet(r: XdrReader): ConnectBaselineHypervisorCpuRet {
  return {
    cpu: r.string(4194304, 'ConnectBaselineHypervisorCpuRet.cpu'),
  };
}

export type NodeGetSevInfoArgs = {
  readonly nparams: number;
  readonly flags: number;
};
export function writeNodeGetSevInfoArgs(w: XdrWriter, v: NodeGetSevInfoArgs): void {
  w.int32(v.nparams, 'NodeGetSevInfoArgs.nparams');
  w.uint32(v.flags, 'NodeGetSevInfoArgs.flags');
}
export function readNodeGetSevInfoArgs(r: XdrReader): NodeGetSevInfoArgs {
  return {
    nparams: r.int32('NodeGetSevInfoArgs.nparams'),
    flags: r.uint32('NodeGetSevInfoArgs.flags'),
  };
}

export type NodeGetSevInfoRet = {
  readonly params: readonly TypedParam[];
  readonly nparams: number;
};
export function writeNodeGetSevInfoRet(w: XdrWriter, v: NodeGetSevInfoRet): void {
  w.array(v.params, 64, 'NodeGetSevInfoRet.params', (one) => writeTypedParam(w, one));
  w.int32(v.nparams, 'NodeGetSevInfoRet.nparams');
}
export function readNodeGetSevInfoRet(r: XdrReader): NodeGetSevInfoRet {
  return {
    params: r.array(64, 12, 'NodeGetSevInfoRet.params', () => readTypedParam(r)),
    nparams: r.int32('NodeGetSevInfoRet.nparams'),
  };
}

export type DomainGetLaunchSecurityInfoArgs = {
  readonly dom: NonnullDomain;
  readonly flags: number;
};
export function writeDomainGetLaunchSecurityInfoArgs(w: XdrWriter, v: DomainGetLaunchSecurityInfoArgs): void {
  writeNonnullDomain(w, v.dom);
  w.uint32(v.flags, 'DomainGetLaunchSecurityInfoArgs.flags');
}
export function readDomainGetLaunchSecurityInfoArgs(r: XdrReader): DomainGetLaunchSecurityInfoArgs {
  return {
    dom: readNonnullDomain(r),
    flags: r.uint32('DomainGetLaunchSecurityInfoArgs.flags'),
  };
}

export type DomainGetLaunchSecurityInfoRet = {
  readonly params: readonly TypedParam[];
};
export function writeDomainGetLaunchSecurityInfoRet(w: XdrWriter, v: DomainGetLaunchSecurityInfoRet): void {
  w.array(v.params, 64, 'DomainGetLaunchSecurityInfoRet.params', (one) => writeTypedParam(w, one));
}
export function readDomainGetLaunchSecurityInfoRet(r: XdrReader): DomainGetLaunchSecurityInfoRet {
  return {
    params: r.array(64, 12, 'DomainGetLaunchSecurityInfoRet.params', () => readTypedParam(r)),
  };
}

export type DomainSetLaunchSecurityStateArgs = {
  readonly dom: NonnullDomain;
  readonly params: readonly TypedParam[];
  readonly flags: number;
};
export function writeDomainSetLaunchSecurityStateArgs(w: XdrWriter, v: DomainSetLaunchSecurityStateArgs): void {
  writeNonnullDomain(w, v.dom);
  w.array(v.params, 64, 'DomainSetLaunchSecurityStateArgs.params', (one) => writeTypedParam(w, one));
  w.uint32(v.flags, 'DomainSetLaunchSecurityStateArgs.flags');
}
export function readDomainSetLaunchSecurityStateArgs(r: XdrReader): DomainSetLaunchSecurityStateArgs {
  return {
    dom: readNonnullDomain(r),
    params: r.array(64, 12, 'DomainSetLaunchSecurityStateArgs.params', () => readTypedParam(r)),
    flags: r.uint32('DomainSetLaunchSecurityStateArgs.flags'),
  };
}

export type NwfilterBindingLookupByPortDevArgs = {
  readonly name: string;
};
export function writeNwfilterBindingLookupByPortDevArgs(w: XdrWriter, v: NwfilterBindingLookupByPortDevArgs): void {
  w.string(v.name, 4194304, 'NwfilterBindingLookupByPortDevArgs.name');
}
export function readNwfilterBindingLookupByPortDevArgs(r: XdrReader): NwfilterBindingLookupByPortDevArgs {
  return {
    name: r.string(4194304, 'NwfilterBindingLookupByPortDevArgs.name'),
  };
}

export type NwfilterBindingLookupByPortDevRet = {
  readonly nwfilter: NonnullNwfilterBinding;
};
export function writeNwfilterBindingLookupByPortDevRet(w: XdrWriter, v: NwfilterBindingLookupByPortDevRet): void {
  writeNonnullNwfilterBinding(w, v.nwfilter);
}
export function readNwfilterBindingLookupByPortDevRet(r: XdrReader): NwfilterBindingLookupByPortDevRet {
  return {
    nwfilter: readNonnullNwfilterBinding(r),
  };
}

export type NwfilterBindingCreateXmlArgs = {
  readonly xml: string;
  readonly flags: number;
};
export function writeNwfilterBindingCreateXmlArgs(w: XdrWriter, v: NwfilterBindingCreateXmlArgs): void {
  w.string(v.xml, 4194304, 'NwfilterBindingCreateXmlArgs.xml');
  w.uint32(v.flags, 'NwfilterBindingCreateXmlArgs.flags');
}
export function readNwfilterBindingCreateXmlArgs(r: XdrReader): NwfilterBindingCreateXmlArgs {
  return {
    xml: r.string(4194304, 'NwfilterBindingCreateXmlArgs.xml'),
    flags: r.uint32('NwfilterBindingCreateXmlArgs.flags'),
  };
}

export type NwfilterBindingCreateXmlRet = {
  readonly nwfilter: NonnullNwfilterBinding;
};
export function writeNwfilterBindingCreateXmlRet(w: XdrWriter, v: NwfilterBindingCreateXmlRet): void {
  writeNonnullNwfilterBinding(w, v.nwfilter);
}
export function readNwfilterBindingCreateXmlRet(r: XdrReader): NwfilterBindingCreateXmlRet {
  return {
    nwfilter: readNonnullNwfilterBinding(r),
  };
}

export type NwfilterBindingDeleteArgs = {
  readonly nwfilter: NonnullNwfilterBinding;
};
export function writeNwfilterBindingDeleteArgs(w: XdrWriter, v: NwfilterBindingDeleteArgs): void {
  writeNonnullNwfilterBinding(w, v.nwfilter);
}
export function readNwfilterBindingDeleteArgs(r: XdrReader): NwfilterBindingDeleteArgs {
  return {
    nwfilter: readNonnullNwfilterBinding(r),
  };
}

export type NwfilterBindingGetXmlDescArgs = {
  readonly nwfilter: NonnullNwfilterBinding;
  readonly flags: number;
};
export function writeNwfilterBindingGetXmlDescArgs(w: XdrWriter, v: NwfilterBindingGetXmlDescArgs): void {
  writeNonnullNwfilterBinding(w, v.nwfilter);
  w.uint32(v.flags, 'NwfilterBindingGetXmlDescArgs.flags');
}
export function readNwfilterBindingGetXmlDescArgs(r: XdrReader): NwfilterBindingGetXmlDescArgs {
  return {
    nwfilter: readNonnullNwfilterBinding(r),
    flags: r.uint32('NwfilterBindingGetXmlDescArgs.flags'),
  };
}

export type NwfilterBindingGetXmlDescRet = {
  readonly xml: string;
};
export function writeNwfilterBindingGetXmlDescRet(w: XdrWriter, v: NwfilterBindingGetXmlDescRet): void {
  w.string(v.xml, 4194304, 'NwfilterBindingGetXmlDescRet.xml');
}
export function readNwfilterBindingGetXmlDescRet(r: XdrReader): NwfilterBindingGetXmlDescRet {
  return {
    xml: r.string(4194304, 'NwfilterBindingGetXmlDescRet.xml'),
  };
}

export type ConnectListAllNwfilterBindingsArgs = {
  readonly needResults: number;
  readonly flags: number;
};
export function writeConnectListAllNwfilterBindingsArgs(w: XdrWriter, v: ConnectListAllNwfilterBindingsArgs): void {
  w.int32(v.needResults, 'ConnectListAllNwfilterBindingsArgs.needResults');
  w.uint32(v.flags, 'ConnectListAllNwfilterBindingsArgs.flags');
}
export function readConnectListAllNwfilterBindingsArgs(r: XdrReader): ConnectListAllNwfilterBindingsArgs {
  return {
    needResults: r.int32('ConnectListAllNwfilterBindingsArgs.needResults'),
    flags: r.uint32('ConnectListAllNwfilterBindingsArgs.flags'),
  };
}

export type ConnectListAllNwfilterBindingsRet = {
  readonly bindings: readonly NonnullNwfilterBinding[];
  readonly ret: number;
};
export function writeConnectListAllNwfilterBindingsRet(w: XdrWriter, v: ConnectListAllNwfilterBindingsRet): void {
  w.array(v.bindings, 16384, 'ConnectListAllNwfilterBindingsRet.bindings', (one) => writeNonnullNwfilterBinding(w, one));
  w.uint32(v.ret, 'ConnectListAllNwfilterBindingsRet.ret');
}
export function readConnectListAllNwfilterBindingsRet(r: XdrReader): ConnectListAllNwfilterBindingsRet {
  return {
    bindings: r.array(16384, 8, 'ConnectListAllNwfilterBindingsRet.bindings', () => readNonnullNwfilterBinding(r)),
    ret: r.uint32('ConnectListAllNwfilterBindingsRet.ret'),
  };
}

export type ConnectGetStoragePoolCapabilitiesArgs = {
  readonly flags: number;
};
export function writeConnectGetStoragePoolCapabilitiesArgs(w: XdrWriter, v: ConnectGetStoragePoolCapabilitiesArgs): void {
  w.uint32(v.flags, 'ConnectGetStoragePoolCapabilitiesArgs.flags');
}
export function readConnectGetStoragePoolCapabilitiesArgs(r: XdrReader): ConnectGetStoragePoolCapabilitiesArgs {
  return {
    flags: r.uint32('ConnectGetStoragePoolCapabilitiesArgs.flags'),
  };
}

export type ConnectGetStoragePoolCapabilitiesRet = {
  readonly capabilities: string;
};
export function writeConnectGetStoragePoolCapabilitiesRet(w: XdrWriter, v: ConnectGetStoragePoolCapabilitiesRet): void {
  w.string(v.capabilities, 4194304, 'ConnectGetStoragePoolCapabilitiesRet.capabilities');
}
export function readConnectGetStoragePoolCapabilitiesRet(r: XdrReader): ConnectGetStoragePoolCapabilitiesRet {
  return {
    capabilities: r.string(4194304, 'ConnectGetStoragePoolCapabilitiesRet.capabilities'),
  };
}

export type NetworkListAllPortsArgs = {
  readonly network: NonnullNetwork;
  readonly needResults: number;
  readonly flags: number;
};
export function writeNetworkListAllPortsArgs(w: XdrWriter, v: NetworkListAllPortsArgs): void {
  writeNonnullNetwork(w, v.network);
  w.int32(v.needResults, 'NetworkListAllPortsArgs.needResults');
  w.uint32(v.flags, 'NetworkListAllPortsArgs.flags');
}
export function readNetworkListAllPortsArgs(r: XdrReader): NetworkListAllPortsArgs {
  return {
    network: readNonnullNetwork(r),
    needResults: r.int32('NetworkListAllPortsArgs.needResults'),
    flags: r.uint32('NetworkListAllPortsArgs.flags'),
  };
}

export type NetworkListAllPortsRet = {
  readonly ports: readonly NonnullNetworkPort[];
  readonly ret: number;
};
export function writeNetworkListAllPortsRet(w: XdrWriter, v: NetworkListAllPortsRet): void {
  w.array(v.ports, 16384, 'NetworkListAllPortsRet.ports', (one) => writeNonnullNetworkPort(w, one));
  w.uint32(v.ret, 'NetworkListAllPortsRet.ret');
}
export function readNetworkListAllPortsRet(r: XdrReader): NetworkListAllPortsRet {
  return {
    ports: r.array(16384, 36, 'NetworkListAllPortsRet.ports', () => readNonnullNetworkPort(r)),
    ret: r.uint32('NetworkListAllPortsRet.ret'),
  };
}

export type NetworkPortLookupByUuidArgs = {
  readonly network: NonnullNetwork;
  readonly uuid: Uint8Array;
};
export function writeNetworkPortLookupByUuidArgs(w: XdrWriter, v: NetworkPortLookupByUuidArgs): void {
  writeNonnullNetwork(w, v.network);
  w.fixedOpaque(v.uuid, 16, 'NetworkPortLookupByUuidArgs.uuid');
}
export function readNetworkPortLookupByUuidArgs(r: XdrReader): NetworkPortLookupByUuidArgs {
  return {
    network: readNonnullNetwork(r),
    uuid: r.fixedOpaque(16, 'NetworkPortLookupByUuidArgs.uuid'),
  };
}

export type NetworkPortLookupByUuidRet = {
  readonly port: NonnullNetworkPort;
};
export function writeNetworkPortLookupByUuidRet(w: XdrWriter, v: NetworkPortLookupByUuidRet): void {
  writeNonnullNetworkPort(w, v.port);
}
export function readNetworkPortLookupByUuidRet(r: XdrReader): NetworkPortLookupByUuidRet {
  return {
    port: readNonnullNetworkPort(r),
  };
}

export type NetworkPortCreateXmlArgs = {
  readonly network: NonnullNetwork;
  readonly xml: string;
  readonly flags: number;
};
export function writeNetworkPortCreateXmlArgs(w: XdrWriter, v: NetworkPortCreateXmlArgs): void {
  writeNonnullNetwork(w, v.network);
  w.string(v.xml, 4194304, 'NetworkPortCreateXmlArgs.xml');
  w.uint32(v.flags, 'NetworkPortCreateXmlArgs.flags');
}
export function readNetworkPortCreateXmlArgs(r: XdrReader): NetworkPortCreateXmlArgs {
  return {
    network: readNonnullNetwork(r),
    xml: r.string(4194304, 'NetworkPortCreateXmlArgs.xml'),
    flags: r.uint32('NetworkPortCreateXmlArgs.flags'),
  };
}

export type NetworkPortCreateXmlRet = {
  readonly port: NonnullNetworkPort;
};
export function writeNetworkPortCreateXmlRet(w: XdrWriter, v: NetworkPortCreateXmlRet): void {
  writeNonnullNetworkPort(w, v.port);
}
export function readNetworkPortCreateXmlRet(r: XdrReader): NetworkPortCreateXmlRet {
  return {
    port: readNonnullNetworkPort(r),
  };
}

export type NetworkPortSetParametersArgs = {
  readonly port: NonnullNetworkPort;
  readonly params: readonly TypedParam[];
  readonly flags: number;
};
export function writeNetworkPortSetParametersArgs(w: XdrWriter, v: NetworkPortSetParametersArgs): void {
  writeNonnullNetworkPort(w, v.port);
  w.array(v.params, 16, 'NetworkPortSetParametersArgs.params', (one) => writeTypedParam(w, one));
  w.uint32(v.flags, 'NetworkPortSetParametersArgs.flags');
}
export function readNetworkPortSetParametersArgs(r: XdrReader): NetworkPortSetParametersArgs {
  return {
    port: readNonnullNetworkPort(r),
    params: r.array(16, 12, 'NetworkPortSetParametersArgs.params', () => readTypedParam(r)),
    flags: r.uint32('NetworkPortSetParametersArgs.flags'),
  };
}

export type NetworkPortGetParametersArgs = {
  readonly port: NonnullNetworkPort;
  readonly nparams: number;
  readonly flags: number;
};
export function writeNetworkPortGetParametersArgs(w: XdrWriter, v: NetworkPortGetParametersArgs): void {
  writeNonnullNetworkPort(w, v.port);
  w.int32(v.nparams, 'NetworkPortGetParametersArgs.nparams');
  w.uint32(v.flags, 'NetworkPortGetParametersArgs.flags');
}
export function readNetworkPortGetParametersArgs(r: XdrReader): NetworkPortGetParametersArgs {
  return {
    port: readNonnullNetworkPort(r),
    nparams: r.int32('NetworkPortGetParametersArgs.nparams'),
    flags: r.uint32('NetworkPortGetParametersArgs.flags'),
  };
}

export type NetworkPortGetParametersRet = {
  readonly params: readonly TypedParam[];
  readonly nparams: number;
};
export function writeNetworkPortGetParametersRet(w: XdrWriter, v: NetworkPortGetParametersRet): void {
  w.array(v.params, 16, 'NetworkPortGetParametersRet.params', (one) => writeTypedParam(w, one));
  w.int32(v.nparams, 'NetworkPortGetParametersRet.nparams');
}
export function readNetworkPortGetParametersRet(r: XdrReader): NetworkPortGetParametersRet {
  return {
    params: r.array(16, 12, 'NetworkPortGetParametersRet.params', () => readTypedParam(r)),
    nparams: r.int32('NetworkPortGetParametersRet.nparams'),
  };
}

export type NetworkPortGetXmlDescArgs = {
  readonly port: NonnullNetworkPort;
  readonly flags: number;
};
export function writeNetworkPortGetXmlDescArgs(w: XdrWriter, v: NetworkPortGetXmlDescArgs): void {
  writeNonnullNetworkPort(w, v.port);
  w.uint32(v.flags, 'NetworkPortGetXmlDescArgs.flags');
}
export function readNetworkPortGetXmlDescArgs(r: XdrReader): NetworkPortGetXmlDescArgs {
  return {
    port: readNonnullNetworkPort(r),
    flags: r.uint32('NetworkPortGetXmlDescArgs.flags'),
  };
}

export type NetworkPortGetXmlDescRet = {
  readonly xml: string;
};
export function writeNetworkPortGetXmlDescRet(w: XdrWriter, v: NetworkPortGetXmlDescRet): void {
  w.string(v.xml, 4194304, 'NetworkPortGetXmlDescRet.xml');
}
export function readNetworkPortGetXmlDescRet(r: XdrReader): NetworkPortGetXmlDescRet {
  return {
    xml: r.string(4194304, 'NetworkPortGetXmlDescRet.xml'),
  };
}

export type NetworkPortDeleteArgs = {
  readonly port: NonnullNetworkPort;
  readonly flags: number;
};
export function writeNetworkPortDeleteArgs(w: XdrWriter, v: NetworkPortDeleteArgs): void {
  writeNonnullNetworkPort(w, v.port);
  w.uint32(v.flags, 'NetworkPortDeleteArgs.flags');
}
export function readNetworkPortDeleteArgs(r: XdrReader): NetworkPortDeleteArgs {
  return {
    port: readNonnullNetworkPort(r),
    flags: r.uint32('NetworkPortDeleteArgs.flags'),
  };
}

export type DomainCheckpointCreateXmlArgs = {
  readonly dom: NonnullDomain;
  readonly xmlDesc: string;
  readonly flags: number;
};
export function writeDomainCheckpointCreateXmlArgs(w: XdrWriter, v: DomainCheckpointCreateXmlArgs): void {
  writeNonnullDomain(w, v.dom);
  w.string(v.xmlDesc, 4194304, 'DomainCheckpointCreateXmlArgs.xmlDesc');
  w.uint32(v.flags, 'DomainCheckpointCreateXmlArgs.flags');
}
export function readDomainCheckpointCreateXmlArgs(r: XdrReader): DomainCheckpointCreateXmlArgs {
  return {
    dom: readNonnullDomain(r),
    xmlDesc: r.string(4194304, 'DomainCheckpointCreateXmlArgs.xmlDesc'),
    flags: r.uint32('DomainCheckpointCreateXmlArgs.flags'),
  };
}

export type DomainCheckpointCreateXmlRet = {
  readonly checkpoint: NonnullDomainCheckpoint;
};
export function writeDomainCheckpointCreateXmlRet(w: XdrWriter, v: DomainCheckpointCreateXmlRet): void {
  writeNonnullDomainCheckpoint(w, v.checkpoint);
}
export function readDomainCheckpointCreateXmlRet(r: XdrReader): DomainCheckpointCreateXmlRet {
  return {
    checkpoint: readNonnullDomainCheckpoint(r),
  };
}

export type DomainCheckpointGetXmlDescArgs = {
  readonly checkpoint: NonnullDomainCheckpoint;
  readonly flags: number;
};
export function writeDomainCheckpointGetXmlDescArgs(w: XdrWriter, v: DomainCheckpointGetXmlDescArgs): void {
  writeNonnullDomainCheckpoint(w, v.checkpoint);
  w.uint32(v.flags, 'DomainCheckpointGetXmlDescArgs.flags');
}
export function readDomainCheckpointGetXmlDescArgs(r: XdrReader): DomainCheckpointGetXmlDescArgs {
  return {
    checkpoint: readNonnullDomainCheckpoint(r),
    flags: r.uint32('DomainCheckpointGetXmlDescArgs.flags'),
  };
}

export type DomainCheckpointGetXmlDescRet = {
  readonly xml: string;
};
export function writeDomainCheckpointGetXmlDescRet(w: XdrWriter, v: DomainCheckpointGetXmlDescRet): void {
  w.string(v.xml, 4194304, 'DomainCheckpointGetXmlDescRet.xml');
}
export function readDomainCheckpointGetXmlDescRet(r: XdrReader): DomainCheckpointGetXmlDescRet {
  return {
    xml: r.string(4194304, 'DomainCheckpointGetXmlDescRet.xml'),
  };
}

export type DomainListAllCheckpointsArgs = {
  readonly dom: NonnullDomain;
  readonly needResults: number;
  readonly flags: number;
};
export function writeDomainListAllCheckpointsArgs(w: XdrWriter, v: DomainListAllCheckpointsArgs): void {
  writeNonnullDomain(w, v.dom);
  w.int32(v.needResults, 'DomainListAllCheckpointsArgs.needResults');
  w.uint32(v.flags, 'DomainListAllCheckpointsArgs.flags');
}
export function readDomainListAllCheckpointsArgs(r: XdrReader): DomainListAllCheckpointsArgs {
  return {
    dom: readNonnullDomain(r),
    needResults: r.int32('DomainListAllCheckpointsArgs.needResults'),
    flags: r.uint32('DomainListAllCheckpointsArgs.flags'),
  };
}

export type DomainListAllCheckpointsRet = {
  readonly checkpoints: readonly NonnullDomainCheckpoint[];
  readonly ret: number;
};
export function writeDomainListAllCheckpointsRet(w: XdrWriter, v: DomainListAllCheckpointsRet): void {
  w.array(v.checkpoints, 16384, 'DomainListAllCheckpointsRet.checkpoints', (one) => writeNonnullDomainCheckpoint(w, one));
  w.int32(v.ret, 'DomainListAllCheckpointsRet.ret');
}
export function readDomainListAllCheckpointsRet(r: XdrReader): DomainListAllCheckpointsRet {
  return {
    checkpoints: r.array(16384, 28, 'DomainListAllCheckpointsRet.checkpoints', () => readNonnullDomainCheckpoint(r)),
    ret: r.int32('DomainListAllCheckpointsRet.ret'),
  };
}

export type DomainCheckpointListAllChildrenArgs = {
  readonly checkpoint: NonnullDomainCheckpoint;
  readonly needResults: number;
  readonly flags: number;
};
export function writeDomainCheckpointListAllChildrenArgs(w: XdrWriter, v: DomainCheckpointListAllChildrenArgs): void {
  writeNonnullDomainCheckpoint(w, v.checkpoint);
  w.int32(v.needResults, 'DomainCheckpointListAllChildrenArgs.needResults');
  w.uint32(v.flags, 'DomainCheckpointListAllChildrenArgs.flags');
}
export function readDomainCheckpointListAllChildrenArgs(r: XdrReader): DomainCheckpointListAllChildrenArgs {
  return {
    checkpoint: readNonnullDomainCheckpoint(r),
    needResults: r.int32('DomainCheckpointListAllChildrenArgs.needResults'),
    flags: r.uint32('DomainCheckpointListAllChildrenArgs.flags'),
  };
}

export type DomainCheckpointListAllChildrenRet = {
  readonly checkpoints: readonly NonnullDomainCheckpoint[];
  readonly ret: number;
};
export function writeDomainCheckpointListAllChildrenRet(w: XdrWriter, v: DomainCheckpointListAllChildrenRet): void {
  w.array(v.checkpoints, 16384, 'DomainCheckpointListAllChildrenRet.checkpoints', (one) => writeNonnullDomainCheckpoint(w, one));
  w.int32(v.ret, 'DomainCheckpointListAllChildrenRet.ret');
}
export function readDomainCheckpointListAllChildrenRet(r: XdrReader): DomainCheckpointListAllChildrenRet {
  return {
    checkpoints: r.array(16384, 28, 'DomainCheckpointListAllChildrenRet.checkpoints', () => readNonnullDomainCheckpoint(r)),
    ret: r.int32('DomainCheckpointListAllChildrenRet.ret'),
  };
}

export type DomainCheckpointLookupByNameArgs = {
  readonly dom: NonnullDomain;
  readonly name: string;
  readonly flags: number;
};
export function writeDomainCheckpointLookupByNameArgs(w: XdrWriter, v: DomainCheckpointLookupByNameArgs): void {
  writeNonnullDomain(w, v.dom);
  w.string(v.name, 4194304, 'DomainCheckpointLookupByNameArgs.name');
  w.uint32(v.flags, 'DomainCheckpointLookupByNameArgs.flags');
}
export function readDomainCheckpointLookupByNameArgs(r: XdrReader): DomainCheckpointLookupByNameArgs {
  return {
    dom: readNonnullDomain(r),
    name: r.string(4194304, 'DomainCheckpointLookupByNameArgs.name'),
    flags: r.uint32('DomainCheckpointLookupByNameArgs.flags'),
  };
}

export type DomainCheckpointLookupByNameRet = {
  readonly checkpoint: NonnullDomainCheckpoint;
};
export function writeDomainCheckpointLookupByNameRet(w: XdrWriter, v: DomainCheckpointLookupByNameRet): void {
  writeNonnullDomainCheckpoint(w, v.checkpoint);
}
export function readDomainCheckpointLookupByNameRet(r: XdrReader): DomainCheckpointLookupByNameRet {
  return {
    checkpoint: readNonnullDomainCheckpoint(r),
  };
}

export type DomainCheckpointGetParentArgs = {
  readonly checkpoint: NonnullDomainCheckpoint;
  readonly flags: number;
};
export function writeDomainCheckpointGetParentArgs(w: XdrWriter, v: DomainCheckpointGetParentArgs): void {
  writeNonnullDomainCheckpoint(w, v.checkpoint);
  w.uint32(v.flags, 'DomainCheckpointGetParentArgs.flags');
}
export function readDomainCheckpointGetParentArgs(r: XdrReader): DomainCheckpointGetParentArgs {
  return {
    checkpoint: readNonnullDomainCheckpoint(r),
    flags: r.uint32('DomainCheckpointGetParentArgs.flags'),
  };
}

export type DomainCheckpointGetParentRet = {
  readonly parent: NonnullDomainCheckpoint;
};
export function writeDomainCheckpointGetParentRet(w: XdrWriter, v: DomainCheckpointGetParentRet): void {
  writeNonnullDomainCheckpoint(w, v.parent);
}
export function readDomainCheckpointGetParentRet(r: XdrReader): DomainCheckpointGetParentRet {
  return {
    parent: readNonnullDomainCheckpoint(r),
  };
}

export type DomainCheckpointDeleteArgs = {
  readonly checkpoint: NonnullDomainCheckpoint;
  readonly flags: number;
};
export function writeDomainCheckpointDeleteArgs(w: XdrWriter, v: DomainCheckpointDeleteArgs): void {
  writeNonnullDomainCheckpoint(w, v.checkpoint);
  w.uint32(v.flags, 'DomainCheckpointDeleteArgs.flags');
}
export function readDomainCheckpointDeleteArgs(r: XdrReader): DomainCheckpointDeleteArgs {
  return {
    checkpoint: readNonnullDomainCheckpoint(r),
    flags: r.uint32('DomainCheckpointDeleteArgs.flags'),
  };
}

export type DomainGetGuestInfoArgs = {
  readonly dom: NonnullDomain;
  readonly types: number;
  readonly flags: number;
};
export function writeDomainGetGuestInfoArgs(w: XdrWriter, v: DomainGetGuestInfoArgs): void {
  writeNonnullDomain(w, v.dom);
  w.uint32(v.types, 'DomainGetGuestInfoArgs.types');
  w.uint32(v.flags, 'DomainGetGuestInfoArgs.flags');
}
export function readDomainGetGuestInfoArgs(r: XdrReader): DomainGetGuestInfoArgs {
  return {
    dom: readNonnullDomain(r),
    types: r.uint32('DomainGetGuestInfoArgs.types'),
    flags: r.uint32('DomainGetGuestInfoArgs.flags'),
  };
}

export type DomainGetGuestInfoRet = {
  readonly params: readonly TypedParam[];
};
export function writeDomainGetGuestInfoRet(w: XdrWriter, v: DomainGetGuestInfoRet): void {
  w.array(v.params, 2048, 'DomainGetGuestInfoRet.params', (one) => writeTypedParam(w, one));
}
export function readDomainGetGuestInfoRet(r: XdrReader): DomainGetGuestInfoRet {
  return {
    params: r.array(2048, 12, 'DomainGetGuestInfoRet.params', () => readTypedParam(r)),
  };
}

export type ConnectSetIdentityArgs = {
  readonly params: readonly TypedParam[];
  readonly flags: number;
};
export function writeConnectSetIdentityArgs(w: XdrWriter, v: ConnectSetIdentityArgs): void {
  w.array(v.params, 20, 'ConnectSetIdentityArgs.params', (one) => writeTypedParam(w, one));
  w.uint32(v.flags, 'ConnectSetIdentityArgs.flags');
}
export function readConnectSetIdentityArgs(r: XdrReader): ConnectSetIdentityArgs {
  return {
    params: r.array(20, 12, 'ConnectSetIdentityArgs.params', () => readTypedParam(r)),
    flags: r.uint32('ConnectSetIdentityArgs.flags'),
  };
}

export type DomainAgentSetResponseTimeoutArgs = {
  readonly dom: NonnullDomain;
  readonly timeout: number;
  readonly flags: number;
};
export function writeDomainAgentSetResponseTimeoutArgs(w: XdrWriter, v: DomainAgentSetResponseTimeoutArgs): void {
  writeNonnullDomain(w, v.dom);
  w.int32(v.timeout, 'DomainAgentSetResponseTimeoutArgs.timeout');
  w.uint32(v.flags, 'DomainAgentSetResponseTimeoutArgs.flags');
}
export function readDomainAgentSetResponseTimeoutArgs(r: XdrReader): DomainAgentSetResponseTimeoutArgs {
  return {
    dom: readNonnullDomain(r),
    timeout: r.int32('DomainAgentSetResponseTimeoutArgs.timeout'),
    flags: r.uint32('DomainAgentSetResponseTimeoutArgs.flags'),
  };
}

export type DomainAgentSetResponseTimeoutRet = {
  readonly result: number;
};
export function writeDomainAgentSetResponseTimeoutRet(w: XdrWriter, v: DomainAgentSetResponseTimeoutRet): void {
  w.int32(v.result, 'DomainAgentSetResponseTimeoutRet.result');
}
export function readDomainAgentSetResponseTimeoutRet(r: XdrReader): DomainAgentSetResponseTimeoutRet {
  return {
    result: r.int32('DomainAgentSetResponseTimeoutRet.result'),
  };
}

export type DomainBackupBeginArgs = {
  readonly dom: NonnullDomain;
  readonly backupXml: string;
  readonly checkpointXml: string | null;
  readonly flags: number;
};
export function writeDomainBackupBeginArgs(w: XdrWriter, v: DomainBackupBeginArgs): void {
  writeNonnullDomain(w, v.dom);
  w.string(v.backupXml, 4194304, 'DomainBackupBeginArgs.backupXml');
  w.optional(v.checkpointXml, 'DomainBackupBeginArgs.checkpointXml', (one) => w.string(one, 4194304, 'DomainBackupBeginArgs.checkpointXml'));
  w.uint32(v.flags, 'DomainBackupBeginArgs.flags');
}
export function readDomainBackupBeginArgs(r: XdrReader): DomainBackupBeginArgs {
  return {
    dom: readNonnullDomain(r),
    backupXml: r.string(4194304, 'DomainBackupBeginArgs.backupXml'),
    checkpointXml: r.optional('DomainBackupBeginArgs.checkpointXml', () => r.string(4194304, 'DomainBackupBeginArgs.checkpointXml')),
    flags: r.uint32('DomainBackupBeginArgs.flags'),
  };
}

export type DomainBackupGetXmlDescArgs = {
  readonly dom: NonnullDomain;
  readonly flags: number;
};
export function writeDomainBackupGetXmlDescArgs(w: XdrWriter, v: DomainBackupGetXmlDescArgs): void {
  writeNonnullDomain(w, v.dom);
  w.uint32(v.flags, 'DomainBackupGetXmlDescArgs.flags');
}
export function readDomainBackupGetXmlDescArgs(r: XdrReader): DomainBackupGetXmlDescArgs {
  return {
    dom: readNonnullDomain(r),
    flags: r.uint32('DomainBackupGetXmlDescArgs.flags'),
  };
}

export type DomainBackupGetXmlDescRet = {
  readonly xml: string;
};
export function writeDomainBackupGetXmlDescRet(w: XdrWriter, v: DomainBackupGetXmlDescRet): void {
  w.string(v.xml, 4194304, 'DomainBackupGetXmlDescRet.xml');
}
export function readDomainBackupGetXmlDescRet(r: XdrReader): DomainBackupGetXmlDescRet {
  return {
    xml: r.string(4194304, 'DomainBackupGetXmlDescRet.xml'),
  };
}

export type DomainAuthorizedSshKeysGetArgs = {
  readonly dom: NonnullDomain;
  readonly user: string;
  readonly flags: number;
};
export function writeDomainAuthorizedSshKeysGetArgs(w: XdrWriter, v: DomainAuthorizedSshKeysGetArgs): void {
  writeNonnullDomain(w, v.dom);
  w.string(v.user, 4194304, 'DomainAuthorizedSshKeysGetArgs.user');
  w.uint32(v.flags, 'DomainAuthorizedSshKeysGetArgs.flags');
}
export function readDomainAuthorizedSshKeysGetArgs(r: XdrReader): DomainAuthorizedSshKeysGetArgs {
  return {
    dom: readNonnullDomain(r),
    user: r.string(4194304, 'DomainAuthorizedSshKeysGetArgs.user'),
    flags: r.uint32('DomainAuthorizedSshKeysGetArgs.flags'),
  };
}

export type DomainAuthorizedSshKeysGetRet = {
  readonly keys: readonly string[];
};
export function writeDomainAuthorizedSshKeysGetRet(w: XdrWriter, v: DomainAuthorizedSshKeysGetRet): void {
  w.array(v.keys, 2048, 'DomainAuthorizedSshKeysGetRet.keys', (one) => w.string(one, 4194304, 'DomainAuthorizedSshKeysGetRet.keys'));
}
export function readDomainAuthorizedSshKeysGetRet(r: XdrReader): DomainAuthorizedSshKeysGetRet {
  return {
    keys: r.array(2048, 4, 'DomainAuthorizedSshKeysGetRet.keys', () => r.string(4194304, 'DomainAuthorizedSshKeysGetRet.keys')),
  };
}

export type DomainAuthorizedSshKeysSetArgs = {
  readonly dom: NonnullDomain;
  readonly user: string;
  readonly keys: readonly string[];
  readonly flags: number;
};
export function writeDomainAuthorizedSshKeysSetArgs(w: XdrWriter, v: DomainAuthorizedSshKeysSetArgs): void {
  writeNonnullDomain(w, v.dom);
  w.string(v.user, 4194304, 'DomainAuthorizedSshKeysSetArgs.user');
  w.array(v.keys, 2048, 'DomainAuthorizedSshKeysSetArgs.keys', (one) => w.string(one, 4194304, 'DomainAuthorizedSshKeysSetArgs.keys'));
  w.uint32(v.flags, 'DomainAuthorizedSshKeysSetArgs.flags');
}
export function readDomainAuthorizedSshKeysSetArgs(r: XdrReader): DomainAuthorizedSshKeysSetArgs {
  return {
    dom: readNonnullDomain(r),
    user: r.string(4194304, 'DomainAuthorizedSshKeysSetArgs.user'),
    keys: r.array(2048, 4, 'DomainAuthorizedSshKeysSetArgs.keys', () => r.string(4194304, 'DomainAuthorizedSshKeysSetArgs.keys')),
    flags: r.uint32('DomainAuthorizedSshKeysSetArgs.flags'),
  };
}

export type DomainGetMessagesArgs = {
  readonly dom: NonnullDomain;
  readonly flags: number;
};
export function writeDomainGetMessagesArgs(w: XdrWriter, v: DomainGetMessagesArgs): void {
  writeNonnullDomain(w, v.dom);
  w.uint32(v.flags, 'DomainGetMessagesArgs.flags');
}
export function readDomainGetMessagesArgs(r: XdrReader): DomainGetMessagesArgs {
  return {
    dom: readNonnullDomain(r),
    flags: r.uint32('DomainGetMessagesArgs.flags'),
  };
}

export type DomainGetMessagesRet = {
  readonly msgs: readonly string[];
};
export function writeDomainGetMessagesRet(w: XdrWriter, v: DomainGetMessagesRet): void {
  w.array(v.msgs, 2048, 'DomainGetMessagesRet.msgs', (one) => w.string(one, 4194304, 'DomainGetMessagesRet.msgs'));
}
export function readDomainGetMessagesRet(r: XdrReader): DomainGetMessagesRet {
  return {
    msgs: r.array(2048, 4, 'DomainGetMessagesRet.msgs', () => r.string(4194304, 'DomainGetMessagesRet.msgs')),
  };
}

export type DomainStartDirtyRateCalcArgs = {
  readonly dom: NonnullDomain;
  readonly seconds: number;
  readonly flags: number;
};
export function writeDomainStartDirtyRateCalcArgs(w: XdrWriter, v: DomainStartDirtyRateCalcArgs): void {
  writeNonnullDomain(w, v.dom);
  w.int32(v.seconds, 'DomainStartDirtyRateCalcArgs.seconds');
  w.uint32(v.flags, 'DomainStartDirtyRateCalcArgs.flags');
}
export function readDomainStartDirtyRateCalcArgs(r: XdrReader): DomainStartDirtyRateCalcArgs {
  return {
    dom: readNonnullDomain(r),
    seconds: r.int32('DomainStartDirtyRateCalcArgs.seconds'),
    flags: r.uint32('DomainStartDirtyRateCalcArgs.flags'),
  };
}

export type DomainEventMemoryDeviceSizeChangeMsg = {
  readonly callbackId: number;
  readonly dom: NonnullDomain;
  readonly alias: string;
  readonly size: bigint;
};
export function writeDomainEventMemoryDeviceSizeChangeMsg(w: XdrWriter, v: DomainEventMemoryDeviceSizeChangeMsg): void {
  w.int32(v.callbackId, 'DomainEventMemoryDeviceSizeChangeMsg.callbackId');
  writeNonnullDomain(w, v.dom);
  w.string(v.alias, 4194304, 'DomainEventMemoryDeviceSizeChangeMsg.alias');
  w.uint64(v.size, 'DomainEventMemoryDeviceSizeChangeMsg.size');
}
export function readDomainEventMemoryDeviceSizeChangeMsg(r: XdrReader): DomainEventMemoryDeviceSizeChangeMsg {
  return {
    callbackId: r.int32('DomainEventMemoryDeviceSizeChangeMsg.callbackId'),
    dom: readNonnullDomain(r),
    alias: r.string(4194304, 'DomainEventMemoryDeviceSizeChangeMsg.alias'),
    size: r.uint64('DomainEventMemoryDeviceSizeChangeMsg.size'),
  };
}

export type DomainFdAssociateArgs = {
  readonly dom: NonnullDomain;
  readonly name: string;
  readonly flags: number;
};
export function writeDomainFdAssociateArgs(w: XdrWriter, v: DomainFdAssociateArgs): void {
  writeNonnullDomain(w, v.dom);
  w.string(v.name, 4194304, 'DomainFdAssociateArgs.name');
  w.uint32(v.flags, 'DomainFdAssociateArgs.flags');
}
export function readDomainFdAssociateArgs(r: XdrReader): DomainFdAssociateArgs {
  return {
    dom: readNonnullDomain(r),
    name: r.string(4194304, 'DomainFdAssociateArgs.name'),
    flags: r.uint32('DomainFdAssociateArgs.flags'),
  };
}

export type QemuDomainMonitorCommandArgs = {
  readonly dom: NonnullDomain;
  readonly cmd: string;
  readonly flags: number;
};
export function writeQemuDomainMonitorCommandArgs(w: XdrWriter, v: QemuDomainMonitorCommandArgs): void {
  writeNonnullDomain(w, v.dom);
  w.string(v.cmd, 4194304, 'QemuDomainMonitorCommandArgs.cmd');
  w.uint32(v.flags, 'QemuDomainMonitorCommandArgs.flags');
}
export function readQemuDomainMonitorCommandArgs(r: XdrReader): QemuDomainMonitorCommandArgs {
  return {
    dom: readNonnullDomain(r),
    cmd: r.string(4194304, 'QemuDomainMonitorCommandArgs.cmd'),
    flags: r.uint32('QemuDomainMonitorCommandArgs.flags'),
  };
}

export type QemuDomainMonitorCommandRet = {
  readonly result: string;
};
export function writeQemuDomainMonitorCommandRet(w: XdrWriter, v: QemuDomainMonitorCommandRet): void {
  w.string(v.result, 4194304, 'QemuDomainMonitorCommandRet.result');
}
export function readQemuDomainMonitorCommandRet(r: XdrReader): QemuDomainMonitorCommandRet {
  return {
    result: r.string(4194304, 'QemuDomainMonitorCommandRet.result'),
  };
}

export type QemuDomainAttachArgs = {
  readonly pidValue: number;
  readonly flags: number;
};
export function writeQemuDomainAttachArgs(w: XdrWriter, v: QemuDomainAttachArgs): void {
  w.uint32(v.pidValue, 'QemuDomainAttachArgs.pidValue');
  w.uint32(v.flags, 'QemuDomainAttachArgs.flags');
}
export function readQemuDomainAttachArgs(r: XdrReader): QemuDomainAttachArgs {
  return {
    pidValue: r.uint32('QemuDomainAttachArgs.pidValue'),
    flags: r.uint32('QemuDomainAttachArgs.flags'),
  };
}

export type QemuDomainAttachRet = {
  readonly dom: NonnullDomain;
};
export function writeQemuDomainAttachRet(w: XdrWriter, v: QemuDomainAttachRet): void {
  writeNonnullDomain(w, v.dom);
}
export function readQemuDomainAttachRet(r: XdrReader): QemuDomainAttachRet {
  return {
    dom: readNonnullDomain(r),
  };
}

export type QemuDomainAgentCommandArgs = {
  readonly dom: NonnullDomain;
  readonly cmd: string;
  readonly timeout: number;
  readonly flags: number;
};
export function writeQemuDomainAgentCommandArgs(w: XdrWriter, v: QemuDomainAgentCommandArgs): void {
  writeNonnullDomain(w, v.dom);
  w.string(v.cmd, 4194304, 'QemuDomainAgentCommandArgs.cmd');
  w.int32(v.timeout, 'QemuDomainAgentCommandArgs.timeout');
  w.uint32(v.flags, 'QemuDomainAgentCommandArgs.flags');
}
export function readQemuDomainAgentCommandArgs(r: XdrReader): QemuDomainAgentCommandArgs {
  return {
    dom: readNonnullDomain(r),
    cmd: r.string(4194304, 'QemuDomainAgentCommandArgs.cmd'),
    timeout: r.int32('QemuDomainAgentCommandArgs.timeout'),
    flags: r.uint32('QemuDomainAgentCommandArgs.flags'),
  };
}

export type QemuDomainAgentCommandRet = {
  readonly result: string | null;
};
export function writeQemuDomainAgentCommandRet(w: XdrWriter, v: QemuDomainAgentCommandRet): void {
  w.optional(v.result, 'QemuDomainAgentCommandRet.result', (one) => w.string(one, 4194304, 'QemuDomainAgentCommandRet.result'));
}
export function readQemuDomainAgentCommandRet(r: XdrReader): QemuDomainAgentCommandRet {
  return {
    result: r.optional('QemuDomainAgentCommandRet.result', () => r.string(4194304, 'QemuDomainAgentCommandRet.result')),
  };
}

export type QemuConnectDomainMonitorEventRegisterArgs = {
  readonly dom: NonnullDomain | null;
  readonly event: string | null;
  readonly flags: number;
};
export function writeQemuConnectDomainMonitorEventRegisterArgs(w: XdrWriter, v: QemuConnectDomainMonitorEventRegisterArgs): void {
  w.optional(v.dom, 'QemuConnectDomainMonitorEventRegisterArgs.dom', (one) => writeNonnullDomain(w, one));
  w.optional(v.event, 'QemuConnectDomainMonitorEventRegisterArgs.event', (one) => w.string(one, 4194304, 'QemuConnectDomainMonitorEventRegisterArgs.event'));
  w.uint32(v.flags, 'QemuConnectDomainMonitorEventRegisterArgs.flags');
}
export function readQemuConnectDomainMonitorEventRegisterArgs(r: XdrReader): QemuConnectDomainMonitorEventRegisterArgs {
  return {
    dom: r.optional('QemuConnectDomainMonitorEventRegisterArgs.dom', () => readNonnullDomain(r)),
    event: r.optional('QemuConnectDomainMonitorEventRegisterArgs.event', () => r.string(4194304, 'QemuConnectDomainMonitorEventRegisterArgs.event')),
    flags: r.uint32('QemuConnectDomainMonitorEventRegisterArgs.flags'),
  };
}

export type QemuConnectDomainMonitorEventRegisterRet = {
  readonly callbackId: number;
};
export function writeQemuConnectDomainMonitorEventRegisterRet(w: XdrWriter, v: QemuConnectDomainMonitorEventRegisterRet): void {
  w.int32(v.callbackId, 'QemuConnectDomainMonitorEventRegisterRet.callbackId');
}
export function readQemuConnectDomainMonitorEventRegisterRet(r: XdrReader): QemuConnectDomainMonitorEventRegisterRet {
  return {
    callbackId: r.int32('QemuConnectDomainMonitorEventRegisterRet.callbackId'),
  };
}

export type QemuConnectDomainMonitorEventDeregisterArgs = {
  readonly callbackId: number;
};
export function writeQemuConnectDomainMonitorEventDeregisterArgs(w: XdrWriter, v: QemuConnectDomainMonitorEventDeregisterArgs): void {
  w.int32(v.callbackId, 'QemuConnectDomainMonitorEventDeregisterArgs.callbackId');
}
export function readQemuConnectDomainMonitorEventDeregisterArgs(r: XdrReader): QemuConnectDomainMonitorEventDeregisterArgs {
  return {
    callbackId: r.int32('QemuConnectDomainMonitorEventDeregisterArgs.callbackId'),
  };
}

export type QemuDomainMonitorEventMsg = {
  readonly callbackId: number;
  readonly dom: NonnullDomain;
  readonly event: string;
  readonly seconds: bigint;
  readonly micros: number;
  readonly details: string | null;
};
export function writeQemuDomainMonitorEventMsg(w: XdrWriter, v: QemuDomainMonitorEventMsg): void {
  w.int32(v.callbackId, 'QemuDomainMonitorEventMsg.callbackId');
  writeNonnullDomain(w, v.dom);
  w.string(v.event, 4194304, 'QemuDomainMonitorEventMsg.event');
  w.int64(v.seconds, 'QemuDomainMonitorEventMsg.seconds');
  w.uint32(v.micros, 'QemuDomainMonitorEventMsg.micros');
  w.optional(v.details, 'QemuDomainMonitorEventMsg.details', (one) => w.string(one, 4194304, 'QemuDomainMonitorEventMsg.details'));
}
export function readQemuDomainMonitorEventMsg(r: XdrReader): QemuDomainMonitorEventMsg {
  return {
    callbackId: r.int32('QemuDomainMonitorEventMsg.callbackId'),
    dom: readNonnullDomain(r),
    event: r.string(4194304, 'QemuDomainMonitorEventMsg.event'),
    seconds: r.int64('QemuDomainMonitorEventMsg.seconds'),
    micros: r.uint32('QemuDomainMonitorEventMsg.micros'),
    details: r.optional('QemuDomainMonitorEventMsg.details', () => r.string(4194304, 'QemuDomainMonitorEventMsg.details')),
  };
}

export type QemuDomainMonitorCommandWithFilesArgs = {
  readonly dom: NonnullDomain;
  readonly cmd: string;
  readonly flags: number;
};
export function writeQemuDomainMonitorCommandWithFilesArgs(w: XdrWriter, v: QemuDomainMonitorCommandWithFilesArgs): void {
  writeNonnullDomain(w, v.dom);
  w.string(v.cmd, 4194304, 'QemuDomainMonitorCommandWithFilesArgs.cmd');
  w.uint32(v.flags, 'QemuDomainMonitorCommandWithFilesArgs.flags');
}
export function readQemuDomainMonitorCommandWithFilesArgs(r: XdrReader): QemuDomainMonitorCommandWithFilesArgs {
  return {
    dom: readNonnullDomain(r),
    cmd: r.string(4194304, 'QemuDomainMonitorCommandWithFilesArgs.cmd'),
    flags: r.uint32('QemuDomainMonitorCommandWithFilesArgs.flags'),
  };
}

export type QemuDomainMonitorCommandWithFilesRet = {
  readonly result: string;
};
export function writeQemuDomainMonitorCommandWithFilesRet(w: XdrWriter, v: QemuDomainMonitorCommandWithFilesRet): void {
  w.string(v.result, 4194304, 'QemuDomainMonitorCommandWithFilesRet.result');
}
export function readQemuDomainMonitorCommandWithFilesRet(r: XdrReader): QemuDomainMonitorCommandWithFilesRet {
  return {
    result: r.string(4194304, 'QemuDomainMonitorCommandWithFilesRet.result'),
  };
}

export type LxcDomainOpenNamespaceArgs = {
  readonly dom: NonnullDomain;
  readonly flags: number;
};
export function writeLxcDomainOpenNamespaceArgs(w: XdrWriter, v: LxcDomainOpenNamespaceArgs): void {
  writeNonnullDomain(w, v.dom);
  w.uint32(v.flags, 'LxcDomainOpenNamespaceArgs.flags');
}
export function readLxcDomainOpenNamespaceArgs(r: XdrReader): LxcDomainOpenNamespaceArgs {
  return {
    dom: readNonnullDomain(r),
    flags: r.uint32('LxcDomainOpenNamespaceArgs.flags'),
  };
}
