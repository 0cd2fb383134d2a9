'use client';

import { useSyncExternalStore } from 'react';

/**
 * Whether passkeys can be used on the page as it was opened: browsers allow them over https and on localhost, for a host
 * name and never for a bare address (Web Authentication Level 3, 5.1.3).
 *
 * `unknown`: the page is still being made on the server.
 */
export type PasskeySupport = 'unknown' | 'yes' | 'address' | 'browser';

const bareAddress = /^(\[.*\]|\d+\.\d+\.\d+\.\d+)$/;

const look = (): PasskeySupport => {
  if (!window.isSecureContext || bareAddress.test(window.location.hostname)) return 'address';
  return 'PublicKeyCredential' in window ? 'yes' : 'browser';
};
const never = (): (() => void) => () => undefined;

export const usePasskeySupport = (): PasskeySupport =>
  useSyncExternalStore(never, look, () => 'unknown' as const);
