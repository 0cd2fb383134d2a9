import type { Config } from '../config.ts';
import { AppError } from '../lib/app-error.ts';

/** Around the effect of a step and of its undo: `after` is when the effect is there and the checkpoint is not. */
export type FailpointPlace = 'before' | 'after' | 'undo-before' | 'undo-after';

/**
 * Where a test asked for it (LIMEN_FAILPOINT=`vm.create.disks:after:kill`, refused outside of tests), the process dies,
 * the step throws, or it hangs for ever: the one way to be at an exact place between two statements.
 */
export const failpoint = async (
  config: Pick<Config, 'failpoint'>,
  step: string,
  place: FailpointPlace,
): Promise<void> => {
  const at = `${step}:${place}`;
  if (config.failpoint === `${at}:kill`) process.kill(process.pid, 'SIGKILL');
  if (config.failpoint === `${at}:throw`) throw new AppError('server.internal', 'failpoint');
  if (config.failpoint === `${at}:hang`) await new Promise<never>(() => undefined);
};
