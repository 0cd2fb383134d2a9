import { expect, test } from 'vitest';
import { readConfig } from './config.ts';

test('nothing set gives safe defaults, and an empty variable is one that is not set', () => {
  const config = readConfig({ PORT: '', DATABASE_URL: '' });
  expect(config).toMatchObject({
    port: 8080,
    home: '/var/lib/limen',
    libvirtUri: 'qemu:///system',
    durable: true,
  });
  expect(config.databaseUrl).toBeUndefined();
});

test.each([
  [{ PORT: 'x' }, /^PORT: /],
  [{ PORT: '70000' }, /^PORT: /],
  [{ LIMEN_HOME: 'here' }, /^LIMEN_HOME: /],
  [{ TLS_CERT: 'cert.pem', TLS_KEY: '/key.pem' }, /^TLS_CERT: /],
  [{ TLS_CERT: '/cert.pem' }, /^TLS_KEY: /],
  [{ TLS_KEY: '/key.pem' }, /^TLS_CERT: /],
  [{ DATABASE_URL: 'mysql://x' }, /^DATABASE_URL: /],
  [
    { DATABASE_MIGRATION_URL: 'postgresql://owner@db/limen' },
    /^DATABASE_MIGRATION_URL: goes with DATABASE_URL/,
  ],
  [{ JWT_SECRET: 'short' }, /^JWT_SECRET: /],
  [{ JWT_SECRET: 'change-me-change-me-change-me-change-me' }, /^JWT_SECRET: /],
  [{ LIMEN_FAILPOINT: 'vm.create.disks:before:kill' }, /^LIMEN_FAILPOINT: /],
  [{ LIMEN_PUBLIC_URL: 'javascript:alert(1)' }, /^LIMEN_PUBLIC_URL: /],
  [{ OIDC_ISSUER: 'id.example' }, /^OIDC_ISSUER: /],
  [{ OIDC_ISSUER: 'http://id.example', OIDC_CLIENT_ID: 'limen' }, /^OIDC_ISSUER: not an https/],
  [{ OIDC_ISSUER: 'https://id.example?tenant=1', OIDC_CLIENT_ID: 'limen' }, /^OIDC_ISSUER: has a query/],
  [{ OIDC_ISSUER: 'https://id.example' }, /^OIDC_CLIENT_ID: /],
  [{ OIDC_CLIENT_SECRET: 'alone' }, /^OIDC_CLIENT_SECRET: /],
  [{ OIDC_ISSUER: 'https://id.example', OIDC_CLIENT_ID: 'l', OIDC_SCOPES: 'email' }, /^OIDC_SCOPES: /],
  [
    { OIDC_ISSUER: 'https://id.example', OIDC_CLIENT_ID: 'l', OIDC_APPROVE_CLAIM: 'x' },
    /^OIDC_APPROVE_CLAIM: /,
  ],
])('a wrong setting ends the start with a line that names it: %j', (env, message) => {
  expect(() => readConfig(env)).toThrow(message);
});

test('DB_* make an address, with what has to be escaped escaped', () => {
  const { databaseUrl } = readConfig({ DB_HOST: 'db', DB_USER: 'a', DB_PASSWORD: 'p@/:', DB_NAME: 'n' });
  expect(new URL(databaseUrl ?? '').password).toBe('p%40%2F%3A');
  expect(new URL(databaseUrl ?? '').pathname).toBe('/n');
});

test('a sign-in service needs an issuer and a client only; on this host it may be without TLS', () => {
  expect(readConfig({}).oidc).toBeUndefined();
  const { oidc } = readConfig({ OIDC_ISSUER: 'https://id.example/realms/a', OIDC_CLIENT_ID: 'limen' });
  expect(oidc).toEqual({
    issuer: 'https://id.example/realms/a',
    clientId: 'limen',
    clientSecret: null,
    name: 'id.example',
    scopes: 'openid profile email',
    approveClaim: null,
  });
  expect(readConfig({ OIDC_ISSUER: 'http://127.0.0.1:9', OIDC_CLIENT_ID: 'limen' }).oidc).toBeDefined();
});
