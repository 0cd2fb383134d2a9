import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { freePort } from './server-process.ts';

/** Somebody who speaks OpenID Connect and gives out identities as they please. */
export type HostileProvider = {
  issuer: string;
  /** What it says about itself, and its keys; tests change it as they want it. */
  says: { discovery: Record<string, unknown>; keys: unknown };
  /** Who comes, for any code, with what the errand's nonce has to be. */
  claims: Record<string, unknown>;
  /** Bodies of what was asked of its token endpoint. */
  asked: URLSearchParams[];
  close: () => Promise<void>;
};

export const startHostileProvider = async (clientId: string): Promise<HostileProvider> => {
  const port = await freePort();
  const issuer = `http://127.0.0.1:${port}`;
  const { privateKey, publicKey } = await generateKeyPair('RS256');
  const asked: URLSearchParams[] = [];
  const says: HostileProvider['says'] = {
    discovery: {
      issuer,
      authorization_endpoint: `${issuer}/authorize`,
      token_endpoint: `${issuer}/token`,
      jwks_uri: `${issuer}/keys`,
      token_endpoint_auth_methods_supported: ['client_secret_post'],
    },
    keys: { keys: [{ ...(await exportJWK(publicKey)), alg: 'RS256', kid: 'its own' }] },
  };
  const claims: Record<string, unknown> = { sub: 'anybody' };
  const answerOf = async (path: string, body: string): Promise<unknown> => {
    if (path === '/.well-known/openid-configuration') return says.discovery;
    if (path === '/keys') return says.keys;
    asked.push(new URLSearchParams(body));
    const token = await new SignJWT({ iss: issuer, aud: clientId, ...claims })
      .setProtectedHeader({ alg: 'RS256', kid: 'its own' })
      .setIssuedAt()
      .setExpirationTime('1m')
      .sign(privateKey);
    return { id_token: token, token_type: 'Bearer' };
  };
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const said = await answerOf(request.url ?? '', await text(request));
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(said));
  };
  const server = createServer((request, response) => void answer(request, response));
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return {
    issuer,
    says,
    claims,
    asked,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
};
