import type { HostDeviceSource } from '@limen/contract/host-devices';

/** The source as one text. */
export const keyOf = (source: HostDeviceSource): string => {
  if (source.kind === 'pci') return `pci ${source.address}`;
  const { vendorId, productId, place } = source;
  return `usb ${vendorId}:${productId}${place ? ` at ${place.bus}/${place.device}` : ''}`;
};

/** Whether both can mean one device: on USB one without a place is wherever it is. */
export const canBeSame = (one: HostDeviceSource, other: HostDeviceSource): boolean => {
  if (one.kind === 'pci' || other.kind === 'pci') return keyOf(one) === keyOf(other);
  return one.place && other.place
    ? keyOf(one) === keyOf(other)
    : one.vendorId === other.vendorId && one.productId === other.productId;
};
