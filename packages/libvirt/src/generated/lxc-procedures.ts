// The 1 procedures of the program lxc that a client can call.
// Made by tools/gen-libvirt from libvirt 9.0.0; sha256 4a2051e514e5e06d012f6ded6b8ea94c309c1416882ce25364f4dc95d025b265. Do not edit.

import {
  type Procedure,
  readNothing,
} from '../procedure.ts';
import {
  type LxcDomainOpenNamespaceArgs,
  writeLxcDomainOpenNamespaceArgs,
} from './types.ts';
import { lxcProgram } from './wire.ts';

export const lxcDomainOpenNamespace: Procedure<LxcDomainOpenNamespaceArgs, undefined> = {
  name: 'lxcDomainOpenNamespace', program: lxcProgram, number: 1, stream: 'none', highPriority: false,
  writeArgs: writeLxcDomainOpenNamespaceArgs, readRet: readNothing,
};
