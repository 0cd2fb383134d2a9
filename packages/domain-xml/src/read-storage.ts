import { parseXml } from './parse-xml.ts';
import { sizeAt } from './xml-size.ts';
import { attributeAt, textAt } from './xml-tree.ts';

/** What a storage pool's XML says. Sizes are bytes; null where libvirt does not know them (pool not started). */
export interface PoolFacts {
  readonly name: string | null;
  readonly uuid: string | null;
  /** `dir`, `logical`, … */
  readonly type: string | null;
  readonly path: string | null;
  readonly capacityBytes: number | null;
  readonly allocationBytes: number | null;
  readonly availableBytes: number | null;
}

/** Reads a storage pool's XML. Throws XmlRefused for what is not XML of libvirt's. */
export function readPool(xml: string): PoolFacts {
  const pool = parseXml(xml);
  return {
    name: textAt(pool, 'name'),
    uuid: textAt(pool, 'uuid'),
    type: attributeAt(pool, '@type'),
    path: textAt(pool, 'target/path'),
    capacityBytes: sizeAt(pool, 'capacity', 'bytes'),
    allocationBytes: sizeAt(pool, 'allocation', 'bytes'),
    availableBytes: sizeAt(pool, 'available', 'bytes'),
  };
}

/** What a volume's XML says. Sizes are bytes. */
export interface VolumeFacts {
  readonly name: string | null;
  readonly path: string | null;
  readonly format: string | null;
  /** What the guest sees. */
  readonly capacityBytes: number | null;
  /** What it takes on the host now. */
  readonly allocationBytes: number | null;
  readonly backing: { readonly path: string; readonly format: string | null } | null;
}

/** Reads a volume's XML. Throws XmlRefused for what is not XML of libvirt's. */
export function readVolume(xml: string): VolumeFacts {
  const volume = parseXml(xml);
  const backingPath = textAt(volume, 'backingStore/path');
  return {
    name: textAt(volume, 'name'),
    path: textAt(volume, 'target/path'),
    format: attributeAt(volume, 'target/format/@type'),
    capacityBytes: sizeAt(volume, 'capacity', 'bytes'),
    allocationBytes: sizeAt(volume, 'allocation', 'bytes'),
    backing:
      backingPath === null
        ? null
        : { path: backingPath, format: attributeAt(volume, 'backingStore/format/@type') },
  };
}
