import type { CloudInitForm, NicNetwork } from '@limen/contract/cloud-init';
import { metaData, reportScript } from './report-script.ts';
import { writeYaml, type YamlValue } from './write-yaml.ts';

/** Files on a disc by their name, which is not more than a plain name. */
export type DiscFiles = Readonly<Record<string, string>>;

/**
 * The user-data of a form. The named user takes the place of the image's own one and has all that it has (groups, sudo,
 * shell); without a name it is that one who gets keys and password. A password is for the consoles: whether sshd takes it
 * stays the image's to say.
 *
 * @param form.passwordHash in crypt(5)'s form; null: no password
 */
export const renderUserData = (
  form: Omit<CloudInitForm, 'network' | 'hasPassword'> & { passwordHash: string | null },
): string => {
  const config: Record<string, YamlValue> = {};
  if (form.hostName !== null) {
    config.hostname = form.hostName.split('.', 1)[0] ?? form.hostName;
    if (form.hostName.includes('.')) {
      config.fqdn = form.hostName;
      // without its line in /etc/hosts the guest itself does not know its domain (`hostname -f`)
      config.manage_etc_hosts = 'localhost';
    }
  }
  config.user = {
    ...(form.user !== null && { name: form.user }),
    // also of a user that is there already, as after "do it all again"
    ...(form.passwordHash !== null && { lock_passwd: false, hashed_passwd: form.passwordHash }),
    ...(form.sshKeys.length > 0 && { ssh_authorized_keys: form.sshKeys }),
  };
  if (Object.keys(config.user).length === 0) delete config.user;
  if (form.timeZone !== null) config.timezone = form.timeZone;
  if (form.language !== null) config.locale = form.language;
  if (form.packages.length > 0) {
    config.package_update = true;
    config.packages = form.packages;
  }
  if (form.commands.length > 0) config.runcmd = form.commands;
  return `#cloud-config\n${writeYaml(config)}`;
};

/** Version 2 of the network's configuration, each card known by its MAC. null: nothing was said of any card there is. */
export const renderNetwork = (
  network: readonly NicNetwork[],
  nics: readonly { mac: string }[],
): string | null => {
  const ethernets: Record<string, YamlValue> = {};
  for (const each of [...network].sort((a, b) => a.nic - b.nic)) {
    const mac = nics[each.nic]?.mac;
    if (mac === undefined) continue;
    // by a name as well: without one ifupdown's renderer would take the key for that of the device
    const name = `eth${each.nic}`;
    const common = { match: { macaddress: mac }, 'set-name': name };
    ethernets[name] =
      each.by === 'dhcp'
        ? { ...common, dhcp4: true }
        : {
            ...common,
            addresses: each.addresses,
            ...(each.gateway4 !== null && { gateway4: each.gateway4 }),
            ...(each.gateway6 !== null && { gateway6: each.gateway6 }),
            ...(each.dns.length + each.search.length > 0 && {
              nameservers: { addresses: each.dns, search: each.search },
            }),
          };
  }
  return Object.keys(ethernets).length === 0 ? null : writeYaml({ version: 2, ethernets });
};

/** A name that a host can have, made of one that a machine has. */
export const hostNameOf = (machineName: string): string => {
  const name = machineName
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, 63)
    .replaceAll(/^-+|-+$/g, '');
  return name === '' ? 'machine' : name;
};

/** What is on a disc with a seed (cloud-init, "NoCloud": a file system labelled `cidata`). */
export const seedFiles = (seed: {
  instanceId: string;
  hostName: string;
  userData: string;
  networkConfig: string | null;
  /** The machine is a copy of one that was there before, and shall not be taken for it. */
  newIdentity: boolean;
}): DiscFiles => ({
  'meta-data': metaData(seed.instanceId, seed.hostName),
  'user-data': seed.userData,
  'vendor-data': reportScript(seed.instanceId, seed),
  ...(seed.networkConfig !== null && { 'network-config': seed.networkConfig }),
});
