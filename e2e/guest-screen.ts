/// <reference lib="dom" />
import type { Page } from 'playwright-core';

/** The cells of a VGA text screen: a fingerprint of what is drawn in each upon its background, `''` where nothing is. */
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
    const pixel = (x: number, y: number): [number, number, number] => {
      const at = (y * canvas.width + x) * 4;
      return [data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0];
    };
    // the ninth column only joins line-drawing characters
    const places = Array.from({ length: height * (width - 1) }, (_, n) => [
      n % (width - 1),
      Math.floor(n / (width - 1)),
    ]);
    const picture = (left: number, top: number): string => {
      const pixels = places.map(([x = 0, y = 0]) => pixel(left + x, top + y));
      // what most of the cell is: a character is dark on light as well as light on dark
      const counts = new Map<string, number>();
      for (const each of pixels) counts.set(String(each), (counts.get(String(each)) ?? 0) + 1);
      const [most] = [...counts].reduce((a, b) => (b[1] > a[1] ? b : a), ['', 0] as [string, number]);
      const [red = 0, green = 0, blue = 0] = most.split(',').map(Number);
      const drawn = pixels.map(
        ([r, g, b]) => Math.abs(r - red) + Math.abs(g - green) + Math.abs(b - blue) > 96,
      );
      return drawn.includes(true) ? drawn.map((is) => (is ? '#' : '.')).join('') : '';
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

/**
 * The same for texts that are only a part of their row, as in a window of an installer; the longest first, since a short one
 * alone may be many things.
 */
export const findText = (cells: Cells, texts: readonly string[]): ReadonlyMap<string, string> | null => {
  let font: ReadonlyMap<string, string> = new Map();
  for (const text of texts) {
    const places = cells.flatMap((row) =>
      Array.from({ length: Math.max(0, row.length - text.length + 1) }, (_, at) =>
        row.slice(at, at + text.length),
      ),
    );
    const fits = places.map((place) => fitLine(place, text, font)).find((f) => f !== null);
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
