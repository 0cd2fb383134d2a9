import { auditFilter } from '@limen/contract/audit';
import { expect, test } from 'vitest';
import { auditActions, type FilterValues, toQuery } from './audit-filter.ts';

const none: FilterValues = { person: '', action: '', result: '', from: '', to: '', object: '' };

test('a day is the reader’s own, and the last one is wanted whole', () => {
  const { from, to } = toQuery({ ...none, from: '2026-11-26', to: '2026-11-26' }, '');
  expect(Date.parse(to ?? '') - Date.parse(from ?? '')).toBe(24 * 3600 * 1000);
  expect(new Date(from ?? '').getHours()).toBe(0);
});

test('what is not chosen, or makes no sense, is not asked', () => {
  expect(toQuery(none, '  ')).toEqual({});
  expect(toQuery({ ...none, result: 'perhaps', from: 'soon', to: '2026-13' }, '')).toEqual({});
});

test('the contract takes what is asked, of every action there is', () => {
  for (const action of auditActions) {
    const query = toQuery({ ...none, action, result: 'refused', person: 'ann' }, 'x'.repeat(500));
    expect(auditFilter.safeParse(query).success, action).toBe(true);
  }
});
