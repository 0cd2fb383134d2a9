import type { DiskBus } from '@limen/contract/systems';

/** As people write them, in every language. */
export const busName: Readonly<Record<DiskBus, string>> = { virtio: 'VirtIO', scsi: 'SCSI', sata: 'SATA' };
