import { SaxesParser } from 'saxes';
import type { XmlElement, XmlNode } from './xml-tree.ts';

/** The longest document that is read or written, in UTF-16 units; libvirt's own limit for a string is 4 MiB. */
export const MAX_DOCUMENT_LENGTH = 4 * 1024 * 1024;

/** The deepest nesting that is read. The deepest element in libvirt's own XML is at about 12; a backing chain adds one a link. */
export const MAX_DEPTH = 256;

export type XmlRefusal = 'malformed' | 'doctype' | 'too-deep' | 'too-long';

/** A document that is not read: not well-formed, with a document type, too deep or too long. */
export class XmlRefused extends Error {
  override readonly name = 'XmlRefused';
  readonly reason: XmlRefusal;

  constructor(reason: XmlRefusal, message: string) {
    super(message);
    this.reason = reason;
  }
}

const isBlank = (node: XmlNode): boolean => node.kind === 'text' && /^[ \t\r\n]*$/.test(node.text);

/* White space between elements is layout, and the serializer lays out anew. Text beside elements (mixed content) is kept. */
function dropLayout(element: XmlElement): void {
  const hasElements = element.children.some((child) => child.kind !== 'text');
  const hasText = element.children.some((child) => child.kind === 'text' && !isBlank(child));
  if (!hasElements || hasText) return;
  const kept = element.children.filter((child) => !isBlank(child));
  element.children.splice(0, element.children.length, ...kept);
}

/* Adjacent text (around a CDATA section) becomes one node: a CDATA section is only another way to write text. */
function addText(parent: XmlElement | undefined, text: string): void {
  const last = parent?.children.at(-1);
  if (parent && last?.kind === 'text')
    parent.children[parent.children.length - 1] = { kind: 'text', text: last.text + text };
  else parent?.children.push({ kind: 'text', text });
}

/**
 * Reads one XML document and returns its root element. Comments and processing instructions inside the root are kept,
 * those around it are not.
 * @throws {XmlRefused} for anything but a well-formed document of at most {@link MAX_DOCUMENT_LENGTH} characters and
 *   {@link MAX_DEPTH} levels without a document type; so there are no entities but the five predefined ones.
 */
export function parseXml(source: string): XmlElement {
  if (source.length > MAX_DOCUMENT_LENGTH) {
    throw new XmlRefused('too-long', `XML longer than ${MAX_DOCUMENT_LENGTH} characters`);
  }
  const parser = new SaxesParser({ xmlns: true, position: false });
  const open: XmlElement[] = [];
  let root: XmlElement | undefined;

  parser.on('error', (error) => {
    throw new XmlRefused('malformed', error.message);
  });
  parser.on('doctype', () => {
    throw new XmlRefused('doctype', 'XML with a document type is not read');
  });
  parser.on('opentag', (tag) => {
    if (open.length >= MAX_DEPTH) throw new XmlRefused('too-deep', `XML deeper than ${MAX_DEPTH} levels`);
    const attributes = Object.values(tag.attributes).map((entry) => [entry.name, entry.value] as const);
    const element: XmlElement = {
      kind: 'element',
      name: tag.name,
      attributes: new Map(attributes),
      children: [],
    };
    open.at(-1)?.children.push(element);
    root ??= element;
    open.push(element);
  });
  parser.on('closetag', () => {
    const closed = open.pop();
    if (closed) dropLayout(closed);
  });
  parser.on('text', (text) => addText(open.at(-1), text));
  parser.on('cdata', (text) => addText(open.at(-1), text));
  parser.on('comment', (text) => open.at(-1)?.children.push({ kind: 'comment', text }));
  parser.on('processinginstruction', ({ target, body }) => {
    open.at(-1)?.children.push({ kind: 'instruction', target, body });
  });

  parser.write(source).close();
  if (!root) throw new XmlRefused('malformed', 'no element');
  return root;
}
