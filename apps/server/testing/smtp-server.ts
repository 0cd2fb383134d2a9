import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';

/** A letter as it arrived; `text` is decoded. */
export type Received = { from: string; to: string; subject: string; text: string };

/** An SMTP server (RFC 5321, as much of it as a client needs) on a free port of the loopback. */
export type SmtpServer = {
  url: string;
  letters: Received[];
  /** Answers the next recipients so; as often as the list is long. `drop`: hangs up without a word. */
  refuseNext: (...replies: (number | 'drop')[]) => void;
  /** How often somebody was to be written to, refused or not. */
  attempts: () => number;
  /** Resolves with the first letter that fits, also one that has arrived. */
  letter: (fits: (letter: Received) => boolean) => Promise<Received>;
  /** Resolves once as many attempts were made. */
  attempted: (count: number) => Promise<void>;
  close: () => Promise<void>;
};

export const startSmtpServer = async (): Promise<SmtpServer> => {
  const letters: Received[] = [];
  const refusals: (number | 'drop')[] = [];
  const waiting = new Set<() => void>();
  const sockets = new Set<Socket>();
  let attempts = 0;
  const changed = (): void => {
    for (const look of waiting) look();
  };
  const until = <T>(found: () => T | undefined): Promise<T> =>
    new Promise((resolve) => {
      const look = (): void => {
        const value = found();
        if (value === undefined) return;
        waiting.delete(look);
        resolve(value);
      };
      waiting.add(look);
      look();
    });

  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket)).on('error', () => undefined);
    const say = (line: string): void => void socket.write(`${line}\r\n`);
    let buffered = '';
    let envelope = { from: '', to: '' };
    let inData = false;
    const command = (line: string): void => {
      const verb = line.slice(0, 4).toUpperCase();
      if (verb === 'EHLO' || verb === 'HELO') say('250 test');
      else if (verb === 'MAIL') {
        envelope = { from: /<(.*?)>/.exec(line)?.[1] ?? '', to: '' };
        say('250 ok');
      } else if (verb === 'RCPT') {
        attempts += 1;
        const refusal = refusals.shift();
        if (refusal === 'drop') socket.destroy();
        else if (refusal !== undefined) say(`${refusal} not now`);
        else {
          envelope.to = /<(.*?)>/.exec(line)?.[1] ?? '';
          say('250 ok');
        }
        changed();
      } else if (verb === 'DATA') {
        inData = true;
        say('354 go on');
      } else if (verb === 'QUIT') {
        say('221 bye');
        socket.end();
      } else say('250 ok');
    };
    say('220 test ESMTP');
    socket.setEncoding('latin1').on('data', (piece: string) => {
      buffered += piece;
      for (;;) {
        const mark = inData ? '\r\n.\r\n' : '\r\n';
        const at = buffered.indexOf(mark);
        if (at === -1) return;
        const part = buffered.slice(0, at);
        buffered = buffered.slice(at + mark.length);
        if (inData) {
          inData = false;
          letters.push({ ...envelope, ...readLetter(part) });
          say('250 taken');
          changed();
        } else command(part);
      }
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `smtp://127.0.0.1:${port}`,
    letters,
    refuseNext: (...replies) => void refusals.push(...replies),
    attempts: () => attempts,
    letter: (fits) => until(() => letters.find(fits)),
    attempted: async (count) => void (await until(() => (attempts >= count ? true : undefined))),
    close: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
};

/** Headers and body of RFC 5322, with the two encodings that nodemailer writes plain text in. */
const readLetter = (raw: string): { subject: string; text: string } => {
  const [head = '', ...rest] = raw.split('\r\n\r\n');
  const headers = head.replaceAll(/\r\n[ \t]+/g, ' ');
  const of = (name: string): string => new RegExp(`^${name}: (.*)$`, 'im').exec(headers)?.[1] ?? '';
  const body = rest.join('\r\n\r\n').replaceAll(/^\.\./gm, '.');
  const encoding = of('Content-Transfer-Encoding').toLowerCase();
  const bytes =
    encoding === 'base64'
      ? Buffer.from(body, 'base64')
      : encoding === 'quoted-printable'
        ? quotedPrintable(body)
        : Buffer.from(body, 'latin1');
  return { subject: decodeWords(of('Subject')), text: bytes.toString('utf8').replaceAll('\r\n', '\n') };
};

const quotedPrintable = (text: string): Buffer =>
  Buffer.from(
    text
      .replaceAll(/=\r\n/g, '')
      .replaceAll(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  );

/** RFC 2047: `=?UTF-8?B?…?=`, one after the other. */
const decodeWords = (text: string): string =>
  text
    .replaceAll(/\?=\s+=\?/g, '?==?')
    .replaceAll(/=\?utf-8\?([bq])\?(.*?)\?=/gi, (_, way: string, word: string) =>
      (way.toLowerCase() === 'b'
        ? Buffer.from(word, 'base64')
        : quotedPrintable(word.replaceAll('_', ' '))
      ).toString('latin1'),
    )
    .replace(/[\s\S]*/, (all) => Buffer.from(all, 'latin1').toString('utf8'));
