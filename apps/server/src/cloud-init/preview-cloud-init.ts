import type { CloudInitBody, CloudInitFinding } from '@limen/contract/cloud-init';
import { type Actor, authorize } from '../auth/policy.ts';
import type { Deps } from '../deps.ts';
import { findingsOf, readSeed, type Seed, writeSeed } from './make-seed.ts';

/** Stands where the hash of a password will. */
const hidden = '(the hash of the password)';

/**
 * The files that a machine would be given, and what is wrong with them. Nothing is kept.
 *
 * @throws AppError as `readSeed`
 */
export const previewCloudInit = async (
  deps: Deps,
  actor: Actor,
  body: { machineName: string; cloudInit: CloudInitBody },
): Promise<{ files: { name: string; content: string }[]; findings: CloudInitFinding[] }> => {
  authorize(actor, 'vm:create');
  const { cloudInit } = body;
  // not worth a tenth of a second of hashing
  const hasPassword = cloudInit.from === 'form' && typeof cloudInit.form.password === 'string';
  const read = await readSeed(
    deps,
    actor,
    cloudInit.from === 'form' ? { ...cloudInit, form: { ...cloudInit.form, password: null } } : cloudInit,
    null,
  );
  const seed: Seed =
    read.form && hasPassword ? { form: { ...read.form, passwordHash: hidden }, text: null } : read;
  const { files } = writeSeed(seed, {
    name: body.machineName,
    // documentation's own addresses (RFC 7042 §2.1.1): the machine's are not known yet
    nics: Array.from({ length: 8 }, (_, index) => ({ mac: `00:00:5e:00:53:0${index}` })),
    instanceId: '00000000-0000-0000-0000-000000000000',
    newIdentity: false,
  });
  return {
    files: Object.entries(files)
      .filter(([name]) => name !== 'vendor-data')
      .map(([name, content]) => ({ name, content })),
    findings: findingsOf(seed),
  };
};
