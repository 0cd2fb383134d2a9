import { writeYaml } from '../cloud-init/write-yaml.ts';
import type { InstallerAnswers } from './installer-answers.ts';

/** user-data with answers for Ubuntu's installer (Subiquity, "Autoinstall configuration reference manual", version 1). */
export const writeAutoinstall = (answers: InstallerAnswers): string => {
  if (answers.passwordHash === null) throw new Error('a user without a password');
  return `#cloud-config\n${writeYaml({
    autoinstall: {
      version: 1,
      locale: answers.language,
      keyboard: { layout: answers.keyboard },
      timezone: answers.timeZone,
      identity: {
        hostname: answers.hostName.split('.', 1)[0] ?? answers.hostName,
        username: answers.user,
        password: answers.passwordHash,
      },
      ssh: { 'install-server': true, 'allow-pw': false, 'authorized-keys': answers.sshKeys },
      storage: { layout: { name: 'direct' } },
      packages: ['qemu-guest-agent', ...answers.packages],
      shutdown: 'reboot',
    },
  })}`;
};
