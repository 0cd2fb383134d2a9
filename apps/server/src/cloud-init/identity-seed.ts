import type { Seed } from './make-seed.ts';

/**
 * What a copy is told that nobody told anything: to be another machine than the one it was copied from, and nothing else. The
 * new instance-id makes cloud-init give it SSH host keys and a host name, and set up the network of its own cards; no user is
 * made or changed, and the sources of packages stay as they are. Its machine-id is renewed by the disc's script, as of every
 * machine with `newIdentity` (report-script.ts).
 */
export const identitySeed: Seed = {
  form: null,
  text: {
    userData: `#cloud-config
# A copy of another machine: it gets SSH host keys, a machine-id and a host name of its own.
users: []
ssh_deletekeys: true
locale: false
apt:
  preserve_sources_list: true
`,
    networkConfig: null,
  },
};
