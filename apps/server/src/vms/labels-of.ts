import type { Autostart } from '@limen/contract/labels';
import type { updateVm, VmRow } from './vm.rows.ts';

/** What LIMEN alone knows of a machine, and its guest never notices. */
export type Labels = {
  name: string;
  description: string;
  tags: string[];
  protected: boolean;
  autostart: Autostart;
};

export const labelsOf = (row: VmRow): Labels => ({
  name: row.name,
  description: row.description,
  tags: row.tags,
  protected: row.isProtected,
  autostart: { on: row.autostart, order: row.autostartOrder, delaySeconds: row.autostartDelaySeconds },
});

/** The columns that hold them. */
export const columnsOfLabels = ({ autostart, ...labels }: Labels): Parameters<typeof updateVm>[2] => ({
  name: labels.name,
  description: labels.description,
  tags: labels.tags,
  isProtected: labels.protected,
  autostart: autostart.on,
  autostartOrder: autostart.order,
  autostartDelaySeconds: autostart.delaySeconds,
  // what waited for its turn waits no more
  ...(autostart.on ? {} : { autostartDue: false }),
});
