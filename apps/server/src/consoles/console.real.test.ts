import { once } from 'node:events';
import { consoleClose, consolePath, ticketProtocolPrefix } from '@limen/contract/consoles';
import type { Operation } from '@limen/contract/operations';
import type { Vm } from '@limen/contract/vms';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { WebSocket } from 'ws';
import { openLivePage } from '../../testing/live-page.ts';
import { type Machines, startMachines, virsh } from '../../testing/machines.ts';
import { RfbViewer } from '../../testing/rfb-viewer.ts';
import type { Caller, TestServer } from '../../testing/server.ts';

const program = { 'x-limen-request': '1' };

let machines: Machines;
let server: TestServer;
let owner: Caller;
let port: number;
let vm: Vm;

beforeAll(async () => {
  machines = await startMachines('owner');
  ({ server, user: owner } = machines);
  await server.person('stranger');
  vm = await machines.create({ name: 'screen' });
  port = await server.listen();
});
afterAll(async () => {
  await machines.remove(vm.id);
  await server.close();
});

const ticketFor = async (kind: 'vnc' | 'serial'): Promise<string> =>
  (await owner('POST', `/api/vms/${vm.id}/console-tickets`, { kind })).json<{ ticket: string }>().ticket;

/** Whatever becomes of the test, its consoles make room for those of the next. */
const dial = (ticket: string, as = 'owner', headers: object = program): WebSocket => {
  const socket = new WebSocket(
    `ws://127.0.0.1:${port}${consolePath}`,
    ['binary', ticketProtocolPrefix + ticket],
    { headers: { cookie: server.cookieOf(as), ...headers } },
  );
  onTestFinished(() => socket.terminate());
  return socket;
};
/** The HTTP status a refused upgrade was answered with, or 101. */
const statusOf = (socket: WebSocket): Promise<number> =>
  new Promise((resolve) => {
    socket.on('open', () => {
      resolve(101);
      socket.close();
    });
    socket.on('unexpected-response', (_request, response) => resolve(response.statusCode ?? 0));
    socket.on('error', () => undefined);
  });
/** Reads until the text is there; fails when the socket closes before. */
const readUntil = (socket: WebSocket, text: string | RegExp): Promise<string> =>
  new Promise((resolve, reject) => {
    let seen = '';
    socket.on('message', (data: Buffer) => {
      seen += data.toString('latin1');
      if (typeof text === 'string' ? seen.includes(text) : text.test(seen)) resolve(seen);
    });
    socket.on('error', reject);
    socket.on('close', (code) =>
      reject(new Error(`closed with ${code} after ${JSON.stringify(seen.slice(-200))}`)),
    );
  });

test('the screen of the machine speaks RFB through the proxy, and the serial line shows the guest’s prompt and takes commands', async () => {
  const screen = dial(await ticketFor('vnc'));
  expect(await readUntil(screen, 'RFB 003.008\n')).toBe('RFB 003.008\n');
  screen.close();

  const serial = dial(await ticketFor('serial'));
  await new Promise((resolve) => serial.once('open', resolve));
  // the prompt may have been printed before we came: return asks for another
  const typing = setInterval(() => serial.send(Buffer.from('\n')), 1000);
  await readUntil(serial, '# ');
  clearInterval(typing);
  serial.send(Buffer.from('echo $((6*7))-limen\n'));
  await readUntil(serial, '42-limen');
  serial.close();
});

test('a ticket opens one console, once, for its own person and session, from a page of ours', async () => {
  const twice = await ticketFor('vnc');
  const [a, b] = await Promise.all([statusOf(dial(twice)), statusOf(dial(twice))]);
  expect(new Set([a, b])).toEqual(new Set([101, 403]));
  expect(await statusOf(dial(await ticketFor('vnc'), 'stranger'))).toBe(403);
  expect(await statusOf(dial(await ticketFor('vnc'), 'owner', { origin: 'https://evil.example' }))).toBe(403);
  expect(await statusOf(dial(await ticketFor('vnc'), 'owner', {}))).toBe(403);
  expect(await statusOf(dial('x'.repeat(43)))).toBe(403);
  expect(await statusOf(dial(await ticketFor('vnc'), 'nobody'))).toBe(401);
});

test('text never reaches the machine; the console is closed by the protocol’s code', async () => {
  const screen = dial(await ticketFor('vnc'));
  await readUntil(screen, 'RFB');
  const closed = once(screen, 'close');
  screen.send('RFB 003.008\n');
  expect((await closed)[0]).toBe(consoleClose.protocolError);
});

const become = async (role: 'admin' | 'user', id: string): Promise<void> => {
  await server.deps.pool.query('update users set role = $1 where id = $2', [role, id]);
  server.deps.live.publish('user.changed', { id });
};
/** Somebody who may use the machine only for as long as they are an administrator, with a ticket for its screen. */
const administrator = async (userName: string) => {
  const person = await server.person(userName);
  const { id } = (await person('GET', '/api/me')).json<{ user: { id: string } }>().user;
  await become('admin', id);
  const reply = await person('POST', `/api/vms/${vm.id}/console-tickets`, { kind: 'vnc' });
  return { id, person, ticket: reply.json<{ ticket: string }>().ticket };
};

test('a console ends with the session, the right or the approval behind it', async () => {
  const open = async (userName: string) => {
    const { ticket, ...someone } = await administrator(userName);
    const screen = dial(ticket, userName);
    await readUntil(screen, 'RFB');
    return { ...someone, closed: once(screen, 'close') };
  };
  const leaver = await open('leaver');
  await leaver.person('DELETE', '/api/session');
  expect((await leaver.closed)[0]).toBe(consoleClose.accessEnded);

  const demoted = await open('demoted');
  await become('user', demoted.id);
  expect((await demoted.closed)[0]).toBe(consoleClose.accessEnded);

  const rejected = await open('rejected');
  expect((await server.admin('POST', `/api/users/${rejected.id}/reject`)).statusCode).toBe(200);
  expect((await rejected.closed)[0]).toBe(consoleClose.accessEnded);
});

test('whoever may only watch sees the picture and touches nothing; their part’s end is their console’s', async () => {
  const share = (userName: string, level: string) =>
    owner('PUT', `/api/vms/${vm.id}/shares`, { userName, level });
  const open = async (person: Caller, userName: string) => {
    const reply = await person('POST', `/api/vms/${vm.id}/console-tickets`, { kind: 'vnc' });
    const { ticket, viewOnly } = reply.json<{ ticket: string; viewOnly: boolean }>();
    return { viewOnly, socket: dial(ticket, userName) };
  };
  const watcher = await server.person('watcher');
  await share('watcher', 'viewer');
  const serialTicket = await watcher('POST', `/api/vms/${vm.id}/console-tickets`, { kind: 'serial' });
  expect(serialTicket.statusCode).toBe(403);

  const ownerScreen = await open(owner, 'owner');
  expect(ownerScreen.viewOnly).toBe(false);
  const working = await RfbViewer.open(ownerScreen.socket, true);
  const watched = await open(watcher, 'watcher');
  expect(watched.viewOnly).toBe(true);
  // asks to be alone: whoever works there must not be thrown out
  const watching = await RfbViewer.open(watched.socket, false);
  expect(await watching.picture()).toBeGreaterThan(10_000);

  // the guest itself counts how often its keyboard has asked for attention
  const serial = dial(await ticketFor('serial'));
  await once(serial, 'open');
  const keysSeen = async (): Promise<number> => {
    serial.send(Buffer.from("sed -n 's/^ *1: *\\([0-9]*\\).*/keys=\\1./p' /proc/interrupts\n"));
    const text = await readUntil(serial, /keys=\d+\./);
    return Number(/keys=(\d+)\./.exec(text)?.[1]);
  };
  const before = await keysSeen();
  for (let n = 0; n < 20; n++) watching.touch();
  // the answer comes after whatever had been let through before it
  expect(await watching.picture()).toBeGreaterThan(10_000);
  expect(await keysSeen()).toBe(before);
  for (let n = 0; n < 20; n++) working.touch();
  await working.picture();
  while ((await keysSeen()) <= before) working.touch();
  serial.close();

  const cut = once(watched.socket, 'close');
  const { user } = (await watcher('GET', '/api/me')).json<{ user: { id: string } }>();
  expect((await owner('DELETE', `/api/vms/${vm.id}/shares/${user.id}`)).statusCode).toBe(204);
  expect((await cut)[0]).toBe(consoleClose.accessEnded);

  // an operator who becomes a viewer loses the hands, not the sight
  await share('watcher', 'operator');
  const running = await open(watcher, 'watcher');
  expect(running.viewOnly).toBe(false);
  await readUntil(running.socket, 'RFB');
  const lowered = once(running.socket, 'close');
  await share('watcher', 'viewer');
  expect((await lowered)[0]).toBe(consoleClose.accessEnded);
  const again = await open(watcher, 'watcher');
  expect(again.viewOnly).toBe(true);
  await readUntil(again.socket, 'RFB');
  again.socket.close();
  expect(await working.picture()).toBeGreaterThan(10_000);
  ownerScreen.socket.close();
});

test('rights that go while a console is being opened let it not be opened', async () => {
  // after the person was known, while the ticket is being taken
  const demoted = await administrator('outranked');
  const client = await server.deps.pool.connect();
  let status: Promise<number>;
  try {
    await client.query('begin; lock table console_tickets');
    status = statusOf(dial(demoted.ticket, 'outranked'));
    const waiting = `select from pg_locks where relation = 'console_tickets'::regclass and not granted`;
    while ((await client.query(waiting)).rowCount === 0) await new Promise(setImmediate);
    await become('user', demoted.id);
  } finally {
    await client.query('rollback');
    client.release();
  }
  expect(await status).toBe(403);

  // after their rights were looked at, while the screen is being reached
  const leaver = await administrator('hasty');
  const host = server.deps.hosts.local();
  const reach = host.vncSocketPath.bind(host);
  host.vncSocketPath = async (vmId) => {
    host.vncSocketPath = reach;
    expect((await leaver.person('DELETE', '/api/session')).statusCode).toBe(204);
    return reach(vmId);
  };
  expect(await statusOf(dial(leaver.ticket, 'hasty'))).toBe(403);
});

test('a machine has a bound on its consoles, and a closed one makes room', async () => {
  const open = [];
  for (let n = 0; n < 10; n++) {
    const screen = dial(await ticketFor('vnc'));
    await readUntil(screen, 'RFB');
    open.push(screen);
  }
  expect(await statusOf(dial(await ticketFor('vnc')))).toBe(429);
  const closed = once(open[0] as WebSocket, 'close');
  open[0]?.close();
  await closed;
  expect(await statusOf(dial(await ticketFor('vnc')))).toBe(101);
  for (const screen of open) screen.close();
});

test('a ticket of an older start opens nothing, and a console ends with the start it belongs to', async () => {
  const old = await ticketFor('vnc');
  const open = dial(await ticketFor('vnc'));
  await readUntil(open, 'RFB');
  const closed = new Promise<number>((resolve) => {
    open.on('close', resolve);
  });
  const act = async (verb: string) =>
    server.ended((await owner('POST', `/api/vms/${vm.id}/${verb}`)).json<Operation>().id);
  await act('power-off');
  expect(await closed).toBe(consoleClose.guestStopped);
  await act('start');
  expect(await statusOf(dial(old))).toBe(403);
});

test('a page hears of what happens outside at once, in order and without gaps; a stranger hears nothing of it', async () => {
  const mine = await openLivePage(server, 'owner');
  const strange = await openLivePage(server, 'stranger');
  // byte for byte: what the contract does not know would be left out of the messages
  const said: string[] = [];
  strange.socket.on('message', (data: Buffer) => said.push(data.toString('utf8')));
  for (const page of [mine, strange]) await page.until((all) => all.some((m) => m.type === 'snapshot'));
  virsh('destroy', vm.id);
  await mine.until((all) =>
    all.some((m) => m.type === 'vm.changed' && m.vm.id === vm.id && m.vm.state === 'stopped'),
  );
  mine.socket.send(JSON.stringify({ type: 'resync' }));
  await mine.until((all) => all.some((m) => m.type === 'snapshot' && m.seq > 1));
  expect(mine.messages.map((m) => m.seq)).toEqual(mine.messages.map((_, i) => i + 1));
  expect(said.join()).not.toContain(vm.id);
  mine.socket.send('{"type":"give me everything"}');
  expect(await mine.ended).toBe(4002);
  strange.socket.close();
});
