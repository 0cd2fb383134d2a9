import { expect, it } from 'vitest';
import { UriError } from './errors.ts';
import { parseUri } from './uri.ts';

it.each([
  ['qemu:///system', 'qemu:///system', ['/run/libvirt/libvirt-sock', '/run/libvirt/virtqemud-sock']],
  ['qemu+unix:///system', 'qemu:///system', ['/run/libvirt/libvirt-sock', '/run/libvirt/virtqemud-sock']],
  ['test:///default', 'test:///default', ['/run/libvirt/libvirt-sock', '/run/libvirt/virtqemud-sock']],
  ['qemu:///session', 'qemu:///session', ['/xdg/libvirt/libvirt-sock', '/xdg/libvirt/virtqemud-sock']],
  ['test+unix:///default?socket=/tmp/a%20b', 'test:///default', ['/tmp/a b']],
])('pitfall 15: %s is looked for at the one daemon, then at the modular one', (uri, name, paths) => {
  expect(parseUri(uri, '/xdg')).toEqual({ name, transport: { kind: 'unix', paths } });
});

it('reads hosts, ports and certificates of TLS', () => {
  const pki = { ca: '/pki/cacert.pem', certificate: '/pki/clientcert.pem', key: '/pki/clientkey.pem' };
  expect(parseUri('qemu+tls://kvm1.example:1234/system?pkipath=/pki')).toEqual({
    name: 'qemu:///system',
    transport: { kind: 'tls', host: 'kvm1.example', port: 1234, pki },
  });
  expect(parseUri('qemu://[::1]/system').transport).toMatchObject({ kind: 'tls', host: '::1', port: 16_514 });
});

it.each([
  'system',
  'qemu+tls://-oProxyCommand=x/system',
  'qemu+tls://host:0/system',
  'qemu+tls:///system',
  'qemu+tcp://host/system',
  'qemu+unix://host/system',
  'qemu:///system?socket=relative',
  'qemu:///system?sokcet=/typo',
])('refuses %s by name', (uri) => {
  expect(() => parseUri(uri)).toThrow(UriError);
});

it('pitfall 17: ssh is refused by name, before any host could be taken for an option', () => {
  for (const uri of ['qemu+ssh://host/system', 'qemu+ssh://-oProxyCommand=x/system']) {
    expect(() => parseUri(uri)).toThrow(/transport ssh is not supported; unix and tls are/);
  }
});
