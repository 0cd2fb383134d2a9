'use client';

import type { Factors } from '@limen/contract/factors';
import { type ReactNode, useState } from 'react';
import { api } from '../../lib/api.ts';
import { PasskeysPanel } from './passkeys-panel.tsx';
import { TotpPanel } from './totp-panel.tsx';

/** What proves that it is oneself, beside the password. `services`: those elsewhere that one signs in with. */
export const SecurityPage = ({ first, services }: { first: Factors; services: ReactNode }) => {
  const [factors, setFactors] = useState(first);
  const look = async (): Promise<void> => setFactors(await api.factors.list());
  return (
    <div className="flex max-w-2xl flex-col gap-4">
      <TotpPanel factors={factors} look={look} />
      <PasskeysPanel factors={factors} look={look} />
      {services}
    </div>
  );
};
