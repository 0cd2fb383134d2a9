import type { Snippet } from '@limen/contract/snippets';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Caller, startTestServer, type TestServer } from '../../testing/server.ts';
import { makeThings, type Things } from '../../testing/things.ts';

let server: TestServer;
let things: Things;
beforeAll(async () => {
  server = await startTestServer();
  things = await makeThings(server);
});
afterAll(() => server.close());

const key = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGRJbZlIYlIVqSOqn2GGpE/D9C2v0nNzIgzUDl9VNJcJ kim@laptop';
const create = (cloudInit: object, more: object = {}) =>
  things.owner('POST', '/api/vms', {
    name: 'told',
    boot: { from: 'image', imageId: things.imageId },
    vcpus: 1,
    memoryBytes: 64 * 1024 ** 2,
    diskBytes: 64 * 1024 ** 2,
    cloudInit,
    ...more,
  });
const preview = async (cloudInit: object, by: Caller = things.owner) => {
  const reply = await by('POST', '/api/cloud-init/preview', { cloudInit });
  return {
    status: reply.statusCode,
    ...reply.json<{ files: { name: string; content: string }[]; findings: object[] }>(),
  };
};

test('what is wrong with raw user-data is refused with its line before anything is made', async () => {
  const bad = await create({ from: 'text', userData: '#cloud-config\npackages: nginx\n' });
  expect(bad.statusCode).toBe(422);
  expect(bad.json<{ error: object }>().error).toMatchObject({
    code: 'cloud_init.invalid',
    message: expect.stringContaining('Line 2'),
  });
  // a warning is kept all the same: it comes as far as the host, which is away here
  const warned = await create({ from: 'text', userData: '#cloud-config\nnew_thing: 1\n' });
  expect(warned.json<{ error: object }>().error).toMatchObject({ code: 'host.unavailable' });
});

test('the preview shows the files, without the password or its hash, and changes nothing', async () => {
  const secret = 'correct horse staple 7';
  const seen = await preview({
    from: 'form',
    form: { user: 'kim', password: secret, sshKeys: [key], network: [{ nic: 0, by: 'dhcp' }] },
  });
  expect(seen.files.map(({ name }) => name)).toEqual(['meta-data', 'user-data', 'network-config']);
  const all = JSON.stringify(seen);
  expect(all).toContain(key);
  expect(all).not.toContain(secret);
  expect(all).not.toContain('$6$');
  expect((await preview({ from: 'text', userData: 'hostname: x\n' })).findings).toMatchObject([
    { fault: 'header' },
  ]);
});

test('keys of another’s profile are not there, and what is no key is refused', async () => {
  const added = await things.owner('POST', '/api/me/ssh-keys', { publicKey: key });
  const { id } = added.json<{ id: string }>();
  const mine = await preview({ from: 'form', form: { sshKeyIds: [id] } });
  expect(mine.files.find(({ name }) => name === 'user-data')?.content).toContain(key);
  expect((await preview({ from: 'form', form: { sshKeyIds: [id] } }, things.stranger)).status).toBe(404);
  expect((await preview({ from: 'form', form: { sshKeyIds: [id] } }, things.admin)).status).toBe(404);
  expect((await preview({ from: 'form', form: { sshKeys: ['command="x" ssh-rsa AAAA'] } })).status).toBe(400);
});

test('answers are for an installer, and told with nothing else', async () => {
  const unattended = { user: 'kim', password: 'correct horse staple 7' };
  const onDisk = await create({ from: 'text', userData: '#!/bin/sh\n' }, { unattended });
  expect(onDisk.json<{ error: object }>().error).toMatchObject({ code: 'request.invalid' });
});

describe('snippets', () => {
  const add = (name: string, by: Caller = things.owner) =>
    by('POST', '/api/me/snippets', { name, content: '#cloud-config\r\nruncmd: [date]\n' });

  test('are their owner’s alone, by name, and one of each name', async () => {
    const made = (await add('b')).json<Snippet>();
    expect(made).toMatchObject({ name: 'b', content: '#cloud-config\nruncmd: [date]\n', revision: 1 });
    await add('a');
    expect((await add('a')).json<{ error: object }>().error).toMatchObject({ code: 'snippet.name_taken' });
    // the name is another person's to use as well
    expect((await add('a', things.stranger)).statusCode).toBe(201);
    const list = (await things.owner('GET', '/api/me/snippets')).json<{ snippets: Snippet[] }>();
    expect(list.snippets.map(({ name }) => name)).toEqual(['a', 'b']);

    const other = list.snippets[0];
    expect(
      (await things.owner('PUT', `/api/me/snippets/${made.id}`, { name: other?.name, content: 'x' })).json<{
        error: object;
      }>().error,
    ).toMatchObject({ code: 'snippet.name_taken' });
    const path = `/api/me/snippets/${made.id}`;
    for (const by of [things.stranger, things.admin]) {
      expect((await by('PUT', path, { name: 'mine', content: 'x' })).statusCode).toBe(404);
      expect((await by('DELETE', path)).statusCode).toBe(404);
    }
    const edited = await things.owner('PUT', path, { name: 'c', content: 'y' });
    expect(edited.json()).toMatchObject({ name: 'c', content: 'y', revision: 2 });
    expect((await things.owner('DELETE', path)).statusCode).toBe(204);
  });

  test('of those who add the last one at once, one does', async () => {
    const before = (await things.stranger('GET', '/api/me/snippets')).json<{ snippets: Snippet[] }>();
    for (let index = before.snippets.length; index < 99; index += 1) await add(`n${index}`, things.stranger);
    const replies = await Promise.all(['x', 'y', 'z'].map((name) => add(name, things.stranger)));
    expect(replies.map(({ statusCode }) => statusCode).toSorted((a, b) => a - b)).toEqual([201, 409, 409]);
  });
});
