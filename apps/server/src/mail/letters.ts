import type { Locale } from '@limen/contract/users';

/** What LIMEN writes to people, in each language. Plain text: nothing of it is ever read as markup. */

type Written = { subject: string; text: string };
export type Words<T> = Readonly<Record<Locale, (given: T) => Written>>;

/** What an administrator wrote, set apart from our words. */
const quoted = (title: string, text: string): string =>
  text.trim() === ''
    ? ''
    : `\n${title}\n${text
        .trim()
        .split('\n')
        .map((l) => `    ${l}`)
        .join('\n')}\n`;

export type Person = { displayName: string };

export const waitingLetter: Words<{ names: readonly string[]; count: number; url: string }> = {
  en: ({ names, count, url }) => ({
    subject: count === 1 ? 'LIMEN: somebody waits for approval' : `LIMEN: ${count} people wait for approval`,
    text: `These people have asked for an account:\n\n${names.map((n) => `    ${n}`).join('\n')}${
      count > names.length ? `\n    and ${count - names.length} more` : ''
    }\n\nLook at them and decide: ${url}/users\n`,
  }),
  ko: ({ names, count, url }) => ({
    subject: `LIMEN: 승인을 기다리는 사람이 ${count}명 있습니다`,
    text: `다음 사람이 계정을 신청했습니다.\n\n${names.map((n) => `    ${n}`).join('\n')}${
      count > names.length ? `\n    외 ${count - names.length}명` : ''
    }\n\n확인하고 결정해 주십시오: ${url}/users\n`,
  }),
};

export const approvedLetter: Words<Person & { reason: string; url: string }> = {
  en: ({ displayName, reason, url }) => ({
    subject: 'LIMEN: your account is approved',
    text: `${displayName},\n\nan administrator has approved your account. You can sign in now: ${url}\n${quoted('They wrote:', reason)}`,
  }),
  ko: ({ displayName, reason, url }) => ({
    subject: 'LIMEN: 계정이 승인되었습니다',
    text: `${displayName} 님,\n\n관리자가 계정을 승인했습니다. 이제 로그인할 수 있습니다: ${url}\n${quoted('관리자의 말:', reason)}`,
  }),
};

export const rejectedLetter: Words<Person & { reason: string }> = {
  en: ({ displayName, reason }) => ({
    subject: 'LIMEN: your account was not approved',
    text: `${displayName},\n\nan administrator has not approved your account, or has taken the approval back.\n${quoted('They wrote:', reason)}\nIf you think that is a mistake, talk to them.\n`,
  }),
  ko: ({ displayName, reason }) => ({
    subject: 'LIMEN: 계정이 승인되지 않았습니다',
    text: `${displayName} 님,\n\n관리자가 계정을 승인하지 않았거나 승인을 철회했습니다.\n${quoted('관리자의 말:', reason)}\n잘못되었다고 생각하시면 관리자에게 문의해 주십시오.\n`,
  }),
};

export const invitationLetter: Words<{ link: string; days: number; by: string }> = {
  en: ({ link, days, by }) => ({
    subject: 'LIMEN: you are invited',
    text: `${by} invites you to LIMEN, where you can have virtual machines.\n\nThis link works once, for ${days} ${days === 1 ? 'day' : 'days'}:\n${link}\n`,
  }),
  ko: ({ link, days, by }) => ({
    subject: 'LIMEN: 초대합니다',
    text: `${by} 님이 가상 머신을 쓸 수 있는 LIMEN에 초대했습니다.\n\n이 링크는 ${days}일 동안 한 번만 쓸 수 있습니다:\n${link}\n`,
  }),
};

export const newPasswordLetter: Words<Person & { userName: string; link: string }> = {
  en: ({ displayName, userName, link }) => ({
    subject: 'LIMEN: set a new password',
    text: `${displayName},\n\nsomebody has asked for a new password for the account ${userName}. This link works once, for 24 hours:\n${link}\n\nIf that was not you, do nothing: your password stays as it is.\n`,
  }),
  ko: ({ displayName, userName, link }) => ({
    subject: 'LIMEN: 새 비밀번호 설정',
    text: `${displayName} 님,\n\n${userName} 계정의 새 비밀번호를 요청받았습니다. 이 링크는 24시간 동안 한 번만 쓸 수 있습니다:\n${link}\n\n직접 요청하지 않으셨다면 아무것도 하지 않으셔도 됩니다. 비밀번호는 그대로입니다.\n`,
  }),
};

export const quotaAnsweredLetter: Words<Person & { granted: boolean; answer: string; url: string }> = {
  en: ({ displayName, granted, answer, url }) => ({
    subject: granted ? 'LIMEN: you have more quota' : 'LIMEN: your quota stays as it is',
    text: `${displayName},\n\nan administrator has answered your request for more quota: ${
      granted ? 'it is granted and counts now' : 'it is not granted'
    }.\n${quoted('They wrote:', answer)}\nYour quota: ${url}/settings/quota\n`,
  }),
  ko: ({ displayName, granted, answer, url }) => ({
    subject: granted ? 'LIMEN: 할당량이 늘었습니다' : 'LIMEN: 할당량이 그대로입니다',
    text: `${displayName} 님,\n\n관리자가 할당량 요청에 답했습니다. ${
      granted ? '요청이 승인되어 지금부터 적용됩니다.' : '요청이 승인되지 않았습니다.'
    }\n${quoted('관리자의 말:', answer)}\n내 할당량: ${url}/settings/quota\n`,
  }),
};

export const timeEndsLetter: Words<Person & { machine: string; endsAt: Date; url: string }> = {
  en: ({ displayName, machine, endsAt, url }) => ({
    subject: `LIMEN: the time of ${machine} ends`,
    text: `${displayName},\n\nthe time of your machine ${machine} ends at ${minuteOf(endsAt)} (UTC). It is shut down then; nothing on its disks is lost.\n\nIf you need it for longer, extend it: ${url}\n`,
  }),
  ko: ({ displayName, machine, endsAt, url }) => ({
    subject: `LIMEN: ${machine}의 사용 기한이 끝납니다`,
    text: `${displayName} 님,\n\n가상 머신 ${machine}의 사용 기한이 ${minuteOf(endsAt)}(UTC)에 끝납니다. 그때 종료되며, 디스크의 내용은 없어지지 않습니다.\n\n더 필요하시면 기한을 늘려 주십시오: ${url}\n`,
  }),
};

const minuteOf = (at: Date): string => at.toISOString().slice(0, 16).replace('T', ' ');

/** The letter in the language of its reader; English for whoever never chose one. */
export const inLanguage = <T>(words: Words<T>, locale: string | null, given: T): Written =>
  words[locale === 'ko' ? 'ko' : 'en'](given);
