'use client';

import type { Quota } from '@limen/contract/quotas';
import { Meter } from '../ui/marks.tsx';
import { type Amounts, type ShownDimension, shownDimensions, useQuotaWords } from './quota-words.ts';

/**
 * How much of a quota is used, a bar each.
 *
 * @param added what would come on top: then the bars show what would be used after it
 */
export const QuotaMeters = (props: {
  quota: Quota;
  added?: Amounts;
  dimensions?: readonly ShownDimension[];
}) => {
  const words = useQuotaWords();
  return (
    <div className="flex flex-col gap-3">
      {(props.dimensions ?? shownDimensions).map((dimension) => {
        const { limit, used } = props.quota[dimension];
        const after = used + (props.added?.[dimension] ?? 0);
        return (
          <Meter
            key={dimension}
            label={words.name(dimension)}
            text={words.ofLimit(dimension, after, limit)}
            fraction={limit === null ? 0 : limit === 0 ? (after > 0 ? 1 : 0) : after / limit}
            tone={limit !== null && after > limit ? 'fault' : 'accent'}
          />
        );
      })}
    </div>
  );
};
