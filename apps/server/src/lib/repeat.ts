/**
 * Does a job again and again: a run that takes longer than the time between is not joined by the next.
 *
 * @param job.failed told of a run that threw; the next comes all the same
 * @param job.atOnce the first run begins now, not after the first wait
 * @returns a function that ends it, and waits for the run that is under way: what it works on may go afterwards
 */
export const repeat = (
  everyMs: number,
  { run, failed, atOnce }: { run: () => Promise<void>; failed: (error: unknown) => void; atOnce?: true },
): (() => Promise<void>) => {
  let running: Promise<void> | undefined;
  const begin = (): void => {
    running ??= run()
      .catch(failed)
      .finally(() => {
        running = undefined;
      });
  };
  if (atOnce) begin();
  const timer = setInterval(begin, everyMs);
  return async () => {
    clearInterval(timer);
    await running;
  };
};
