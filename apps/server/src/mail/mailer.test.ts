import { pino } from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type SmtpServer, startSmtpServer } from '../../testing/smtp-server.ts';
import { readConfig } from '../config.ts';
import { Mailer } from './mailer.ts';

let smtp: SmtpServer;
let mailer: Mailer;
const env = { MAIL_FROM: 'LIMEN <limen@example.org>', LIMEN_PUBLIC_URL: 'https://limen.example.org' };
const start = (waitsMs: readonly number[] = [1, 1]): Mailer =>
  new Mailer(readConfig({ ...env, SMTP_URL: smtp.url }), pino({ level: 'silent' }), waitsMs);
const letter = (n: number) => ({
  to: `p${n}@example.org`,
  subject: `제목 ${n}`,
  text: `안녕하십니까 ${n}\n.\n`,
  about: `p${n}`,
});

beforeEach(async () => {
  smtp = await startSmtpServer();
  mailer = start();
});
afterEach(async () => {
  await mailer.close();
  await smtp.close();
});

test('a letter arrives with its words, in any language', async () => {
  mailer.send(letter(1));
  expect(await smtp.letter(() => true)).toMatchObject({
    from: 'limen@example.org',
    to: 'p1@example.org',
    subject: '제목 1',
    text: expect.stringContaining('안녕하십니까 1\n.'),
  });
  expect(mailer.failedAt('p1')).toBeNull();
});

test('a server that hangs up or is busy is asked again, and then it has arrived once', async () => {
  smtp.refuseNext('drop', 451);
  mailer.send(letter(1));
  await smtp.letter(() => true);
  expect(smtp.attempts()).toBe(3);
  expect(smtp.letters).toHaveLength(1);
});

test('a letter that fails too often, or for good, is given up and known by its person', async () => {
  smtp.refuseNext(451, 451, 451);
  mailer.send(letter(1));
  await smtp.attempted(3);
  smtp.refuseNext(550);
  mailer.send(letter(2));
  await smtp.attempted(4);
  mailer.send(letter(3));
  await smtp.letter(({ to }) => to === 'p3@example.org');
  while (mailer.failedAt('p1') === null || mailer.failedAt('p2') === null) {
    await new Promise(setImmediate);
  }
  expect(smtp.attempts()).toBe(5);
  // the next one that arrives is news
  mailer.send(letter(1));
  await smtp.letter(({ to }) => to === 'p1@example.org');
  while (mailer.failedAt('p1') !== null) await new Promise(setImmediate);
});

test('a flood is bounded: what is too much is given up at once, and the rest arrives', async () => {
  for (let n = 0; n < 300; n += 1) mailer.send(letter(n));
  const given = Array.from({ length: 300 }, (_, n) => mailer.failedAt(`p${n}`)).filter((at) => at !== null);
  expect(given).toHaveLength(100);
  await smtp.attempted(200);
});

test('a server that stops does not wait for what waits', async () => {
  await mailer.close();
  mailer = start([3_600_000]);
  smtp.refuseNext(451);
  mailer.send(letter(1));
  await smtp.attempted(1);
  await mailer.close();
  mailer.send(letter(2));
  expect(smtp.attempts()).toBe(1);
});

test('without SMTP_URL nothing is sent and nobody fails', () => {
  const none = new Mailer(readConfig({}), pino({ level: 'silent' }));
  expect(none.isConfigured).toBe(false);
  none.send(letter(1));
  expect(none.failedAt('p1')).toBeNull();
});

test('letters carry links, so e-mail takes a sender and the address people open', () => {
  expect(() => readConfig({ SMTP_URL: smtp.url })).toThrow('MAIL_FROM: needed with SMTP_URL');
  expect(() => readConfig({ SMTP_URL: smtp.url, MAIL_FROM: 'a@b.example' })).toThrow('LIMEN_PUBLIC_URL');
  expect(() => readConfig({ ...env, SMTP_URL: 'http://x' })).toThrow('SMTP_URL');
  expect(() => readConfig({ ...env, SMTP_URL: smtp.url, MAIL_FROM: 'x\r\nBcc: y@z' })).toThrow('MAIL_FROM');
});
