import { parseXml } from './parse-xml.ts';
import { textAt } from './xml-tree.ts';

/**
 * Whose card a filter is bound to: the UUID of its domain (formatnwfilterbinding). Throws XmlRefused for what is not XML of
 * libvirt's.
 */
export const readFilterBindingOwner = (xml: string): string | null => textAt(parseXml(xml), 'owner/uuid');
