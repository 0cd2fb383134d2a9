import {
  Ban,
  CircleAlert,
  CircleCheck,
  CircleHelp,
  Clock,
  LoaderCircle,
  Pause,
  Play,
  Square,
} from 'lucide-react';
import type { ReactNode } from 'react';
import { cx } from './class-names.ts';

export type Tone =
  | 'ok'
  | 'waiting'
  | 'running'
  | 'busy'
  | 'stopped'
  | 'fault'
  | 'paused'
  | 'refused'
  | 'unknown';

const colours: Record<Tone, string> = {
  ok: 'text-running',
  waiting: 'text-busy',
  running: 'text-running',
  busy: 'text-busy',
  stopped: 'text-stopped',
  paused: 'text-busy',
  refused: 'text-busy',
  fault: 'text-fault',
  unknown: 'text-stopped',
};
const signs: Record<Tone, ReactNode> = {
  ok: <CircleCheck aria-hidden size={14} />,
  waiting: <Clock aria-hidden size={14} />,
  running: <Play aria-hidden size={12} fill="currentColor" />,
  busy: <LoaderCircle aria-hidden size={14} className="animate-turn" />,
  stopped: <Square aria-hidden size={11} fill="currentColor" />,
  paused: <Pause aria-hidden size={13} fill="currentColor" />,
  fault: <CircleAlert aria-hidden size={14} />,
  refused: <Ban aria-hidden size={14} />,
  unknown: <CircleHelp aria-hidden size={14} />,
};

/** A state: always a sign and a word, never a colour alone. */
export const StateMark = ({
  tone,
  children,
  className,
}: {
  tone: Tone;
  children: ReactNode;
  className?: string;
}) => (
  <span
    className={cx(
      'inline-flex items-center gap-1.5 align-top text-13 leading-5 font-medium whitespace-nowrap',
      colours[tone],
      className,
    )}
  >
    {signs[tone]}
    {children}
  </span>
);

/** A small bar: how much of how much. The numbers stand beside it. */
export const Meter = (props: {
  label: string;
  text: string;
  fraction: number;
  tone?: 'accent' | 'fault';
}) => (
  <div className="flex flex-col gap-1">
    <div className="flex justify-between gap-2 text-12">
      <span className="text-soft">{props.label}</span>
      <span className="tabular">{props.text}</span>
    </div>
    <div
      role="meter"
      aria-label={props.label}
      aria-valuenow={Math.round(props.fraction * 100)}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuetext={props.text}
      className="h-1 overflow-hidden rounded-full bg-line"
    >
      <div
        className={cx('h-full rounded-full', props.tone === 'fault' ? 'bg-fault' : 'bg-accent')}
        style={{ width: props.fraction > 0 ? `${Math.max(2, Math.min(100, props.fraction * 100))}%` : 0 }}
      />
    </div>
  </div>
);

/** Progress of long work, 0 to 1. */
export const Progress = ({ label, value }: { label: string; value: number }) => (
  <div
    role="progressbar"
    aria-label={label}
    aria-valuenow={Math.round(value * 100)}
    aria-valuemin={0}
    aria-valuemax={100}
    className="h-1 overflow-hidden rounded-full bg-line"
  >
    <div
      className="h-full rounded-full bg-accent transition-[width]"
      style={{ width: `${Math.max(3, value * 100)}%` }}
    />
  </div>
);

const tones = {
  fault: 'border-fault/30 bg-fault-wash text-ink',
  busy: 'border-busy/30 bg-busy-wash text-ink',
  plain: 'border-line bg-surface text-ink',
} as const;

/** A sentence that belongs to the page, not to a moment. `alert`: it has just happened and must be read out. */
export const Notice = (props: {
  tone: keyof typeof tones;
  alert?: boolean;
  children: ReactNode;
  className?: string;
}) => (
  <div
    role={props.alert ? 'alert' : undefined}
    className={cx('rounded-card border px-4 py-3 text-14', tones[props.tone], props.className)}
  >
    {props.children}
  </div>
);

/** Nothing here yet: one picture, one sentence, one button. */
export const Empty = (props: { picture: ReactNode; title: string; children?: ReactNode }) => (
  <div className="flex flex-col items-center gap-4 rounded-card border border-line bg-surface px-6 py-16 text-center">
    <div aria-hidden className="text-edge">
      {props.picture}
    </div>
    <h2 className="max-w-md text-16 font-semibold">{props.title}</h2>
    {props.children}
  </div>
);

/** Head of a page: its name, what can be done, in one line. */
export const PageHead = ({
  title,
  children,
  aside,
}: {
  title: string;
  children?: ReactNode;
  aside?: ReactNode;
}) => (
  <header className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
    <div className="flex min-w-0 items-baseline gap-3">
      <h1 className="text-20 font-semibold tracking-tight">{title}</h1>
      {aside ? <span className="text-13 text-soft">{aside}</span> : null}
    </div>
    {children ? <div className="flex flex-wrap items-center gap-2 max-sm:w-full">{children}</div> : null}
  </header>
);

/** A box of facts. */
export const Panel = ({
  title,
  children,
  className,
}: {
  title?: string;
  children: ReactNode;
  className?: string;
}) => (
  <section className={cx('rounded-card border border-line bg-surface p-5', className)}>
    {title === undefined ? null : <h2 className="mb-4 text-14 font-semibold">{title}</h2>}
    {children}
  </section>
);

/** Names and values under each other. */
export const Facts = ({ rows }: { rows: readonly (readonly [string, ReactNode])[] }) => (
  <dl className="grid grid-cols-[minmax(6rem,auto)_minmax(0,1fr)] items-baseline gap-x-6 gap-y-2.5 text-14">
    {rows.map(([name, value]) => (
      <div key={name} className="contents">
        <dt className="text-13 text-soft">{name}</dt>
        <dd className="min-w-0">{value}</dd>
      </div>
    ))}
  </dl>
);
