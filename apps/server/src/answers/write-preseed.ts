import { type InstallerAnswers, oneLine } from './installer-answers.ts';

/** A value goes on to the end of its line; a `\` there would go on in the next. */
const value = (text: string): string => {
  if (oneLine(text).endsWith('\\')) throw new Error('a value that does not end');
  return text;
};

/**
 * A preseed file for Debian's installer (Installation Guide, appendix B). The keys are written by the installer's own shell,
 * and travel as base64: no text of theirs is in a command.
 */
export const writePreseed = (answers: InstallerAnswers): string => {
  const { user, passwordHash, sshKeys } = answers;
  if (passwordHash === null) throw new Error('a user without a password');
  if (!/^[a-z_][a-z0-9_-]*$/.test(user)) throw new Error('not a user name');
  const keys = Buffer.from(sshKeys.map((key) => `${oneLine(key)}\n`).join('')).toString('base64');
  const home = `/target/home/${user}/.ssh`;
  const [host = '', ...domain] = answers.hostName.split('.');
  const set = (key: string, type: string, text: string): string => `d-i ${key} ${type} ${value(text)}`;
  return [
    set('debian-installer/locale', 'string', answers.language),
    set('keyboard-configuration/xkb-keymap', 'select', answers.keyboard),
    set('netcfg/choose_interface', 'select', 'auto'),
    set('netcfg/get_hostname', 'string', host),
    set('netcfg/get_domain', 'string', domain.join('.')),
    set('mirror/country', 'string', 'manual'),
    set('mirror/http/hostname', 'string', 'deb.debian.org'),
    set('mirror/http/directory', 'string', '/debian'),
    set('mirror/http/proxy', 'string', ''),
    set('passwd/root-login', 'boolean', 'false'),
    set('passwd/user-fullname', 'string', user),
    set('passwd/username', 'string', user),
    set('passwd/user-password-crypted', 'password', passwordHash),
    set('clock-setup/utc', 'boolean', 'true'),
    set('time/zone', 'string', answers.timeZone),
    set('partman/early_command', 'string', 'debconf-set partman-auto/disk "$(list-devices disk | head -n1)"'),
    set('partman-auto/method', 'string', 'regular'),
    set('partman-auto/choose_recipe', 'select', 'atomic'),
    set('partman-partitioning/confirm_write_new_label', 'boolean', 'true'),
    set('partman/choose_partition', 'select', 'finish'),
    set('partman/confirm', 'boolean', 'true'),
    set('partman/confirm_nooverwrite', 'boolean', 'true'),
    'tasksel tasksel/first multiselect standard, ssh-server',
    set('pkgsel/include', 'string', ['sudo', 'qemu-guest-agent', ...answers.packages].join(' ')),
    'popularity-contest popularity-contest/participate boolean false',
    set('grub-installer/only_debian', 'boolean', 'true'),
    set('grub-installer/bootdev', 'string', 'default'),
    set('finish-install/reboot_in_progress', 'note', ''),
    ...(sshKeys.length === 0
      ? []
      : [
          set(
            'preseed/late_command',
            'string',
            `mkdir -p ${home}; echo ${keys} | base64 -d > ${home}/authorized_keys; chmod 700 ${home}; chmod 600 ${home}/authorized_keys; in-target chown -R ${user}:${user} /home/${user}/.ssh`,
          ),
        ]),
    '',
  ].join('\n');
};
