import type { NicModel } from '@limen/contract/systems';

/** As people write them, in every language. */
export const modelName: Readonly<Record<NicModel, string>> = { virtio: 'VirtIO', e1000e: 'Intel e1000e' };
