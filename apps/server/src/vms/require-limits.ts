import type { Deps } from '../deps.ts';
import { AppError } from '../lib/app-error.ts';
import { canLimit } from '../networks/keep-limits.ts';
import type { NicRow } from './nic.rows.ts';

/** How much may go over a card, each way. */
export const limitFields = ['toGuestBitsPerSecond', 'fromGuestBitsPerSecond'] as const;
export type Limits = Pick<NicRow, (typeof limitFields)[number]>;

/**
 * @param network the one that the card is to be on
 * @param wished what a request says; left out or null is no limit
 * @throws AppError `network.no_limits` with the field, where one is wished that its network or its host cannot see to
 */
export const requireLimits = async (
  deps: Deps,
  { hostId, kind }: { hostId: string; kind: string },
  wished: { [field in keyof Limits]?: Limits[field] | undefined },
): Promise<void> => {
  const field = limitFields.find((each) => wished[each] != null);
  if (field === undefined) return;
  if (kind === 'user') {
    throw new AppError('network.no_limits', 'A card on QEMU’s own network cannot be limited.', { field });
  }
  if (!(await canLimit(deps, hostId))) {
    throw new AppError('network.no_limits', 'The host’s kernel cannot limit cards.', { field });
  }
};
