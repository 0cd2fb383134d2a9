import { ApiError, NoAnswer } from '@limen/client/api-error';
import { consoleClose } from '@limen/contract/consoles';
import { expect, test } from 'vitest';
import { afterClose, ticketMayComeLater } from './console-closing.ts';

test('a guest that restarts, a server that restarts and a lost line are tried again; lost rights are not', () => {
  expect(afterClose(consoleClose.guestStopped)).toEqual({ because: 'guestStopped', again: true });
  expect(afterClose(consoleClose.serverClosing).again).toBe(true);
  expect(afterClose(1006)).toEqual({ because: 'lost', again: true });
  expect(afterClose(consoleClose.accessEnded)).toEqual({ because: 'accessEnded', again: false });
});

test('every close code of the contract has a reason of its own, not just "lost"', () => {
  for (const code of Object.values(consoleClose)) expect(afterClose(code).because).not.toBe('lost');
});

test('a refused ticket is asked for again only where time can change the answer', () => {
  const refused = (status: number, code: ApiError['code']) =>
    new ApiError(status, { code, message: '', requestId: '' });
  expect(ticketMayComeLater(new NoAnswer('x'))).toBe(true);
  expect(ticketMayComeLater(refused(409, 'console.not_running'))).toBe(true);
  expect(ticketMayComeLater(refused(503, 'host.unavailable'))).toBe(true);
  expect(ticketMayComeLater(refused(404, 'object.not_found'))).toBe(false);
  expect(ticketMayComeLater(refused(429, 'console.limit'))).toBe(false);
});
