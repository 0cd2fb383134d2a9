'use client';

import type { Factors } from '@limen/contract/factors';
import { useState } from 'react';
import { api } from '../../lib/api.ts';
import { OwnServices } from '../providers/own-services.tsx';
import { PasskeysPanel } from './passkeys-panel.tsx';
import { TotpPanel } from './totp-panel.tsx';

/** What proves that it is oneself, beside the password. */
export const SecurityPage = ({ first }: { first: Factors }) => {
  const [factors, setFactors] = useState(first);
  const look = async (): Promise<void> => setFactors(await api.factors.list());
  return (
    <div className="flex max-w-2xl flex-col gap-4">
      <TotpPanel factors={factors} look={look} />
      <PasskeysPanel factors={factors} look={look} />
      <OwnServices />
    </div>
  );
};
