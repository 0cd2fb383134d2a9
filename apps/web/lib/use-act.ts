'use client';

import { useState } from 'react';

/**
 * What a button does: once at a time, and what goes wrong stays to be shown. Still busy after success: what the button
 * belongs to goes away.
 */
export const useAct = (work: () => Promise<void>): { busy: boolean; error: unknown; act: () => void } => {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const act = (): void => {
    if (busy) return;
    setBusy(true);
    setError(null);
    work().catch((thrown: unknown) => {
      setError(thrown);
      setBusy(false);
    });
  };
  return { busy, error, act };
};
