import { expect, test } from 'vitest';
import { badMirrors, draftOfRules, faultsOfReplacement, rulesOfDraft } from './import-rules-draft.ts';

const empty = { usersMayFetch: true, mirrors: '', replace: [] };

test('mirrors are lines, and what is none of them is named', () => {
  const draft = { ...empty, mirrors: ' mirror.example:8081\n10.1.0.0/16, [fd00::1]:8080\n\n' };
  expect(rulesOfDraft(draft)?.mirrors).toEqual(['mirror.example:8081', '10.1.0.0/16', '[fd00::1]:8080']);
  const wrong = { ...empty, mirrors: 'mirror.example\nhttp://mirror.example/debian\na b' };
  expect(badMirrors(wrong)).toEqual(['http://mirror.example/debian', 'a b']);
  expect(rulesOfDraft(wrong)).toBeNull();
});

test.each([
  ['10.0.0.0/99', false],
  ['10.0.0.300', false],
  ['10.0.0', false],
  ['mirror.example/24', false],
  ['fd00::/129', false],
  ['[fd00::1]:0', false],
  ['mirror.example:65536', false],
  ['10.0.0.0/8', true],
  ['10.0.0.3:65535', true],
  ['fd00::/7', true],
  ['[fd00::/64]:8080', true],
  ['4mirror.example', true],
])('%s as a mirror', (mirrors, possible) => {
  expect(badMirrors({ ...empty, mirrors })).toEqual(possible ? [] : [mirrors]);
});

test('what was saved is shown as it was typed', () => {
  const rules = {
    usersMayFetch: false,
    mirrors: ['mirror.example:8081', '10.1.0.0/16'],
    replace: [{ from: 'https://cloud.debian.org/', to: 'http://mirror.example:8081/debian/' }],
  };
  expect(rulesOfDraft(draftOfRules(rules))).toEqual(rules);
});

test.each([
  ['https://cloud.debian.org', 'http://mirror.example', null, null],
  ['https://cloud.debian.org/', 'http://mirror.example/debian', null, 'otherEnd'],
  ['cloud.debian.org', 'http://mirror.example/', 'notAddress', null],
  ['https://cloud.debian.org/', '', null, 'notAddress'],
  ['https://cloud.debian.org/', 'http://ada:secret@mirror.example/', null, 'notAddress'],
])('%s replaced by %s', (from, to, ofFrom, ofTo) => {
  expect(faultsOfReplacement({ from, to })).toEqual({ from: ofFrom, to: ofTo });
  const rules = rulesOfDraft({ ...empty, replace: [{ from, to }] });
  expect(rules === null).toBe(ofFrom !== null || ofTo !== null);
});
