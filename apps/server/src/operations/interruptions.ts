import { AppError } from '../lib/app-error.ts';

/** Somebody else has the operation now: stop without a word and write nothing, they will finish it. */
export class LeaseLost extends Error {
  override readonly name = 'LeaseLost';
}

/** The server stops: the operation stays as it is and goes on at the next start. */
export class ServerStops extends Error {
  override readonly name = 'ServerStops';
}

/** A step has not returned long after its deadline: it is left behind, and the operation goes on without it. */
export class Abandoned extends Error {
  override readonly name = 'Abandoned';
}

/** Its host cannot be reached: the operation stays as it is and goes on when the host is connected again. */
export class HostAway extends Error {
  override readonly name = 'HostAway';
}

/** Whether an error says that the host was not there to be asked, and nothing of the operation itself. */
export const isHostAway = (error: unknown): boolean =>
  error instanceof AppError && error.code === 'host.unavailable';

/** The step took longer than it may. */
export const deadlinePassed = (step: string): AppError =>
  new AppError('operation.deadline', `The step “${step}” took longer than it may.`);

/** Somebody asked for the end of it. */
export const cancelled = (): AppError => new AppError('operation.cancelled', 'Cancelled.');
