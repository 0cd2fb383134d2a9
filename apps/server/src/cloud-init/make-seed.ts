import { randomBytes } from 'node:crypto';
import {
  type CloudInitBody,
  type CloudInitFinding,
  type CloudInitFormBody,
  cloudInitForm,
  cloudInitLimits,
} from '@limen/contract/cloud-init';
import { encrypt } from 'unixcrypt';
import { z } from 'zod';
import type { Actor } from '../auth/policy.ts';
import type { Deps } from '../deps.ts';
import { AppError, notFound } from '../lib/app-error.ts';
import { listSshKeys } from '../ssh-keys/list-ssh-keys.ts';
import { readPublicKey } from '../ssh-keys/read-public-key.ts';
import { checkNetworkConfig, checkUserData } from './check-user-data.ts';
import { type DiscFiles, hostNameOf, renderNetwork, renderUserData, seedFiles } from './render-seed.ts';

/** The form as it is kept: of a password its hash. */
export const keptForm = cloudInitForm
  .omit({ hasPassword: true })
  .extend({ passwordHash: z.string().nullable() });
export type KeptForm = z.infer<typeof keptForm>;

/** What a machine is told, before its own name and cards are in it. */
export type Seed =
  | { form: KeptForm; text: null }
  | { form: null; text: { userData: string; networkConfig: string | null } };

/**
 * A password as crypt(5) keeps it: SHA-512, 5000 rounds, a salt of 96 random bits. What every system's `shadow` takes.
 */
export const hashGuestPassword = (password: string): string =>
  // base64 has `+`, which the alphabet of crypt has not
  encrypt(password, `$6$${randomBytes(12).toString('base64').replaceAll('+', '.')}`);

/**
 * The public keys of a form, each once: those of the asker's profile, and others as they were pasted.
 *
 * @throws AppError `object.not_found` (no key of one's own), `ssh_key.invalid`, `request.invalid` (more than may be)
 */
export const readSshKeys = async (
  deps: Deps,
  actor: Actor,
  body: Pick<CloudInitFormBody, 'sshKeyIds' | 'sshKeys'>,
): Promise<string[]> => {
  const own = new Map(
    body.sshKeyIds.length === 0 ? [] : (await listSshKeys(deps, actor)).map((key) => [key.id, key.publicKey]),
  );
  const ofProfile = body.sshKeyIds.map((id) => {
    const key = own.get(id);
    if (key === undefined) throw notFound();
    return key;
  });
  const all = [...new Set([...ofProfile, ...body.sshKeys.map((line) => readPublicKey(line).publicKey)])];
  if (all.length > cloudInitLimits.sshKeys) {
    throw new AppError('request.invalid', `A machine is given at most ${cloudInitLimits.sshKeys} keys.`, {
      field: 'cloudInit.form.sshKeys',
    });
  }
  return all;
};

/**
 * Reads what somebody wants a machine to be told. The password is a hash from here on, and is forgotten.
 *
 * @param before what the machine was told until now: its password stays where none is named
 * @throws AppError as `readSshKeys`
 */
export const readSeed = async (
  deps: Deps,
  actor: Actor,
  body: CloudInitBody,
  before: KeptForm | null,
): Promise<Seed> => {
  if (body.from === 'text') {
    return { form: null, text: { userData: body.userData, networkConfig: body.networkConfig } };
  }
  const { password, sshKeyIds: _, ...form } = body.form;
  const kept = password === undefined ? (before?.passwordHash ?? null) : null;
  return {
    form: {
      ...form,
      sshKeys: await readSshKeys(deps, actor, body.form),
      passwordHash: typeof password === 'string' ? hashGuestPassword(password) : kept,
    },
    text: null,
  };
};

/** What is wrong with a seed; of the form nothing can be. */
export const findingsOf = (seed: Seed): CloudInitFinding[] =>
  seed.text === null
    ? []
    : [
        ...checkUserData(seed.text.userData),
        ...(seed.text.networkConfig === null ? [] : checkNetworkConfig(seed.text.networkConfig)),
      ];

/** @throws AppError `cloud_init.invalid`, with the first error and its line */
export const requireSound = (seed: Seed): void => {
  const error = findingsOf(seed).find(({ severity }) => severity === 'error');
  if (!error) return;
  const field = error.file === 'user-data' ? 'cloudInit.userData' : 'cloudInit.networkConfig';
  const key = error.key === null ? '' : ` (${error.key})`;
  throw new AppError(
    'cloud_init.invalid',
    `Line ${error.line}: ${error.fault}${key}. ${error.detail}`.trim(),
    {
      field,
    },
  );
};

/** The two texts of a seed for one machine, as they are kept, and all the files of its disc. */
export const writeSeed = (
  seed: Seed,
  vm: { name: string; nics: readonly { mac: string }[]; instanceId: string; newIdentity: boolean },
): { userData: string; networkConfig: string | null; files: DiscFiles } => {
  const texts = seed.form
    ? { userData: renderUserData(seed.form), networkConfig: renderNetwork(seed.form.network, vm.nics) }
    : seed.text;
  const hostName = seed.form?.hostName ?? hostNameOf(vm.name);
  return {
    ...texts,
    files: seedFiles({ ...texts, instanceId: vm.instanceId, hostName, newIdentity: vm.newIdentity }),
  };
};
