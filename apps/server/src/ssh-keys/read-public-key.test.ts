import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { readPublicKey } from './read-public-key.ts';

const folder = mkdtempSync(join(tmpdir(), 'limen-keys-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let made = 0;
/** A key of OpenSSH itself. */
const generate = (...how: string[]): { pub: string; secret: string; printed: string } => {
  made += 1;
  const file = join(folder, `key${made}`);
  execFileSync('ssh-keygen', ['-q', '-N', '', '-C', 'kim@laptop', '-f', file, ...how]);
  const printed = execFileSync('ssh-keygen', ['-l', '-E', 'sha256', '-f', `${file}.pub`], {
    encoding: 'utf8',
  });
  return { pub: readFileSync(`${file}.pub`, 'utf8'), secret: readFileSync(file, 'utf8'), printed };
};
const refused = (text: string, why: RegExp): void => {
  let thrown: unknown;
  try {
    readPublicKey(text);
  } catch (error) {
    thrown = error;
  }
  expect(thrown, text.slice(0, 60)).toMatchObject({ code: 'ssh_key.invalid', field: 'publicKey' });
  expect(String(thrown)).toMatch(why);
};

const ed25519 = generate('-t', 'ed25519');
const [type = '', encoded = ''] = ed25519.pub.split(' ');
const bytes = Buffer.from(encoded, 'base64');
const again = (blob: Buffer, as = type): string => `${as} ${blob.toString('base64')}`;
const part = (content: Buffer | string): Buffer => {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(Buffer.from(content).length);
  return Buffer.concat([length, Buffer.from(content)]);
};

describe('a key that ssh-keygen made', () => {
  test.each([
    ['-t', 'ed25519'],
    ['-t', 'rsa', '-b', '2048'],
    ['-t', 'rsa', '-b', '3072'],
    ['-t', 'ecdsa', '-b', '256'],
    ['-t', 'ecdsa', '-b', '384'],
    ['-t', 'ecdsa', '-b', '521'],
  ])('%s %s %s %s has the fingerprint that ssh-keygen prints', (...how) => {
    const { pub, printed } = generate(...how);
    const key = readPublicKey(pub);
    expect(printed).toContain(` ${key.fingerprint} `);
    expect(key.comment).toBe('kim@laptop');
    expect(key.publicKey).toBe(pub.trim());
  });

  test('on a security key is taken by its wire format', () => {
    const sk = 'sk-ssh-ed25519@openssh.com';
    const blob = Buffer.concat([part(sk), part(Buffer.alloc(32, 7)), part('ssh:')]);
    const file = join(folder, 'sk.pub');
    execFileSync('sh', ['-c', `printf '%s' "$1" > "$2"`, 'sh', again(blob, sk), file]);
    const printed = execFileSync('ssh-keygen', ['-l', '-E', 'sha256', '-f', file], { encoding: 'utf8' });
    expect(printed).toContain(readPublicKey(again(blob, sk)).fingerprint);
    const point = Buffer.from(generate('-t', 'ecdsa', '-b', '256').pub.split(' ')[1] ?? '', 'base64');
    const ec = 'sk-ecdsa-sha2-nistp256@openssh.com';
    // the same curve and point, behind another type, with the application after them
    const inner = point.subarray(part('ecdsa-sha2-nistp256').length);
    expect(readPublicKey(again(Buffer.concat([part(ec), inner, part('ssh:')]), ec)).type).toBe(ec);
  });
});

describe('refused is', () => {
  test('what would decide more than whose key it is: options in front', () => {
    refused(`command="reboot" ${ed25519.pub}`, /no type/);
    refused(`from="10.0.0.0/8",no-pty ${ed25519.pub}`, /no type/);
    refused(`cert-authority ${ed25519.pub}`, /no type/);
  });
  test('a private key, which it says without repeating it', () => {
    refused(ed25519.secret, /private key/);
    refused(generate('-t', 'rsa', '-b', '2048', '-m', 'PEM').secret, /private key/);
  });
  test('more than one line, and so a second key behind the first', () => {
    refused(`${ed25519.pub}${ed25519.pub}`, /more than one line/);
    refused(`${type} ${encoded} x\nssh-rsa AAAA`, /more than one line/);
  });
  test('RSA below 2048 bits', () => {
    refused(generate('-t', 'rsa', '-b', '1024').pub, /2048/);
  });
  test.each([
    'ssh-dss AAAAB3NzaC1kc3MAAACBAA==',
    'ssh-ed25519-cert-v01@openssh.com AAAA',
    'constructor AAAA',
    '',
  ])('another type: %s', (text) => refused(text, /type/));
  test('what is cut short anywhere, or has something behind it', () => {
    for (let length = 0; length < bytes.length; length += 1) {
      refused(again(bytes.subarray(0, length)), /./);
    }
    refused(again(Buffer.concat([bytes, Buffer.from([0])])), /more in it/);
  });
  test('an inside of another type than the outside', () => {
    refused(again(bytes, 'ssh-rsa'), /another type/);
    refused(generate('-t', 'ecdsa', '-b', '256').pub.replace('nistp256', 'nistp384'), /another type/);
  });
  test('a point that is not on the curve', () => {
    const [name = '', inside = ''] = generate('-t', 'ecdsa', '-b', '256').pub.split(' ');
    const wrong = Buffer.from(inside, 'base64');
    wrong.writeUInt8((wrong.at(-1) ?? 0) ^ 1, wrong.length - 1);
    refused(again(wrong, name), /curve/);
  });
  test('base64 that is not all of it', () => {
    refused(`${type} ${encoded.slice(0, -2)}!?`, /base64/);
    refused(`${type} ${encoded}====`, /base64/);
  });
  test('a number of RSA with a needless zero, or below nothing', () => {
    const rsa = (modulus: Buffer): string =>
      again(Buffer.concat([part('ssh-rsa'), part(Buffer.from([1, 0, 1])), part(modulus)]), 'ssh-rsa');
    refused(rsa(Buffer.alloc(256, 0xff)), /number/);
    refused(rsa(Buffer.concat([Buffer.from([0, 1]), Buffer.alloc(256)])), /number/);
  });
});

test('a comment cannot break a line, nor carry what cannot be shown', () => {
  expect(readPublicKey(`${type} ${encoded} a\u202eb\u0007c`).publicKey).toBe(`${type} ${encoded} abc`);
  expect(readPublicKey(`${type}\t${encoded}`).publicKey).toBe(`${type} ${encoded}`);
  expect(readPublicKey(`  ${type} ${encoded} 김 민지  `).comment).toBe('김 민지');
});
