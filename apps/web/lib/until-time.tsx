'use client';

import { useLocale } from 'next-intl';
import { exactTime, relativeTime } from './format.ts';
import { useNow } from './now.ts';

/** "in 3 days", the exact time on hover; what is past is now. Server and browser may differ by a tick and by zone. */
export const UntilTime = ({ atMs }: { atMs: number }) => {
  const locale = useLocale();
  const now = useNow();
  return (
    <time
      dateTime={new Date(atMs).toISOString()}
      title={exactTime(atMs, locale)}
      className="underline decoration-dotted underline-offset-2"
      suppressHydrationWarning
    >
      {relativeTime(Math.max(atMs, now), now, locale)}
    </time>
  );
};
