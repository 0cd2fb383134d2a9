import type { ImageShare } from '@limen/contract/image-access';
import type { Image } from '@limen/contract/images';
import { mostShares } from '@limen/contract/shares';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type LivePage, openLivePage } from '../../testing/live-page.ts';
import { bare, refusalOf } from '../../testing/refusals.ts';
import { type Caller, startTestServer, type TestServer } from '../../testing/server.ts';
import { makeThings, type Things } from '../../testing/things.ts';
import { images, vmDisks, vms } from '../db/schema.ts';
import { users } from '../db/schema-accounts.ts';
import { newId } from '../lib/new-id.ts';
import { forgetImage } from './forget-image.ts';

let server: TestServer;
let things: Things;
beforeAll(async () => {
  server = await startTestServer();
  things = await makeThings(server);
});
afterAll(() => server.close());

const at = (imageId: string): string => `/api/images/${imageId}`;
const share = (imageId: string, userName: string, by: Caller = things.owner) =>
  by('PUT', `${at(imageId)}/shares`, { userName });
const publish = (imageId: string, visibility: string, by: Caller = things.admin) =>
  by('PUT', `${at(imageId)}/visibility`, { visibility });
const idOf = async (caller: Caller): Promise<string> =>
  (await caller('GET', '/api/me')).json<{ user: { id: string } }>().user.id;
const seenBy = async (caller: Caller, imageId: string): Promise<Image | undefined> =>
  (await caller('GET', '/api/images')).json<{ images: Image[] }>().images.find(({ id }) => id === imageId);
const sharedWith = async (caller: Caller, imageId: string): Promise<string[]> =>
  (await caller('GET', `${at(imageId)}/shares`))
    .json<{ shares: ImageShare[] }>()
    .shares.map(({ user }) => user.userName);
/** What becomes of a machine of it: where the image may be used, the host that is not there is the next to ask. */
const makeMachine = async (caller: Caller, imageId: string): Promise<string> =>
  refusalOf(
    await caller('POST', '/api/vms', {
      name: newId(),
      boot: { from: 'image', imageId },
      vcpus: 1,
      memoryBytes: 64 * 1024 ** 2,
      diskBytes: 64 * 1024 ** 2,
      firmware: 'bios',
      secureBoot: false,
      start: false,
    }),
  ).code;
const audited = async (imageId: string) =>
  (
    await server.deps.pool.query<{ action: string; before: unknown; after: unknown }>(
      `select action, before, after from audit_log where object_id = $1 and result = 'done' order by seq`,
      [imageId],
    )
  ).rows;

/** A machine of somebody's whose disk stands on the image. */
const standOn = async (ownerId: string, imageId: string): Promise<string> => {
  const [like] = await server.deps.db.select().from(vms).where(eq(vms.id, things.vmId));
  if (!like) throw new Error('no machine');
  const id = newId();
  await server.deps.db.insert(vms).values({ ...like, id, ownerId, name: id, imageId });
  await server.deps.db.insert(vmDisks).values({
    id: newId(),
    vmId: id,
    position: 0,
    sizeBytes: 1024,
    format: 'qcow2',
    baseImageId: imageId,
  });
  return id;
};

test('an image is there to make machines of for whoever it is shared with, and gone when that ends', async () => {
  const ann = await server.person('ann');
  const id = await idOf(ann);
  const image = await things.image();
  expect(await seenBy(ann, image)).toBeUndefined();
  expect(await makeMachine(ann, image)).toBe('object.not_found');
  expect((await share(image, ' Ann ')).json<ImageShare>()).toMatchObject({
    user: { id, userName: 'ann' },
    createdBy: { userName: 'owner' },
  });
  expect(await seenBy(ann, image)).toMatchObject({
    sharedWithReader: true,
    permissions: [],
    owner: { userName: 'owner' },
  });
  expect(await seenBy(things.owner, image)).toMatchObject({ sharedWithReader: false });
  expect(await makeMachine(ann, image)).toBe('host.unavailable');
  // a second time changes nothing
  const revision = (await seenBy(ann, image))?.revision;
  expect((await share(image, 'ann')).statusCode).toBe(200);
  expect((await seenBy(ann, image))?.revision).toBe(revision);

  const vmId = await standOn(id, image);
  expect((await things.owner('DELETE', `${at(image)}/shares/${id}`)).statusCode).toBe(204);
  expect(await seenBy(ann, image)).toBeUndefined();
  expect(refusalOf(await ann('GET', at(image))).code).toBe('object.not_found');
  expect(await makeMachine(ann, image)).toBe('object.not_found');
  // her machine goes on, and the image may not go from under it
  expect((await ann('GET', `/api/vms/${vmId}`)).statusCode).toBe(200);
  const users = await things.owner('GET', `${at(image)}/vms`);
  expect(users.json()).toEqual({ vms: [], others: 1 });
  expect(await seenBy(things.owner, image)).toMatchObject({ vmCount: 1 });
  expect(await audited(image)).toMatchObject([
    { action: 'image.share', after: { userId: id, userName: 'ann' } },
    { action: 'image.unshare', before: { userId: id, userName: 'ann' } },
  ]);
});

test('whoever cannot be shared with is refused in one way: unknown, waiting, banned, or the owner', async () => {
  const image = await things.image();
  await server.person('waits', false);
  const unknown = await share(image, 'nobody-at-all');
  expect(refusalOf(unknown)).toMatchObject({ code: 'share.refused', field: 'userName' });
  for (const name of ['waits', 'banned', 'owner', '한글', '../..']) {
    expect(bare(await share(image, name)), name).toEqual(bare(unknown));
  }
  expect(await sharedWith(things.owner, image)).toEqual([]);
});

test('there is room for so many, of all who come at once', async () => {
  const image = await things.image();
  const names = Array.from({ length: mostShares + 3 }, (_, n) => `crowd${n}`);
  await server.deps.db.insert(users).values(
    names.map((username) => ({
      id: newId(),
      name: username,
      username,
      email: `${username}@localhost`,
      approval: 'approved' as const,
    })),
  );
  const replies = await Promise.all(names.map((name) => share(image, name)));
  expect(replies.filter((r) => r.statusCode === 200)).toHaveLength(mostShares);
  const full = replies.filter((r) => r.statusCode !== 200);
  expect(full.map((r) => refusalOf(r).code)).toEqual(Array(3).fill('share.limit'));
});

test('a share can be left by oneself, and everybody else’s is neither seen nor ended', async () => {
  const image = await things.image();
  const [bea, cem] = [await server.person('bea'), await server.person('cem')];
  for (const name of ['bea', 'cem']) await share(image, name);
  expect(await sharedWith(bea, image)).toEqual(['bea']);
  expect(await sharedWith(things.owner, image)).toEqual(['bea', 'cem']);
  expect(refusalOf(await share(image, 'guest', bea)).code).toBe('auth.forbidden');
  const end = (caller: Caller, userId: string) => caller('DELETE', `${at(image)}/shares/${userId}`);
  expect(refusalOf(await end(bea, await idOf(cem))).code).toBe('auth.forbidden');
  expect((await end(bea, await idOf(bea))).statusCode).toBe(204);
  expect(await seenBy(bea, image)).toBeUndefined();
  expect(await sharedWith(things.owner, image)).toEqual(['cem']);
});

test('only an administrator gives an image to everybody, and taken back it is its owner’s and of those it is shared with', async () => {
  const image = await things.image();
  const dan = await server.person('dan');
  await share(image, 'dan');
  expect(refusalOf(await publish(image, 'public', things.owner)).code).toBe('auth.forbidden');
  expect(refusalOf(await publish(image, 'public', dan)).code).toBe('auth.forbidden');
  expect((await publish(image, 'public')).json<Image>().visibility).toBe('public');
  expect(await makeMachine(things.stranger, image)).toBe('host.unavailable');
  expect(await seenBy(things.stranger, image)).toMatchObject({ permissions: [], sharedWithReader: false });
  // it stays its owner's, who pays for it
  expect(await seenBy(things.owner, image)).toMatchObject({ permissions: ['edit', 'share', 'delete'] });
  await standOn(things.ids.stranger, image);
  await publish(image, 'private');
  expect(await seenBy(things.stranger, image)).toBeUndefined();
  expect(await makeMachine(things.stranger, image)).toBe('object.not_found');
  expect(await seenBy(dan, image)).toMatchObject({ sharedWithReader: true });
  expect((await seenBy(things.owner, image))?.vmCount).toBe(1);
  expect((await audited(image)).slice(1)).toMatchObject([
    { action: 'image.publish', before: { visibility: 'private' }, after: { visibility: 'public' } },
    { action: 'image.publish', before: { visibility: 'public' }, after: { visibility: 'private' } },
  ]);
});

test('what the installation owns is everybody’s already, and what is not there yet is given to nobody', async () => {
  for (const reply of [
    await publish(things.imageId, 'public'),
    await share(things.imageId, 'guest', things.admin),
  ])
    expect(refusalOf(reply).code).toBe('request.invalid');
  expect(refusalOf(await share(things.imageId, 'guest')).code).toBe('auth.forbidden');
  const image = await things.image();
  await server.deps.db.update(images).set({ state: 'uploading' }).where(eq(images.id, image));
  expect(refusalOf(await publish(image, 'public')).code).toBe('image.not_ready');
  expect(refusalOf(await share(image, 'guest')).code).toBe('image.not_ready');
});

test('what is said of an image is changed by its owner and administrators, of the installation’s by them alone', async () => {
  const image = await things.image();
  await share(image, 'guest');
  const edit = (imageId: string, body: object, by: Caller = things.owner) => by('PATCH', at(imageId), body);
  const wanted = { name: 'Debian', description: 'two\nlines', defaultUser: 'debian', cloudInit: true };
  expect((await edit(image, wanted)).json<Image>()).toMatchObject(wanted);
  // what is not named stays
  expect((await edit(image, { name: 'Other' }, things.admin)).json<Image>()).toMatchObject({
    ...wanted,
    name: 'Other',
  });
  const lines = await audited(image);
  expect(lines.at(-1)).toMatchObject({ before: { name: 'Debian' }, after: { name: 'Other' } });
  expect((await edit(image, { name: 'Other' })).statusCode).toBe(200);
  expect(await audited(image)).toHaveLength(lines.length);
  expect(refusalOf(await edit(image, { name: 'x' }, await server.signIn('guest'))).code).toBe(
    'auth.forbidden',
  );
  expect(refusalOf(await edit(image, { name: 'x' }, things.stranger)).code).toBe('object.not_found');
  expect(refusalOf(await edit(things.imageId, { name: 'x' })).code).toBe('auth.forbidden');
  expect((await edit(things.imageId, { name: 'an image of all' }, things.admin)).statusCode).toBe(200);
  for (const body of [{ defaultUser: 'Root!' }, { osId: '../x' }, { name: '' }, { state: 'ready' }])
    expect(refusalOf(await edit(image, body)).code, JSON.stringify(body)).toBe('request.invalid');
  await server.deps.db.update(images).set({ state: 'importing' }).where(eq(images.id, image));
  expect(refusalOf(await edit(image, { name: 'x' })).code).toBe('image.not_ready');
});

describe('an open page', () => {
  const open = async (who: string): Promise<LivePage> => {
    const page = await openLivePage(server, who);
    await page.until((all) => all.length > 0);
    return page;
  };
  const removals = (page: LivePage, id: string) =>
    page.messages.filter((m) => m.type === 'image.removed' && m.id === id);
  const shown = (page: LivePage, id: string) =>
    page.until((all) => all.some((m) => m.type === 'image.changed' && m.image.id === id));
  const hidden = (page: LivePage, id: string) =>
    page.until((all) => all.some((m) => m.type === 'image.removed' && m.id === id));
  /** After it, whatever was told before has come. */
  const settled = async (page: LivePage, userId: string): Promise<void> => {
    const from = page.messages.length;
    server.deps.live.publish('user.changed', { id: userId });
    await page.until((all) => all.slice(from).some((m) => m.type === 'user.changed'));
  };

  test('is shown an image when it is shared, and it is hidden when that ends', async () => {
    const image = await things.image();
    const eve = await idOf(await server.person('eve'));
    const page = await open('eve');
    const stranger = await open('stranger');
    await share(image, 'eve');
    await shown(page, image);
    await things.owner('DELETE', `${at(image)}/shares/${eve}`);
    await hidden(page, image);
    const told = page.messages.findLast((m) => m.type === 'image.changed');
    const [removal] = removals(page, image);
    expect(removal).toMatchObject({ hidden: true });
    expect(removal).toHaveProperty('revision', (told?.image.revision ?? 0) + 1);
    await settled(stranger, things.ids.stranger);
    expect(JSON.stringify(stranger.messages)).not.toContain(image);
    for (const { socket } of [page, stranger]) socket.close();
  });

  test('of everybody is shown what is given to everybody, and hidden what is taken back, but for those who keep it', async () => {
    const image = await things.image();
    await server.person('fay');
    await share(image, 'fay');
    const [owner, fay, stranger, unapproved] = await Promise.all(
      ['owner', 'fay', 'stranger', 'unapproved'].map((who) => open(who)),
    );
    if (!owner || !fay || !stranger || !unapproved) throw new Error('no page');
    await publish(image, 'public');
    await shown(stranger, image);
    await publish(image, 'private');
    await hidden(stranger, image);
    // twice where the first change is told after the second was made
    for (const each of removals(stranger, image)) expect(each).toMatchObject({ hidden: true });
    await settled(owner, things.ids.owner);
    await settled(unapproved, things.ids.unapproved);
    expect(removals(owner, image)).toEqual([]);
    expect(removals(fay, image)).toEqual([]);
    expect(JSON.stringify(unapproved.messages)).not.toContain(image);
    for (const { socket } of [owner, fay, stranger, unapproved]) socket.close();
  });

  test('hears that an image is gone only where it could be seen', async () => {
    const image = await things.image();
    const gus = await idOf(await server.person('gus'));
    await share(image, 'gus');
    const people = { owner: things.ids.owner, gus, stranger: things.ids.stranger };
    const pages = await Promise.all(Object.keys(people).map((who) => open(who)));
    await forgetImage(server.deps, image);
    for (const [n, id] of Object.values(people).entries()) {
      const page = pages[n];
      if (page) await settled(page, id);
    }
    expect(pages.map((page) => removals(page, image))).toMatchObject([
      [{ id: image }],
      [{ hidden: true }],
      [],
    ]);
    expect(pages[0] && removals(pages[0], image)[0]).not.toHaveProperty('hidden');
    for (const { socket } of pages) socket.close();
  });

  test('of whoever takes an account over is shown its images; who they were shared with keeps that', async () => {
    const [hal, ivy, jon] = [
      await server.person('hal'),
      await server.person('ivy'),
      await server.person('jon'),
    ];
    const [halId, ivyId, jonId] = [await idOf(hal), await idOf(ivy), await idOf(jon)];
    const image = await things.image();
    await server.deps.db.update(images).set({ ownerId: halId }).where(eq(images.id, image));
    for (const name of ['ivy', 'jon']) await share(image, name, hal);
    const page = await open('ivy');
    const plan = { machines: 'transfer', to: ivyId };
    expect((await things.admin('DELETE', `/api/users/${halId}`, plan)).statusCode).toBeLessThan(300);
    await page.until((all) => all.some((m) => m.type === 'image.changed' && m.image.owner?.id === ivyId));
    expect(await sharedWith(ivy, image)).toEqual(['jon']);
    expect(await seenBy(jon, image)).toMatchObject({ sharedWithReader: true });
    // and a share goes with its person
    await things.admin('DELETE', `/api/users/${jonId}`, { machines: 'delete' });
    expect(await sharedWith(ivy, image)).toEqual([]);
    page.socket.close();
  });
});
