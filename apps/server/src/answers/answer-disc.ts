import type { InstallerKind } from '@limen/contract/unattended';
import type { DiscContent } from '../discs/pack-disc.ts';
import type { InstallerAnswers } from './installer-answers.ts';
import { writeAutoinstall } from './write-autoinstall.ts';
import { writeAutounattend } from './write-autounattend.ts';
import { writeKickstart } from './write-kickstart.ts';
import { writePreseed } from './write-preseed.ts';

/**
 * A disc with answers, called and filled as each installer looks for it: Anaconda takes `ks.cfg` of a disc labelled OEMDRV,
 * Subiquity a NoCloud disc, Windows Setup `autounattend.xml` of any removable disc. Debian's installer looks on no disc by
 * itself: it has to be told with `preseed/file` at its boot prompt.
 */
export const answerDisc = (kind: InstallerKind, answers: InstallerAnswers): DiscContent => {
  switch (kind) {
    case 'kickstart':
      return { label: 'OEMDRV', files: { 'ks.cfg': writeKickstart(answers) } };
    case 'autoinstall':
      return { label: 'cidata', files: { 'meta-data': '', 'user-data': writeAutoinstall(answers) } };
    case 'autounattend':
      return { label: 'UNATTEND', files: { 'autounattend.xml': writeAutounattend(answers) } };
    case 'preseed':
      return { label: 'PRESEED', files: { 'preseed.cfg': writePreseed(answers) } };
    default:
      return kind satisfies never;
  }
};
