import type { Config } from '../config.ts';
import { AppError } from '../lib/app-error.ts';

/** Where a test asked for it (LIMEN_FAILPOINT, refused outside of tests), the process dies or the step throws here. */
export const failpoint = (config: Pick<Config, 'failpoint'>, at: string): void => {
  if (config.failpoint === `${at}:kill`) process.kill(process.pid, 'SIGKILL');
  if (config.failpoint === `${at}:throw`) throw new AppError('server.internal', 'failpoint');
};
