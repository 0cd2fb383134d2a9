import type { ChangeHardwareBody, MachineMake } from '@limen/contract/hardware';
import { expect, test } from 'vitest';
import { AppError } from '../lib/app-error.ts';
import { chooseHardware } from './choose-hardware.ts';

const plain: MachineMake = {
  firmware: 'bios',
  secureBoot: false,
  tpm: false,
  machine: null,
  cpuModel: null,
};
const able = {
  uefi: true,
  secureBoot: true,
  tpm: true,
  machines: ['pc-q35-7.2', 'pc-q35-7.1'],
  cpuModels: ['maximum', 'Nehalem'],
};
const unable = { uefi: false, secureBoot: false, tpm: false, machines: [], cpuModels: [] };

const fieldOf = (now: MachineMake, body: ChangeHardwareBody, host: typeof able): unknown => {
  try {
    return chooseHardware(now, body, host);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return [error.code, error.field];
  }
};

test('what is asked for is taken, and the rest stays', () => {
  const body = { tpm: true, cpuModel: 'Nehalem' };
  expect(chooseHardware(plain, body, able)).toEqual({ ...plain, ...body });
  expect(chooseHardware({ ...plain, ...body }, { machine: 'pc-q35-7.1', cpuModel: null }, able)).toEqual({
    ...plain,
    tpm: true,
    machine: 'pc-q35-7.1',
  });
});

test('Secure Boot goes with UEFI, stays with it, and is not had without it', () => {
  const secure = { ...plain, firmware: 'uefi', secureBoot: true } as const;
  expect(chooseHardware(secure, { firmware: 'bios' }, able)).toEqual(plain);
  expect(chooseHardware(secure, { firmware: 'uefi' }, able)).toEqual(secure);
  expect(fieldOf(plain, { secureBoot: true }, able)).toEqual(['request.invalid', 'secureBoot']);
  expect(fieldOf(secure, { firmware: 'bios', secureBoot: true }, able)).toEqual([
    'request.invalid',
    'secureBoot',
  ]);
});

test.each([
  [{ firmware: 'uefi' }, 'firmware'],
  [{ tpm: true }, 'tpm'],
  [{ machine: 'pc-q35-7.1' }, 'machine'],
  [{ cpuModel: 'Nehalem' }, 'cpuModel'],
] as const)('what the host cannot give is refused by its name: %o', (body, field) => {
  expect(fieldOf(plain, body, unable)).toEqual(['request.invalid', field]);
  expect(fieldOf(plain, body, able)).toEqual({ ...plain, ...body });
});

test('a host without such firmware refuses Secure Boot of a UEFI machine', () => {
  const uefi = { ...plain, firmware: 'uefi' } as const;
  expect(fieldOf(uefi, { secureBoot: true }, { ...able, secureBoot: false })).toEqual([
    'request.invalid',
    'secureBoot',
  ]);
});

test('what a machine has already it keeps, also on a host that gives no new one such a thing', () => {
  const has: MachineMake = {
    firmware: 'uefi',
    secureBoot: true,
    tpm: true,
    machine: 'pc-q35-5.0',
    cpuModel: 'EPYC',
  };
  expect(chooseHardware(has, { cpuModel: null }, unable)).toEqual({ ...has, cpuModel: null });
  expect(chooseHardware(has, { ...has, tpm: false }, unable)).toEqual({ ...has, tpm: false });
});
