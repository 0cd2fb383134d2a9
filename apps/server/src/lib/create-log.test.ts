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
