import { randomInt } from 'node:crypto';

/** Without letters and digits that are taken for each other on paper. */
const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789';
const count = 10;
const half = 5;

const some = (): string => Array.from({ length: half }, () => alphabet[randomInt(alphabet.length)]).join('');

/** Ten codes such as `k7mqp-3xwzd`: 31^10 of them there are (49 bits), of which ten guesses in a quarter of an hour reach nothing. */
export const newRecoveryCodes = (): string[] => Array.from({ length: count }, () => `${some()}-${some()}`);

/** A code as it is kept, from however somebody typed it: capitals, blanks, without its dash. */
export const asRecoveryCode = (typed: string): string => {
  const plain = typed.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
  return `${plain.slice(0, half)}-${plain.slice(half)}`;
};
