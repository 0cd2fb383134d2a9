import {
  guestPassword,
  hostName,
  localeName,
  loginName,
  packageName,
  timeZone,
} from '@limen/contract/cloud-init';
import type { InstallerKind, UnattendedInput } from '@limen/contract/unattended';

/** What is in the fields for an installer, as text. */
export type UnattendedDraft = {
  /** Whether it is told anything. */
  told: boolean;
  user: string;
  password: string;
  hostName: string;
  language: string;
  keyboard: string;
  timeZone: string;
  packages: string;
  /** Keys of one's profile; null: all there are. */
  sshKeyIds: readonly string[] | null;
  /** Others, one a line. */
  sshKeys: string;
};

/** Keyboards that are offered, as X11 names them: by their countries. */
export const keyboards = [
  'us',
  'kr',
  'jp',
  'cn',
  'gb',
  'de',
  'fr',
  'es',
  'it',
  'pt',
  'br',
  'ru',
  'pl',
  'se',
  'tr',
] as const;

/** As a reader of these pages most likely wants it. @param zone of the reader's own clock */
export const firstDraft = (reader: {
  locale: string;
  zone: string | undefined;
  userName: string;
}): UnattendedDraft => {
  const korean = reader.locale === 'ko';
  return {
    told: false,
    user: loginName.safeParse(reader.userName).success ? reader.userName : '',
    password: '',
    hostName: '',
    language: korean ? 'ko_KR.UTF-8' : 'en_US.UTF-8',
    keyboard: korean ? 'kr' : 'us',
    // a clock of no place is UTC, which every installer knows by this name
    timeZone: timeZone.safeParse(reader.zone).data?.replace(/^UTC$/, 'Etc/UTC') ?? 'Etc/UTC',
    packages: '',
    sshKeyIds: null,
    sshKeys: '',
  };
};

/** The fields as they were sent, where nothing came of it. */
export const draftOfSent = (sent: UnattendedInput): UnattendedDraft => ({
  told: true,
  user: sent.user,
  password: sent.password ?? '',
  hostName: sent.hostName ?? '',
  language: sent.language ?? 'en_US.UTF-8',
  keyboard: sent.keyboard ?? 'us',
  timeZone: sent.timeZone ?? 'Etc/UTC',
  packages: (sent.packages ?? []).join(' '),
  sshKeyIds: sent.sshKeyIds ?? [],
  sshKeys: (sent.sshKeys ?? []).join('\n'),
});

/** What only some installers take. Windows Setup would keep a password so that it can be read back: it is told none. */
export const takesMore = (kind: InstallerKind): boolean => kind !== 'autounattend';

const words = (text: string): string[] => text.split(/[\s,]+/).filter((word) => word !== '');

/** What the API is given. @param ownKeys ids of all keys of one's profile */
export const bodyOf = (
  draft: UnattendedDraft,
  kind: InstallerKind,
  ownKeys: readonly string[],
): UnattendedInput => ({
  language: draft.language.trim(),
  keyboard: draft.keyboard,
  timeZone: draft.timeZone.trim(),
  hostName: draft.hostName.trim() === '' ? null : draft.hostName.trim(),
  user: draft.user.trim(),
  ...(takesMore(kind) && {
    password: draft.password,
    packages: words(draft.packages),
    sshKeyIds: draft.sshKeyIds === null ? [...ownKeys] : [...draft.sshKeyIds],
    sshKeys: draft.sshKeys
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== ''),
  }),
});

export type UnattendedFault = 'user' | 'password' | 'hostName' | 'language' | 'timeZone' | 'packages';

/** The fields that the server would refuse, in the order of the page. */
export const faultsOf = (draft: UnattendedDraft, kind: InstallerKind): UnattendedFault[] => {
  const more = takesMore(kind);
  const faults: [UnattendedFault, boolean][] = [
    ['user', !loginName.safeParse(draft.user.trim()).success],
    ['password', more && !guestPassword.safeParse(draft.password).success],
    ['hostName', draft.hostName.trim() !== '' && !hostName.safeParse(draft.hostName.trim()).success],
    ['language', !localeName.safeParse(draft.language.trim()).success],
    ['timeZone', !timeZone.safeParse(draft.timeZone.trim()).success],
    ['packages', more && words(draft.packages).some((name) => !packageName.safeParse(name).success)],
  ];
  return faults.filter(([, wrong]) => wrong).map(([field]) => field);
};
