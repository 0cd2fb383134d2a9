'use client';

import { useSyncExternalStore } from 'react';

const everyMs = 10_000;
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  timer ??= setInterval(() => {
    for (const tell of listeners) tell();
  }, everyMs);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
};

const now = (): number => Math.floor(Date.now() / everyMs) * everyMs;

/** ms of the epoch, a step of ten seconds at a time, by one timer for the whole page. */
export const useNow = (): number => useSyncExternalStore(subscribe, now, now);
