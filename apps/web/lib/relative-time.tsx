'use client';

import { useLocale } from 'next-intl';
import { exactTime, relativeTime } from './format.ts';
import { useNow } from './now.ts';

/** "3 minutes ago", the exact time on hover. Server and browser may differ by a tick and by zone: that is no error. */
export const RelativeTime = ({
  at,
  ahead = false,
  className,
}: {
  at: string;
  /** It may be in the future: else clocks that differ would make "in 3 seconds" of what has just happened. */
  ahead?: boolean;
  className?: string;
}) => {
  const locale = useLocale();
  const ms = Date.parse(at);
  const now = useNow();
  return (
    <time dateTime={at} title={exactTime(ms, locale)} className={className} suppressHydrationWarning>
      {relativeTime(ahead ? ms : Math.min(ms, now), now, locale)}
    </time>
  );
};
