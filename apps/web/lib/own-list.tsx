import type { ReactNode } from 'react';
import { ErrorAlert } from './error-text.tsx';

/** A page of the settings that is one list of one's own things: what they are, one button, the list. */
export const OwnList = (props: {
  id: string;
  title: string;
  what: string;
  button: ReactNode;
  error: unknown;
  /** Said where there are none. */
  none?: string;
  /** Of `OwnListRow`. */
  rows: readonly ReactNode[];
}) => (
  <section aria-labelledby={props.id} className="flex max-w-3xl flex-col gap-4">
    <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
      <div className="min-w-0 flex-1 basis-80">
        <h2 id={props.id} className="text-16 font-semibold">
          {props.title}
        </h2>
        <p className="mt-1 max-w-xl text-13 text-soft">{props.what}</p>
      </div>
      {props.button}
    </div>
    <ErrorAlert error={props.error} />
    {props.rows.length === 0 && props.none !== undefined ? (
      <p className="rounded-card border border-line bg-surface px-4 py-6 text-center text-13 text-soft">
        {props.none}
      </p>
    ) : (
      <ul className="divide-y divide-line rounded-card border border-line bg-surface">{props.rows}</ul>
    )}
  </section>
);

/** One of them: its name and a mark, facts under it, what can be done with it. */
export const OwnListRow = (props: {
  name: string;
  mark?: ReactNode;
  /** Of `Fact`. */
  facts: ReactNode;
  buttons: ReactNode;
}) => (
  <li className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3 px-4 py-3">
    <div className="min-w-0">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <span className="font-medium break-words">{props.name}</span>
        {props.mark}
      </div>
      <dl className="mt-0.5 flex flex-wrap gap-x-4 gap-y-0.5 text-12 text-soft">{props.facts}</dl>
    </div>
    <div className="flex gap-2">{props.buttons}</div>
  </li>
);

/** @param props.plain says by itself what it is: its name is for screen readers only */
export const Fact = (props: { name: string; plain?: boolean; children: ReactNode; className?: string }) => (
  <div className="flex gap-1">
    <dt className={props.plain ? 'sr-only' : undefined}>{props.name}</dt>
    <dd className={props.className}>{props.children}</dd>
  </div>
);
