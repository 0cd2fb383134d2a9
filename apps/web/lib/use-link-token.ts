'use client';

import { useSyncExternalStore } from 'react';

const form = /^#([\w-]{43})$/;
const never = (): (() => void) => () => {};

/**
 * The token of a one-time link, which stands behind the `#`: a browser sends that part to no server, so that no log on the
 * way has it. undefined: not known yet, while the server draws; null: there is none.
 */
export const useLinkToken = (): string | null | undefined =>
  useSyncExternalStore<string | null | undefined>(
    never,
    () => form.exec(window.location.hash)?.[1] ?? null,
    () => undefined,
  );
