import type { ReactNode } from 'react';
import { LanguageSwitch } from '../../lib/language-switch.tsx';
import { MarkOfLimen } from '../../ui/mark-of-limen.tsx';

/** The pages before the threshold: much light, one sheet. */
export const AccountFrame = ({
  title,
  lead,
  children,
}: {
  title: string;
  lead?: string | undefined;
  children: ReactNode;
}) => (
  <div className="flex min-h-dvh flex-col">
    <header className="flex items-center justify-between px-4 py-3 md:px-8">
      <div className="flex items-center gap-2.5">
        <MarkOfLimen />
        <span className="text-14 font-semibold tracking-[0.18em]">LIMEN</span>
      </div>
      <LanguageSwitch />
    </header>
    <main className="mx-auto flex w-full max-w-md flex-1 flex-col justify-center px-4 pb-24">
      <div className="rounded-card border border-line bg-surface p-6 sm:p-8">
        <h1 className="text-20 font-semibold tracking-tight">{title}</h1>
        {lead === undefined ? null : <p className="mt-2 text-soft">{lead}</p>}
        <div className="mt-6 flex flex-col gap-4">{children}</div>
      </div>
    </main>
  </div>
);
