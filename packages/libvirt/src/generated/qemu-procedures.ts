// The 6 procedures of the program qemu that a client can call.
// Made by tools/gen-libvirt from libvirt 9.0.0; sha256 4a2051e514e5e06d012f6ded6b8ea94c309c1416882ce25364f4dc95d025b265. Do not edit.

import {
  type Procedure,
  readNothing,
} from '../procedure.ts';
import {
  type QemuDomainMonitorCommandArgs,
  writeQemuDomainMonitorCommandArgs,
  type QemuDomainMonitorCommandRet,
  readQemuDomainMonitorCommandRet,
  type QemuDomainAttachArgs,
  writeQemuDomainAttachArgs,
  type QemuDomainAttachRet,
  readQemuDomainAttachRet,
  type QemuDomainAgentCommandArgs,
  writeQemuDomainAgentCommandArgs,
  type QemuDomainAgentCommandRet,
  readQemuDomainAgentCommandRet,
  type QemuConnectDomainMonitorEventRegisterArgs,
  writeQemuConnectDomainMonitorEventRegisterArgs,
  type QemuConnectDomainMonitorEventRegisterRet,
  readQemuConnectDomainMonitorEventRegisterRet,
  type QemuConnectDomainMonitorEventDeregisterArgs,
  writeQemuConnectDomainMonitorEventDeregisterArgs,
  type QemuDomainMonitorCommandWithFilesArgs,
  writeQemuDomainMonitorCommandWithFilesArgs,
  type QemuDomainMonitorCommandWithFilesRet,
  readQemuDomainMonitorCommandWithFilesRet,
} from './types.ts';
import { qemuProgram } from './wire.ts';

export const qemuDomainMonitorCommand: Procedure<QemuDomainMonitorCommandArgs, QemuDomainMonitorCommandRet> = {
  name: 'qemuDomainMonitorCommand', program: qemuProgram, number: 1, stream: 'none', highPriority: false,
  writeArgs: writeQemuDomainMonitorCommandArgs, readRet: readQemuDomainMonitorCommandRet,
};
export const qemuDomainAttach: Procedure<QemuDomainAttachArgs, QemuDomainAttachRet> = {
  name: 'qemuDomainAttach', program: qemuProgram, number: 2, stream: 'none', highPriority: false,
  writeArgs: writeQemuDomainAttachArgs, readRet: readQemuDomainAttachRet,
};
export const qemuDomainAgentCommand: Procedure<QemuDomainAgentCommandArgs, QemuDomainAgentCommandRet> = {
  name: 'qemuDomainAgentCommand', program: qemuProgram, number: 3, stream: 'none', highPriority: false,
  writeArgs: writeQemuDomainAgentCommandArgs, readRet: readQemuDomainAgentCommandRet,
};
export const qemuConnectDomainMonitorEventRegister: Procedure<QemuConnectDomainMonitorEventRegisterArgs, QemuConnectDomainMonitorEventRegisterRet> = {
  name: 'qemuConnectDomainMonitorEventRegister', program: qemuProgram, number: 4, stream: 'none', highPriority: true,
  writeArgs: writeQemuConnectDomainMonitorEventRegisterArgs, readRet: readQemuConnectDomainMonitorEventRegisterRet,
};
export const qemuConnectDomainMonitorEventDeregister: Procedure<QemuConnectDomainMonitorEventDeregisterArgs, undefined> = {
  name: 'qemuConnectDomainMonitorEventDeregister', program: qemuProgram, number: 5, stream: 'none', highPriority: true,
  writeArgs: writeQemuConnectDomainMonitorEventDeregisterArgs, readRet: readNothing,
};
export const qemuDomainMonitorCommandWithFiles: Procedure<QemuDomainMonitorCommandWithFilesArgs, QemuDomainMonitorCommandWithFilesRet> = {
  name: 'qemuDomainMonitorCommandWithFiles', program: qemuProgram, number: 7, stream: 'none', highPriority: false,
  writeArgs: writeQemuDomainMonitorCommandWithFilesArgs, readRet: readQemuDomainMonitorCommandWithFilesRet,
};
