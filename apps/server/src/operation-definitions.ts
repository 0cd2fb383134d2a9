import { refreshCatalogueOperation } from './catalogue/refresh-catalogue-operation.ts';
import { buildImageOperation } from './images/build-image-operation.ts';
import { exportOperation } from './exports/export-operation.ts';
import { deleteImageOperation } from './images/delete-image-operation.ts';
import { fetchImageOperation, fetchUnpackedOperation } from './images/fetch-image-operation.ts';
import { importImageOperation, importUnpackedOperation } from './images/import-image-operation.ts';
import type { OperationDefinition } from './operations/define-operation.ts';
import { bootOperation } from './vms/change-boot.ts';
import { resizeOperation } from './vms/resize-operation.ts';
import { deleteSnapshotOperation } from './snapshots/delete-snapshot.ts';
import { restoreSnapshotOperation } from './snapshots/restore-snapshot-operation.ts';
import { takeSnapshotOperation } from './snapshots/take-snapshot.ts';
import { addDiskOperation } from './vms/add-disk.ts';
import { addNicOperation } from './vms/add-nic.ts';
import { changeNicOperation } from './vms/change-nic.ts';
import { removeNicOperation } from './vms/remove-nic.ts';
import { giveHostDeviceOperation } from './vms/give-host-device.ts';
import { takeHostDeviceOperation } from './vms/take-host-device.ts';
import { growDiskOperation } from './vms/grow-disk.ts';
import { moveDiskOperation } from './vms/move-disk.ts';
import { removeDiskOperation } from './vms/remove-disk.ts';
import { changeHardwareOperation } from './vms/change-hardware.ts';
import { tuneDiskOperation } from './vms/tune-disk.ts';
import { discOperation } from './vms/disc-operation.ts';
import { cloneVmOperation } from './vms/clone-vm-operation.ts';
import { createVmOperation } from './vms/create-vm-operation.ts';
import { deleteVmOperation } from './vms/delete-vm.ts';
import { expireVmOperation } from './vms/expire-vm-operation.ts';
import { settlesChange } from './vms/record-change.ts';
import { mediaOperation } from './vms/media-operation.ts';
import { pauseVmOperation } from './vms/pause-vm.ts';
import { powerOffVmOperation } from './vms/power-off-vm.ts';
import { rebootVmOperation } from './vms/reboot-vm.ts';
import { resetVmOperation } from './vms/reset-vm.ts';
import { restoreVmOperation } from './vms/restore-vm-operation.ts';
import { resumeVmOperation } from './vms/resume-vm.ts';
import { saveVmOperation } from './vms/save-vm.ts';
import { shutDownVmOperation } from './vms/shut-down-vm.ts';
import { startVmOperation } from './vms/start-vm.ts';
import { templateOperation } from './vms/template-operation.ts';
import { trashVmOperation } from './vms/trash-vm.ts';

/** Every kind of long work there is. One that is not here is never run. */
export const operationDefinitions: readonly OperationDefinition[] = [
  createVmOperation,
  startVmOperation,
  shutDownVmOperation,
  powerOffVmOperation,
  rebootVmOperation,
  resetVmOperation,
  pauseVmOperation,
  saveVmOperation,
  resumeVmOperation,
  trashVmOperation,
  restoreVmOperation,
  expireVmOperation,
  deleteVmOperation,
  ...[
    mediaOperation,
    bootOperation,
    resizeOperation,
    restoreSnapshotOperation,
    addDiskOperation,
    growDiskOperation,
    moveDiskOperation,
    removeDiskOperation,
    changeHardwareOperation,
    tuneDiskOperation,
    addNicOperation,
    changeNicOperation,
    removeNicOperation,
    giveHostDeviceOperation,
    takeHostDeviceOperation,
    discOperation,
  ].map(settlesChange),
  takeSnapshotOperation,
  deleteSnapshotOperation,
  cloneVmOperation,
  templateOperation,
  exportOperation,
  buildImageOperation,
  importImageOperation,
  importUnpackedOperation,
  fetchImageOperation,
  fetchUnpackedOperation,
  deleteImageOperation,
  refreshCatalogueOperation,
];
