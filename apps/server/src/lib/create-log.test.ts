import { DrizzleQueryError } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { AppError } from './app-error.ts';
import { createLog } from './create-log.ts';

const logged = (write: (log: ReturnType<typeof createLog>) => void): string => {
  let text = '';
  write(createLog('trace', { write: (line) => (text += line) }));
  return text;
};

test('the values of a failed statement are not logged, its text, code and cause are', () => {
  const cause = Object.assign(new Error('duplicate key value'), { code: '23505' });
  const failed = new DrizzleQueryError('insert into "sessions" values ($1)', ['canary\nof two lines'], cause);
  const text = logged((log) =>
    log.error({ err: new AppError('server.internal', 'No.', { cause: failed }) }, 'x'),
  );
  expect(text).not.toContain('canary');
  expect(text).not.toContain('two lines');
  expect(text).toContain('insert into');
  expect(text).toContain('23505');
  expect(text).toContain('create-log.test');
});

test('cookies, passwords and tokens are not logged', () => {
  const secret = { cookie: 'canary', authorization: 'canary', password: 'canary', token: 'canary' };
  const text = logged((log) =>
    log.info({ request: secret, req: { headers: secret }, given: { headers: secret } }, 'x'),
  );
  expect(text).toContain('"msg":"x"');
  expect(text).not.toContain('canary');
});

test('what came from outside stays inside its line, and acts on no terminal', () => {
  const text = logged((log) => {
    log.info(
      { agent: 'a\r\n{"level":60}\u001b[2J', address: '\u009b31m', name: '\u202egpj' },
      'x\r\ny\u2028z',
    );
  });
  expect(text.trimEnd().split(/[\r\n\u2028\u0085]/)).toHaveLength(1);
  expect(text.trimEnd()).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}]/u);
  expect(JSON.parse(text)).toMatchObject({ address: '\u009b31m', name: '\u202egpj', msg: 'x\r\ny\u2028z' });
});
