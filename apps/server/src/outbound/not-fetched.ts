/**
 * Something could not be fetched. Why is for the log only: whoever asked is told the same sentence whatever it was, or they
 * could look around in our network with it.
 */
export class NotFetched extends Error {
  override readonly name = 'NotFetched';
  /** Whether trying again may help: a connection that broke, a server that is busy; not one that we refuse. */
  readonly passing: boolean;

  constructor(message: string, options: { passing?: boolean; cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.passing = options.passing ?? false;
  }
}
