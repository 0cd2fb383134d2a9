import { recordAudit } from '../audit/record-audit.ts';
import type { Asked } from '../auth/asked.ts';
import type { Deps } from '../deps.ts';
import { AppError } from '../lib/app-error.ts';
import { countNicsWith, deleteGroupRow } from './group.rows.ts';
import { mustLockGroup } from './must-find-group.ts';
import { asObject } from './present-group.ts';

/** Takes a group away. @throws AppError as `mustLockGroup`, `firewall.in_use` (a card has it, perhaps in the trash) */
export const deleteGroup = async (deps: Deps, asked: Asked, id: string): Promise<void> => {
  await deps.db.transaction(async (tx) => {
    const row = await mustLockGroup(tx, asked.actor, id);
    const nics = await countNicsWith(tx, id);
    if (nics > 0) {
      throw new AppError(
        'firewall.in_use',
        `Cards with this firewall group: ${nics}. Machines in the trash count too.`,
      );
    }
    await deleteGroupRow(tx, id);
    await recordAudit(tx, asked, { action: 'firewall.delete', object: asObject(row) });
  });
};
