import { z } from 'zod';
import {
  cloudInitLimits,
  guestPassword,
  hostName,
  localeName,
  loginName,
  packageName,
  publicKeyLine,
  timeZone,
} from './cloud-init.ts';
import { id } from './fields.ts';

/** How an installer is told its answers; which one a system takes is the server's to know. */
export const installerKind = z.enum(['preseed', 'kickstart', 'autoinstall', 'autounattend']);
export type InstallerKind = z.infer<typeof installerKind>;

/** Systems by libosinfo's short ids, and how their installers are told. First that fits. */
const installers: readonly (readonly [RegExp, InstallerKind])[] = [
  [/^win(vista|7|8|8\.1|1[01]|2k8|2k8r2|2k12|2k12r2|2k16|2k19|2k22|2k25)$/, 'autounattend'],
  // Subiquity took over from Debian's installer
  [/^ubuntu(2[0-9]|[3-9]\d)\./, 'autoinstall'],
  [/^(debian|ubuntu)/, 'preseed'],
  [/^(fedora|rhel|centos|rocky|alma|almalinux|ol|oraclelinux|circle|scientific)/, 'kickstart'],
];

/** How the installer of a system is told its answers; null: of that one it is not known. */
export const installerOf = (osId: string | null): InstallerKind | null =>
  (osId === null ? undefined : installers.find(([ids]) => ids.test(osId))?.[1]) ?? null;

/** A layout as X11 names it, e.g. `us`, `kr`, `de`. */
export const keyboardLayout = z.string().regex(/^[a-z]{2,5}$/);

const answers = {
  language: localeName.default('en_US.UTF-8'),
  keyboard: keyboardLayout.default('us'),
  timeZone: timeZone.default('Etc/UTC'),
  hostName: hostName.nullable().default(null).describe('null: made from the name of the machine'),
  user: loginName.describe('May become root by sudo, or administers Windows'),
  packages: z
    .array(packageName)
    .max(cloudInitLimits.packages)
    .default([])
    .describe('Beside the installer’s own choice; Windows has none'),
};

/** Answers for an installer: the whole first disk is its to use, all that is on it goes. */
export const unattendedBody = z.strictObject({
  ...answers,
  password: guestPassword
    .nullable()
    .default(null)
    .describe(
      'Kept as a hash. Asked for by every installer but that of Windows, which takes no hash and asks for one at the first sign-in',
    ),
  sshKeyIds: z.array(id).max(cloudInitLimits.sshKeys).default([]).describe('Of one’s own profile'),
  sshKeys: z.array(publicKeyLine).max(cloudInitLimits.sshKeys).default([]),
});
export type UnattendedBody = z.output<typeof unattendedBody>;
export type UnattendedInput = z.input<typeof unattendedBody>;
