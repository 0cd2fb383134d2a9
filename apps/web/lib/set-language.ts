'use client';

import type { Locale } from '@limen/contract/users';
import { localeCookie } from './locale.ts';

/** Keeps the choice for a year. The page is asked for again by the caller. */
export const rememberLanguage = (locale: Locale): void => {
  document.cookie = `${localeCookie}=${locale}; path=/; max-age=31536000; samesite=lax`;
};
