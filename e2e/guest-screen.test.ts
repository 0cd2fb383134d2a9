import { expect, test } from 'vitest';
import { type Cells, findText, learnFont, readLines } from './guest-screen.ts';

/** A screen in a font where the picture of `a` is `#a`. */
const screen = (...lines: string[]): Cells =>
  lines.map((line) => Array.from(line.padEnd(12), (c) => (c === ' ' ? '' : `#${c}`)));

test('the font is learned from lines that are there, and reads the others', () => {
  const cells = screen('', 'noon level', 'lemon:x');
  const font = learnFont(cells, ['noon level']);
  expect(font && readLines(cells, font)).toEqual(['', 'noon level', 'le\uFFFDon\uFFFD\uFFFD']);
});

test('a line that is not there is not found in one of another shape', () => {
  expect(learnFont(screen('noon'), ['none'])).toBeNull();
  expect(learnFont(screen('none'), ['noon'])).toBeNull();
  expect(learnFont(screen('noon x'), ['noon'])).toBeNull();
  expect(learnFont(screen(), ['noon'])).toBeNull();
});

test('two lines of one shape cannot both be the same pictures', () => {
  expect(learnFont(screen('abba'), ['abba', 'noon'])).toBeNull();
  expect(learnFont(screen('abba', 'cddc'), ['abba', 'noon'])?.size).toBe(4);
});

test('a text is found within its row, and only where all of it is', () => {
  const cells = screen('|noon lev|', '[!] novel');
  const font = findText(cells, ['noon lev', 'novel']);
  expect(font && readLines(cells, font)).toEqual(['\uFFFDnoon lev\uFFFD', '\uFFFD\uFFFD\uFFFD novel']);
  expect(findText(cells, ['noon lev', 'level'])).toBeNull();
  expect(findText(cells, ['noon lemon and more'])).toBeNull();
  expect(findText([], ['noon'])).toBeNull();
});
