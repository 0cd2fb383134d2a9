import { ErrorNumber } from '@limen/libvirt/generated/enums';
import * as rpc from '@limen/libvirt/generated/procedures';
import type { NonnullStoragePool, NonnullStorageVol } from '@limen/libvirt/generated/types';
import { caused, type HostConnection } from './host-connection.ts';

/** @returns undefined: there is none of that name in the pool, as far as libvirt has looked */
export const lookUpVolume = async (
  host: HostConnection,
  pool: NonnullStoragePool,
  name: string,
): Promise<NonnullStorageVol | undefined> => {
  try {
    return (await host.call(rpc.storageVolLookupByName, { pool, name })).vol;
  } catch (error) {
    if (caused(error, ErrorNumber.NO_STORAGE_VOL)) return undefined;
    throw error;
  }
};
