import { auditResult, auditVia } from '@limen/contract/audit';
import { errorCodes } from '@limen/contract/error-codes';
import { liveMessage } from '@limen/contract/live';
import { operationKind, operationState } from '@limen/contract/operations';
import type { Route } from '@limen/contract/route';
import { routes } from '@limen/contract/routes';
import { vmAction, vmState, vmStateReason } from '@limen/contract/vm-rules';
import { IntlMessageFormat } from 'intl-messageformat';
import { describe, expect, test } from 'vitest';
import en from './en.json' with { type: 'json' };
import ko from './ko.json' with { type: 'json' };

type Tree = { readonly [key: string]: string | Tree };

const flat = (tree: Tree, path = ''): Map<string, string> =>
  new Map(
    Object.entries(tree).flatMap(([key, value]) =>
      typeof value === 'string' ? [[path + key, value]] : [...flat(value, `${path}${key}.`)],
    ),
  );

const english = flat(en);
const korean = flat(ko);
const both = [
  ['en', english],
  ['ko', korean],
] as const;

/** Names of what is filled in: `{name}`, `{count, plural, …}`. */
const argumentsOf = (text: string, locale: string): string[] => {
  const names = new Set<string>();
  const walk = (parts: readonly unknown[]): void => {
    for (const part of parts) {
      if (typeof part !== 'object' || part === null) continue;
      if ('type' in part && part.type !== 0 && part.type !== 7 && 'value' in part)
        names.add(String(part.value));
      if ('options' in part && typeof part.options === 'object' && part.options !== null) {
        for (const option of Object.values(part.options as Record<string, { value: unknown[] }>))
          walk(option.value);
      }
    }
  };
  walk(new IntlMessageFormat(text, locale).getAst());
  return [...names].sort();
};

test('each language has every sentence of the other', () => {
  expect([...korean.keys()].sort()).toEqual([...english.keys()].sort());
});

test('no sentence is empty, and both fill in the same things', () => {
  for (const [key, text] of english) {
    expect(text.trim(), key).not.toBe('');
    expect(korean.get(key)?.trim(), key).not.toBe('');
    expect(argumentsOf(korean.get(key) ?? '', 'ko'), key).toEqual(argumentsOf(text, 'en'));
  }
});

test('Korean is written in Korean, English without it', () => {
  const hangul = /\p{Script=Hangul}/u;
  const sameEverywhere = new Set([
    'vms.vcpu',
    'vms.mac',
    'vms.id',
    'create.vcpuUnit',
    'create.bios',
    'hardware.firmware.bios',
    'hardware.firmware.uefi',
    'hardware.tpmYes',
    'create.uefi',
    'quota.vcpu',
    'quota.part',
    'confirm.title',
    'cloudInit.dhcp',
    'cloudInit.userData',
    'nics.mbit',
  ]);
  for (const [key, text] of english) expect(hangul.test(text), key).toBe(false);
  for (const [key, text] of korean) if (!sameEverywhere.has(key)) expect(hangul.test(text), key).toBe(true);
});

describe.each(both)('%s', (_, messages) => {
  const has = (prefix: string, names: readonly string[]): void => {
    for (const name of names)
      expect([...messages.keys()], `${prefix}.${name}`).toContain(`${prefix}.${name}`);
  };
  test('has a sentence for every error code', () => has('errors', errorCodes));
  test('has a word for every state, reason, action and operation of the contract', () => {
    has('state', vmState.options);
    has('stateReason', vmStateReason.options);
    has('actions', vmAction.options);
    has('whyNot.state', vmAction.options);
    has('kinds', operationKind.options);
    has('doing', operationKind.options);
    has('operationState', operationState.options);
  });
  test('has a word for every action that the audit log can name', () => {
    const actions = Object.values(routes)
      .flatMap((table) => Object.values<Route>(table))
      .flatMap((route) => (route.action === undefined ? [] : [route.action]));
    has('audit.action', [...actions, ...operationKind.options]);
    has('audit.result', auditResult.options);
    has('audit.via', auditVia.options);
  });
  test('has a sentence for every notice of the live socket', () => {
    const notice = liveMessage.options.find((o) => 'code' in o.shape);
    if (!notice || !('code' in notice.shape)) throw new Error('no notice in the contract');
    has('notices', notice.shape.code.options);
  });
});
