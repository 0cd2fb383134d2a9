import type { UnattendedBody } from '@limen/contract/unattended';

/** What every installer is told, in its own words. */
export type InstallerAnswers = Pick<
  UnattendedBody,
  'language' | 'keyboard' | 'timeZone' | 'user' | 'packages'
> & {
  hostName: string;
  /** crypt(5), SHA-512; null only where the installer takes no hash. */
  passwordHash: string | null;
  /** Lines of authorized_keys. */
  sshKeys: readonly string[];
  firmware: 'bios' | 'uefi';
};

/**
 * Formats that go by lines: what would end one, or go on in the next, is no text for them.
 *
 * @throws Error
 */
export const oneLine = (text: string): string => {
  // also what Python and libdebconf take for the end of a line
  if (/[\p{Cc}\u{2028}\u{2029}]/u.test(text) || !text.isWellFormed()) throw new Error('not one line of text');
  return text;
};

/** One word of a shell, whatever is in it. */
export const shellWord = (text: string): string => `'${oneLine(text).replaceAll("'", "'\\''")}'`;
