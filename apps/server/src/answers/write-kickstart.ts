import { type InstallerAnswers, oneLine, shellWord } from './installer-answers.ts';

/** Names of packages and groups stand on lines of their own, where `@`, `-` and `%` mean something. */
const packageLine = (name: string): string => {
  if (!/^[A-Za-z0-9][\w.+:~-]*$/.test(name)) throw new Error('not the name of a package');
  return name;
};

/**
 * A kickstart file for Anaconda (Fedora, RHEL and those made from it; pykickstart's documentation): arguments are read by
 * Python's shlex, as words of a shell.
 */
export const writeKickstart = (answers: InstallerAnswers): string => {
  const { user, passwordHash, sshKeys } = answers;
  if (passwordHash === null) throw new Error('a user without a password');
  return [
    'text',
    'reboot --eject',
    `lang ${shellWord(answers.language)}`,
    `keyboard --xlayouts=${shellWord(answers.keyboard)}`,
    `timezone ${shellWord(answers.timeZone)} --utc`,
    `network --bootproto=dhcp --hostname=${shellWord(answers.hostName)}`,
    'zerombr',
    'clearpart --all --initlabel --drives=vda,sda',
    'autopart --type=lvm --nohome',
    'rootpw --lock',
    `user --name=${shellWord(user)} --groups=wheel --iscrypted --password=${shellWord(passwordHash)}`,
    ...sshKeys.map((key) => `sshkey --username=${shellWord(user)} ${shellWord(key)}`),
    'firstboot --disable',
    '%packages',
    '@core',
    'qemu-guest-agent',
    ...answers.packages.map((name) => packageLine(oneLine(name))),
    '%end',
    '',
  ].join('\n');
};
