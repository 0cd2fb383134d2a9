import { expect, it } from 'vitest';
import { readTypedParam, type TypedParam, writeTypedParam } from './generated/types.ts';
import { exactNumber, plainParams } from './typed-params.ts';
import { XdrReader, XdrWriter } from './xdr.ts';

const params: TypedParam[] = [
  { field: 'int', value: { type: 1, value: -1 } },
  { field: 'uint', value: { type: 2, value: 0xffff_ffff } },
  { field: 'llong', value: { type: 3, value: -(2n ** 40n) } },
  { field: 'ullong', value: { type: 4, value: 2n ** 64n - 1n } },
  { field: 'double', value: { type: 5, value: 0.5 } },
  { field: 'boolean', value: { type: 6, value: 1 } },
  { field: 'string', value: { type: 7, value: '한글' } },
];

it('pitfall 8: all seven kinds of typed parameters travel, and become JSON without a wrong number', () => {
  const writer = new XdrWriter(1);
  for (const param of params) writeTypedParam(writer, param);
  const reader = new XdrReader(writer.bytes());
  expect(params.map(() => readTypedParam(reader))).toEqual(params);
  expect(JSON.parse(JSON.stringify(plainParams(params)))).toEqual({
    int: -1,
    uint: 0xffff_ffff,
    llong: -(2 ** 40),
    ullong: '18446744073709551615',
    double: 0.5,
    boolean: true,
    string: '한글',
  });
});

it('gives no number that is not exactly the value', () => {
  expect(exactNumber(2n ** 53n - 1n, 'memory')).toBe(Number.MAX_SAFE_INTEGER);
  expect(() => exactNumber(2n ** 53n, 'memory')).toThrow(RangeError);
});

it('refuses a kind of typed parameter it does not know', () => {
  const writer = new XdrWriter();
  writer.string('x', 9, 'field');
  writer.int32(8, 'type');
  expect(() => readTypedParam(new XdrReader(writer.bytes()))).toThrow(/unknown type 8/);
});
