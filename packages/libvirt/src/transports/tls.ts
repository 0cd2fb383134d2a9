import { readFile } from 'node:fs/promises';
import { isIP } from 'node:net';
import { connect, createSecureContext, type TLSSocket } from 'node:tls';
import { ConnectionLost } from '../errors.ts';
import type { PkiPaths } from '../uri.ts';
import type { Transport } from './transport.ts';

/** libvirtd's word that it accepts our certificate: one byte, sent inside TLS after the handshake. */
const ACCEPTED = 1;

/** A dead peer is noticed by TCP where libvirt's own keepalive is off (stream connections). */
const TCP_KEEPALIVE_MS = 30_000;

export type TlsTarget = { readonly host: string; readonly port: number; readonly pki: PkiPaths };

/**
 * Opens TLS with a client certificate and waits for libvirtd's acceptance. Throws the signal's reason, or ConnectionLost
 * (`dial`) that names the file or the side that was refused: libvirtd checks our certificate after the handshake, so a
 * refused one shows only as a close after our side of it is done.
 */
export async function dialTls({ host, port, pki }: TlsTarget, signal?: AbortSignal): Promise<Transport> {
  const address = `tls ${host}:${port}`;
  const lost = (message: string, cause?: unknown) =>
    new ConnectionLost('dial', `${address}: ${message}`, { cause });
  const pem = async (path: string) => {
    try {
      return await readFile(path);
    } catch (cause) {
      throw lost(`cannot read ${path}`, cause);
    }
  };
  const [ca, cert, key] = await Promise.all([pem(pki.ca), pem(pki.certificate), pem(pki.key)]);
  signal?.throwIfAborted();
  const context = () => {
    try {
      return createSecureContext({ ca, cert, key, minVersion: 'TLSv1.2' });
    } catch (cause) {
      const why = cause instanceof Error ? cause.message : String(cause);
      throw lost(`cannot use ${pki.certificate} with ${pki.key}: ${why}`, cause);
    }
  };
  const secureContext = context();

  return await new Promise<Transport>((resolve, reject) => {
    let secured = false;
    const socket: TLSSocket = connect({
      host,
      port,
      secureContext,
      ...(isIP(host) === 0 ? { servername: host } : {}),
    });
    socket.setNoDelay(true);
    socket.setKeepAlive(true, TCP_KEEPALIVE_MS);

    const settle = (end: () => void) => {
      signal?.removeEventListener('abort', abort);
      socket.off('error', failed).off('close', closed).off('secureConnect', secure).off('readable', readable);
      end();
    };
    const refuse = (error: unknown) =>
      settle(() => (socket.on('error', () => undefined).destroy(), reject(error)));
    const abort = () => refuse(signal?.reason);
    const refused =
      'the server closed the connection after the TLS handshake: it does not accept our certificate';
    const failed = (error: Error) =>
      refuse(lost(secured ? `${refused} (${error.message})` : error.message, error));
    const closed = () => refuse(lost(secured ? refused : 'closed during the TLS handshake'));
    const secure = () => {
      secured = true;
    };
    const readable = () => {
      const byte = socket.read(1) as Buffer | null; // a socket without encoding gives buffers
      if (byte === null) return;
      if (byte[0] !== ACCEPTED) return refuse(lost('the server does not accept our certificate'));
      settle(() => resolve({ duplex: socket, messagePerWrite: true, address }));
    };
    signal?.addEventListener('abort', abort, { once: true });
    socket.on('error', failed).on('close', closed).on('secureConnect', secure).on('readable', readable);
  });
}
