import { expect, test } from 'vitest';
import { chooseLocale } from './locale.ts';

test('what a person chose wins over what their browser says', () => {
  expect(chooseLocale('ko', 'en-US,en')).toBe('ko');
  expect(chooseLocale('en', 'ko')).toBe('en');
});

test('the browser’s languages count by their weight, not by their place', () => {
  expect(chooseLocale(undefined, 'ko-KR,ko;q=0.9,en;q=0.8')).toBe('ko');
  expect(chooseLocale(undefined, 'en;q=0.3, ko;q=0.7')).toBe('ko');
  expect(chooseLocale(undefined, 'fr-FR, de;q=0.9, ko;q=0.1')).toBe('ko');
  expect(chooseLocale(undefined, 'ko;q=0, en')).toBe('en');
});

test('nothing we speak, nothing at all, or nonsense is English', () => {
  expect(chooseLocale(undefined, null)).toBe('en');
  expect(chooseLocale('xx', 'fr')).toBe('en');
  expect(chooseLocale(undefined, ';;,q=,=')).toBe('en');
});
