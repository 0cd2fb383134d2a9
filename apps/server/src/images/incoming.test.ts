import { expect, test } from 'vitest';
import { convertedPath, incomingPath, workFolder } from './incoming.ts';

const home = '/var/lib/limen';
const id = '0190b2f4-7c3e-7a51-9d1b-2f3a4b5c6d7e';

test('the files of an image on its way stand under its id', () => {
  expect(incomingPath({ home }, id)).toBe(`${home}/incoming/${id}`);
  expect(workFolder({ home }, id)).toBe(`${home}/work/${id}`);
  expect(convertedPath({ home }, id)).toBe(`${home}/work/${id}/converted.qcow2`);
});

// T-PATH-1
test.each([
  '..',
  '.',
  '',
  '../pools/images/x',
  `../${id}`,
  `${id}/../x`,
  `${id}\0`,
  `/${id}`,
  `%2e%2e%2f${id}`,
  `..\\${id}`,
  `-${id}`,
  'x'.repeat(300),
  `${id} `,
  '\u00e9',
  'e\u0301',
])('nothing but an id becomes a path: %j', (name) => {
  for (const path of [incomingPath, workFolder, convertedPath]) {
    expect(() => path({ home }, name)).toThrow();
  }
});
