import { expect, it } from 'vitest';
import { ScramError, scramClient } from './scram.ts';

// The example of RFC 7677 §3.
const client = () => scramClient({ user: 'user', password: 'pencil' }, 'rOprNGfwEbeRWgbNEkqO');
const challenge = 'r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096';

it('speaks SCRAM-SHA-256 as RFC 7677 shows it', async () => {
  const scram = client();
  expect(scram.first).toBe('n,,n=user,r=rOprNGfwEbeRWgbNEkqO');
  expect(await scram.answer(challenge)).toBe(
    'c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=',
  );
  expect(() => scram.check('v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=')).not.toThrow();
});

it('believes no server that cannot prove that it knows the password', async () => {
  const scram = client();
  await scram.answer(challenge);
  expect(() => scram.check('v=7rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=')).toThrow(ScramError);
  expect(() => scram.check('e=other-error')).toThrow(ScramError);
  expect(() => client().check('v=')).toThrow(ScramError);
});

it.each([
  ['a nonce that is not ours', challenge.replace('r=rO', 'r=xO')],
  ['too few iterations', challenge.replace('i=4096', 'i=1')],
  ['iterations that would only burn our processor', challenge.replace('i=4096', 'i=999999999')],
])('refuses %s', async (_, bad) => {
  await expect(client().answer(bad)).rejects.toThrow(ScramError);
});

it('escapes the signs that separate fields in a user name', () => {
  expect(scramClient({ user: 'a,b=c', password: '' }, 'n').first).toBe('n,,n=a=2Cb=3Dc,r=n');
});
