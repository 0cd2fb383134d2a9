import { parseXml } from '@limen/domain-xml/parse-xml';
import { serializeXml } from '@limen/domain-xml/serialize-xml';
import { DomainDefineFlags, DomainXmlFlags } from '@limen/libvirt/generated/enums';
import * as rpc from '@limen/libvirt/generated/procedures';
import type { NonnullDomain } from '@limen/libvirt/generated/types';
import { AppError } from '../lib/app-error.ts';
import type { HostConnection } from './host-connection.ts';

export type Tree = ReturnType<typeof parseXml>;

/** What runs, or what would, where it is off. */
export const liveTree = async (host: HostConnection, dom: NonnullDomain): Promise<Tree> =>
  parseXml((await host.call(rpc.domainGetXmlDesc, { dom, flags: 0 })).xml);
/** What it starts with next. */
export const keptTree = async (host: HostConnection, dom: NonnullDomain): Promise<Tree> =>
  parseXml((await host.call(rpc.domainGetXmlDesc, { dom, flags: DomainXmlFlags.INACTIVE })).xml);

/** Changes the kept definition in place: what somebody else has changed in it stays. */
export const editDefinition = async (
  host: HostConnection,
  dom: NonnullDomain,
  edit: (domain: Tree) => void,
): Promise<void> => {
  const tree = await keptTree(host, dom);
  const before = serializeXml(tree);
  edit(tree);
  const xml = serializeXml(tree);
  if (xml === before) return;
  await host.call(rpc.domainDefineXmlFlags, { xml, flags: DomainDefineFlags.VALIDATE });
};

export const notAsAsked = (what: string): AppError =>
  new AppError('host.refused', `The host said yes, and ${what} all the same.`);
