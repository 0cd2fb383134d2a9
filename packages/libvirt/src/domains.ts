import type { CallOptions } from './call-window.ts';
import type { Connection } from './connection.ts';
import { KeycodeSet } from './generated/enums.ts';
import {
  domainCreateWithFlags,
  domainDefineXmlFlags,
  domainDestroyFlags,
  domainGetState,
  domainGetXmlDesc,
  domainLookupByName,
  domainLookupByUuid,
  domainOpenConsole,
  domainReboot,
  domainReset,
  domainResume,
  domainScreenshot,
  domainSendKey,
  domainShutdownFlags,
  domainSuspend,
  domainUndefineFlags,
} from './generated/procedures.ts';
import type { DomainScreenshotRet, NonnullDomain } from './generated/types.ts';
import type { Procedure } from './procedure.ts';
import type { LibvirtStream } from './stream.ts';
import { uuidBytes, uuidText } from './uuid.ts';

/** The flags of a call (default 0) and how long to wait for it. */
export type FlagOptions = CallOptions & { readonly flags?: number };

/** How the protocol names a domain. libvirt finds it by UUID alone; name and run id are for its messages. */
export const domainRef = (uuid: string): NonnullDomain => ({ name: '', uuid: uuidBytes(uuid), id: -1 });

type DomainVerb = Procedure<{ readonly dom: NonnullDomain; readonly flags: number }, unknown>;

const withFlags = async (connection: Connection, verb: DomainVerb, uuid: string, options: FlagOptions) => {
  await connection.call(verb, { dom: domainRef(uuid), flags: options.flags ?? 0 }, options);
};

/** The UUID and name of the domain called `name`. Rejects with LibvirtError NO_DOMAIN. */
export async function domainByName(connection: Connection, name: string, options?: CallOptions) {
  const { dom } = await connection.call(domainLookupByName, { name }, options);
  return { uuid: uuidText(dom.uuid), name: dom.name };
}

/** The UUID and name of the domain with this UUID. Rejects with LibvirtError NO_DOMAIN. */
export async function domainByUuid(connection: Connection, uuid: string, options?: CallOptions) {
  const { dom } = await connection.call(domainLookupByUuid, { uuid: uuidBytes(uuid) }, options);
  return { uuid: uuidText(dom.uuid), name: dom.name };
}

/** Its state (DomainState) and the reason for it, whose meaning depends on the state (DomainRunningReason, …). */
export async function domainState(connection: Connection, uuid: string, options?: CallOptions) {
  return await connection.call(domainGetState, { dom: domainRef(uuid), flags: 0 }, options);
}

/** Its XML; `flags` are DomainXmlFlags, such as INACTIVE for the configuration of the next start. */
export async function domainXml(
  connection: Connection,
  uuid: string,
  options: FlagOptions = {},
): Promise<string> {
  const args = { dom: domainRef(uuid), flags: options.flags ?? 0 };
  return (await connection.call(domainGetXmlDesc, args, options)).xml;
}

/** Makes or replaces a persistent domain; `flags` are DomainDefineFlags. Gives its UUID and name. */
export async function defineDomain(connection: Connection, xml: string, options: FlagOptions = {}) {
  const { dom } = await connection.call(domainDefineXmlFlags, { xml, flags: options.flags ?? 0 }, options);
  return { uuid: uuidText(dom.uuid), name: dom.name };
}

/** Starts it; `flags` are DomainCreateFlags. */
export const startDomain = (connection: Connection, uuid: string, options: FlagOptions = {}): Promise<void> =>
  withFlags(connection, domainCreateWithFlags, uuid, options);

/** Asks the guest to shut down and does not wait for it; `flags` are DomainShutdownFlagValues. */
export const shutdownDomain = (
  connection: Connection,
  uuid: string,
  options: FlagOptions = {},
): Promise<void> => withFlags(connection, domainShutdownFlags, uuid, options);

/** Turns it off at once; `flags` are DomainDestroyFlagsValues. */
export const destroyDomain = (
  connection: Connection,
  uuid: string,
  options: FlagOptions = {},
): Promise<void> => withFlags(connection, domainDestroyFlags, uuid, options);

/** Asks the guest to reboot; `flags` are DomainRebootFlagValues. */
export const rebootDomain = (
  connection: Connection,
  uuid: string,
  options: FlagOptions = {},
): Promise<void> => withFlags(connection, domainReboot, uuid, options);

/** Presses the reset button. */
export const resetDomain = (connection: Connection, uuid: string, options: FlagOptions = {}): Promise<void> =>
  withFlags(connection, domainReset, uuid, options);

/** Forgets its configuration; `flags` are DomainUndefineFlagsValues, such as NVRAM. */
export const undefineDomain = (
  connection: Connection,
  uuid: string,
  options: FlagOptions = {},
): Promise<void> => withFlags(connection, domainUndefineFlags, uuid, options);

/** Stops its processors; memory stays. */
export async function suspendDomain(
  connection: Connection,
  uuid: string,
  options?: CallOptions,
): Promise<void> {
  await connection.call(domainSuspend, { dom: domainRef(uuid) }, options);
}

/** Lets its processors run again. */
export async function resumeDomain(
  connection: Connection,
  uuid: string,
  options?: CallOptions,
): Promise<void> {
  await connection.call(domainResume, { dom: domainRef(uuid) }, options);
}

/** Presses up to 16 keys together for `holdMs`; `keycodes` of the set `codeset` (KeycodeSet, default Linux). */
export async function sendKeys(
  connection: Connection,
  uuid: string,
  {
    keycodes,
    holdMs = 0,
    codeset = KeycodeSet.LINUX,
  }: { keycodes: readonly number[]; holdMs?: number; codeset?: number },
  options?: CallOptions,
): Promise<void> {
  const args = { dom: domainRef(uuid), codeset, holdtime: holdMs, keycodes, flags: 0 };
  await connection.call(domainSendKey, args, options);
}

/** A picture of `screen` as a stream; `reply.mime` says of what type (QEMU: image/png). */
export const screenshot = (
  connection: Connection,
  uuid: string,
  { screen = 0, signal }: { screen?: number; signal?: AbortSignal } = {},
): Promise<LibvirtStream<DomainScreenshotRet>> =>
  connection.openStream(domainScreenshot, { dom: domainRef(uuid), screen, flags: 0 }, { signal });

/** The serial console as a stream, readable and writable; `flags` are DomainConsoleFlags. Close it by `destroy()`. */
export const openConsole = (
  connection: Connection,
  uuid: string,
  { device = null, flags = 0, signal }: { device?: string | null; flags?: number; signal?: AbortSignal } = {},
): Promise<LibvirtStream<undefined>> =>
  connection.openStream(domainOpenConsole, { dom: domainRef(uuid), devName: device, flags }, { signal });
