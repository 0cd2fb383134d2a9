import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { AppError } from '../../lib/app-error.ts';
import {
  defineOperation,
  type OperationDefinition,
  type Step,
  type StepContext,
} from '../define-operation.ts';

/**
 * A definition whose effects are files, so that a test sees from outside, and after any crash, what is there, what was
 * done twice and in which order. It is an `image.build` and, where it must not be cancellable, an `image.delete`.
 */
export const demoInput = z.object({
  folder: z.string(),
  name: z.string(),
  /** This step fails after its effect. */
  fail: z.string().optional(),
  /** The undo of this step always fails. */
  failUndo: z.string().optional(),
  /** This step says that it is there (a file `at.<step>`) and goes on when `go` is there, deaf to its signal. */
  hold: z.string().optional(),
  /** With `hold`: stop waiting when the signal is aborted, as a good step does. */
  listen: z.boolean().optional(),
  /** With `hold`: asks whether it still may, as a good step does right before its effect. */
  ask: z.boolean().optional(),
  failSettle: z.boolean().optional(),
});
export type DemoInput = z.infer<typeof demoInput>;

export const demoSteps = ['one', 'two', 'three'] as const;

const place = (input: DemoInput): string => join(input.folder, input.name);
const say = (input: DemoInput, line: string): void =>
  appendFileSync(join(input.folder, `${input.name}.log`), `${line}\n`);

const exists = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'EEXIST';

const run = async (
  step: string,
  { input, guard, signal, progress }: StepContext<DemoInput>,
): Promise<void> => {
  mkdirSync(place(input), { recursive: true });
  appendFileSync(join(input.folder, `${input.name}.runs`), `${step}\n`);
  progress(0.5);
  if (input.hold === step) {
    const heard = (): void => say(input, `heard ${step} ${process.pid}`);
    if (signal.aborted) heard();
    else signal.addEventListener('abort', heard, { once: true });
    writeFileSync(join(input.folder, `${input.name}.at.${step}`), String(process.pid));
    while (!existsSync(join(input.folder, `${input.name}.go`))) {
      if (input.listen === true) signal.throwIfAborted();
      await delay(5);
    }
  }
  try {
    // a deaf step reaches its effect whatever its deadline says; a lost generation still stops it
    const deaf = input.hold === step && input.ask !== true;
    if (!deaf || signal.reason?.name === 'LeaseLost' || !signal.aborted) await guard();
  } catch (error) {
    say(input, `refused ${step} ${process.pid}`);
    throw error;
  }
  try {
    writeFileSync(join(place(input), step), '', { flag: 'wx' });
    say(input, `did ${step} ${process.pid}`);
  } catch (error) {
    if (!exists(error)) throw error;
  }
  if (input.fail === step) throw new AppError('host.refused', `Told to fail at ${step}.`);
};

const undo = async (step: string, { input, guard }: StepContext<DemoInput>): Promise<void> => {
  if (input.failUndo === step) throw new Error('told to fail');
  await guard();
  if (!existsSync(join(place(input), step))) return;
  rmSync(join(place(input), step));
  say(input, `undid ${step} ${process.pid}`);
};

const define = (
  kind: 'image.build' | 'image.delete',
  deadlineSeconds: number,
  hurried?: (typeof demoSteps)[number],
  keeps?: (typeof demoSteps)[number],
): OperationDefinition<'none'> =>
  defineOperation({
    kind,
    version: 1,
    quota: 'none',
    input: demoInput,
    cancellable: kind === 'image.build',
    steps: demoSteps.map(
      (name): Step<DemoInput> => ({
        name,
        deadlineSeconds: name === hurried ? 0.05 : deadlineSeconds,
        run: (context) => run(name, context),
        undo: (context) => undo(name, context),
        ...(name === keeps && { keeps: true }),
      }),
    ),
    settled: async ({ input }, outcome) => {
      if (input.failSettle === true) throw new Error('told to fail');
      say(input, `settled ${outcome}`);
    },
  });

export const demoOperation = define('image.build', 60);
/** Its deadline is over before it has begun. */
export const demoInAHurry = define('image.build', 0.001);
/** Only its second step has little time. */
export const demoHurriedTwo = define('image.build', 60, 'two');
/** From its second step on nothing is undone. */
export const demoKeepingTwo = define('image.build', 60, undefined, 'two');
export const demoUncancellable = define('image.delete', 60);

/** Every step that was entered, however often, in order. */
export const demoRuns = (input: Pick<DemoInput, 'folder' | 'name'>): string[] =>
  readFileSync(join(input.folder, `${input.name}.runs`), 'utf8')
    .trim()
    .split('\n');

/** What is there, and the log without its process ids. */
export const demoWorld = (input: Pick<DemoInput, 'folder' | 'name'>): { files: string[]; log: string[] } => {
  const folder = join(input.folder, input.name);
  const log = join(input.folder, `${input.name}.log`);
  return {
    files: existsSync(folder) ? readdirSync(folder).sort() : [],
    log: existsSync(log)
      ? readFileSync(log, 'utf8')
          .split('\n')
          .filter((line) => line !== '')
          .map((line) => line.replace(/ \d+$/, ''))
      : [],
  };
};
