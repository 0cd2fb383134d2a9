'use client';

/**
 * Tabs of one browser tell each other which of them sends an upload, by a lock of its name (Web Locks; only where a page is
 * secure). Elsewhere the server tells: it takes bytes from one at a time.
 */
const nameOf = (uploadId: string): string => `limen-upload-${uploadId}`;

// not there on plain HTTP, whatever the type says
const locks = (): LockManager | undefined => ('locks' in navigator ? navigator.locks : undefined);

/** @param until settles when this tab sends no more */
export const holdUpload = (uploadId: string, until: Promise<void>): void => {
  void locks()
    ?.request(nameOf(uploadId), () => until)
    .catch(() => undefined);
};

export const isSentByAnotherTab = async (uploadId: string): Promise<boolean> => {
  const held = (await locks()?.query())?.held ?? [];
  return held.some(({ name }) => name === nameOf(uploadId));
};
