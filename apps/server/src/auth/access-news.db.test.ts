import { consoleClose } from '@limen/contract/consoles';
import { liveClose } from '@limen/contract/live';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { consoleServer } from '../../testing/console-server.ts';
import { openLivePage } from '../../testing/live-page.ts';
import { until } from '../../testing/saga-harness.ts';
import { type Caller, startTestServer, type TestServer } from '../../testing/server.ts';
import { makeThings, type Things } from '../../testing/things.ts';
import { announceAccess } from './announce-access.ts';

/** Two processes on one database: what is decided in the one counts in the other. */
let here: TestServer;
let there: TestServer;
let things: Things;
let consoles: Awaited<ReturnType<typeof consoleServer>>;
beforeAll(async () => {
  here = await startTestServer();
  things = await makeThings(here);
  there = await startTestServer({ beside: here });
  consoles = await consoleServer(there.deps);
  await here.deps.pool.query(`update vms set observed_state = 'running' where id = $1`, [things.vmId]);
});
afterAll(async () => {
  consoles.close();
  await there.close();
  await here.close();
});

const program = { 'x-limen-request': '1' };
const idOf = async (person: Caller): Promise<string> =>
  (await person('GET', '/api/me')).json<{ user: { id: string } }>().user.id;

/** Somebody who has a page and a console open at the other process, and has just asked it something. */
const guest = async (userName: string) => {
  const person = await here.person(userName);
  const id = await idOf(person);
  // a console takes a machine: theirs for as long as this takes
  await here.deps.pool.query('update vms set owner_id = $1 where id = $2', [id, things.vmId]);
  const headers = { cookie: here.cookieOf(userName), ...program };
  const asksThere = there.with(here.cookieOf(userName));
  const page = await openLivePage(there, headers);
  await page.until((all) => all.length > 0);
  const ticket = (await asksThere('POST', `/api/vms/${things.vmId}/console-tickets`, {})).json<{
    ticket: string;
  }>();
  const screen = consoles.open(ticket.ticket, headers);
  await screen.opened;
  expect((await asksThere('GET', '/api/vms')).statusCode).toBe(200);
  return { id, person, asksThere, page, screen };
};
type Guest = Awaited<ReturnType<typeof guest>>;
const untilNobody = ({ asksThere }: Guest): Promise<unknown> =>
  until(async () => (await asksThere('GET', '/api/me')).statusCode === 401);

describe('what one process decides ends at the other, over HTTP, live page and console', () => {
  test('a part in somebody else’s machine: the sight of it, and the console, and nothing else', async () => {
    const shares = `/api/vms/${things.vmId}/shares`;
    const partner = await guest('partner');
    await here.deps.pool.query('update vms set owner_id = $1 where id = $2', [things.ids.owner, things.vmId]);
    const level = (to: string) => things.owner('PUT', shares, { userName: 'partner', level: to });
    expect((await level('operator')).statusCode).toBe(200);
    await partner.page.until((all) =>
      all.some((m) => m.type === 'vm.changed' && m.vm.sharedAs === 'operator'),
    );
    expect((await things.owner('DELETE', `${shares}/${partner.id}`)).statusCode).toBe(204);
    await partner.page.until((all) => all.some((m) => m.type === 'vm.removed' && m.hidden === true));
    expect(await partner.screen.ended).toBe(consoleClose.accessEnded);
    expect((await partner.asksThere('GET', '/api/me')).statusCode).toBe(200);
    expect((await partner.asksThere('GET', `/api/vms/${things.vmId}`)).statusCode).toBe(404);
  });

  test('a rejection', async () => {
    const rejected = await guest('rejected');
    expect((await here.admin('POST', `/api/users/${rejected.id}/reject`)).statusCode).toBe(200);
    expect(await rejected.page.ended).toBe(liveClose.signedOut);
    expect(await rejected.screen.ended).toBe(consoleClose.accessEnded);
    await untilNobody(rejected);
  });

  test('a sign-out, of this session and no other', async () => {
    const leaver = await guest('leaver');
    const other = await guest('stays');
    await here.deps.pool.query('update vms set owner_id = $1 where id = $2', [leaver.id, things.vmId]);
    expect((await leaver.person('DELETE', '/api/session')).statusCode).toBe(204);
    expect(await leaver.page.ended).toBe(liveClose.signedOut);
    expect(await leaver.screen.ended).toBe(consoleClose.accessEnded);
    await untilNobody(leaver);
    expect((await other.asksThere('GET', '/api/me')).statusCode).toBe(200);
    expect(other.page.socket.readyState).toBe(other.page.socket.OPEN);
    other.page.socket.close();
    other.screen.socket.close();
  });

  test('a role: the console that it gave ends, and the page shows what may be seen now', async () => {
    const demoted = await guest('demoted');
    const become = (role: string): Promise<void> =>
      here.deps.db.transaction(async (tx) => {
        await tx.execute(`update users set role = '${role}' where id = '${demoted.id}'`);
        await announceAccess(here.deps, tx, { what: 'changed', userId: demoted.id });
      });
    await become('admin');
    await here.deps.pool.query('update vms set owner_id = $1 where id = $2', [things.ownerId, things.vmId]);
    await demoted.page.until((all) => all.filter((m) => m.type === 'snapshot').length === 2);
    await become('user');
    expect(await demoted.screen.ended).toBe(consoleClose.accessEnded);
    await demoted.page.until((all) => all.filter((m) => m.type === 'snapshot').length === 3);
    await until(async () => (await demoted.asksThere('GET', '/api/users')).statusCode === 403);
    demoted.page.socket.close();
  });
});

test('what was taken back with its transaction is told to nobody, and nothing is told outside of one', async () => {
  const person = await guest('unharmed');
  const undone = here.deps.db.transaction(async (tx) => {
    await announceAccess(here.deps, tx, { what: 'ended', userId: person.id });
    throw new Error('taken back');
  });
  await expect(undone).rejects.toThrow('taken back');
  await expect(announceAccess(here.deps, here.deps.db, { what: 'ended', userId: person.id })).rejects.toThrow(
    'not within a transaction',
  );
  // what comes after it in the same channel was heard: so would it have been
  const last = await guest('heard');
  expect((await here.admin('POST', `/api/users/${last.id}/reject`)).statusCode).toBe(200);
  await last.page.ended;
  expect(person.page.socket.readyState).toBe(person.page.socket.OPEN);
  person.page.socket.close();
  person.screen.socket.close();
});

test('what was said while the connection was broken counts too, once it is back', async () => {
  const person = await guest('missed');
  const { pool } = here.deps;
  await pool.query('delete from sessions where user_id = $1', [person.id]);
  // nobody announced that; but whoever lost the connection does not know what was announced
  await pool.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'limen access news'`,
  );
  expect(await person.page.ended).toBe(liveClose.signedOut);
  expect(await person.screen.ended).toBe(consoleClose.accessEnded);
  await untilNobody(person);
  // and it listens again
  const next = await guest('after');
  expect((await here.admin('POST', `/api/users/${next.id}/reject`)).statusCode).toBe(200);
  expect(await next.page.ended).toBe(liveClose.signedOut);
});
