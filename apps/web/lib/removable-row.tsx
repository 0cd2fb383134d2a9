'use client';

import type { ReactNode } from 'react';
import { Button } from '../ui/button.tsx';
import { ErrorAlert } from './error-text.tsx';
import { useAct } from './use-act.ts';

/** A row of a list with a button that takes it away at once; where that fails, the row says why. */
export const RemovableRow = (props: {
  icon?: ReactNode;
  children: ReactNode;
  remove: () => Promise<void>;
  verb: string;
  /** The verb with the name of what goes. */
  label: string;
}) => {
  const { busy, error, act } = useAct(props.remove);
  return (
    <li className="flex items-center justify-between gap-x-4 px-3 py-2.5">
      <div className="flex min-w-0 items-start gap-3">
        {props.icon === undefined ? null : <div className="mt-0.5 shrink-0 text-soft">{props.icon}</div>}
        <div className="min-w-0">
          {props.children}
          <ErrorAlert error={error} />
        </div>
      </div>
      <Button size="small" busy={busy} aria-label={props.label} onClick={act}>
        {props.verb}
      </Button>
    </li>
  );
};
