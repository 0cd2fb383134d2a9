'use client';

import { useState } from 'react';

/**
 * What a page came with, and `again` to read it anew after a change. Where that fails, the old stays and the error says
 * so; `again` itself never rejects.
 */
export const useReadAgain = <T>(
  first: T,
  read: () => Promise<T>,
): { known: T; error: unknown; again: () => Promise<void> } => {
  const [known, setKnown] = useState(first);
  const [error, setError] = useState<unknown>(null);
  const again = async (): Promise<void> => {
    try {
      setKnown(await read());
      setError(null);
    } catch (thrown) {
      setError(thrown);
    }
  };
  return { known, error, again };
};
