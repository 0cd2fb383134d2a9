import { useSyncExternalStore } from 'react';

const never = (): (() => void) => () => undefined;

/** Whether the page listens by now: false in what the server sends, until its scripts have taken it over. */
export const useHydrated = (): boolean =>
  useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
