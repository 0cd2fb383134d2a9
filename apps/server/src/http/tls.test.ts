import { once } from 'node:events';
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from 'node:tls';
import { makeThrowawayCa, type ThrowawayCa } from '@limen/libvirt/testing/throwaway-pki';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type TlsFiles, tlsServerFactory } from './tls.ts';

let folder: string;
let ca: ThrowawayCa;
let files: TlsFiles;
const problems: string[] = [];
const log = { info: () => undefined, error: (_: unknown, text?: string) => void problems.push(text ?? '') };
let server: Server | undefined;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'limen-cert-'));
  ca = await makeThrowawayCa(join(folder, 'ca'));
  files = { certFile: join(folder, 'cert.pem'), keyFile: join(folder, 'key.pem') };
  await put('one');
});
afterEach(() => {
  server?.close();
  rmSync(folder, { recursive: true, force: true });
});

const put = async (commonName: string): Promise<void> => {
  const issued = await ca.issue(commonName, { commonName, use: 'server', names: ['IP:127.0.0.1'] });
  copyFileSync(issued.key, files.keyFile);
  copyFileSync(issued.certificate, files.certFile);
};
const start = async (): Promise<number> => {
  server = tlsServerFactory(files, log, 5)((_request, response) => response.end());
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  // a TCP server's address is always one
  return (server.address() as AddressInfo).port;
};
const nameAt = async (port: number): Promise<string> => {
  const socket = connect({ port, host: '127.0.0.1', rejectUnauthorized: false });
  await once(socket, 'secureConnect');
  const { subject } = socket.getPeerCertificate();
  socket.destroy();
  return String(subject.CN);
};

test('a renewed certificate is taken up while it runs, and a broken one leaves the old one in place', async () => {
  const port = await start();
  expect(await nameAt(port)).toBe('one');
  await put('two');
  while ((await nameAt(port)) !== 'two');
  writeFileSync(files.certFile, 'not a certificate');
  while (!problems.some((text) => text.includes('the old one stays')))
    await new Promise((resolve) => setTimeout(resolve, 5));
  expect(await nameAt(port)).toBe('two');
});

test('what is old and weak is not spoken', async () => {
  const port = await start();
  const socket = connect({
    port,
    host: '127.0.0.1',
    rejectUnauthorized: false,
    minVersion: 'TLSv1',
    maxVersion: 'TLSv1.1',
    ciphers: 'DEFAULT@SECLEVEL=0',
  });
  const [error] = (await once(socket, 'error')) as [Error];
  expect(error.message).toMatch(/protocol version|unsupported protocol|alert/i);
});

test('files that are no certificate keep it from starting, with a sentence that names them', async () => {
  expect(() => tlsServerFactory({ ...files, certFile: '/nowhere/cert.pem' }, log)).toThrow(
    'LIMEN cannot start: TLS_CERT, /nowhere/cert.pem, cannot be read (ENOENT).',
  );
  const other = await ca.issue('other', { commonName: 'other', use: 'server' });
  expect(() => tlsServerFactory({ ...files, keyFile: other.key }, log)).toThrow(
    /^LIMEN cannot start: TLS_CERT and TLS_KEY do not make a certificate/,
  );
});
