import type { OperationKind } from '@limen/contract/operations';

/** Kinds of which one may be asked to stop; the definitions repeat it, and the engine refuses where they differ. */
export const cancellableKinds: ReadonlySet<OperationKind> = new Set<OperationKind>([
  'vm.create',
  'vm.clone',
  'vm.template',
  'vm.export',
  'vm.shutdown',
  'vm.reboot',
  'vm.save',
  'vm.resize',
  'vm.disk.move',
  'image.build',
  'image.import',
  'image.fetch',
  'catalogue.refresh',
]);
