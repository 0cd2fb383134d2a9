/**
 * A small XML tree that keeps what it does not know: elements, attributes, comments, in their order.
 * Nodes are plain and mutable; an edit changes the nodes it knows and leaves the others where they are.
 */

export interface XmlElement {
  readonly kind: 'element';
  /** As written, with its prefix: `limen:vm`. */
  readonly name: string;
  /** In document order; `xmlns` declarations are attributes like others. */
  readonly attributes: Map<string, string>;
  readonly children: XmlNode[];
}

export interface XmlText {
  readonly kind: 'text';
  readonly text: string;
}

export interface XmlComment {
  readonly kind: 'comment';
  readonly text: string;
}

export interface XmlInstruction {
  readonly kind: 'instruction';
  readonly target: string;
  readonly body: string;
}

export type XmlNode = XmlElement | XmlText | XmlComment | XmlInstruction;

/** What {@link el} takes as attributes: `null` leaves one out. */
export type AttributeValues = Readonly<Record<string, string | number | null>>;

/** Builds an element. A string child is text; `null` children and attributes are left out. */
export function el(
  name: string,
  attributes: AttributeValues = {},
  ...children: readonly (XmlNode | string | null)[]
): XmlElement {
  const element: XmlElement = { kind: 'element', name, attributes: new Map(), children: [] };
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== null) element.attributes.set(key, String(value));
  }
  for (const child of children) {
    if (child !== null)
      element.children.push(typeof child === 'string' ? { kind: 'text', text: child } : child);
  }
  return element;
}

/** The child elements called `name`, or all of them. */
export function childrenOf(element: XmlElement, name?: string): XmlElement[] {
  return element.children.filter(
    (child): child is XmlElement => child.kind === 'element' && (name === undefined || child.name === name),
  );
}

/** The first element at a path of child names (`target`, `os/firmware`), or null. */
export function find(element: XmlElement, path: string): XmlElement | null {
  let here: XmlElement | null = element;
  for (const name of path.split('/')) {
    here = here && (childrenOf(here, name)[0] ?? null);
  }
  return here;
}

/** Every element at a path of child names: all branches are followed. */
export function findAll(element: XmlElement, path: string): XmlElement[] {
  return path
    .split('/')
    .reduce((here, name) => here.flatMap((parent) => childrenOf(parent, name)), [element]);
}

/** The element's own text, comments and child elements apart. */
export function textOf(element: XmlElement): string {
  return element.children.map((child) => (child.kind === 'text' ? child.text : '')).join('');
}

/** The value of `path/@name`, or null: `attributeAt(disk, 'target/@dev')`. `@name` alone is the element's own. */
export function attributeAt(element: XmlElement, path: string): string | null {
  const at = path.lastIndexOf('@');
  const owner = at <= 0 ? element : find(element, path.slice(0, at - 1));
  return owner?.attributes.get(path.slice(at + 1)) ?? null;
}

/** The text of the first element at a path, or null where there is none. */
export function textAt(element: XmlElement, path: string): string | null {
  const found = find(element, path);
  return found && textOf(found);
}

/** Replaces the element's text, leaving child elements and comments. */
export function setText(element: XmlElement, text: string): void {
  const others = element.children.filter((child) => child.kind !== 'text');
  element.children.splice(
    0,
    element.children.length,
    ...(text === '' ? [] : [{ kind: 'text', text } as const]),
    ...others,
  );
}

/** Takes `child` out of `parent`; nothing happens when it is not there. */
export function removeChild(parent: XmlElement, child: XmlElement): void {
  const index = parent.children.indexOf(child);
  if (index >= 0) parent.children.splice(index, 1);
}

/** Puts `child` behind the last child element whose name is in `after`, or first when there is none. */
export function insertAfter(parent: XmlElement, after: readonly string[], child: XmlElement): void {
  const index = parent.children.findLastIndex((node) => node.kind === 'element' && after.includes(node.name));
  parent.children.splice(index + 1, 0, child);
}

/** The namespace that a prefix (or '' for none) means inside the last of `scope`: outermost element first. */
export function namespaceOf(prefix: string, scope: readonly XmlElement[]): string | null {
  const name = prefix === '' ? 'xmlns' : `xmlns:${prefix}`;
  for (const element of scope.toReversed()) {
    const uri = element.attributes.get(name);
    if (uri !== undefined) return uri;
  }
  return null;
}
