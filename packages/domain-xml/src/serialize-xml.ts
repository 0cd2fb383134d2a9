import { MAX_DOCUMENT_LENGTH } from './parse-xml.ts';
import { checkXmlText, escapeAttribute, escapeText, InvalidXmlText } from './xml-text.ts';
import type { XmlElement, XmlNode } from './xml-tree.ts';

/* Names are ours or were read by the parser; this guards the ones a caller makes up. ASCII, with at most one prefix. */
const NAME = /^[A-Za-z_][\w.-]*(:[A-Za-z_][\w.-]*)?$/;

function checkName(name: string, path: string): string {
  if (!NAME.test(name)) throw new InvalidXmlText(path, `${JSON.stringify(name)} is no name`);
  return name;
}

function writeLeaf(node: Exclude<XmlNode, XmlElement>, path: string): string {
  if (node.kind === 'text') return escapeText(checkXmlText(node.text, path));
  if (node.kind === 'comment') {
    if (/--|-$/.test(node.text)) throw new InvalidXmlText(path, 'a comment cannot hold "--"');
    return `<!--${checkXmlText(node.text, path)}-->`;
  }
  if (node.body.includes('?>')) throw new InvalidXmlText(path, 'an instruction cannot hold "?>"');
  return `<?${checkName(node.target, path)}${node.body === '' ? '' : ` ${checkXmlText(node.body, path)}`}?>`;
}

function writeNode(node: XmlNode, parentPath: string, indent: string | null): string {
  if (node.kind !== 'element') return writeLeaf(node, parentPath);
  const path = parentPath === '' ? node.name : `${parentPath}/${node.name}`;
  let tag = `<${checkName(node.name, path)}`;
  for (const [name, value] of node.attributes) {
    const at = `${path}/@${name}`;
    tag += ` ${checkName(name, at)}='${escapeAttribute(checkXmlText(value, at))}'`;
  }
  if (node.children.length === 0) return `${tag}/>`;
  const inline = indent === null || node.children.some((child) => child.kind === 'text');
  if (inline) {
    return `${tag}>${node.children.map((child) => writeNode(child, path, null)).join('')}</${node.name}>`;
  }
  const deeper = `${indent}  `;
  const lines = node.children.map((child) => `\n${deeper}${writeNode(child, path, deeper)}`);
  return `${tag}>${lines.join('')}\n${indent}</${node.name}>`;
}

/**
 * Writes a tree as text, always the same for the same tree: two blanks a level, single quotes, in the tree's order, a
 * newline at the end. This is libvirt's own layout, so what `virsh dumpxml` printed comes out byte for byte.
 * An element with text in it is written on one line, so that no white space is added to text.
 * @throws {InvalidXmlText} for a text, attribute or name that XML cannot carry, with the path of the element.
 */
export function serializeXml(root: XmlElement): string {
  const xml = `${writeNode(root, '', '')}\n`;
  if (xml.length > MAX_DOCUMENT_LENGTH) {
    throw new InvalidXmlText(root.name, `document longer than ${MAX_DOCUMENT_LENGTH} characters`);
  }
  return xml;
}
