import { DOMParser } from '@xmldom/xmldom';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MAX_DEPTH, MAX_DOCUMENT_LENGTH, parseXml, XmlRefused } from './parse-xml.ts';
import { serializeXml } from './serialize-xml.ts';
import { checkXmlText, InvalidXmlText, MAX_TEXT_LENGTH } from './xml-text.ts';
import { attributeAt, el, namespaceOf, textOf, type XmlElement, type XmlNode } from './xml-tree.ts';

const refusal = (xml: string): string => {
  try {
    parseXml(xml);
    return 'read';
  } catch (error) {
    return error instanceof XmlRefused ? error.reason : String(error);
  }
};

describe('what is not read', () => {
  test.each([
    ['', 'malformed'],
    ['   ', 'malformed'],
    ['text', 'malformed'],
    ['<a>', 'malformed'],
    ['<a></b>', 'malformed'],
    ['<a/><b/>', 'malformed'],
    ['<a x="1" x="2"/>', 'malformed'],
    ['<a x=1/>', 'malformed'],
    ['<p:a/>', 'malformed'],
    ['<a>&#x0;</a>', 'malformed'],
    ['<a>&#1;</a>', 'malformed'],
    ['<a>\u0001</a>', 'malformed'],
    ['<a>\uFFFE</a>', 'malformed'],
    ['<a x="&#xD800;"/>', 'malformed'],
    ['<a>&nbsp;</a>', 'malformed'],
    ['<a>]]></a>', 'malformed'],
    ['<!DOCTYPE a><a/>', 'doctype'],
    ['<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>', 'doctype'],
    ['<!DOCTYPE a [<!ENTITY x "y"><!ENTITY z "&x;&x;">]><a>&z;</a>', 'doctype'],
  ])('%j: %s', (xml, reason) => {
    expect(refusal(xml)).toBe(reason);
  });

  test('names of JavaScript are no entities', () => {
    // saxes looks entities up in an object; one with a prototype would have these too.
    for (const name of ['constructor', 'toString', '__proto__', 'hasOwnProperty']) {
      expect(refusal(`<a>&${name};</a>`)).toBe('malformed');
      expect(refusal(`<a x='&${name};'/>`)).toBe('malformed');
    }
  });

  test('the deepest nesting is read, one level more is not, nor are a hundred thousand', () => {
    const nested = (levels: number): string => `${'<a>'.repeat(levels)}${'</a>'.repeat(levels)}`;
    expect(refusal(nested(MAX_DEPTH))).toBe('read');
    expect(refusal(nested(MAX_DEPTH + 1))).toBe('too-deep');
    expect(refusal('<a>'.repeat(100_000))).toBe('too-deep');
  });

  test('the longest document is read, one character more is not', () => {
    const filled = (length: number): string => `<a>${'x'.repeat(length - 7)}</a>`;
    expect(refusal(filled(MAX_DOCUMENT_LENGTH))).toBe('read');
    expect(refusal(filled(MAX_DOCUMENT_LENGTH + 1))).toBe('too-long');
  });
});

describe('what is kept', () => {
  test.each([
    `<a/>\n`,
    `<a x='1' y='2'/>\n`,
    `<a>\n  <!--why-->\n  <b/>\n  <?pi do it?>\n  <c>\n    <d/>\n  </c>\n</a>\n`,
    `<a> leading and trailing </a>\n`,
    `<a>line\n\tline</a>\n`,
    `<a> <b/> mixed <c/></a>\n`,
    `<x:a xmlns:x='urn:x' x:b='1'/>\n`,
    `<a>\n  <__proto__ constructor='1'/>\n</a>\n`,
  ])('%j is written as it was read', (xml) => {
    expect(serializeXml(parseXml(xml))).toBe(xml);
  });

  test('layout is laid out anew, CDATA becomes text', () => {
    expect(serializeXml(parseXml('<?xml version="1.0"?>\n<a\n x="1"><b><![CDATA[<&]]>c</b>\n\n</a>'))).toBe(
      `<a x='1'>\n  <b>&lt;&amp;c</b>\n</a>\n`,
    );
  });

  test('line ends and attribute white space come back as they were', () => {
    const odd = ' \t\n\r\r\n ';
    const back = parseXml(serializeXml(el('a', { x: odd }, odd)));
    expect([attributeAt(back, '@x'), textOf(back)]).toEqual([odd, odd]);
  });

  test('a prefix means what the nearest element says it means', () => {
    const [outer, inner] = [el('a', { 'xmlns:p': 'urn:1', xmlns: 'urn:d' }), el('b', { 'xmlns:p': 'urn:2' })];
    expect(namespaceOf('p', [outer, inner])).toBe('urn:2');
    expect(namespaceOf('p', [outer])).toBe('urn:1');
    expect(namespaceOf('', [outer, inner])).toBe('urn:d');
    expect(namespaceOf('q', [outer, inner])).toBeNull();
  });
});

describe('what is not written', () => {
  test.each([
    ['a\u0000b', 'U+0000 at 1'],
    ['\u0008', 'U+0008 at 0'],
    ['\u000B', 'U+000B'],
    ['\u001F', 'U+001F'],
    ['ab\uFFFE', 'U+FFFE at 2'],
    ['\uFFFF', 'U+FFFF'],
    ['\uD800', 'U+D800'],
    ['x\uDC00y', 'U+DC00 at 1'],
    ['\uDC00\uD800', 'U+DC00'],
    ['x'.repeat(MAX_TEXT_LENGTH + 1), 'longer than'],
    ['x'.repeat(1024 * 1024), 'longer than'],
  ])('%j', (text, reason) => {
    for (const tree of [el('a', {}, el('b', {}, text)), el('a', {}, el('b', { c: text }))]) {
      expect(() => serializeXml(tree)).toThrow(InvalidXmlText);
      expect(() => serializeXml(tree)).toThrow(reason);
    }
    expect(() => serializeXml(el('a', {}, el('b', { c: text })))).toThrow('a/b/@c: ');
  });

  test('a name that is none', () => {
    for (const name of ['', '1a', 'a b', 'a>', `a'`, 'a:b:c', '<']) {
      expect(() => serializeXml(el(name))).toThrow(InvalidXmlText);
      expect(() => serializeXml(el('a', { [name]: 'x' }))).toThrow(InvalidXmlText);
    }
  });

  test('a comment or an instruction that would end early', () => {
    const leaves: XmlNode[] = [
      { kind: 'comment', text: 'a-->b' },
      { kind: 'comment', text: 'a-' },
      { kind: 'instruction', target: 'p', body: '?><a/>' },
    ];
    for (const leaf of leaves) expect(() => serializeXml(el('a', {}, leaf))).toThrow(InvalidXmlText);
  });

  test('a document that is too long as a whole', () => {
    const part = 'x'.repeat(MAX_TEXT_LENGTH);
    const tree = el('a', {}, ...Array.from({ length: 65 }, () => el('b', {}, part)));
    expect(() => serializeXml(tree)).toThrow('document longer');
  });
});

/* Text that is likely to break something, and any other: every UTF-16 unit, lone surrogates too. */
const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({
    unit: fc.constantFrom('<', '>', '&', '"', "'", ']', '-', '!', '/', '\t', '\n', '\r', ' ', ';', '#'),
    maxLength: 30,
  }),
  fc
    .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 20 })
    .map((units) => String.fromCharCode(...units)),
  fc.constantFrom(
    `'/><disk type='file'/><x y='`,
    ']]>',
    '<!DOCTYPE a>',
    '&#x0;',
    '&amp;lt;',
    '\u0085 \u2028 \u2029',
    '<![CDATA[x]]>',
    '<!--',
  ),
);

const isCarried = (text: string): boolean => {
  try {
    checkXmlText(text, 'text');
    return true;
  } catch {
    return false;
  }
};

/** A tree as plain values, by our own reader and by xmldom. */
type Plain = {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly (string | Plain)[];
};

const plainOfOurs = (element: XmlElement): Plain => ({
  name: element.name,
  attributes: Object.fromEntries(element.attributes),
  children: element.children.flatMap((child): (string | Plain)[] =>
    child.kind === 'element' ? [plainOfOurs(child)] : child.kind === 'text' ? [child.text] : [],
  ),
});

/* The part of xmldom's Node that is used here; its own types name the browser's. */
type DomNode = {
  readonly nodeType: number;
  readonly nodeName: string;
  readonly nodeValue: string | null;
  readonly attributes?: ArrayLike<{ readonly name: string; readonly value: string }>;
  readonly childNodes: ArrayLike<DomNode>;
};

function plainOfTheirs(node: DomNode): Plain {
  const children = Array.from(node.childNodes).flatMap((child): (string | Plain)[] =>
    child.nodeType === 1 ? [plainOfTheirs(child)] : child.nodeType === 3 ? [child.nodeValue ?? ''] : [],
  );
  const attributes = Object.fromEntries(
    Array.from(node.attributes ?? [], ({ name, value }) => [name, value]),
  );
  return { name: node.nodeName, attributes, children };
}

const byXmldom = (given: string): Plain => {
  // It takes what ends a line in XML 1.1 only (§2.11 there) for a line's end in 1.0 too; libxml2 and we do not.
  const xml = given.replaceAll(/[\u0085\u2028\u2029]/g, (char) => `&#${char.charCodeAt(0)};`);
  // xmldom's Element is a DomNode; its type declares more than is used.
  const root = new DOMParser().parseFromString(xml, 'text/xml').documentElement as unknown as DomNode | null;
  if (!root) throw new Error('xmldom found no element');
  return plainOfTheirs(root);
};

test('any text, as text and as attribute, is refused or read back the same by two parsers', () => {
  fc.assert(
    fc.property(anyText, anyText, (text, value) => {
      const tree = el('a', {}, el('b', { c: value, d: 'e' }, text));
      if (!isCarried(text) || !isCarried(value)) {
        expect(() => serializeXml(tree)).toThrow(InvalidXmlText);
        return;
      }
      const inner = { name: 'b', attributes: { c: value, d: 'e' }, children: text === '' ? [] : [text] };
      const outer = { name: 'a', attributes: {} };
      const xml = serializeXml(tree);
      expect(plainOfOurs(parseXml(xml))).toEqual({ ...outer, children: [inner] });
      // With layout between elements, which xmldom keeps and the reader drops.
      expect(byXmldom(xml)).toEqual({ ...outer, children: ['\n  ', inner, '\n'] });
    }),
    { numRuns: 500 },
  );
});
