import { z } from 'zod';
import { id, line, time } from './fields.ts';
import { operation } from './operations.ts';
import { defineRoutes } from './route.ts';

/** What a cloud image is told at its first boot (cloud-init's NoCloud), and what it said of that. */

export const cloudInitLimits = {
  userDataBytes: 64 * 1024,
  networkConfigBytes: 16 * 1024,
  sshKeys: 20,
  packages: 100,
  commands: 100,
  commandLength: 4000,
  nics: 8,
} as const;

/** A host name or a whole domain name, RFC 1123. */
export const hostName = z
  .string()
  .max(253)
  .regex(/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$/i);
/** As `useradd` takes it everywhere. */
export const loginName = z.string().regex(/^[a-z_][a-z0-9_-]{0,31}$/);
/** Of the tz database, e.g. `Asia/Seoul`. */
export const timeZone = z
  .string()
  .max(64)
  .regex(/^[A-Za-z0-9_+-]+(\/[A-Za-z0-9_+-]+){0,2}$/);
/** e.g. `ko_KR.UTF-8`. */
export const localeName = z
  .string()
  .max(40)
  .regex(/^(C|POSIX|[a-z]{2,3}(_[A-Z]{2})?)(\.[A-Za-z0-9-]+)?(@[a-z]+)?$/);
/** No option of the package manager: it begins with a letter or a digit. */
export const packageName = z
  .string()
  .max(200)
  .regex(/^[A-Za-z0-9][A-Za-z0-9.+_:~=@/-]*$/);
/** Becomes a hash as it arrives; nobody is shown it again. */
export const guestPassword = z
  .string()
  .max(256)
  .refine((s) => !/\p{Cc}|\p{Cs}/u.test(s), 'has characters that cannot be typed')
  .transform((s) => s.normalize('NFC'))
  .pipe(z.string().min(8));
/** One line of a `.pub` file; the server reads what is in it. */
export const publicKeyLine = z.string().min(1).max(16_384);

/** What one network card is told; the n-th of the machine, and the server knows its MAC. */
export const nicNetwork = z.discriminatedUnion('by', [
  z.strictObject({
    nic: z
      .int()
      .min(0)
      .max(cloudInitLimits.nics - 1),
    by: z.literal('dhcp'),
  }),
  z.strictObject({
    nic: z
      .int()
      .min(0)
      .max(cloudInitLimits.nics - 1),
    by: z.literal('static'),
    addresses: z
      .array(z.union([z.cidrv4(), z.cidrv6()]))
      .min(1)
      .max(8)
      .describe('With their prefix, e.g. `10.0.0.5/24`'),
    gateway4: z.ipv4().nullable().default(null),
    gateway6: z.ipv6().nullable().default(null),
    dns: z
      .array(z.union([z.ipv4(), z.ipv6()]))
      .max(4)
      .default([]),
    search: z.array(hostName).max(6).default([]),
  }),
]);
export type NicNetwork = z.output<typeof nicNetwork>;

const answers = {
  hostName: hostName.nullable().default(null).describe('null: made from the name of the machine'),
  user: loginName.nullable().default(null).describe('null: the user that the image has anyway'),
  timeZone: timeZone.nullable().default(null),
  language: localeName.nullable().default(null),
  packages: z.array(packageName).max(cloudInitLimits.packages).default([]),
  commands: z
    .array(
      z
        .string()
        .min(1)
        .max(cloudInitLimits.commandLength)
        .refine((s) => !/[\p{Cs}\u{0}]/u.test(s), 'has characters that cannot be written'),
    )
    .max(cloudInitLimits.commands)
    .default([])
    .describe('Run by `sh` as root at the end of the first boot, in this order'),
  network: z
    .array(nicNetwork)
    .max(cloudInitLimits.nics)
    .refine((all) => new Set(all.map(({ nic }) => nic)).size === all.length, 'names a card twice')
    .default([])
    .describe('Empty: the image asks for an address by DHCP'),
};
const sshKeys = z.array(publicKeyLine).max(cloudInitLimits.sshKeys).default([]);

/** The form as it is kept and shown: keys by their text, of a password only that there is one. */
export const cloudInitForm = z.object({ ...answers, sshKeys, hasPassword: z.boolean() });
export type CloudInitForm = z.output<typeof cloudInitForm>;

/** The form as it is filled in. */
export const cloudInitFormBody = z.strictObject({
  ...answers,
  sshKeyIds: z.array(id).max(cloudInitLimits.sshKeys).default([]).describe('Of one’s own profile'),
  sshKeys: sshKeys.describe('Others, as lines of a .pub file'),
  password: guestPassword
    .nullable()
    .optional()
    .describe('null: none; left out: none, or the one there is. Kept as a hash (SHA-512 crypt)'),
});
export type CloudInitFormBody = z.output<typeof cloudInitFormBody>;

const text = (most: number) =>
  z
    .string()
    .transform((s) => s.replaceAll('\r\n', '\n'))
    .pipe(
      z
        .string()
        .refine((s) => new TextEncoder().encode(s).length <= most, `longer than ${most / 1024} KiB`)
        .refine((s) => !/[\p{Cs}\u{0}]/u.test(s), 'has characters that cannot be written'),
    );

/** What a machine is to be told: by the form, or as somebody wrote it. */
export const cloudInitBody = z.discriminatedUnion('from', [
  z.strictObject({ from: z.literal('form'), form: cloudInitFormBody }),
  z.strictObject({
    from: z.literal('text'),
    userData: text(cloudInitLimits.userDataBytes).describe('#cloud-config, a script, or MIME parts'),
    networkConfig: text(cloudInitLimits.networkConfigBytes)
      .nullable()
      .default(null)
      .describe('Version 1 or 2; null: DHCP'),
  }),
]);
export type CloudInitBody = z.output<typeof cloudInitBody>;
export type CloudInitInput = z.input<typeof cloudInitBody>;

/** What is wrong with a text, of a closed list. */
export const cloudInitFault = z.enum([
  'header',
  'syntax',
  'too_deep',
  'not_a_map',
  'unknown_key',
  'wrong_kind',
  'network_version',
]);
export type CloudInitFault = z.infer<typeof cloudInitFault>;

export const cloudInitFinding = z.object({
  file: z.enum(['user-data', 'network-config']),
  line: z.number().int().min(1),
  severity: z.enum(['error', 'warning']).describe('A warning is kept all the same'),
  fault: cloudInitFault,
  key: z.string().nullable(),
  wanted: z.array(z.string()).describe('The kinds of value that the key takes'),
  detail: z.string().describe('What the reader of YAML said; empty for all others'),
});
export type CloudInitFinding = z.infer<typeof cloudInitFinding>;

export const cloudInitState = z.enum(['waiting', 'running', 'finished', 'failed']);
export type CloudInitState = z.infer<typeof cloudInitState>;

/** What a machine was told, and how far it is. */
export const cloudInit = z
  .object({
    from: z.enum(['form', 'text']),
    form: cloudInitForm.nullable(),
    userData: z.string().nullable().describe('As somebody wrote it; null: it is made from the form'),
    networkConfig: z.string().nullable(),
    instanceId: z.string(),
    detachAfterBoot: z.boolean(),
    attached: z.boolean().describe('Its disc is in a drive of the machine'),
    state: cloudInitState,
    detail: z.string().nullable().describe('What the guest said of a failure: to be read, not believed'),
    reportedAt: time.nullable(),
    revision: z.number().int(),
  })
  .meta({ id: 'CloudInit' });
export type CloudInit = z.infer<typeof cloudInit>;

const params = z.strictObject({ id });
const effects = ['object.not_found', 'vm.busy', 'vm.state', 'vm.limit', 'host.unavailable'] as const;

export const cloudInitRoutes = defineRoutes({
  preview: {
    method: 'POST',
    changesNothing: true,
    path: '/api/cloud-init/preview',
    access: 'vm:create',
    summary: 'The files that a machine would be given, and what is wrong with them',
    body: z.strictObject({ machineName: line(63).default('machine'), cloudInit: cloudInitBody }),
    status: 200,
    reply: z.object({
      files: z
        .array(z.object({ name: z.string(), content: z.string() }))
        .describe('A password’s hash is left out'),
      findings: z.array(cloudInitFinding),
    }),
    errors: ['object.not_found', 'ssh_key.invalid'],
  },
  get: {
    method: 'GET',
    path: '/api/vms/:id/cloud-init',
    access: 'approved',
    summary:
      'What a machine was told at its first boot, for whoever may change it; without a password’s hash',
    params,
    status: 200,
    reply: z.object({ cloudInit: cloudInit.nullable() }),
    errors: ['object.not_found'],
  },
  change: {
    method: 'PUT',
    action: 'vm.cloudInit',
    path: '/api/vms/:id/cloud-init',
    access: 'approved',
    summary: 'Tell a machine something else: its disc is made anew and put into its drive',
    params,
    body: z.strictObject({
      cloudInit: cloudInitBody,
      detachAfterBoot: z.boolean().default(false),
      again: z
        .boolean()
        .default(false)
        .describe('By a new instance-id: the guest does it all again at its next boot'),
    }),
    status: 202,
    reply: operation,
    errors: [
      ...effects,
      'cloud_init.invalid',
      'network.address',
      'vm.media_held',
      'ssh_key.invalid',
      'host.refused',
    ],
  },
  detach: {
    method: 'DELETE',
    action: 'vm.cloudInit',
    path: '/api/vms/:id/cloud-init/disc',
    access: 'approved',
    summary: 'Take the disc out of the machine; what the machine was told is kept',
    params,
    status: 202,
    reply: operation,
    errors: [...effects, 'vm.media_held', 'host.refused'],
  },
});
