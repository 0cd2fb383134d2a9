import type { AddressInfo } from 'node:net';

/** The port of a server that listens on one. */
export const portOf = (server: { address: () => string | AddressInfo | null }): number => {
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
};
