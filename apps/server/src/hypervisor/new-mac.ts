import { randomBytes } from 'node:crypto';
import { isOurMac, MAC_RANDOM_BYTES, macAddress } from '@limen/domain-xml/identity';

/** A fresh MAC address of ours. The table's unique index says whether it is free: 24 bits of it are random. */
export const newMac = (): string => macAddress(randomBytes(MAC_RANDOM_BYTES));

/** Whether it was made here, and nobody chose it. */
export const isMadeMac = isOurMac;
