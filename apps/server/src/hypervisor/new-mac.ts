import { randomBytes } from 'node:crypto';
import { MAC_RANDOM_BYTES, macAddress } from '@limen/domain-xml/identity';

/** A fresh MAC address of ours. The table's unique index says whether it is free: 24 bits of it are random. */
export const newMac = (): string => macAddress(randomBytes(MAC_RANDOM_BYTES));
