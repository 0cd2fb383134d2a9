import type { ErrorCode } from '@limen/contract/error-codes';
import type { OperationKind } from '@limen/contract/operations';
import type { Logger } from 'pino';
import type { z } from 'zod';
import type { Deps } from '../deps.ts';
import type { QuotaEffect } from './quota-effect.ts';

export type OperationError = { code: ErrorCode; message: string };
export type Outcome = 'succeeded' | 'failed' | 'cancelled';

/** What a step is given. */
export type StepContext<Input> = {
  deps: Deps;
  operationId: string;
  subjectId: string;
  input: Input;
  /**
   * Aborted by cancel, the step's deadline, a lost lease, or the server's stop; its reason says which. A step that does
   * not listen is waited for: its machine stays taken until it has really ended.
   */
  signal: AbortSignal;
  /** 0 to 1 of this step. */
  progress: (fraction: number) => void;
  /** Throws where the signal is aborted or somebody else has the operation: call it right before each external effect. */
  guard: () => Promise<void>;
  log: Logger;
};

export type Step<Input> = {
  name: string;
  /** Share of the operation's progress; 1 unless told. */
  weight?: number;
  deadlineSeconds: number;
  /** May run again after a crash: finding its own effect there is success. */
  run: (context: StepContext<Input>) => Promise<void>;
  /** Takes back what `run` did or half did; may run again too, and on nothing. */
  undo?: (context: StepContext<Input>) => Promise<void>;
  /** Once it has begun nothing is undone any more: where it fails, what was done until then stays, and is true. */
  keeps?: true;
};

/** A definition with its input's type closed over, so that definitions of all kinds fit in one list. */
export type OperationDefinition<Effect extends QuotaEffect = QuotaEffect> = {
  kind: OperationKind;
  version: number;
  quota: Effect;
  cancellable: boolean;
  /** Of this kind on one host at once, however many wait and whichever servers work on them; null: no bound. */
  atOncePerHost: number | null;
  steps: readonly Pick<Step<unknown>, 'name' | 'weight' | 'deadlineSeconds' | 'keeps'>[];
  /** Whether an input, as it was stored, is one of this definition's. */
  accepts: (input: unknown) => boolean;
  run: (step: number, context: StepContext<unknown>) => Promise<void>;
  undo: (step: number, context: StepContext<unknown>) => Promise<void>;
  /** Before the terminal state is written, so that the subject is free only when it is in order; at least once. */
  settle: (context: StepContext<unknown>, outcome: Outcome, error: OperationError | null) => Promise<void>;
  /** After it: what is only true once the operation is over is told now. Not again where a server dies before. */
  tell: (context: StepContext<unknown>) => Promise<void>;
};

/**
 * Long work as data: steps with their undo beside them. Another meaning of the steps is another `version`; an old one
 * stays until no row refers to it.
 */
export const defineOperation = <Input, const Effect extends QuotaEffect>(definition: {
  kind: OperationKind;
  version: number;
  quota: Effect;
  input: z.ZodType<Input>;
  cancellable: boolean;
  /** Where many of one kind would leave its host no room for anything else. */
  atOncePerHost?: number;
  steps: readonly Step<Input>[];
  settled?: (context: StepContext<Input>, outcome: Outcome, error: OperationError | null) => Promise<void>;
  over?: (context: StepContext<Input>) => Promise<void>;
}): OperationDefinition<Effect> => {
  const typed = (context: StepContext<unknown>): StepContext<Input> => ({
    ...context,
    input: definition.input.parse(context.input),
  });
  return {
    kind: definition.kind,
    version: definition.version,
    quota: definition.quota,
    cancellable: definition.cancellable,
    atOncePerHost: definition.atOncePerHost ?? null,
    steps: definition.steps,
    accepts: (input) => definition.input.safeParse(input).success,
    run: async (step, context) => definition.steps[step]?.run(typed(context)),
    undo: async (step, context) => definition.steps[step]?.undo?.(typed(context)),
    settle: async (context, outcome, error) => definition.settled?.(typed(context), outcome, error),
    tell: async (context) => definition.over?.(typed(context)),
  };
};
