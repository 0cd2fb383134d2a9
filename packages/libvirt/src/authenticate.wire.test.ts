import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startFakePeer } from '../testing/fake-peer.ts';
import { errorReply, libvirtError, okReply } from '../testing/packet-builders.ts';
import { type PrivateDaemon, startPrivateDaemon } from '../testing/private-daemon.ts';
import { makeSaslDatabase } from '../testing/sasl-database.ts';
import { startTlsDaemon } from '../testing/tls-daemon.ts';
import { Connection, connect } from './connection.ts';
import type { Frame } from './frames.ts';
import { ErrorNumber } from './generated/enums.ts';
import { authPolkit, connectGetType, connectListAllDomains } from './generated/procedures.ts';
import { AuthType } from './generated/wire.ts';
import { dialUnix } from './transports/unix.ts';

/** A UNIX socket at `path` that leads to `target`; to the daemon its clients are the user nobody. */
async function startForwarder(target: string, path: string) {
  const script = `const { connect, createServer } = require('node:net');
    createServer((client) => {
      const daemon = connect(process.argv[1]);
      client.on('error', () => daemon.destroy()).pipe(daemon).on('error', () => client.destroy()).pipe(client);
    }).listen(process.argv[2], () => console.log('listening'));`;
  const child = spawn(process.execPath, ['-e', script, target, path], {
    ...(process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {}),
    cwd: '/',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const failed = once(child, 'exit').then(() => Promise.reject(new Error('the forwarder did not start')));
  await Promise.race([once(child.stdout, 'data'), failed]);
  failed.catch(() => undefined); // from here on it may end
  return {
    path,
    [Symbol.asyncDispose]: async () => {
      child.kill();
      await failed.catch(() => undefined);
    },
  };
}

const account = { user: 'limen', realm: 'test', password: 'p,ä=ss wörd' };
const scram = { user: `${account.user}@${account.realm}`, password: account.password };
const prepare = (folder: string) => makeSaslDatabase(folder, account);

describe('pitfall 14: SASL SCRAM-SHA-256', () => {
  let daemon: PrivateDaemon;
  let uri: string;
  beforeAll(async () => {
    daemon = await startPrivateDaemon({
      configuration: 'auth_unix_rw = "sasl"',
      prepare,
      saslConfiguration: true,
    });
    uri = `test+unix:///default?socket=${daemon.socket}`;
  });
  afterAll(() => daemon[Symbol.asyncDispose]());

  it('lets us in over UNIX with the right password', async () => {
    await using c = await connect({ uri, auth: { scram } });
    expect(await c.call(connectGetType, undefined)).toEqual({ type: 'TEST' });
  });

  it.each([
    ['a wrong password', { ...scram, password: 'guess' }],
    ['an unknown user', { ...scram, user: 'nobody@test' }],
  ])('refuses %s as a loss of authentication', async (_, wrong) => {
    await expect(connect({ uri, auth: { scram: wrong } })).rejects.toMatchObject({
      name: 'ConnectionLost',
      reason: 'authentication',
      message: expect.stringContaining('authentication failed'),
    });
  });

  it('is asked for by name when no credentials were given', async () => {
    await expect(connect({ uri })).rejects.toThrow(/SASL; no credentials/);
  });

  it('comes first: a call before it is an error of libvirt, and the connection survives', async () => {
    const early = new Connection(await dialUnix([daemon.socket]), { uri, auth: { scram } });
    const list = early.call(connectListAllDomains, { needResults: 1, flags: 0 });
    await expect(list).rejects.toMatchObject({ name: 'LibvirtError', code: ErrorNumber.RPC });
    await expect(list).rejects.toThrow(/authentication required/);
    await early.open('test:///default');
    expect((await early.call(connectListAllDomains, { needResults: 1, flags: 0 })).ret).toBe(1);
    await early.close();
  });
});

it('pitfall 14: SASL inside TLS lets us in, and refuses a wrong password', async () => {
  await using daemon = await startTlsDaemon({
    configuration: 'auth_tls = "sasl"',
    prepare,
    saslConfiguration: true,
  });
  await using c = await connect({ uri: daemon.uri(), auth: { scram } });
  expect(await c.call(connectGetType, undefined)).toEqual({ type: 'TEST' });
  const refused = connect({ uri: daemon.uri(), auth: { scram: { ...scram, password: 'guess' } } });
  await expect(refused).rejects.toMatchObject({ reason: 'authentication' });
});

describe('pitfall 14: polkit', () => {
  const polkitSays = (reply: (frame: Frame) => Buffer) =>
    startFakePeer(
      (frame, { socket }) => frame.procedure === authPolkit.number && socket.write(reply(frame)),
      {
        authTypes: [AuthType.SASL, AuthType.POLKIT],
      },
    );
  const complete = (serial: number, value: number) =>
    okReply(authPolkit, serial, (writer) => writer.int32(value, 'complete'));

  it('lets us in where it grants access, if there are no credentials for SASL', async () => {
    await using peer = await polkitSays(({ serial }) => complete(serial, 1));
    await using c = await connect({ uri: peer.uri });
    expect(c.stats.inFlight).toBe(0);
  });

  it('is a loss of authentication where it does not, or where libvirtd cannot ask it', async () => {
    await using peer = await polkitSays(({ serial }) => complete(serial, 0));
    await expect(connect({ uri: peer.uri })).rejects.toThrow(/polkit did not grant access/);
    const error = libvirtError({ code: ErrorNumber.AUTH_CANCELLED, message: 'no agent' });
    await using mute = await polkitSays(({ serial }) => errorReply(authPolkit, serial, error));
    await expect(connect({ uri: mute.uri })).rejects.toMatchObject({
      name: 'ConnectionLost',
      reason: 'authentication',
      message: 'no agent',
      cause: { name: 'LibvirtError', code: ErrorNumber.AUTH_CANCELLED },
    });
  });

  it('is what libvirtd asks of those who are not root', async () => {
    await using daemon = await startPrivateDaemon({ configuration: 'auth_unix_rw = "polkit"' });
    await using forwarder = await startForwarder(daemon.socket, join(daemon.folder, 'forwarder'));
    const opened = connect({ uri: `test+unix:///default?socket=${forwarder.path}` });
    // without polkitd on this machine libvirtd cannot ask; with it nobody is not in
    await expect(opened).rejects.toMatchObject({ name: 'ConnectionLost', reason: 'authentication' });
  });
});
