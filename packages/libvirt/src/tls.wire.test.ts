import { randomBytes } from 'node:crypto';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createServer, type TLSSocket } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ChaosProxy, startChaosProxy } from '../testing/chaos-proxy.ts';
import { eventually } from '../testing/eventually.ts';
import { makeScratchPool } from '../testing/scratch-pool.ts';
import { makeThrowawayCa } from '../testing/throwaway-pki.ts';
import { clientPki, startTlsDaemon, type TlsDaemon } from '../testing/tls-daemon.ts';
import { connect } from './connection.ts';
import { screenshot } from './domains.ts';
import { ConnectionLost } from './errors.ts';
import { connectGetHostname, connectGetType } from './generated/procedures.ts';
import { capabilitiesXml, listAllDomains } from './host-reads.ts';
import { downloadVolume, uploadVolume, volumeFacts } from './storage.ts';

let daemon: TlsDaemon;
beforeAll(async () => {
  daemon = await startTlsDaemon();
});
afterAll(() => daemon[Symbol.asyncDispose]());

const refused = async (pki: string, of: TlsDaemon = daemon, host?: string) => {
  const error: unknown = await connect({ uri: of.uri(pki, host) }).catch((caught: unknown) => caught);
  expect(error).toMatchObject({ name: 'ConnectionLost', reason: 'dial' });
  return error instanceof Error ? error.message : '';
};

it('lists and XML over TLS are those of virsh', async () => {
  await using c = await connect({ uri: daemon.uri() });
  const names = (await daemon.virsh('test:///default', 'list', '--all', '--name')).trim().split('\n');
  expect((await listAllDomains(c)).map(({ name }) => name)).toEqual(names);
  expect((await capabilitiesXml(c)).trim()).toBe(
    (await daemon.virsh('test:///default', 'capabilities')).trim(),
  );
});

it('pitfall 1: calls in flight never wait for each other’s TLS record', async () => {
  // Without keepalive nothing wakes libvirtd up again: a second message in one record would wait for good.
  await using c = await connect({ uri: daemon.uri(), keepalive: false });
  for (let round = 0; round < 300; round += 1) {
    const calls = Array.from({ length: 2 + (round % 7) }, () => c.call(connectGetType, undefined));
    expect(new Set((await Promise.all(calls)).map(({ type }) => type))).toEqual(new Set(['TEST']));
  }
  expect(c.stats).toMatchObject({ inFlight: 0, queued: 0 });
});

it('pitfall 3: a stream over TLS has a connection of its own as well', async () => {
  await using c = await connect({ uri: daemon.uri() });
  const [domain] = await listAllDomains(c);
  const stream = await screenshot(c, domain?.uuid ?? '');
  const picture = Buffer.concat(await stream.toArray());
  expect(picture.subarray(1, 4).toString()).toBe('PNG');
});

it('a volume goes up and down over TLS whole, while calls are made', async () => {
  const uri = daemon.uri().replace('test+', 'storage+').replace('/default', '/session');
  await using c = await connect({ uri, keepalive: false });
  const { makeVolume } = await makeScratchPool(c, daemon.folder);
  const bytes = randomBytes(6 * 1024 ** 2 + 1);
  const volume = await makeVolume(bytes.length);
  const upload = pipeline(Readable.from([bytes]), await uploadVolume(c, volume));
  for (let round = 0; round < 20; round += 1)
    await Promise.all(Array.from({ length: 6 }, () => volumeFacts(c, volume)));
  await upload;
  const got = Buffer.concat(await (await downloadVolume(c, volume)).toArray());
  expect(got.equals(bytes)).toBe(true);
});

it('a killed daemon rejects the waiters of a TLS connection by name', async () => {
  await using mortal = await startTlsDaemon();
  const c = await connect({ uri: mortal.uri() });
  mortal.kill('SIGSTOP');
  const calls = Array.from({ length: 10 }, () => c.call(connectGetHostname, undefined));
  mortal.kill('SIGKILL');
  for (const result of await Promise.allSettled(calls)) {
    expect(result).toMatchObject({
      status: 'rejected',
      reason: { name: 'ConnectionLost', reason: 'cut', procedure: 'connectGetHostname' },
    });
  }
});

describe('through a network that misbehaves', () => {
  let proxy: ChaosProxy;
  const uri = () => `test+tls://127.0.0.1:${proxy.port}/default?pkipath=${daemon.pki}`;
  beforeAll(async () => {
    proxy = await startChaosProxy({ host: '127.0.0.1', port: daemon.port }, { tcp: true });
  });
  afterAll(() => proxy[Symbol.asyncDispose]());

  it('everything works when each byte arrives alone', async () => {
    proxy.bytewise = true;
    await using c = await connect({ uri: uri() });
    proxy.bytewise = false;
    expect(await c.call(connectGetType, undefined)).toEqual({ type: 'TEST' });
  });

  it.each([0, 1, 5, 100, 500, 1000, 1500, 2000, 2500])(
    'a connection cut after %i bytes is a loss, and never hangs',
    async (bytes) => {
      proxy.cutAfterBytes = bytes;
      try {
        const opened = connect({ uri: uri() }).then((c) => capabilitiesXml(c));
        await expect(opened).rejects.toBeInstanceOf(ConnectionLost);
      } finally {
        proxy.cutAfterBytes = Number.POSITIVE_INFINITY;
      }
    },
  );

  it('a line that goes dead is found out by keepalive, and its waiters are told', async () => {
    const c = await connect({ uri: uri(), keepalive: { intervalMs: 100, count: 3 } });
    proxy.hang();
    const waiter = c.call(connectGetHostname, undefined);
    await expect(waiter).rejects.toMatchObject({ name: 'ConnectionLost', reason: 'keepalive' });
    proxy.unhang();
  });

  it('a line that is dead from the beginning is left when the signal says so', async () => {
    proxy.hang();
    const stop = new AbortController();
    const before = proxy.connections;
    const opening = connect({ uri: uri(), signal: stop.signal });
    await eventually(() => proxy.connections).toBe(before + 1);
    stop.abort(new Error('enough'));
    await expect(opening).rejects.toThrow('enough');
    proxy.unhang();
  });
});

describe('pitfall 7: a server that is not whom it says', () => {
  it('signed by an authority we do not trust is refused, and the message says so', async () => {
    const trusted = await makeThrowawayCa(join(daemon.folder, 'stranger'));
    expect(await refused(await clientPki(daemon, 'trusts-stranger', { trusted }))).toMatch(
      /tls 127\.0\.0\.1:\d+: .*(unable to verify|unable to get|self.signed|signature)/i,
    );
  });

  it('of another name is refused, and the message names both', async () => {
    await using elsewhere = await startTlsDaemon({ names: ['DNS:elsewhere.example'] });
    expect(await refused(elsewhere.pki, elsewhere)).toMatch(/127\.0\.0\.1.*cert/i);
    expect(await refused(elsewhere.pki, elsewhere, 'localhost')).toMatch(/localhost.*elsewhere\.example/);
  });

  it('whose certificate has expired is refused, and the message says so', async () => {
    await using stale = await startTlsDaemon({ expired: true });
    expect(await refused(stale.pki, stale)).toMatch(/expired/);
  });

  it('is accepted by name where the certificate has that name', async () => {
    await using c = await connect({ uri: daemon.uri(daemon.pki, 'localhost') });
    expect(await c.call(connectGetType, undefined)).toEqual({ type: 'TEST' });
  });
});

describe.each([
  ['TLS 1.3', ''],
  ['TLS 1.2', 'tls_priority = "NORMAL:-VERS-TLS1.3"'],
])('pitfall 7: our certificate under %s', (_, configuration) => {
  let own: TlsDaemon;
  beforeAll(async () => {
    own = await startTlsDaemon({ configuration: `${configuration}\ntls_allowed_dn_list = ["CN=limen"]` });
  });
  afterAll(() => own[Symbol.asyncDispose]());
  const notAccepted = /does not accept our certificate/;

  it('is accepted: the byte after the daemon’s check is not taken for a message', async () => {
    await using c = await connect({ uri: own.uri() });
    expect(await c.call(connectGetType, undefined)).toEqual({ type: 'TEST' });
  });

  it('from another authority is refused, and the message says so', async () => {
    const issuer = await makeThrowawayCa(join(own.folder, 'other'));
    expect(await refused(await clientPki(own, 'foreign', { issuer }), own)).toMatch(notAccepted);
  });

  it('of yesterday is refused, and the message says so', async () => {
    expect(await refused(await clientPki(own, 'stale', { expired: true }), own)).toMatch(notAccepted);
  });

  it('of a name that may not come in is refused, and the message says so', async () => {
    expect(await refused(await clientPki(own, 'guest', { commonName: 'guest' }), own)).toMatch(notAccepted);
  });

  it.each(['clientcert.pem', 'clientkey.pem', 'cacert.pem'])('is missed by name: %s', async (file) => {
    const folder = await clientPki(own, `without-${file}`);
    await rm(join(folder, file));
    expect(await refused(folder, own)).toContain(`cannot read ${join(folder, file)}`);
  });
});

describe('pitfall 7: a certificate that cannot be used', () => {
  it.each(['clientcert.pem', 'clientkey.pem'])(
    'is a loss that names the folder: garbage in %s',
    async (file) => {
      const folder = await clientPki(daemon, `garbage-${file}`);
      await writeFile(join(folder, file), 'no certificate at all');
      expect(await refused(folder)).toContain(folder);
    },
  );

  it('is a loss that names the folder: the key of another certificate', async () => {
    const folder = await clientPki(daemon, 'mixed');
    const { key } = await daemon.ca.issue('somebody', { commonName: 'somebody', use: 'client' });
    await writeFile(join(folder, 'clientkey.pem'), await readFile(key));
    expect(await refused(folder)).toMatch(new RegExp(`${folder}.*mismatch`));
  });
});

describe('pitfall 7: a TLS server that is no libvirtd', () => {
  /** A TLS server with the daemon's certificate that does `greet` after the handshake. */
  const peer = async (greet: (socket: TLSSocket) => void) => {
    const [cert, key] = await Promise.all(
      ['servercert.pem', 'serverkey.pem'].map((file) => readFile(join(daemon.pki, file))),
    );
    const sockets: TLSSocket[] = [];
    const server = createServer({ cert, key }, (socket) => {
      sockets.push(socket.on('error', () => undefined));
      greet(socket);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    return {
      uri: `test+tls://127.0.0.1:${port}/default?pkipath=${daemon.pki}`,
      [Symbol.asyncDispose]: async () => {
        for (const socket of sockets) socket.destroy();
        await new Promise((resolve) => server.close(resolve));
      },
    };
  };

  it('and answers another byte than the one of acceptance is refused', async () => {
    await using other = await peer((socket) => socket.write(Buffer.of(0)));
    await expect(connect({ uri: other.uri })).rejects.toMatchObject({
      name: 'ConnectionLost',
      reason: 'dial',
    });
  });

  it('and says nothing is left when the signal says so', async () => {
    const stop = new AbortController();
    await using silent = await peer(() => stop.abort(new Error('enough')));
    await expect(connect({ uri: silent.uri, signal: stop.signal })).rejects.toThrow('enough');
  });

  it('and closes without a word is a loss of dialling', async () => {
    await using closing = await peer((socket) => socket.end());
    await expect(connect({ uri: closing.uri })).rejects.toThrow(/does not accept our certificate/);
  });
});
