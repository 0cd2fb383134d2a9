import type { CloudInitFinding } from '@limen/contract/cloud-init';
import { isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument, type YAMLMap } from 'yaml';
import { knownKeys, type ValueKind } from './known-keys.ts';

/** As many brackets inside each other as anybody writes; the reader of YAML calls itself once for each. */
const mostDepth = 100;
/** As many as a person can look at. */
const mostFindings = 50;
const longestDetail = 300;

type File = CloudInitFinding['file'];
const finding = (
  file: File,
  line: number,
  fault: CloudInitFinding['fault'],
  more: Partial<Pick<CloudInitFinding, 'severity' | 'key' | 'wanted' | 'detail'>> = {},
): CloudInitFinding => ({ file, line, fault, severity: 'error', key: null, wanted: [], detail: '', ...more });

/** What cloud-init takes beside `#cloud-config` (docs, "User data formats"); what is in them is not ours to know. */
const otherForms =
  /^(#!|#cloud-boothook|#cloud-config-archive|#include-once|#include|#part-handler|#cloud-config-jsonp|## template: *jinja|content-type: *multipart\/|mime-version:|from [^ ])/i;

/** The line, from 1, at which brackets of any kind stand too deep, or lists are begun in lists too often; 0: nowhere. */
const tooDeepAt = (text: string): number => {
  let depth = 0;
  for (const [index, line] of text.split('\n').entries()) {
    for (const c of line) {
      if (c === '[' || c === '{') depth += 1;
      else if (c === ']' || c === '}') depth = Math.max(0, depth - 1);
    }
    const indent = line.length - line.trimStart().length;
    const begun = /^\s*((?:[-?:] +)*)/.exec(line)?.[1]?.length ?? 0;
    if (depth > mostDepth || indent / 2 > mostDepth || begun / 2 > mostDepth) return index + 1;
  }
  return 0;
};

const kindOf = (node: unknown): ValueKind => {
  if (isMap(node)) return 'map';
  if (isSeq(node)) return 'list';
  if (!isScalar(node) || node.value === null) return 'nothing';
  if (typeof node.value === 'boolean') return 'boolean';
  return typeof node.value === 'number' || typeof node.value === 'bigint' ? 'number' : 'text';
};

/** @returns the map of a document, or what is wrong with it. Read as PyYAML does: YAML 1.1 */
const readMap = (
  file: File,
  text: string,
): { map: YAMLMap; lines: LineCounter; resolve: (node: unknown) => unknown } | CloudInitFinding[] => {
  const deep = tooDeepAt(text);
  if (deep > 0) return [finding(file, deep, 'too_deep')];
  const lines = new LineCounter();
  const document = parseDocument(text, {
    version: '1.1',
    lineCounter: lines,
    prettyErrors: false,
    uniqueKeys: true,
  });
  if (document.errors.length > 0) {
    return document.errors.slice(0, mostFindings).map(({ pos, message }) =>
      finding(file, Math.max(1, lines.linePos(pos[0]).line), 'syntax', {
        detail: message.slice(0, longestDetail),
      }),
    );
  }
  const root: Node | null = document.contents;
  if (!isMap(root)) {
    const at = root?.range ? lines.linePos(root.range[0]).line : 1;
    return [finding(file, Math.max(1, at), 'not_a_map')];
  }
  const resolve = (node: unknown): unknown => (isAlias(node) ? node.resolve(document) : node);
  return { map: root, lines, resolve };
};

const entriesOf = ({
  map,
  lines,
  resolve,
}: Exclude<ReturnType<typeof readMap>, CloudInitFinding[]>): {
  key: string;
  line: number;
  value: unknown;
}[] =>
  map.items.map(({ key, value }) => {
    const node = key as Node;
    const at = node.range ? lines.linePos(node.range[0]).line : 1;
    return { key: isScalar(node) ? String(node.value) : '', line: Math.max(1, at), value: resolve(value) };
  });

/**
 * Looks at user-data as cloud-init would: its first line says what it is; a `#cloud-config` has to be a map in YAML whose
 * keys cloud-init knows and whose values are of the right kind. A key that is not known is a warning: a newer cloud-init may
 * know it. Never throws, whatever the text is.
 */
export const checkUserData = (text: string): CloudInitFinding[] => {
  const [first = ''] = text.split('\n', 1);
  if (otherForms.test(first)) return [];
  if (!/^#cloud-config\s*$/.test(first)) return [finding('user-data', 1, 'header')];
  // nothing below the first line is nothing to do
  if (
    text
      .split('\n')
      .slice(1)
      .every((line) => /^\s*(#.*)?$/.test(line))
  )
    return [];
  const read = readMap('user-data', text);
  if (Array.isArray(read)) return read;
  return entriesOf(read)
    .flatMap(({ key, line, value }) => {
      const wanted = knownKeys.get(key);
      if (!wanted) {
        return finding('user-data', line, 'unknown_key', { severity: 'warning', key: key.slice(0, 80) });
      }
      if (wanted.includes(kindOf(value))) return [];
      return finding('user-data', line, 'wrong_kind', { key, wanted: [...wanted] });
    })
    .slice(0, mostFindings);
};

/** Looks at a network's configuration: a map with `version: 1` or `2`, perhaps below `network:`. */
export const checkNetworkConfig = (text: string): CloudInitFinding[] => {
  const read = readMap('network-config', text);
  if (Array.isArray(read)) return read;
  const entries = entriesOf(read);
  const inner = entries.find(({ key }) => key === 'network')?.value;
  const said = isMap(inner)
    ? read.resolve(inner.get('version', true))
    : entries.find(({ key }) => key === 'version')?.value;
  const version = isScalar(said) ? said.value : null;
  return version === 1 || version === 2 ? [] : [finding('network-config', 1, 'network_version')];
};
