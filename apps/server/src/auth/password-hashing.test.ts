import { expect, test } from 'vitest';
import { PasswordHashing } from './password-hashing.ts';

test('a password verifies against its own hash and no other, and two hashes of it differ', async () => {
  const hashing = new PasswordHashing();
  const [a, b] = await Promise.all([hashing.hash('correct horse'), hashing.hash('correct horse')]);
  expect(a).not.toBe(b);
  expect(a).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(await hashing.verify(a, 'correct horse')).toBe(true);
  expect(await hashing.verify(a, 'wrong horse')).toBe(false);
});

test('a flood is turned away with auth.busy, and everyone let in is answered', async () => {
  const hashing = new PasswordHashing();
  const results = await Promise.allSettled(Array.from({ length: 100 }, () => hashing.hash('x')));
  const refused = results.filter((r) => r.status === 'rejected');
  expect(refused).toHaveLength(100 - 66);
  for (const r of refused) expect(r.reason).toMatchObject({ code: 'auth.busy', retryAfterSeconds: 2 });
  await expect(hashing.hash('after')).resolves.toContain('$argon2id$');
});
