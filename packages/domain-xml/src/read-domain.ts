import { parseXml } from './parse-xml.ts';
import { METADATA_NAMESPACE } from './write-domain.ts';
import { attributeAt, childrenOf, find, findAll, namespaceOf, textAt, type XmlElement } from './xml-tree.ts';

/** What a domain's XML says that the server needs. Unknown elements are passed over. */
export interface DomainFacts {
  readonly uuid: string | null;
  readonly name: string | null;
  readonly title: string | null;
  /** From our metadata element; null: LIMEN did not make this domain. */
  readonly limen: { readonly vmId: string; readonly ownerId: string } | null;
  readonly disks: readonly { kind: 'disk' | 'cdrom' | 'other'; path: string | null; target: string | null }[];
  readonly nics: readonly { mac: string; network: string | null }[];
  /** The socket of the running domain's screen; null when it is off. */
  readonly vncSocketPath: string | null;
}

/** Reads the XML of a domain, running or not. Throws XmlRefused for what is not a document of libvirt's. */
export function readDomain(xml: string): DomainFacts {
  const domain = parseXml(xml);
  return {
    uuid: textAt(domain, 'uuid'),
    name: textAt(domain, 'name'),
    title: textAt(domain, 'title'),
    limen: readMetadata(domain),
    disks: findAll(domain, 'devices/disk').map((disk) => ({
      kind: kindOf(attributeAt(disk, '@device')),
      path: attributeAt(disk, 'source/@file'),
      target: attributeAt(disk, 'target/@dev'),
    })),
    nics: findAll(domain, 'devices/interface').flatMap((nic) => {
      const mac = attributeAt(nic, 'mac/@address');
      return mac === null ? [] : [{ mac: mac.toLowerCase(), network: attributeAt(nic, 'source/@network') }];
    }),
    vncSocketPath: readVncSocket(domain),
  };
}

/* A disk without the attribute is a hard disk (libvirt's default). */
const kindOf = (device: string | null): 'disk' | 'cdrom' | 'other' =>
  device === null || device === 'disk' ? 'disk' : device === 'cdrom' ? 'cdrom' : 'other';

function readMetadata(domain: XmlElement): DomainFacts['limen'] {
  const metadata = find(domain, 'metadata');
  if (metadata === null) return null;
  for (const element of childrenOf(metadata)) {
    const [prefix, local] = element.name.includes(':') ? element.name.split(':', 2) : ['', element.name];
    if (local !== 'vm' || namespaceOf(prefix ?? '', [domain, metadata, element]) !== METADATA_NAMESPACE)
      continue;
    const vmId = element.attributes.get('id');
    const ownerId = element.attributes.get('owner');
    if (vmId !== undefined && ownerId !== undefined) return { vmId, ownerId };
  }
  return null;
}

function readVncSocket(domain: XmlElement): string | null {
  const graphics = findAll(domain, 'devices/graphics').find((g) => attributeAt(g, '@type') === 'vnc');
  return graphics === undefined
    ? null
    : (attributeAt(graphics, 'listen/@socket') ?? attributeAt(graphics, '@socket'));
}
