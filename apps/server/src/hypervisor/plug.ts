import { setTimeout as delay } from 'node:timers/promises';
import { serializeXml } from '@limen/domain-xml/serialize-xml';
import type { XmlElement } from '@limen/domain-xml/xml-tree';
import { DomainDeviceModifyFlags } from '@limen/libvirt/generated/enums';
import * as rpc from '@limen/libvirt/generated/procedures';
import { AppError } from '../lib/app-error.ts';
import { liveTree, type Tree } from './domain-trees.ts';
import type { HostConnection } from './host-connection.ts';
import { mustFindDomain } from './host-domains.ts';

/** Devices of a running machine, whichever they are: plugged in, and asked back from its guest. */

/** libvirt's id of a domain that does not run. */
export const off = -1;
/** A guest that has not let go of a device for so long does not: one that runs takes milliseconds, one that boots half a minute. */
const patienceMs = 40_000;
const lookAgainMs = 250;
const offLooks = 4;

/** Does what is for a machine that runs. @returns false where it failed because the machine has gone off meanwhile */
export const unlessOff = async (
  host: HostConnection,
  vmId: string,
  does: () => Promise<unknown>,
): Promise<boolean> => {
  try {
    await does();
    return true;
  } catch (error) {
    // libvirt hears of the end of a QEMU a moment after the call that failed by it
    for (let looks = 0; looks < offLooks; looks += 1) {
      if ((await mustFindDomain(host, vmId)).id === off) return false;
      await delay(lookAgainMs);
    }
    throw error;
  }
};

/** @param field what of the request wanted the slot */
export const noSlot = (field: string): AppError =>
  new AppError(
    'vm.no_slot',
    'The running machine has no free slot for another device. Switched off, it can be given one.',
    { field },
  );

/**
 * Asks a running guest for a device until it has let go of it; a machine that is off has nothing to ask.
 *
 * @param device.take takes it out of what runs and returns its element; null: it is not in there
 * @param device.held the error of a guest that does not let go. The request stays in QEMU, which cannot take it back: the guest may
 *   still follow it, and its next reboot does
 */
export const unplug = async (
  host: HostConnection,
  vmId: string,
  device: {
    take: (live: Tree) => XmlElement | null;
    held: (cause: unknown) => AppError;
    signal: AbortSignal;
  },
): Promise<void> => {
  const { take, held, signal } = device;
  const inRun = async (): Promise<{
    dom: Awaited<ReturnType<typeof mustFindDomain>>;
    xml: string;
  } | null> => {
    const dom = await mustFindDomain(host, vmId);
    const element = dom.id === off ? null : take(await liveTree(host, dom));
    return element && { dom, xml: serializeXml(element) };
  };
  const until = performance.now() + patienceMs;
  for (;;) {
    const found = await inRun();
    if (!found) return;
    signal.throwIfAborted();
    const flags = DomainDeviceModifyFlags.LIVE;
    // returns when the guest has let go, or after five seconds; then QEMU takes the question once more, which a guest that was
    // just starting its kernel has not heard (measured: it is lost)
    const refusal = await host.callSlow(rpc.domainDetachDeviceFlags, { ...found, flags }).then(
      () => undefined,
      (error: unknown) => {
        if (error instanceof AppError && error.code === 'host.unavailable') throw error;
        return error;
      },
    );
    if (performance.now() > until && (await inRun())) throw held(refusal);
    await delay(lookAgainMs, undefined, { signal }).catch(() => undefined);
  }
};
