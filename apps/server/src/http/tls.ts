import { readFileSync, statSync } from 'node:fs';
import type { Server as HttpServer, RequestListener } from 'node:http';
import { createServer } from 'node:https';
import { createSecureContext, type SecureContextOptions } from 'node:tls';
import type { Logger } from 'pino';

/** PEM files: the certificate with its chain, and its key. */
export type TlsFiles = { certFile: string; keyFile: string };

/** Certificates are renewed while we run (every 60 to 90 days by ACME); how soon is nobody's concern. */
const usualLookMs = 60_000;

/** @throws Error that names the file which cannot be read, or says that the two do not fit */
const readTls = ({ certFile, keyFile }: TlsFiles): SecureContextOptions => {
  const read = (name: string, path: string): Buffer => {
    try {
      return readFileSync(path);
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : 'error';
      throw new Error(`LIMEN cannot start: ${name}, ${path}, cannot be read (${code}).`, { cause: error });
    }
  };
  const context = { cert: read('TLS_CERT', certFile), key: read('TLS_KEY', keyFile) };
  try {
    createSecureContext(context);
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    throw new Error(`LIMEN cannot start: TLS_CERT and TLS_KEY do not make a certificate (${said}).`, {
      cause: error,
    });
  }
  return { ...context, minVersion: 'TLSv1.2' };
};

/**
 * The port speaks TLS itself. A renewed certificate is taken up within a minute, for new connections; one that cannot be
 * read leaves the old one in place and says so in the log.
 *
 * @throws Error as a sentence for the administrator where the files are no certificate
 */
export const tlsServerFactory = (
  files: TlsFiles,
  log: Pick<Logger, 'info' | 'error'>,
  lookEveryMs = usualLookMs,
): ((handler: RequestListener) => HttpServer) => {
  const first = readTls(files);
  return (handler) => {
    const server = createServer(first, handler);
    const changed = (): string => `${statSync(files.certFile).mtimeMs} ${statSync(files.keyFile).mtimeMs}`;
    let seen = changed();
    const looking = setInterval(() => {
      try {
        const now = changed();
        if (now === seen) return;
        server.setSecureContext(readTls(files));
        seen = now;
        log.info('the certificate was read anew');
      } catch (error) {
        log.error({ err: error }, 'the certificate could not be read anew; the old one stays');
      }
    }, lookEveryMs).unref();
    server.on('close', () => clearInterval(looking));
    return server;
  };
};
