// The 34 kinds of events a connection can subscribe to.
// Made by tools/gen-libvirt from libvirt 9.0.0; sha256 4a2051e514e5e06d012f6ded6b8ea94c309c1416882ce25364f4dc95d025b265. Do not edit.

import {
  type EventKind,
} from '../procedure.ts';
import {
  type DomainEventCallbackLifecycleMsg,
  readDomainEventCallbackLifecycleMsg,
  type DomainEventCallbackRebootMsg,
  readDomainEventCallbackRebootMsg,
  type DomainEventCallbackRtcChangeMsg,
  readDomainEventCallbackRtcChangeMsg,
  type DomainEventCallbackWatchdogMsg,
  readDomainEventCallbackWatchdogMsg,
  type DomainEventCallbackIoErrorMsg,
  readDomainEventCallbackIoErrorMsg,
  type DomainEventCallbackGraphicsMsg,
  readDomainEventCallbackGraphicsMsg,
  type DomainEventCallbackIoErrorReasonMsg,
  readDomainEventCallbackIoErrorReasonMsg,
  type DomainEventCallbackControlErrorMsg,
  readDomainEventCallbackControlErrorMsg,
  type DomainEventCallbackBlockJobMsg,
  readDomainEventCallbackBlockJobMsg,
  type DomainEventCallbackDiskChangeMsg,
  readDomainEventCallbackDiskChangeMsg,
  type DomainEventCallbackTrayChangeMsg,
  readDomainEventCallbackTrayChangeMsg,
  type DomainEventCallbackPmwakeupMsg,
  readDomainEventCallbackPmwakeupMsg,
  type DomainEventCallbackPmsuspendMsg,
  readDomainEventCallbackPmsuspendMsg,
  type DomainEventCallbackBalloonChangeMsg,
  readDomainEventCallbackBalloonChangeMsg,
  type DomainEventCallbackPmsuspendDiskMsg,
  readDomainEventCallbackPmsuspendDiskMsg,
  type DomainEventCallbackDeviceRemovedMsg,
  readDomainEventCallbackDeviceRemovedMsg,
  type DomainEventBlockJob2Msg,
  readDomainEventBlockJob2Msg,
  type DomainEventCallbackTunableMsg,
  readDomainEventCallbackTunableMsg,
  type DomainEventCallbackAgentLifecycleMsg,
  readDomainEventCallbackAgentLifecycleMsg,
  type DomainEventCallbackDeviceAddedMsg,
  readDomainEventCallbackDeviceAddedMsg,
  type DomainEventCallbackMigrationIterationMsg,
  readDomainEventCallbackMigrationIterationMsg,
  type DomainEventCallbackJobCompletedMsg,
  readDomainEventCallbackJobCompletedMsg,
  type DomainEventCallbackDeviceRemovalFailedMsg,
  readDomainEventCallbackDeviceRemovalFailedMsg,
  type DomainEventCallbackMetadataChangeMsg,
  readDomainEventCallbackMetadataChangeMsg,
  type DomainEventBlockThresholdMsg,
  readDomainEventBlockThresholdMsg,
  type DomainEventMemoryFailureMsg,
  readDomainEventMemoryFailureMsg,
  type DomainEventMemoryDeviceSizeChangeMsg,
  readDomainEventMemoryDeviceSizeChangeMsg,
  type NetworkEventLifecycleMsg,
  readNetworkEventLifecycleMsg,
  type StoragePoolEventLifecycleMsg,
  readStoragePoolEventLifecycleMsg,
  type StoragePoolEventRefreshMsg,
  readStoragePoolEventRefreshMsg,
  type NodeDeviceEventLifecycleMsg,
  readNodeDeviceEventLifecycleMsg,
  type NodeDeviceEventUpdateMsg,
  readNodeDeviceEventUpdateMsg,
  type SecretEventLifecycleMsg,
  readSecretEventLifecycleMsg,
  type SecretEventValueChangedMsg,
  readSecretEventValueChangedMsg,
} from './types.ts';
import { remoteProgram } from './wire.ts';

export const domainEventLifecycle: EventKind<DomainEventCallbackLifecycleMsg> = {
  name: 'domainEventLifecycle', program: remoteProgram, number: 318, family: 'domain', eventId: 0,
  readMessage: readDomainEventCallbackLifecycleMsg,
};
export const domainEventReboot: EventKind<DomainEventCallbackRebootMsg> = {
  name: 'domainEventReboot', program: remoteProgram, number: 319, family: 'domain', eventId: 1,
  readMessage: readDomainEventCallbackRebootMsg,
};
export const domainEventRtcChange: EventKind<DomainEventCallbackRtcChangeMsg> = {
  name: 'domainEventRtcChange', program: remoteProgram, number: 320, family: 'domain', eventId: 2,
  readMessage: readDomainEventCallbackRtcChangeMsg,
};
export const domainEventWatchdog: EventKind<DomainEventCallbackWatchdogMsg> = {
  name: 'domainEventWatchdog', program: remoteProgram, number: 321, family: 'domain', eventId: 3,
  readMessage: readDomainEventCallbackWatchdogMsg,
};
export const domainEventIoError: EventKind<DomainEventCallbackIoErrorMsg> = {
  name: 'domainEventIoError', program: remoteProgram, number: 322, family: 'domain', eventId: 4,
  readMessage: readDomainEventCallbackIoErrorMsg,
};
export const domainEventGraphics: EventKind<DomainEventCallbackGraphicsMsg> = {
  name: 'domainEventGraphics', program: remoteProgram, number: 323, family: 'domain', eventId: 5,
  readMessage: readDomainEventCallbackGraphicsMsg,
};
export const domainEventIoErrorReason: EventKind<DomainEventCallbackIoErrorReasonMsg> = {
  name: 'domainEventIoErrorReason', program: remoteProgram, number: 324, family: 'domain', eventId: 6,
  readMessage: readDomainEventCallbackIoErrorReasonMsg,
};
export const domainEventControlError: EventKind<DomainEventCallbackControlErrorMsg> = {
  name: 'domainEventControlError', program: remoteProgram, number: 325, family: 'domain', eventId: 7,
  readMessage: readDomainEventCallbackControlErrorMsg,
};
export const domainEventBlockJob: EventKind<DomainEventCallbackBlockJobMsg> = {
  name: 'domainEventBlockJob', program: remoteProgram, number: 326, family: 'domain', eventId: 8,
  readMessage: readDomainEventCallbackBlockJobMsg,
};
export const domainEventDiskChange: EventKind<DomainEventCallbackDiskChangeMsg> = {
  name: 'domainEventDiskChange', program: remoteProgram, number: 327, family: 'domain', eventId: 9,
  readMessage: readDomainEventCallbackDiskChangeMsg,
};
export const domainEventTrayChange: EventKind<DomainEventCallbackTrayChangeMsg> = {
  name: 'domainEventTrayChange', program: remoteProgram, number: 328, family: 'domain', eventId: 10,
  readMessage: readDomainEventCallbackTrayChangeMsg,
};
export const domainEventPmwakeup: EventKind<DomainEventCallbackPmwakeupMsg> = {
  name: 'domainEventPmwakeup', program: remoteProgram, number: 329, family: 'domain', eventId: 11,
  readMessage: readDomainEventCallbackPmwakeupMsg,
};
export const domainEventPmsuspend: EventKind<DomainEventCallbackPmsuspendMsg> = {
  name: 'domainEventPmsuspend', program: remoteProgram, number: 330, family: 'domain', eventId: 12,
  readMessage: readDomainEventCallbackPmsuspendMsg,
};
export const domainEventBalloonChange: EventKind<DomainEventCallbackBalloonChangeMsg> = {
  name: 'domainEventBalloonChange', program: remoteProgram, number: 331, family: 'domain', eventId: 13,
  readMessage: readDomainEventCallbackBalloonChangeMsg,
};
export const domainEventPmsuspendDisk: EventKind<DomainEventCallbackPmsuspendDiskMsg> = {
  name: 'domainEventPmsuspendDisk', program: remoteProgram, number: 332, family: 'domain', eventId: 14,
  readMessage: readDomainEventCallbackPmsuspendDiskMsg,
};
export const domainEventDeviceRemoved: EventKind<DomainEventCallbackDeviceRemovedMsg> = {
  name: 'domainEventDeviceRemoved', program: remoteProgram, number: 333, family: 'domain', eventId: 15,
  readMessage: readDomainEventCallbackDeviceRemovedMsg,
};
export const domainEventBlockJob2: EventKind<DomainEventBlockJob2Msg> = {
  name: 'domainEventBlockJob2', program: remoteProgram, number: 339, family: 'domain', eventId: 16,
  readMessage: readDomainEventBlockJob2Msg,
};
export const domainEventTunable: EventKind<DomainEventCallbackTunableMsg> = {
  name: 'domainEventTunable', program: remoteProgram, number: 346, family: 'domain', eventId: 17,
  readMessage: readDomainEventCallbackTunableMsg,
};
export const domainEventAgentLifecycle: EventKind<DomainEventCallbackAgentLifecycleMsg> = {
  name: 'domainEventAgentLifecycle', program: remoteProgram, number: 348, family: 'domain', eventId: 18,
  readMessage: readDomainEventCallbackAgentLifecycleMsg,
};
export const domainEventDeviceAdded: EventKind<DomainEventCallbackDeviceAddedMsg> = {
  name: 'domainEventDeviceAdded', program: remoteProgram, number: 354, family: 'domain', eventId: 19,
  readMessage: readDomainEventCallbackDeviceAddedMsg,
};
export const domainEventMigrationIteration: EventKind<DomainEventCallbackMigrationIterationMsg> = {
  name: 'domainEventMigrationIteration', program: remoteProgram, number: 359, family: 'domain', eventId: 20,
  readMessage: readDomainEventCallbackMigrationIterationMsg,
};
export const domainEventJobCompleted: EventKind<DomainEventCallbackJobCompletedMsg> = {
  name: 'domainEventJobCompleted', program: remoteProgram, number: 363, family: 'domain', eventId: 21,
  readMessage: readDomainEventCallbackJobCompletedMsg,
};
export const domainEventDeviceRemovalFailed: EventKind<DomainEventCallbackDeviceRemovalFailedMsg> = {
  name: 'domainEventDeviceRemovalFailed', program: remoteProgram, number: 367, family: 'domain', eventId: 22,
  readMessage: readDomainEventCallbackDeviceRemovalFailedMsg,
};
export const domainEventMetadataChange: EventKind<DomainEventCallbackMetadataChangeMsg> = {
  name: 'domainEventMetadataChange', program: remoteProgram, number: 379, family: 'domain', eventId: 23,
  readMessage: readDomainEventCallbackMetadataChangeMsg,
};
export const domainEventBlockThreshold: EventKind<DomainEventBlockThresholdMsg> = {
  name: 'domainEventBlockThreshold', program: remoteProgram, number: 385, family: 'domain', eventId: 24,
  readMessage: readDomainEventBlockThresholdMsg,
};
export const domainEventMemoryFailure: EventKind<DomainEventMemoryFailureMsg> = {
  name: 'domainEventMemoryFailure', program: remoteProgram, number: 423, family: 'domain', eventId: 25,
  readMessage: readDomainEventMemoryFailureMsg,
};
export const domainEventMemoryDeviceSizeChange: EventKind<DomainEventMemoryDeviceSizeChangeMsg> = {
  name: 'domainEventMemoryDeviceSizeChange', program: remoteProgram, number: 438, family: 'domain', eventId: 26,
  readMessage: readDomainEventMemoryDeviceSizeChangeMsg,
};
export const networkEventLifecycle: EventKind<NetworkEventLifecycleMsg> = {
  name: 'networkEventLifecycle', program: remoteProgram, number: 315, family: 'network', eventId: 0,
  readMessage: readNetworkEventLifecycleMsg,
};
export const storagePoolEventLifecycle: EventKind<StoragePoolEventLifecycleMsg> = {
  name: 'storagePoolEventLifecycle', program: remoteProgram, number: 370, family: 'storagePool', eventId: 0,
  readMessage: readStoragePoolEventLifecycleMsg,
};
export const storagePoolEventRefresh: EventKind<StoragePoolEventRefreshMsg> = {
  name: 'storagePoolEventRefresh', program: remoteProgram, number: 373, family: 'storagePool', eventId: 1,
  readMessage: readStoragePoolEventRefreshMsg,
};
export const nodeDeviceEventLifecycle: EventKind<NodeDeviceEventLifecycleMsg> = {
  name: 'nodeDeviceEventLifecycle', program: remoteProgram, number: 376, family: 'nodeDevice', eventId: 0,
  readMessage: readNodeDeviceEventLifecycleMsg,
};
export const nodeDeviceEventUpdate: EventKind<NodeDeviceEventUpdateMsg> = {
  name: 'nodeDeviceEventUpdate', program: remoteProgram, number: 377, family: 'nodeDevice', eventId: 1,
  readMessage: readNodeDeviceEventUpdateMsg,
};
export const secretEventLifecycle: EventKind<SecretEventLifecycleMsg> = {
  name: 'secretEventLifecycle', program: remoteProgram, number: 382, family: 'secret', eventId: 0,
  readMessage: readSecretEventLifecycleMsg,
};
export const secretEventValueChanged: EventKind<SecretEventValueChangedMsg> = {
  name: 'secretEventValueChanged', program: remoteProgram, number: 383, family: 'secret', eventId: 1,
  readMessage: readSecretEventValueChangedMsg,
};
