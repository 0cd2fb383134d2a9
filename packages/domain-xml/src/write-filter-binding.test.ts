import { expect, test } from 'vitest';
import { readFilterBindingOwner } from './read-filter-binding.ts';
import { writeFilterBinding } from './write-filter-binding.ts';

test('a filter is bound to a card’s end, under an owner by which what is learned is remembered', () => {
  const uuid = '018f0000-0000-8000-8000-00000000beef';
  const xml = writeFilterBinding({
    owner: { name: 'limen', uuid },
    portDevice: 'limen-010203',
    mac: '52:4c:4d:01:02:03',
    filter: 'limen-lan',
  });
  expect(readFilterBindingOwner(xml)).toBe(uuid);
  for (const part of [
    '<portdev name="limen-010203"/>',
    '<mac address="52:4c:4d:01:02:03"/>',
    '<filterref filter="limen-lan">',
    '<parameter name="CTRL_IP_LEARNING" value="dhcp"/>',
  ]) {
    expect(xml.replaceAll("'", '"')).toContain(part);
  }
  const said = { owner: { name: 'limen', uuid }, portDevice: '\u0000', mac: '', filter: 'f' };
  expect(() => writeFilterBinding(said)).toThrow();
});
