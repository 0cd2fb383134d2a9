import { ConnectionLost, LibvirtError } from './errors.ts';
import type { Call } from './event-router.ts';
import { authList, authPolkit, authSaslInit, authSaslStart, authSaslStep } from './generated/procedures.ts';
import { AuthType } from './generated/wire.ts';
import { type ScramCredentials, ScramError, scramClient } from './scram.ts';

export type Credentials = { readonly scram?: ScramCredentials | undefined };

const refused = (message: string, cause?: unknown) =>
  new ConnectionLost('authentication', message, { cause });

/**
 * Does what the daemon asks for before it lets calls through. Root on the UNIX socket is asked for nothing. Throws
 * ConnectionLost (`authentication`) that says what was asked for and what failed.
 */
export async function authenticate(call: Call, { scram }: Credentials): Promise<void> {
  const { types } = await call(authList, undefined);
  if (types.length === 0 || types.includes(AuthType.NONE)) return;
  try {
    if (types.includes(AuthType.SASL) && scram !== undefined) return await saslScram(call, scram);
    if (types.includes(AuthType.POLKIT)) {
      const { complete } = await call(authPolkit, undefined);
      if (complete !== 0) return;
      throw refused('polkit did not grant access');
    }
  } catch (error) {
    if (error instanceof LibvirtError) throw refused(error.message, error);
    if (error instanceof ScramError) throw refused(error.message, error);
    throw error;
  }
  const named = types.map(
    (type) => ({ [AuthType.SASL]: 'SASL', [AuthType.POLKIT]: 'polkit' })[type] ?? `type ${type}`,
  );
  throw refused(`the daemon asks for ${named.join(' or ')}; no credentials for it were given`);
}

/** SASL messages are text; some servers count a closing NUL. */
const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('utf8').replace(/\0$/, '');

/** SASL SCRAM-SHA-256. Our transports are UNIX and TLS only: without encryption on TCP it would have to be refused. */
async function saslScram(call: Call, credentials: ScramCredentials): Promise<void> {
  const mech = 'SCRAM-SHA-256';
  const { mechlist } = await call(authSaslInit, undefined);
  if (!mechlist.split(/[ ,]/).includes(mech)) throw refused(`the daemon offers ${mechlist}, not ${mech}`);
  const client = scramClient(credentials);
  const challenge = await call(authSaslStart, { mech, nil: 0, data: Buffer.from(client.first) });
  const answer = await client.answer(text(challenge.data));
  const final = await call(authSaslStep, { nil: 0, data: Buffer.from(answer) });
  client.check(text(final.data));
  if (final.complete !== 0) return;
  const last = await call(authSaslStep, { nil: 0, data: new Uint8Array() });
  if (last.complete === 0) throw refused('the daemon does not complete SCRAM');
}
