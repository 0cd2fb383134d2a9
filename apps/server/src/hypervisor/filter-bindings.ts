import { readFilterBindingOwner } from '@limen/domain-xml/read-filter-binding';
import { ErrorNumber } from '@limen/libvirt/generated/enums';
import * as rpc from '@limen/libvirt/generated/procedures';
import type { NonnullNwfilterBinding } from '@limen/libvirt/generated/types';
import { caused, type HostConnection } from './host-connection.ts';
import { findDomain } from './host-domains.ts';

/**
 * A libvirtd that is killed while it starts a machine leaves the filters of its cards bound, and remembers them when it is
 * started again: the next machine whose card gets the name of one of those (`vnet0`) cannot be started (libvirt 9.0.0,
 * virNWFilterBindingObjListAdd).
 */
const off = -1;

/** Looses those of a machine that is off. */
export const looseFilters = async (host: HostConnection, vmId: string): Promise<void> => {
  const { bindings } = await host.call(rpc.connectListAllNwfilterBindings, { needResults: 1, flags: 0 });
  for (const binding of bindings) if ((await ownerOf(host, binding)) === vmId) await loose(host, binding);
};

/** Looses the one of a card that is not there. @returns whether its name is free; not where a machine that is on has it */
export const looseFilterOf = async (host: HostConnection, card: string): Promise<boolean> => {
  const binding: NonnullNwfilterBinding = { portdev: card, filtername: '' };
  const owner = await ownerOf(host, binding);
  if (owner === null) return false;
  const domain = await findDomain(host, owner);
  if (domain && domain.id !== off) return false;
  await loose(host, binding);
  return true;
};

/** @returns null: nobody, or it is gone */
const ownerOf = async (host: HostConnection, nwfilter: NonnullNwfilterBinding): Promise<string | null> => {
  try {
    return readFilterBindingOwner(
      (await host.call(rpc.nwfilterBindingGetXmlDesc, { nwfilter, flags: 0 })).xml,
    );
  } catch (error) {
    if (caused(error, ErrorNumber.NO_NWFILTER_BINDING)) return null;
    throw error;
  }
};

const loose = async (host: HostConnection, nwfilter: NonnullNwfilterBinding): Promise<void> => {
  try {
    await host.call(rpc.nwfilterBindingDelete, { nwfilter });
  } catch (error) {
    if (!caused(error, ErrorNumber.NO_NWFILTER_BINDING)) throw error;
  }
};
