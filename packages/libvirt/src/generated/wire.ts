// The framing of RPC messages: headers, errors, stream holes, keepalive.
// Made by tools/gen-libvirt from libvirt 9.0.0; sha256 4a2051e514e5e06d012f6ded6b8ea94c309c1416882ce25364f4dc95d025b265. Do not edit.

import { type XdrReader, type XdrWriter } from '../xdr.ts';

export const messageMax = 33554432;
export const lengthBytes = 4;
export const headerBytes = 24;
export const streamChunkMax = 262120;
export const MessageType = { CALL: 0, REPLY: 1, MESSAGE: 2, STREAM: 3, CALL_WITH_FDS: 4, REPLY_WITH_FDS: 5, STREAM_HOLE: 6 } as const;
export const MessageStatus = { OK: 0, ERROR: 1, CONTINUE: 2 } as const;
export const AuthType = { NONE: 0, SASL: 1, POLKIT: 2 } as const;
export const remoteProgram = { name: 'remote', number: 536903814, version: 1 } as const;
export const qemuProgram = { name: 'qemu', number: 536903815, version: 1 } as const;
export const lxcProgram = { name: 'lxc', number: 425984, version: 1 } as const;
export const keepaliveProgram = { name: 'keepalive', number: 1801807216, version: 1 } as const;
export const keepalivePing = 1;
export const keepalivePong = 2;

export type VirNetMessageHeader = {
  readonly prog: number;
  readonly vers: number;
  readonly proc: number;
  readonly type: number;
  readonly serial: number;
  readonly status: number;
};
export function writeVirNetMessageHeader(w: XdrWriter, v: VirNetMessageHeader): void {
  w.uint32(v.prog, 'VirNetMessageHeader.prog');
  w.uint32(v.vers, 'VirNetMessageHeader.vers');
  w.int32(v.proc, 'VirNetMessageHeader.proc');
  w.int32(v.type, 'VirNetMessageHeader.type');
  w.uint32(v.serial, 'VirNetMessageHeader.serial');
  w.int32(v.status, 'VirNetMessageHeader.status');
}
export function readVirNetMessageHeader(r: XdrReader): VirNetMessageHeader {
  return {
    prog: r.uint32('VirNetMessageHeader.prog'),
    vers: r.uint32('VirNetMessageHeader.vers'),
    proc: r.int32('VirNetMessageHeader.proc'),
    type: r.int32('VirNetMessageHeader.type'),
    serial: r.uint32('VirNetMessageHeader.serial'),
    status: r.int32('VirNetMessageHeader.status'),
  };
}

export type VirNetMessageNonnullDomain = {
  readonly name: string;
  readonly uuid: Uint8Array;
  readonly id: number;
};
export function writeVirNetMessageNonnullDomain(w: XdrWriter, v: VirNetMessageNonnullDomain): void {
  w.string(v.name, 4194304, 'VirNetMessageNonnullDomain.name');
  w.fixedOpaque(v.uuid, 16, 'VirNetMessageNonnullDomain.uuid');
  w.int32(v.id, 'VirNetMessageNonnullDomain.id');
}
export function readVirNetMessageNonnullDomain(r: XdrReader): VirNetMessageNonnullDomain {
  return {
    name: r.string(4194304, 'VirNetMessageNonnullDomain.name'),
    uuid: r.fixedOpaque(16, 'VirNetMessageNonnullDomain.uuid'),
    id: r.int32('VirNetMessageNonnullDomain.id'),
  };
}

export type VirNetMessageNonnullNetwork = {
  readonly name: string;
  readonly uuid: Uint8Array;
};
export function writeVirNetMessageNonnullNetwork(w: XdrWriter, v: VirNetMessageNonnullNetwork): void {
  w.string(v.name, 4194304, 'VirNetMessageNonnullNetwork.name');
  w.fixedOpaque(v.uuid, 16, 'VirNetMessageNonnullNetwork.uuid');
}
export function readVirNetMessageNonnullNetwork(r: XdrReader): VirNetMessageNonnullNetwork {
  return {
    name: r.string(4194304, 'VirNetMessageNonnullNetwork.name'),
    uuid: r.fixedOpaque(16, 'VirNetMessageNonnullNetwork.uuid'),
  };
}

export type VirNetMessageError = {
  readonly code: number;
  readonly domain: number;
  readonly message: string | null;
  readonly level: number;
  readonly dom: VirNetMessageNonnullDomain | null;
  readonly str1: string | null;
  readonly str2: string | null;
  readonly str3: string | null;
  readonly int1: number;
  readonly int2: number;
  readonly net: VirNetMessageNonnullNetwork | null;
};
export function writeVirNetMessageError(w: XdrWriter, v: VirNetMessageError): void {
  w.int32(v.code, 'VirNetMessageError.code');
  w.int32(v.domain, 'VirNetMessageError.domain');
  w.optional(v.message, 'VirNetMessageError.message', (one) => w.string(one, 4194304, 'VirNetMessageError.message'));
  w.int32(v.level, 'VirNetMessageError.level');
  w.optional(v.dom, 'VirNetMessageError.dom', (one) => writeVirNetMessageNonnullDomain(w, one));
  w.optional(v.str1, 'VirNetMessageError.str1', (one) => w.string(one, 4194304, 'VirNetMessageError.str1'));
  w.optional(v.str2, 'VirNetMessageError.str2', (one) => w.string(one, 4194304, 'VirNetMessageError.str2'));
  w.optional(v.str3, 'VirNetMessageError.str3', (one) => w.string(one, 4194304, 'VirNetMessageError.str3'));
  w.int32(v.int1, 'VirNetMessageError.int1');
  w.int32(v.int2, 'VirNetMessageError.int2');
  w.optional(v.net, 'VirNetMessageError.net', (one) => writeVirNetMessageNonnullNetwork(w, one));
}
export function readVirNetMessageError(r: XdrReader): VirNetMessageError {
  return {
    code: r.int32('VirNetMessageError.code'),
    domain: r.int32('VirNetMessageError.domain'),
    message: r.optional('VirNetMessageError.message', () => r.string(4194304, 'VirNetMessageError.message')),
    level: r.int32('VirNetMessageError.level'),
    dom: r.optional('VirNetMessageError.dom', () => readVirNetMessageNonnullDomain(r)),
    str1: r.optional('VirNetMessageError.str1', () => r.string(4194304, 'VirNetMessageError.str1')),
    str2: r.optional('VirNetMessageError.str2', () => r.string(4194304, 'VirNetMessageError.str2')),
    str3: r.optional('VirNetMessageError.str3', () => r.string(4194304, 'VirNetMessageError.str3')),
    int1: r.int32('VirNetMessageError.int1'),
    int2: r.int32('VirNetMessageError.int2'),
    net: r.optional('VirNetMessageError.net', () => readVirNetMessageNonnullNetwork(r)),
  };
}

export type VirNetStreamHole = {
  readonly length: bigint;
  readonly flags: number;
};
export function writeVirNetStreamHole(w: XdrWriter, v: VirNetStreamHole): void {
  w.int64(v.length, 'VirNetStreamHole.length');
  w.uint32(v.flags, 'VirNetStreamHole.flags');
}
export function readVirNetStreamHole(r: XdrReader): VirNetStreamHole {
  return {
    length: r.int64('VirNetStreamHole.length'),
    flags: r.uint32('VirNetStreamHole.flags'),
  };
}
