import type { Firmware } from '@limen/contract/images';
import { installerOf, type UnattendedBody } from '@limen/contract/unattended';
import { answerDisc } from '../answers/answer-disc.ts';
import type { Actor } from '../auth/policy.ts';
import { hashGuestPassword, readSshKeys } from '../cloud-init/make-seed.ts';
import { hostNameOf } from '../cloud-init/render-seed.ts';
import type { Deps } from '../deps.ts';
import { AppError } from '../lib/app-error.ts';
import { newId } from '../lib/new-id.ts';
import type { OwnDisc } from './disc.rows.ts';

/** Answers with keys read and the password hashed. */
export type Answers = Omit<UnattendedBody, 'password' | 'sshKeyIds'> & { passwordHash: string | null };

/** Reads what an installer shall be told; the password is a hash from here on. @throws AppError as `readSshKeys` */
export const readAnswers = async (deps: Deps, actor: Actor, body: UnattendedBody): Promise<Answers> => {
  const { password, sshKeyIds: _, ...rest } = body;
  return {
    ...rest,
    sshKeys: await readSshKeys(deps, actor, body),
    passwordHash: password === null ? null : hashGuestPassword(password),
  };
};

/**
 * A disc with answers for the installer of a system.
 *
 * @throws AppError `request.invalid`: none is known for that system, or it asks for a password
 */
export const newAnswersDisc = (
  answers: Answers,
  vm: { vmId: string; name: string; osId: string | null; firmware: Firmware },
): OwnDisc => {
  const kind = installerOf(vm.osId);
  if (kind === null) {
    throw new AppError(
      'request.invalid',
      'How the installer of this system is told its answers is not known.',
      {
        field: 'unattended',
      },
    );
  }
  if (kind !== 'autounattend' && answers.passwordHash === null) {
    throw new AppError('request.invalid', 'This installer asks for a password.', {
      field: 'unattended.password',
    });
  }
  const content = answerDisc(kind, {
    ...answers,
    hostName: answers.hostName ?? hostNameOf(vm.name),
    // one that Windows cannot use is not on its disc
    passwordHash: kind === 'autounattend' ? null : answers.passwordHash,
    firmware: vm.firmware,
  });
  return { id: newId(), vmId: vm.vmId, kind: 'answers', content };
};
