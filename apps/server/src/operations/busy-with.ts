import { type OperationKind, operationKind } from '@limen/contract/operations';

/** What is being done to the subject, to follow “is”. */
const doing: Readonly<Record<OperationKind, string>> = {
  'vm.create': 'being created',
  'vm.start': 'being started',
  'vm.shutdown': 'being shut down',
  'vm.powerOff': 'being powered off',
  'vm.reboot': 'being restarted',
  'vm.reset': 'being reset',
  'vm.pause': 'being paused',
  'vm.save': 'being saved to disk',
  'vm.resume': 'being resumed',
  'vm.trash': 'being moved to the trash',
  'vm.restore': 'being brought back',
  'vm.expire': 'being stopped, since its time is over',
  'vm.media': 'having its drives changed',
  'vm.boot': 'having its boot order changed',
  'vm.resize': 'being resized',
  'vm.hardware': 'having its firmware, TPM, board or processor changed',
  'vm.snapshot': 'having a snapshot made',
  'vm.snapshotRestore': 'being restored from a snapshot',
  'vm.snapshotDelete': 'having a snapshot deleted',
  'vm.disk.add': 'being given a disk',
  'vm.disk.grow': 'having a disk made larger',
  'vm.disk.tune': 'having a disk’s settings changed',
  'vm.disk.move': 'having a disk moved to another storage pool',
  'vm.disk.remove': 'having a disk removed',
  'vm.nic.add': 'being given a network card',
  'vm.nic.change': 'having a network card changed',
  'vm.nic.remove': 'having a network card removed',
  'vm.hostDevice.add': 'being given a device of the host',
  'vm.hostDevice.remove': 'having a device of the host taken back',
  'vm.cloudInit': 'being given another disc for cloud-init',
  'vm.clone': 'being copied',
  'vm.template': 'being copied into a template',
  'vm.export': 'being exported',
  'vm.delete': 'being deleted',
  'image.build': 'being built',
  'image.import': 'being checked',
  'image.fetch': 'being fetched',
  'image.delete': 'being deleted',
  'catalogue.refresh': 'being refreshed',
};

/** Why nothing else can begin now, in a sentence. @param kind undefined: what was in the way has ended since */
export const busyWith = (subjectName: string, kind: string | undefined): string => {
  const known = operationKind.safeParse(kind);
  return known.success
    ? `“${subjectName}” is ${doing[known.data]}; try again when that has ended.`
    : `“${subjectName}” was busy until just now; try again.`;
};
