/** What libvirt or the socket said, for the administrator; ours only where nothing is below it. */
export const whyNot = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message : error.message;
};
