import { chmod, copyFile, mkdir } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { type PrivateDaemon, startPrivateDaemon } from './private-daemon.ts';
import { makeThrowawayCa, type ThrowawayCa } from './throwaway-pki.ts';

/** A private libvirtd that listens for TLS on this machine, with an authority of its own. */
export type TlsDaemon = PrivateDaemon & {
  readonly port: number;
  readonly ca: ThrowawayCa;
  /** A folder for `pkipath` with a certificate the daemon accepts. */
  readonly pki: string;
  /** The URI of the test driver with the certificates of `pki`, at `host` (default 127.0.0.1). */
  readonly uri: (pki?: string, host?: string) => string;
};

/** libvirtd cannot be asked for any free port, so one is found and let go for it. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no TCP port');
  return address.port;
}

/**
 * Starts libvirtd with TLS on 127.0.0.1. `configuration` are further lines for libvirtd.conf; `names` and `expired`
 * are of its certificate, which by default is good for 127.0.0.1 and localhost; the rest is startPrivateDaemon's.
 */
export async function startTlsDaemon({
  configuration = '',
  expired = false,
  names = ['IP:127.0.0.1', 'DNS:localhost'],
  prepare = async () => undefined,
  saslConfiguration = false,
}: {
  configuration?: string;
  expired?: boolean;
  names?: readonly string[];
  prepare?: (folder: string) => Promise<unknown>;
  saslConfiguration?: boolean;
} = {}): Promise<TlsDaemon> {
  const port = await freePort();
  let ca: ThrowawayCa | undefined;
  const daemon = await startPrivateDaemon({
    tlsPort: port,
    saslConfiguration,
    prepare: async (folder) => {
      await prepare(folder);
      ca = await makeThrowawayCa(join(folder, 'pki'));
      const server = await ca.issue('server', { commonName: 'daemon', use: 'server', names, expired });
      await ca.issue('client', { commonName: 'limen', use: 'client' });
      await chmod(server.key, 0o644); // the daemon runs as another user
    },
    configuration: (folder) =>
      [
        'listen_tls = 1',
        'listen_addr = "127.0.0.1"',
        `tls_port = "${port}"`,
        `ca_file = "${folder}/pki/cacert.pem"`,
        `cert_file = "${folder}/pki/servercert.pem"`,
        `key_file = "${folder}/pki/serverkey.pem"`,
        ...(expired ? ['tls_no_sanity_certificate = 1'] : []),
        configuration,
      ].join('\n'),
  });
  if (ca === undefined) throw new Error('no authority was made');
  const pki = join(daemon.folder, 'pki');
  return {
    ...daemon,
    port,
    ca,
    pki,
    uri: (folder = pki, host = '127.0.0.1') => `test+tls://${host}:${port}/default?pkipath=${folder}`,
  };
}

/** A folder for `pkipath` beside the daemon's: its authority (or `ca`'s) and the client certificate of `issuer`. */
export async function clientPki(
  daemon: TlsDaemon,
  name: string,
  {
    issuer = daemon.ca,
    trusted = daemon.ca,
    expired = false,
    commonName = 'limen',
  }: { issuer?: ThrowawayCa; trusted?: ThrowawayCa; expired?: boolean; commonName?: string } = {},
): Promise<string> {
  const issued = await issuer.issue(`${name}-`, { commonName, use: 'client', expired });
  const folder = join(daemon.folder, name);
  await mkdir(folder);
  await copyFile(trusted.certificate, join(folder, 'cacert.pem'));
  await copyFile(issued.certificate, join(folder, 'clientcert.pem'));
  await copyFile(issued.key, join(folder, 'clientkey.pem'));
  return folder;
}
