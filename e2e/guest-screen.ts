/// <reference lib="dom" />
import type { Page } from 'playwright-core';

/** The cells of a VGA text screen: a fingerprint of the picture in each, `''` where nothing is lit. */
export type Cells = readonly (readonly string[])[];

/** What VGA text mode draws a character in: 80 × 25 of them make 720 × 400 pixels. */
const cell = { width: 9, height: 16 };

/** The pixels that noVNC has drawn, cut into cells. Empty while there is no picture of a text screen. */
export const readCells = (page: Page): Promise<Cells> =>
  page.evaluate(({ width, height }) => {
    const canvas = document.querySelector('canvas');
    const context = canvas?.getContext('2d');
    if (
      !canvas ||
      !context ||
      canvas.width === 0 ||
      canvas.width % width !== 0 ||
      canvas.height % height !== 0
    )
      return [];
    const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
    const lit = (x: number, y: number): boolean => {
      const at = (y * canvas.width + x) * 4;
      return (data[at] ?? 0) + (data[at + 1] ?? 0) + (data[at + 2] ?? 0) > 96;
    };
    const picture = (left: number, top: number): string => {
      let bits = '';
      // the ninth column only joins line-drawing characters
      for (let y = top; y < top + height; y++) {
        for (let x = left; x < left + width - 1; x++) bits += lit(x, y) ? '#' : '.';
      }
      return bits.includes('#') ? bits : '';
    };
    return Array.from({ length: canvas.height / height }, (_r, row) =>
      Array.from({ length: canvas.width / width }, (_c, column) => picture(column * width, row * height)),
    );
  }, cell);

/**
 * Learns the guest's font from lines that must be on the screen: a row is such a line only where equal characters have
 * equal pictures, different ones different pictures, and blanks are blank. So no font is needed to read pixels, and
 * nothing but the very text fits.
 *
 * @returns picture → character, or null while one of the lines is not there
 */
export const learnFont = (cells: Cells, lines: readonly string[]): ReadonlyMap<string, string> | null => {
  let font: ReadonlyMap<string, string> = new Map();
  for (const line of lines) {
    const fits = cells.map((row) => fitLine(row, line, font)).find((f) => f !== null);
    if (!fits) return null;
    font = fits;
  }
  return font;
};

const fitLine = (
  row: readonly string[],
  line: string,
  known: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> | null => {
  const font = new Map(known);
  const pictures = new Map(Array.from(known, ([picture, character]) => [character, picture]));
  const text = line.padEnd(row.length);
  for (const [column, picture] of row.entries()) {
    const character = text[column] ?? '';
    if (character === ' ' || picture === '') {
      if (character !== ' ' || picture !== '') return null;
      continue;
    }
    if ((font.get(picture) ?? character) !== character) return null;
    if ((pictures.get(character) ?? picture) !== picture) return null;
    font.set(picture, character);
    pictures.set(character, picture);
  }
  return font;
};

/** The screen as text; a picture that the font does not have is `�`. */
export const readLines = (cells: Cells, font: ReadonlyMap<string, string>): string[] =>
  cells.map((row) =>
    row
      .map((picture) => (picture === '' ? ' ' : (font.get(picture) ?? '\uFFFD')))
      .join('')
      .trimEnd(),
  );
