import type { Page } from 'playwright-core';

/**
 * Gives a page an authenticator of Chromium's own making (Chrome DevTools Protocol, WebAuthn domain): built in, keeps
 * passkeys, and its person always puts the finger on it. Passkeys take a host name: the page has to be on `localhost`.
 *
 * @returns how many passkeys it keeps
 */
export const addVirtualAuthenticator = async (page: Page): Promise<{ keeps: () => Promise<number> }> => {
  const protocol = await page.context().newCDPSession(page);
  await protocol.send('WebAuthn.enable', { enableUI: false });
  const { authenticatorId } = await protocol.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return {
    keeps: async () =>
      (await protocol.send('WebAuthn.getCredentials', { authenticatorId })).credentials.length,
  };
};
