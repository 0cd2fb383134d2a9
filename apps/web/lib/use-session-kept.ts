'use client';

import { useEffect } from 'react';
import { api } from './api.ts';

/** The server prolongs a session once a day; so a page that is looked at now and then misses no day. */
const everyMs = 6 * 3600 * 1000;
const lookMs = 10 * 60 * 1000;

/**
 * Keeps the session of whoever looks at the page: what draws pages and what keeps them live brings no cookie to the
 * browser, so the page itself asks the API when it opens and, while somebody sees it, every few hours.
 */
export const useSessionKept = (): void => {
  useEffect(() => {
    let asked = Number.NEGATIVE_INFINITY;
    const ask = (): void => {
      if (document.visibilityState !== 'visible' || Date.now() - asked < everyMs) return;
      // the clock on the wall: the other one stands still while a laptop sleeps
      asked = Date.now();
      // whoever is signed out hears it from the live socket
      api.users.me().catch(() => {
        asked = Number.NEGATIVE_INFINITY;
      });
    };
    ask();
    const timer = setInterval(ask, lookMs);
    document.addEventListener('visibilitychange', ask);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', ask);
    };
  }, []);
};
